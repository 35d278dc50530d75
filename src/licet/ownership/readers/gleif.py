"""GLEIF: who has a Legal Entity Identifier (level 1), who consolidates whom (level 2), and why not.

What a naive version gets wrong: accounting consolidation is control, not a percentage. Even the
"100.00 PERCENTAGE" that some relationship records carry is the part of the accounts that is
consolidated. So a consolidating parent is an owner of unknown share, which asks a question and
never counts as 100 percent; a reporting exception is an owner who is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from licet.lists.model import Identifier, Problem
from licet.lists.safe import open_source, read_json, xml_elements
from licet.ownership.model import (
    Directness,
    Entity,
    EntityKind,
    Graph,
    GraphReading,
    InterestKind,
    OwnershipStatement,
)
from licet.ownership.readers.days import parse_day
from licet.ownership.share import Share
from licet.terms.errors import BadSource
from licet.terms.period import Period


class _Address(msgspec.Struct):
    Country: str | None = None


class _Entity(msgspec.Struct):
    LegalName: str
    LegalJurisdiction: str | None = None
    LegalAddress: _Address | None = None
    EntityCategory: str | None = None


class _LeiRecord(msgspec.Struct):
    LEI: str
    Entity: _Entity


class _Node(msgspec.Struct):
    NodeID: str


class _PeriodRecord(msgspec.Struct):
    PeriodType: str = ""
    StartDate: str | None = None
    EndDate: str | None = None


class _Relationship(msgspec.Struct):
    StartNode: _Node
    EndNode: _Node
    RelationshipType: str
    RelationshipStatus: str = ""
    RelationshipPeriods: list[_PeriodRecord] = []


class _Registration(msgspec.Struct):
    RegistrationStatus: str = ""
    LastUpdateDate: str | None = None


class _RelationshipRecord(msgspec.Struct):
    Relationship: _Relationship
    Registration: _Registration = msgspec.field(default_factory=_Registration)


class _Exception(msgspec.Struct):
    LEI: str
    ExceptionCategory: str
    ExceptionReason: str | list[str]
    ExceptionReference: str | list[str] | None = None
    ContentDate: str | None = None


class _Meaning(msgspec.Struct, frozen=True):
    """What a relationship type means: of StartNode in EndNode, or the other way about."""

    kind: InterestKind
    directness: Directness = Directness.DIRECT
    share: Share | None = None
    start_owns_end: bool = False


_MEANINGS = {
    "IS_DIRECTLY_CONSOLIDATED_BY": _Meaning(InterestKind.CONSOLIDATION),
    "IS_ULTIMATELY_CONSOLIDATED_BY": _Meaning(InterestKind.CONSOLIDATION, Directness.INDIRECT),
    # A branch is no person of its own: whatever reaches the head office reaches it whole.
    "IS_INTERNATIONAL_BRANCH_OF": _Meaning(InterestKind.BRANCH, share=Share.exactly(100)),
    "IS_FUND-MANAGED_BY": _Meaning(InterestKind.CONTROL),
    "IS_SUBFUND_OF": _Meaning(InterestKind.CONTROL),
    # A feeder fund puts its money into the master fund: it is the one that holds.
    "IS_FEEDER_TO": _Meaning(InterestKind.SHAREHOLDING, start_owns_end=True),
}
#: Records that GLEIF itself takes back.
_VOID = frozenset({"ANNULLED", "DUPLICATE"})
_RECORDS = ("LEIRecord", "RelationshipRecord", "Exception")
_REPEATED = frozenset(
    {"OtherEntityNames", "RelationshipPeriods", "RelationshipQualifiers", "RelationshipQuantifiers"}
)


def read_gleif(path: Path) -> GraphReading:
    """Any mix of LEI records, relationship records and reporting exceptions, as XML or JSON.

    A record that does not fit is reported with its number and left out. Raises `BadSource` when
    the file is neither, or holds no record that can be read.
    """
    builder = _Builder(path.name)
    for place, raw in enumerate(_raw_records(path), start=1):
        builder.add(place, raw)
    return builder.finish()


class _Builder:
    """Collects entities and statements record by record."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._entities: dict[str, Entity] = {}
        #: By id, with the day of the last update: a later record replaces, or takes back.
        self._statements: dict[str, tuple[str, OwnershipStatement | None]] = {}
        self._problems: list[Problem] = []
        self._whole = 0

    def add(self, place: int, raw: object) -> None:
        """One record; a broken one becomes a problem."""
        where = f"{self._file}, record {place}"
        try:
            if not isinstance(raw, dict):
                raise ValueError("is no record")
            if "Relationship" in raw:
                self._relationship(msgspec.convert(raw, _RelationshipRecord), where)
            elif "ExceptionCategory" in raw:
                self._exception(msgspec.convert(raw, _Exception), where)
            else:
                self._lei(msgspec.convert(raw, _LeiRecord))
            self._whole += 1
        except (msgspec.ValidationError, ValueError) as error:
            self._report("bad-record", where, str(error), "fetch the file again from GLEIF")

    def finish(self) -> GraphReading:
        """The graph of everything added."""
        if not self._whole:
            what = self._problems[0].what if self._problems else "it has no records"
            raise BadSource(
                f"holds no GLEIF record that can be read: {what}",
                where=self._file,
                remedy="give a file of LEI records, relationship records or reporting exceptions",
            )
        statements = (s for _, s in self._statements.values() if s is not None)
        graph = Graph(self._entities.values(), statements)
        return GraphReading(graph=graph, problems=self._problems)

    def _lei(self, record: _LeiRecord) -> None:
        entity = record.Entity
        where = entity.LegalJurisdiction or (entity.LegalAddress and entity.LegalAddress.Country)
        self._entities[record.LEI] = Entity(
            id=record.LEI,
            name=entity.LegalName,
            kind=EntityKind.BRANCH if entity.EntityCategory == "BRANCH" else EntityKind.COMPANY,
            jurisdiction=where.lower() if where else None,
            identifiers=(Identifier(kind="LEI", value=record.LEI),),
        )

    def _relationship(self, record: _RelationshipRecord, where: str) -> None:
        relationship = record.Relationship
        type_ = relationship.RelationshipType
        meaning = _MEANINGS.get(type_)
        if meaning is None:
            self._report("unknown-relationship", where, f"type {type_!r} is not read")
            return
        start, end = relationship.StartNode.NodeID, relationship.EndNode.NodeID
        owner, owned = (start, end) if meaning.start_owns_end else (end, start)
        id_ = f"{start} {type_} {end}"
        period = _period(record)
        statement = None
        if period is not None and record.Registration.RegistrationStatus not in _VOID:
            statement = OwnershipStatement(
                id=id_,
                owner=owner,
                owned=owned,
                share=meaning.share,
                kind=meaning.kind,
                directness=meaning.directness,
                period=period,
                source=f"GLEIF, {where}",
                note=type_,
            )
        self._keep(id_, record.Registration.LastUpdateDate or "", statement)

    def _exception(self, record: _Exception, where: str) -> None:
        ultimate = record.ExceptionCategory.startswith("ULTIMATE")
        owner = f"undisclosed:{record.LEI}:{record.ExceptionCategory}"
        reasons = _texts(record.ExceptionReason) + _texts(record.ExceptionReference)
        self._entities[owner] = Entity(
            owner, "an owner who is not named", EntityKind.UNDISCLOSED, note=", ".join(reasons)
        )
        statement = OwnershipStatement(
            id=owner,
            owner=owner,
            owned=record.LEI,
            kind=InterestKind.UNSPECIFIED,
            directness=Directness.INDIRECT if ultimate else Directness.DIRECT,
            source=f"GLEIF, {where}",
            note=record.ExceptionCategory,
        )
        self._keep(owner, record.ContentDate or "", statement)

    def _keep(self, id_: str, updated: str, statement: OwnershipStatement | None) -> None:
        known = self._statements.get(id_)
        if known is None or updated >= known[0]:
            self._statements[id_] = (updated, statement)

    def _report(self, kind: str, where: str, what: str, remedy: str = "") -> None:
        self._problems.append(Problem(kind=kind, where=where, what=what, remedy=remedy))


def _period(record: _RelationshipRecord) -> Period | None:
    """The relationship's own period, not that of the accounts or of the filing."""
    own = [
        p for p in record.Relationship.RelationshipPeriods if p.PeriodType == "RELATIONSHIP_PERIOD"
    ]
    start = parse_day(own[0].StartDate) if own else None
    end = parse_day(own[0].EndDate, last=True) if own else None
    if end is None and record.Relationship.RelationshipStatus == "INACTIVE":
        end = parse_day(record.Registration.LastUpdateDate)
    if start is not None and end is not None and end < start:
        return None
    return Period(start, end)


def _raw_records(path: Path) -> Iterator[object]:
    with open_source(path) as stream:
        is_xml = stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    if is_xml:
        for element in xml_elements(path, *(f"{{*}}{name}" for name in _RECORDS)):
            yield _as_record(element)
        return
    data = read_json(path)
    if not isinstance(data, list):
        raise BadSource(
            "is JSON but no list of records", where=path.name, remedy="give a GLEIF file"
        )
    yield from data


def _as_record(element: etree._Element) -> Any:
    """An element as the JSON form has it: text, or a dictionary by local names."""
    if not len(element):
        return (element.text or "").strip()
    record: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        if name in _REPEATED:
            record[name] = [_as_record(part) for part in child]
        elif name in record:
            held = record[name]
            record[name] = [*(held if isinstance(held, list) else [held]), _as_record(child)]
        else:
            record[name] = _as_record(child)
    return record


def _texts(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
