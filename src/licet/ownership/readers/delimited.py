"""Ownership as a plain table: one row per owner and owned entity.

Columns: `owner`, `owned`, `share` (percent; see `share.parse_share`; empty: not known), and where
there are any `from`, `until` (ISO days, both included), `source`, `owner_id`, `owned_id` (else the
name tells entities apart), `owner_country`, `owned_country` (where organised: ISO 3166 codes),
`held` (direct or indirect), `kind` (see `model.InterestKind`). Commas, semicolons or tabs.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from licet.lists.model import Problem
from licet.lists.safe import read_text
from licet.lists.table import Row, Table
from licet.ownership.model import (
    Directness,
    Entity,
    Graph,
    GraphReading,
    InterestKind,
    OwnershipStatement,
    spelling,
)
from licet.ownership.share import PERCENT, Share, parse_share
from licet.terms.period import Period

_COLUMNS = ("owner", "owned", "share")
_OPTIONAL = (
    "from",
    "until",
    "source",
    "owner_id",
    "owned_id",
    "owner_country",
    "owned_country",
    "held",
    "kind",
)
_COUNTRY = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")


class _BadRow(ValueError):
    """A row that cannot be used: `what` is wrong and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def read_csv(path: Path) -> GraphReading:
    """Reads the table; a row that cannot be used is reported with its line and left out.

    Raises `BadSource` when the file is not text or lacks a column.
    """
    table = Table(path, _COLUMNS, optional=_OPTIONAL, delimiter=_delimiter(path))
    entities: list[Entity] = []
    statements: list[OwnershipStatement] = []
    problems: list[Problem] = []
    for row in table:
        where = f"{path.name}, line {row.line}"
        try:
            owner = _entity(row, "owner")
            owned = _entity(row, "owned")
            statement = _statement(row, owner.id, owned.id, path.name)
        except _BadRow as bad:
            problems.append(Problem(kind="bad-row", where=where, what=bad.what, remedy=bad.remedy))
            continue
        entities += (owner, owned)
        statements.append(statement)
        if _looks_like_fraction(statement.share):
            problems.append(
                Problem(
                    kind="small-share",
                    where=where,
                    what=f"share {row.cells['share']} is read as {statement.share}",
                    remedy="write shares in percent: 50 for one half, not 0.5",
                )
            )
    return GraphReading(graph=Graph(entities, statements), problems=[*table.problems, *problems])


def _delimiter(path: Path) -> str:
    header = read_text(path).text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _entity(row: Row, end: str) -> Entity:
    name = row.cells[end]
    id_ = row.cells.get(f"{end}_id") or spelling(name)
    if not id_:
        raise _BadRow(f"names no {end}", f"fill in the column {end}")
    country = row.cells.get(f"{end}_country", "").lower()
    if country and _COUNTRY.fullmatch(country) is None:
        raise _BadRow(
            f"{end}_country {country!r} is not an ISO 3166 code", "write it as US, CN or US-DE"
        )
    return Entity(id_, name or id_, jurisdiction=country or None)


def _statement(row: Row, owner: str, owned: str, file: str) -> OwnershipStatement:
    cells = row.cells
    try:
        share = parse_share(cells["share"])
    except ValueError as error:
        raise _BadRow(
            str(error), "write percent (49.99), a range (25-50), >50, or leave it empty"
        ) from error
    held = cells.get("held", "").lower() or Directness.DIRECT
    kind = cells.get("kind", "").lower() or InterestKind.SHAREHOLDING
    if held not in tuple(Directness):
        raise _BadRow(f"held {held!r} is not known", f"write one of {', '.join(Directness)}")
    if kind not in tuple(InterestKind):
        raise _BadRow(f"kind {kind!r} is not known", f"write one of {', '.join(InterestKind)}")
    return OwnershipStatement(
        id=f"{file}:{row.line}",
        owner=owner,
        owned=owned,
        share=share,
        kind=InterestKind(kind),
        directness=Directness(held),
        period=_period(cells.get("from", ""), cells.get("until", "")),
        source=cells.get("source", "") or f"{file}, line {row.line}",
    )


def _period(start: str, end: str) -> Period:
    try:
        return Period(*(dt.date.fromisoformat(day) if day else None for day in (start, end)))
    except ValueError as error:
        raise _BadRow(
            f"from {start!r} until {end!r} is no period ({error})", "write days as 2025-09-29"
        ) from error


def _looks_like_fraction(share: Share | None) -> bool:
    return share is not None and share.is_exact and 0 < share.high < PERCENT
