"""Rows of a CSV file, each read on its own so that one broken row cannot swallow its neighbours.

A naive reader goes wrong at a quote that is opened and never closed: it takes all that follows
for one cell. Here a row may span some lines; when it does not end, or does not parse, its first
line is reported and reading goes on at the next.
"""

from __future__ import annotations

import csv
import itertools
from collections import deque
from collections.abc import Iterator

from licet.screening.bulk.lines import Line, TextLines, is_broken
from licet.screening.bulk.rows import Flaw, Row
from licet.terms.errors import BadInput

#: Lines that one row may span.
MAX_SPAN = 50
_DELIMITERS = ",;\t|"
_UNFINISHED = "unexpected end of data"


class CsvRows:
    """An open CSV file; the first row is its header."""

    def __init__(self, lines: TextLines, delimiter: str | None = None) -> None:
        self._source = lines
        self._lines = iter(lines)
        self._ahead: deque[Line] = deque()
        header = next(itertools.dropwhile(lambda line: not line.text.strip(), self._lines))
        self._delimiter = delimiter or _delimiter(header.text)
        self.columns = self._header(header)

    def position(self) -> float | None:
        """Share of the file read so far."""
        return self._source.position()

    def digest(self) -> str | None:
        """SHA-256 of standard input once it is read."""
        return self._source.digest()

    def __iter__(self) -> Iterator[Row | Flaw]:
        number = 0
        while (line := self._next()) is not None:
            if not line.text.strip():
                continue
            number += 1
            cells, fault = self._record(line)
            if fault:
                yield Flaw(row=number, line=line.number, what=fault, remedy=_remedy(fault))
            elif len(cells) != len(self.columns):
                yield Flaw(
                    row=number,
                    line=line.number,
                    what=f"the row has {len(cells)} cells, the header {len(self.columns)}",
                    remedy=f"put cells that hold {self._delimiter!r} in double quotes",
                )
            elif broken := [c for c, t in zip(self.columns, cells, strict=True) if is_broken(t)]:
                yield Flaw(
                    row=number,
                    line=line.number,
                    field=broken[0],
                    what="the text is not in the file's encoding",
                    remedy="write this row in the encoding of the others",
                )
            else:
                yield Row(number, line.number, dict(zip(self.columns, cells, strict=True)))

    def _record(self, first: Line) -> tuple[list[str], str]:
        """Cells of the row that starts with `first`, or what is wrong with it."""
        if first.cut:
            return [], "the line is too long to be a row"
        taken = [first]
        while True:
            try:
                reader = csv.reader(
                    (line.text for line in taken), delimiter=self._delimiter, strict=True
                )
                return next(reader), ""
            except csv.Error as error:
                fault = str(error)
            following = self._next() if fault == _UNFINISHED and len(taken) < MAX_SPAN else None
            if following is None:
                self._ahead.extendleft(reversed(taken[1:]))
                return [], fault
            taken.append(following)

    def _next(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else next(self._lines, None)

    def _header(self, line: Line) -> tuple[str, ...]:
        cells, fault = self._record(line)
        columns = tuple(cell.strip() for cell in cells)
        if fault:
            raise BadInput(
                f"the header cannot be read: {fault}",
                where=f"{self._source.where}, line {line.number}",
                remedy=_remedy(fault),
            )
        twice = [name for name in columns if name and columns.count(name) > 1]
        if twice:
            raise BadInput(
                f"two columns are called {twice[0]!r}",
                where=f"{self._source.where}, line {line.number}",
                remedy="give every column a name of its own",
            )
        return columns


def _delimiter(header: str) -> str:
    """The delimiter that the header has most of; a comma if it has none."""
    return max(_DELIMITERS, key=header.count)


def _remedy(fault: str) -> str:
    if fault == _UNFINISHED:
        return "close the quote that this line opens, or double it if it is part of the text"
    return "put cells with quotes or delimiters in double quotes, quotes inside doubled"
