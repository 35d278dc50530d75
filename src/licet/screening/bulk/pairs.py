"""Score the pairs of a file: every column kept, `score` and `reasons` added, rows in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from licet.screening.bulk.answer import part_text
from licet.screening.bulk.columns import kind_of
from licet.screening.bulk.rows import Cell, Flaw, Row, RowReader
from licet.screening.compare import Comparer
from licet.screening.model import Comparison
from licet.terms.errors import BadInput

#: Columns that a file of pairs has.
NEEDED = ("schema", "name1", "name2")
ADDED = ("score", "reasons")
_TOGETHER = 2_000


class Scored(NamedTuple):
    """A row as it was, and how alike its two names are."""

    cells: Mapping[str, Cell]
    comparison: Comparison

    @property
    def reasons(self) -> str:
        """The parts in words, largest effect first."""
        return "; ".join(part_text(part) for part in self.comparison.parts)


def check_columns(reader: RowReader, where: str) -> None:
    """Refuse a file that lacks a needed column, or has one that would be overwritten."""
    if reader.columns is None:
        return
    for name in NEEDED:
        if name not in reader.columns:
            raise BadInput(
                f"there is no column {name!r}; the columns are {', '.join(reader.columns)}",
                where=where,
                remedy=f"a file of pairs has the columns {', '.join(NEEDED)}",
            )
    for name in ADDED:
        if name in reader.columns:
            raise BadInput(
                f"there is a column {name!r} already", where=where, remedy="rename that column"
            )


def score_pairs(rows: RowReader, comparer: Comparer) -> Iterator[Scored | Flaw]:
    """Rows with their comparisons, and flaws for those that have none, in order."""
    stream = iter(rows)
    while chunk := list(itertools.islice(stream, _TOGETHER)):
        checked = [row if isinstance(row, Flaw) else _lacking(row) or row for row in chunk]
        pairs = [
            (_text(row, "name1"), _text(row, "name2"), kind_of(_text(row, "schema")))
            for row in checked
            if isinstance(row, Row)
        ]
        scored = iter(comparer.compare_many(pairs))
        for row in checked:
            yield row if isinstance(row, Flaw) else Scored(row.cells, next(scored))


def _lacking(row: Row) -> Flaw | None:
    missing = [name for name in NEEDED if name not in row.cells]
    if not missing:
        return None
    return Flaw(
        row=row.number,
        line=row.line,
        field=missing[0],
        what=f"the row has no {missing[0]!r}",
        remedy=f"give {', '.join(NEEDED)}",
    )


def _text(row: Row, column: str) -> str:
    cell = row.cells[column]
    return cell if isinstance(cell, str) else "; ".join(cell)
