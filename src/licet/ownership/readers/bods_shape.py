"""One BODS statement, in any version's spelling, as a `Party` or a `Relation`.

Versions 0.1 to 0.3 put everything on the statement and give each update a new `statementID`;
0.4 has records with a stable `recordId` and their details apart. Interest types are written
`other-influence-or-control` in the one and `otherInfluenceOrControl` in the other.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from licet.lists.model import Identifier
from licet.ownership.model import Directness, Entity, EntityKind, InterestKind
from licet.ownership.readers.days import parse_day
from licet.ownership.share import WHOLE, Share


class _Code(msgspec.Struct):
    code: str | None = None
    name: str | None = None


class _Type(msgspec.Struct):
    type: str = ""


class _Identifier(msgspec.Struct):
    id: str | None = None
    scheme: str | None = None
    schemeName: str | None = None  # noqa: N815 - the standard's spelling, here and below


class _Name(msgspec.Struct):
    fullName: str = ""  # noqa: N815
    givenName: str = ""  # noqa: N815
    familyName: str = ""  # noqa: N815


class _Reason(msgspec.Struct):
    reason: str = ""
    description: str = ""


class _Share(msgspec.Struct):
    """Fractions come as the text of the file; early versions mark open ends by true or false."""

    exact: int | str | None = None
    minimum: int | str | None = None
    maximum: int | str | None = None
    exclusiveMinimum: bool | int | str | None = None  # noqa: N815
    exclusiveMaximum: bool | int | str | None = None  # noqa: N815


class _Interest(msgspec.Struct):
    type: str = ""
    directOrIndirect: str | None = None  # noqa: N815
    interestLevel: str | None = None  # noqa: N815
    share: _Share | None = None
    startDate: str | None = None  # noqa: N815
    endDate: str | None = None  # noqa: N815
    details: str = ""


class _InterestedParty(msgspec.Struct):
    describedByEntityStatement: str | None = None  # noqa: N815
    describedByPersonStatement: str | None = None  # noqa: N815
    unspecified: _Reason | None = None
    reason: str = ""
    description: str = ""


class _Details(msgspec.Struct):
    """What 0.4 keeps in `recordDetails`, earlier versions on the statement itself."""

    name: str | None = None
    names: list[_Name] = []
    entityType: _Type | str | None = None  # noqa: N815
    personType: str | None = None  # noqa: N815
    jurisdiction: _Code | None = None
    incorporatedInJurisdiction: _Code | None = None  # noqa: N815
    identifiers: list[_Identifier] = []
    unspecifiedEntityDetails: _Reason | None = None  # noqa: N815
    unspecifiedPersonDetails: _Reason | None = None  # noqa: N815
    subject: str | _InterestedParty | None = None
    interestedParty: str | _InterestedParty | None = None  # noqa: N815
    interests: list[_Interest] = []


class _Statement(_Details):
    statementId: str | None = None  # noqa: N815
    statementID: str | None = None  # noqa: N815
    statementType: str | None = None  # noqa: N815
    statementDate: str | None = None  # noqa: N815
    replacesStatements: list[str] = []  # noqa: N815
    recordId: str | None = None  # noqa: N815
    recordType: str | None = None  # noqa: N815
    recordStatus: str | None = None  # noqa: N815
    recordDetails: _Details | None = None  # noqa: N815


class Interest(msgspec.Struct, frozen=True):
    """One interest; `ends` is the day it ceased. `trouble` tells why a share is not used."""

    kind: InterestKind
    directness: Directness
    share: Share | None
    starts: dt.date | None
    ends: dt.date | None
    note: str
    trouble: str = ""


class Party(msgspec.Struct, frozen=True):
    """A description of an entity or person."""

    entity: Entity


class Relation(msgspec.Struct, frozen=True):
    """Who has which interests in whom; `owner` None: not named, for `reason`."""

    owned: str
    owner: str | None
    reason: str
    interests: tuple[Interest, ...]
    closed: bool


class Statement(msgspec.Struct, frozen=True):
    """A statement: `record` is its subject (0.4) or its own id; `moment` sorts its versions."""

    id: str
    record: str
    moment: str
    replaces: tuple[str, ...]
    body: Party | Relation


_ENTITY = frozenset({"entity", "person", "entityStatement", "personStatement"})
_RELATION = frozenset({"relationship", "ownershipOrControlStatement"})
_KINDS = {
    "registeredentity": EntityKind.COMPANY,
    "legalentity": EntityKind.COMPANY,
    "arrangement": EntityKind.ARRANGEMENT,
    "state": EntityKind.STATE,
    "statebody": EntityKind.STATE,
    "knownperson": EntityKind.PERSON,
    "anonymousentity": EntityKind.UNDISCLOSED,
    "unknownentity": EntityKind.UNDISCLOSED,
    "anonymousperson": EntityKind.UNDISCLOSED,
    "unknownperson": EntityKind.UNDISCLOSED,
}
_OWNERSHIP_OR_NOT = (
    "settlor",
    "trustee",
    "nominee",
    "nominator",
    "beneficiaryoflegalarrangement",
    "rightstosurplusassetsondissolution",
    "rightstosurplusassets",
    "rightstoprofitorincome",
    "righttoprofitorincomefromassets",
    "enjoymentanduseofassets",
)
_CONTROL = (
    "appointmentofboard",
    "boardmember",
    "boardchair",
    "seniormanagingofficial",
    "otherinfluenceorcontrol",
    "influenceorcontrol",
    "protector",
    "controlviacompanyrulesorarticles",
    "controlbylegalframework",
    "rightsgrantedbycontract",
    "conditionalrightsgrantedbycontract",
)
_INTERESTS = {
    "shareholding": InterestKind.SHAREHOLDING,
    "votingrights": InterestKind.VOTING,
    **dict.fromkeys(_OWNERSHIP_OR_NOT, InterestKind.BENEFICIAL),
    **dict.fromkeys(_CONTROL, InterestKind.CONTROL),
}
#: How Open Ownership's own conversion of GLEIF data words accounting consolidation.
_CONSOLIDATED = re.compile(r"IS_(DIRECTLY|ULTIMATELY)_CONSOLIDATED_BY")


def parse_statement(raw: object) -> Statement:
    """Raises `msgspec.ValidationError` or `ValueError`, each naming the field that is wrong."""
    found = msgspec.convert(raw, _Statement)
    id_ = found.statementId or found.statementID
    kind = found.recordType or found.statementType
    if not id_:
        raise ValueError("has no statementId")
    parse_day(found.statementDate)  # refused here, where the statement can still be left out
    details = found.recordDetails or found
    record = found.recordId or id_
    body: Party | Relation
    if kind in _ENTITY:
        body = Party(_entity(record, details))
    elif kind in _RELATION:
        body = _relation(details, closed=found.recordStatus == "closed")
    else:
        raise ValueError(f"is of the unknown type {kind!r}")
    return Statement(id_, record, found.statementDate or "", tuple(found.replacesStatements), body)


def _entity(record: str, details: _Details) -> Entity:
    type_ = details.entityType
    spelt = type_.type if isinstance(type_, _Type) else type_ or details.personType or ""
    unnamed = details.unspecifiedEntityDetails or details.unspecifiedPersonDetails
    where = details.jurisdiction or details.incorporatedInJurisdiction
    name = details.name or next(
        (n.fullName or f"{n.givenName} {n.familyName}".strip() for n in details.names), ""
    )
    return Entity(
        id=record,
        name=name or ("an owner who is not named" if unnamed else record),
        kind=EntityKind.UNDISCLOSED
        if unnamed and not name
        else _KINDS.get(_letters(spelt), EntityKind.UNKNOWN),
        jurisdiction=where.code.lower() if where and where.code else None,
        identifiers=tuple(
            Identifier(kind=i.scheme or i.schemeName or "unknown", value=i.id)
            for i in details.identifiers
            if i.id
        ),
        note=_reason(unnamed),
    )


def _relation(details: _Details, *, closed: bool) -> Relation:
    owned = details.subject
    if isinstance(owned, _InterestedParty):
        owned = owned.describedByEntityStatement
    if not owned:
        raise ValueError("names no subject, the entity that is owned")
    party = details.interestedParty
    owner: str | None = None
    reason = "no reason given"
    if isinstance(party, _InterestedParty):
        owner = party.describedByEntityStatement or party.describedByPersonStatement
        reason = _reason(party.unspecified or _Reason(party.reason, party.description)) or reason
    else:
        owner = party
    interests = tuple(_interest(i) for i in details.interests or [_Interest()])
    return Relation(owned, owner, reason, interests, closed)


def _interest(raw: _Interest) -> Interest:
    kind = _INTERESTS.get(_letters(raw.type), InterestKind.UNSPECIFIED)
    level = raw.directOrIndirect or raw.interestLevel or Directness.UNKNOWN
    if (consolidated := _CONSOLIDATED.search(raw.details)) is not None:
        kind = InterestKind.CONSOLIDATION
        level = Directness.DIRECT if consolidated[1] == "DIRECTLY" else Directness.INDIRECT
    share, trouble = None, ""
    try:
        share = _share(raw.share) if raw.share else None
    except ValueError as error:
        trouble = f"share cannot be used ({error}); it is taken as unknown"
    return Interest(
        kind=kind,
        directness=Directness(level) if level in tuple(Directness) else Directness.UNKNOWN,
        share=share,
        starts=parse_day(raw.startDate),
        ends=parse_day(raw.endDate, last=True),
        note=": ".join(part for part in (raw.type, raw.details) if part),
        trouble=trouble,
    )


def _share(raw: _Share) -> Share | None:
    if raw.exact is not None:
        share = Share.exactly(raw.exact)
    else:
        low, above = _end(raw.minimum, raw.exclusiveMinimum)
        high, below = _end(raw.maximum, raw.exclusiveMaximum)
        if low is None and high is None:
            return None
        share = Share.between(
            0 if low is None else low,
            100 if high is None else high,
            above_low=above,
            below_high=below,
        )
    if share.high > WHOLE:
        raise ValueError(f"{share} is more than 100 percent")
    return share


def _end(
    included: int | str | None, left_out: bool | int | str | None
) -> tuple[int | str | None, bool]:
    """One end of a range, and whether the figure itself is left out."""
    if isinstance(left_out, bool) or left_out is None:
        return included, bool(left_out) and included is not None
    return left_out, True


def _reason(raw: _Reason | None) -> str:
    return ": ".join(part for part in (raw.reason, raw.description) if part) if raw else ""


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
