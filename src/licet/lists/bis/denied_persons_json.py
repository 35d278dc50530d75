"""A third party's JSON of the Denied Persons List, made from BIS's file.

Shape: `{"source_file": "dpl_04142026.csv", "count": 564, "entities": [...]}`, where the kind of
denial and the expiration stand in `notes` ("Type of denial: Standard; Expires: 2026-10-27").
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec

from licet.lists.bis.denied_row import NON_STANDARD, STANDARD, DeniedRow
from licet.lists.dates import day_in_name, iso_day, notices
from licet.lists.model import Problem
from licet.lists.safe import read_json
from licet.terms.country import country_code
from licet.terms.errors import BadSource

_EXPIRES = re.compile(r"\bExpires: (\d{4}-\d{2}-\d{2})")
_TYPE = re.compile(r"\bType of denial: ([A-Za-z-]+)")
_US_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)")
_ORDER = {"standard": (STANDARD,), "non-standard": (NON_STANDARD,)}


class _Entity(msgspec.Struct):
    name: str
    effective_date: str | None
    federal_register: str | None
    notes: str | None
    address: str | None
    country: str | None
    aliases: list[str] = []


class _File(msgspec.Struct):
    entities: list[object]
    count: int
    source_file: str = ""


def read_json_rows(path: Path, problems: list[Problem]) -> tuple[list[DeniedRow], dt.date | None]:
    """The rows in order and the day of BIS's file; what cannot be read goes to `problems`."""
    try:
        file = msgspec.convert(read_json(path), _File)
    except msgspec.ValidationError as error:
        raise BadSource(
            f"is not a JSON of the Denied Persons List: {error}",
            where=path.name,
            remedy="use the tab-separated file that BIS publishes",
        ) from error
    rows = []
    for number, entity in enumerate(file.entities):
        place = f"entity {number}"
        try:
            rows.append(_row(msgspec.convert(entity, _Entity), place))
        except ValueError as error:  # msgspec.ValidationError is one
            where = f"{path.name}, {place}"
            problems.append(Problem(kind="broken-row", where=where, what=str(error)))
    if not rows or len(file.entities) != file.count:
        raise BadSource(
            f"says it has {file.count} entities and has {len(file.entities)}, {len(rows)} readable",
            where=path.name,
            remedy="fetch the file again, or use the one that BIS publishes",
        )
    return rows, _content_date(file.source_file)


def _row(entity: _Entity, place: str) -> DeniedRow:
    if not entity.name.strip():
        raise ValueError("entity has no name")
    notes = entity.notes or ""
    expires, kind = _EXPIRES.search(notes), _TYPE.search(notes)
    return DeniedRow(
        where=place,
        name=entity.name,
        aliases=tuple(entity.aliases),
        address=entity.address or "",
        country=country_code(entity.country or ""),
        effective=iso_day(entity.effective_date or ""),
        expires=iso_day(expires[1]) if expires else None,
        order=_ORDER.get(kind[1].lower(), ()) if kind else (),
        history=notices(entity.federal_register or ""),
    )


def _content_date(source_file: str) -> dt.date | None:
    match = _US_DAY_IN_NAME.search(source_file)
    if match is None:
        return day_in_name(source_file)
    try:
        return dt.date(int(match[3]), int(match[1]), int(match[2]))
    except ValueError:
        return None
