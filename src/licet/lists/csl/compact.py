"""A third party's compact JSON of the Consolidated Screening List.

Rows (`entries`) have one-letter fields and point into shared `tables`: n name, a aliases, s source,
t type, c countries, e OFAC's number, lr license requirement, lp review policy, pg program, fr
Federal Register notice. Addresses, dates and identifiers are left out. A party's aliases may stand
again as rows of their own, each with its own requirement, so no row is dropped: rows with the same
names on the same list are counted as `repeated`. Rows are known by their place, counted from 0.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import msgspec

from licet.lists.csl.record import Record
from licet.lists.dates import iso_day
from licet.lists.model import Problem
from licet.terms.errors import BadSource

_Place = Annotated[int, msgspec.Meta(ge=0)]


class _Entry(msgspec.Struct):
    name: str = msgspec.field(name="n")
    source: _Place = msgspec.field(name="s")
    aliases: list[str] = msgspec.field(name="a", default_factory=list)
    kind: str = msgspec.field(name="t", default="")
    countries: list[str] = msgspec.field(name="c", default_factory=list)
    number: str = msgspec.field(name="e", default="")
    requirement: _Place | None = msgspec.field(name="lr", default=None)
    policy: _Place | None = msgspec.field(name="lp", default=None)
    program: _Place | None = msgspec.field(name="pg", default=None)
    notice: str = msgspec.field(name="fr", default="")


class _Tables(msgspec.Struct, rename="camel"):
    sources: list[str]
    licence_requirements: list[str]
    licence_policies: list[str]
    programmes: list[str]


class _File(msgspec.Struct, rename="camel"):
    entries: list[object]
    tables: _Tables
    entry_count: int
    source_generated_at: str = ""


def read_compact(
    content: object, path: Path, problems: list[Problem]
) -> tuple[list[Record], dt.date | None]:
    """The rows in order and the day the publisher made the list; raises `BadSource`."""
    try:
        file = msgspec.convert(content, _File)
        content_date = iso_day(file.source_generated_at)
    except ValueError as error:  # msgspec.ValidationError is one
        raise BadSource(
            f"is not the compact form: {error}",
            where=path.name,
            remedy="see whether its fields were renamed",
        ) from error
    if len(file.entries) != file.entry_count:
        raise BadSource(
            f"says it has {file.entry_count} entries and has {len(file.entries)}",
            where=path.name,
            remedy="fetch the file again",
        )
    records = []
    for number, one in enumerate(file.entries):
        try:
            records.append(_record(msgspec.convert(one, _Entry), number, file.tables))
        except (msgspec.ValidationError, IndexError) as error:
            where = f"{path.name}, entry {number}"
            problems.append(Problem(kind="broken-row", where=where, what=str(error)))
    return records, content_date


def _record(entry: _Entry, number: int, tables: _Tables) -> Record:
    return Record(
        id=str(number),
        where=f"entry {number}" + (f", OFAC number {entry.number}" if entry.number else ""),
        publication=tables.sources[entry.source],
        name=entry.name,
        kind=entry.kind,
        aliases=tuple(entry.aliases),
        countries=tuple(entry.countries),
        programs=_programs(tables.programmes, entry.program),
        notice=entry.notice,
        requirement=_looked_up(tables.licence_requirements, entry.requirement),
        policy=_looked_up(tables.licence_policies, entry.policy),
    )


def _looked_up(table: list[str], place: int | None) -> str:
    return table[place] if place is not None else ""


def _programs(table: list[str], place: int | None) -> tuple[str, ...]:
    """Several program tags of one row stand in one text, divided by semicolons."""
    return tuple(filter(None, (tag.strip() for tag in _looked_up(table, place).split(";"))))
