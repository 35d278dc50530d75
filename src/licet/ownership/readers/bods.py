"""Open Ownership's Beneficial Ownership Data Standard (BODS), versions 0.1 to 0.4.

What a naive version gets wrong: a file is a history, so statements of one record replace one
another and must not be added; and shares and votes are two interests in the same thing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from licet.lists.model import Problem
from licet.lists.safe import read_json, read_text
from licet.ownership.model import (
    Entity,
    EntityKind,
    Graph,
    GraphReading,
    InterestKind,
    OwnershipStatement,
)
from licet.ownership.readers.bods_shape import (
    Interest,
    Party,
    Relation,
    Statement,
    parse_statement,
)
from licet.ownership.readers.days import parse_day
from licet.terms.errors import BadSource
from licet.terms.period import Period

_DAY = dt.timedelta(days=1)


class _Version(msgspec.Struct, frozen=True):
    """A relation as one statement gives it, and from when until when that statement rules."""

    statement: Statement
    relation: Relation
    rules_from: dt.date | None = None
    rules_until: dt.date | None = None


def read_bods(path: Path) -> GraphReading:
    """A JSON array, a package with `statements`, or JSON Lines.

    A statement that does not fit the standard is reported with its place and left out. Raises
    `BadSource` when the file is not JSON or holds no statement that can be read.
    """
    problems: list[Problem] = []
    found: list[Statement] = []
    for place, raw in _raw_statements(path):
        try:
            found.append(parse_statement(raw))
        except (msgspec.ValidationError, ValueError) as error:
            problems.append(
                Problem(
                    kind="bad-statement",
                    where=f"{path.name}, {place}",
                    what=str(error),
                    remedy="correct the statement, or ask its publisher",
                )
            )
    if not found:
        raise BadSource(
            "holds no BODS statement that can be read",
            where=path.name,
            remedy="see whether this is the right file"
            + (f"; the first statement {problems[0].what}" if problems else ""),
        )
    return GraphReading(graph=_graph(found, path.name, problems), problems=problems)


def _raw_statements(path: Path) -> Iterator[tuple[str, object]]:
    text = read_text(path).text.lstrip()
    first, _, rest = text.partition("\n")
    if first.rstrip().endswith("}") and rest.lstrip().startswith("{"):
        decoder = msgspec.json.Decoder(float_hook=str)
        for line, record in enumerate(text.split("\n"), start=1):
            if not record.strip():
                continue
            try:
                yield f"line {line}", decoder.decode(record)
            except msgspec.DecodeError as error:
                yield f"line {line}", f"JSON that is broken: {error}"
        return
    data = read_json(path)
    if isinstance(data, dict):
        data = data.get("statements", [data])
    if not isinstance(data, list):
        raise BadSource(
            "is JSON but no list of statements", where=path.name, remedy="give a BODS file"
        )
    for place, raw in enumerate(data, start=1):
        yield f"statement {place}", raw


def _graph(found: list[Statement], file: str, problems: list[Problem]) -> Graph:
    original = _originals(found)
    latest: dict[str, tuple[str, str, Entity]] = {}
    records: dict[str, list[_Version]] = defaultdict(list)
    for statement in found:
        record = original.get(statement.record, statement.record)
        if isinstance(statement.body, Party):
            entity = msgspec.structs.replace(statement.body.entity, id=record)
            known = latest.get(record)
            if known is None or (statement.moment, statement.id) > known[:2]:
                latest[record] = (statement.moment, statement.id, entity)
        else:
            records[record].append(_Version(statement, statement.body))
    entities = {id_: entity for id_, (_, _, entity) in latest.items()}
    statements: list[OwnershipStatement] = []
    for versions in records.values():
        for version in _ruling(versions):
            statements.extend(_interests(version, original, entities, file, problems))
    return Graph(entities.values(), statements)


def _originals(found: Iterable[Statement]) -> dict[str, str]:
    """For early versions: the first statement of a chain of replacements stands for all of it."""
    replaced = {s.id: min(s.replaces) for s in found if s.replaces}
    original: dict[str, str] = {}
    for id_ in replaced:
        first, seen = id_, {id_}
        while first in replaced and replaced[first] not in seen:
            first = replaced[first]
            seen.add(first)
        original[id_] = first
    return original


def _ruling(versions: list[_Version]) -> Iterator[_Version]:
    """Cut a record's versions so that each day has one.

    A new version rules from the day its interests start, where that is a new day, else from the
    day of the statement. A closing statement ends the record on the day its interests ceased,
    else on its own day; what it repeats is not a new version, unless it stands alone.
    """
    versions.sort(key=lambda v: (v.statement.moment, v.relation.closed, v.statement.id))
    begins = [_begins(before, v) for before, v in zip([None, *versions], versions, strict=False)]
    for place, version in enumerate(versions):
        alone = version.relation.closed and place == 0
        if version.relation.closed and not alone:
            continue
        until = _closes(version) if alone else None
        if place + 1 < len(versions):
            until = begins[place + 1]
        yield msgspec.structs.replace(version, rules_from=begins[place], rules_until=until)


def _begins(before: _Version | None, version: _Version) -> dt.date | None:
    if before is None:
        return None
    if version.relation.closed:
        return _closes(version)
    stated = parse_day(version.statement.moment)
    new, old = _last_start(version), _last_start(before)
    if new is not None and (old is None or new > old) and (stated is None or new <= stated):
        return new
    return stated


def _closes(version: _Version) -> dt.date | None:
    ends = [i.ends for i in version.relation.interests if i.ends is not None]
    return max(ends) if ends else parse_day(version.statement.moment)


def _last_start(version: _Version) -> dt.date | None:
    return max((i.starts for i in version.relation.interests if i.starts), default=None)


def _interests(
    version: _Version,
    original: dict[str, str],
    entities: dict[str, Entity],
    file: str,
    problems: list[Problem],
) -> Iterator[OwnershipStatement]:
    statement, relation = version.statement, version.relation
    where = f"{file}, statement {statement.id}"
    if relation.owner is None:
        owner = f"undisclosed:{statement.record}"
        entities[owner] = Entity(
            owner, "an owner who is not named", EntityKind.UNDISCLOSED, note=relation.reason
        )
    else:
        owner = original.get(relation.owner, relation.owner)
    unnamed = owner in entities and entities[owner].kind is EntityKind.UNDISCLOSED
    for interest in relation.interests:
        if interest.trouble:
            problems.append(
                Problem(
                    kind="bad-share",
                    where=where,
                    what=interest.trouble,
                    remedy="ask the publisher for the right figure",
                )
            )
        period = _period(version, interest)
        if period is None:
            continue
        control = interest.kind is InterestKind.CONTROL
        yield OwnershipStatement(
            id=statement.id,
            owner=owner,
            owned=original.get(relation.owned, relation.owned),
            share=interest.share,
            # Of somebody unnamed even the nature of the interest is hearsay.
            kind=InterestKind.UNSPECIFIED if unnamed and control else interest.kind,
            directness=interest.directness,
            period=period,
            source=where,
            note=interest.note,
        )


def _period(version: _Version, interest: Interest) -> Period | None:
    """The days on which this version rules and the interest lasts; None if there are none."""
    starts = [day for day in (version.rules_from, interest.starts) if day is not None]
    ends = [day - _DAY for day in (version.rules_until, interest.ends) if day is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and end < start:
        return None
    return Period(start, end)
