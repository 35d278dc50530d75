"""Which entities of a graph are listed, as a table written by a person or by screening.

Columns: `entity` (id or name in the ownership data), `list` (us-bis-el, us-bis-meu, us-ofac-sdn),
and where there are any `listing`, `name`, `programs` (semicolons between), `by_address` and
`confirmed` (yes or no; empty: not by address, confirmed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from licet.lists.model import Problem
from licet.lists.table import Row, Table
from licet.ownership.listed import LISTS, Listed, ListedAs, ListedOn
from licet.ownership.model import Graph
from licet.terms.errors import BadInput

_OPTIONAL = ("listing", "name", "programs", "by_address", "confirmed")
_LISTS = "us-bis-el, us-bis-meu or us-ofac-sdn"
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


def read_listed(path: Path, graph: Graph) -> tuple[Listed, list[Problem]]:
    """The table matched to the graph by id or name; a row that fits no entity is a problem.

    Raises `BadSource` when the file is not text or lacks a column.
    """
    table = Table(path, ("entity", "list"), optional=_OPTIONAL)
    found: list[tuple[str, ListedOn]] = []
    problems: list[Problem] = []
    for row in table:
        where = f"{path.name}, line {row.line}"
        try:
            listing = _listing(row)
            found.append((graph.entity(row.cells["entity"]).id, listing))
        except BadInput as error:
            problems.append(
                Problem(kind="bad-row", where=where, what=error.what, remedy=error.remedy)
            )
            continue
        if listing.list not in LISTS:
            problems.append(
                Problem(
                    kind="list-without-rule",
                    where=where,
                    what=f"no 50 percent rule speaks of the list {listing.list!r}",
                    remedy=f"if the list is meant that way, nothing; else write {_LISTS}",
                )
            )
    return gathered(found), [*table.problems, *problems]


def gathered(found: Iterable[tuple[str, ListedOn]]) -> Listed:
    """Listings by entity."""
    by_entity: dict[str, set[ListedOn]] = defaultdict(set)
    for entity, listing in found:
        by_entity[entity].add(listing)
    return {entity: ListedAs(tuple(sorted(several))) for entity, several in by_entity.items()}


def _listing(row: Row) -> ListedOn:
    cells = row.cells
    if not cells["list"]:
        raise BadInput("names no list", remedy=f"write {_LISTS}")
    programs = (program.strip() for program in cells.get("programs", "").split(";"))
    return ListedOn(
        list=cells["list"],
        listing=cells.get("listing", ""),
        name=cells.get("name", "") or cells["entity"],
        programs=tuple(program for program in programs if program),
        by_address=_flag(row, "by_address", default=False),
        confirmed=_flag(row, "confirmed", default=True),
    )


def _flag(row: Row, column: str, *, default: bool) -> bool:
    text = row.cells.get(column, "").lower()
    if not text:
        return default
    if text not in _YES_NO:
        raise BadInput(f"{column} is {text!r}", remedy="write yes or no")
    return _YES_NO[text]
