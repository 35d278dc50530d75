"""Generated tables as CSV: one row per version, members parted by spaces.

The committed builders of `tools/tables` write these files from the official ones. A table's rows
stand together, oldest first; `says` is written on its first row only. Everything is read as text,
so `no` is Norway and `5E002` an ECCN.
"""

from __future__ import annotations

import csv
import datetime as dt
import io

from licet.law.tables import Table, TableVersion
from licet.terms.errors import BadRule

COLUMNS = ("name", "says", "from", "until", "cite", "by", "verified", "note", "members")


def read(text: str, name: str) -> list[Table]:
    """Tables of one file; `name` is what errors call it. Raises `BadRule` with the line."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(rows, None)
    if header is None or tuple(header) != COLUMNS:
        raise BadRule(
            f"the columns are {', '.join(header or ['none'])}",
            where=f"{name}:1",
            remedy=f"write {', '.join(COLUMNS)}, or run the builder again",
        )
    tables: list[Table] = []
    try:
        for row in rows:
            _take(tables, row, f"{name}:{rows.line_num}")
    except csv.Error as error:
        raise BadRule(
            f"this is no CSV: {error}", where=f"{name}:{rows.line_num}", remedy="run the builder"
        ) from None
    return tables


def _take(tables: list[Table], row: list[str], where: str) -> None:
    if len(row) != len(COLUMNS):
        raise BadRule(
            f"{len(row)} cells instead of {len(COLUMNS)}", where=where, remedy="run the builder"
        )
    name, says, start, until, cite, by, verified, note, members = row
    if verified not in ("yes", "no"):
        raise BadRule(f"`{verified}` is not yes or no", where=where, remedy="run the builder")
    try:
        version = TableVersion(
            start=dt.date.fromisoformat(start),
            until=dt.date.fromisoformat(until) if until else None,
            cite=cite,
            by=by,
            verified=verified == "yes",
            note=note,
            members=tuple(members.split()),
        )
    except ValueError as error:
        raise BadRule(f"{error}", where=where, remedy="write days as 2026-07-23") from None
    if tables and tables[-1].name == name:
        last = tables.pop()
        if last.versions[-1].until is None or last.versions[-1].until >= version.start:
            raise BadRule(
                f"two versions of `{name}` hold on {version.start}",
                where=where,
                remedy="end the earlier one the day before",
            )
        tables.append(Table(name, last.says, (*last.versions, version)))
    else:
        tables.append(Table(name, says, (version,)))
