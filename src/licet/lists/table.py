"""Delimited text (CSV, tab-separated) read row by row, every cell as text.

Readers that guess types turn 5E002 into a number and NO into false; this one guesses nothing. A
broken row (a cell too many, a quote that never closes) is reported with its line and the next
line starts afresh, so that one stray quote cannot swallow the rows after it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from licet.lists.model import Problem
from licet.lists.safe import read_text
from licet.terms.errors import BadSource

#: A cell with line breaks may spread a row over this many lines, not more.
_MAX_SPAN = 200
_COMPARE = "compare the row with the official file"
_DOS_END_OF_FILE = "\x1a"


class Row(NamedTuple):
    """One row: the line it starts on (from 1), and its cells by column, without outer blanks."""

    line: int
    cells: dict[str, str]


class Broken(NamedTuple):
    """A row that cannot be read, and why."""

    line: int
    reason: str


class Table:
    """The rows of a delimited file; iterate once, then look at `problems`.

    `columns` must all be there. With `header` they are looked up by name in the first row, in any
    order, and columns beyond `columns` and `optional` are reported and kept out; without `header`
    they stand for the cells from left to right. `also` is an encoding other than UTF-8 that the
    publisher is known to use. `skip_lines` lines before the header are passed over; `strip` False
    keeps blanks around the text of cells.

    Raises `BadSource` when the file is not text, lacks a column, or has no rows, and at the end of
    the iteration when more rows are broken than whole.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        optional: Sequence[str] = (),
        delimiter: str = ",",
        header: bool = True,
        also: str | None = None,
        skip_lines: int = 0,
        strip: bool = True,
    ) -> None:
        self.problems: list[Problem] = []
        self._name = path.name
        self._delimiter = delimiter
        self._strip = strip
        text, encoding = read_text(path, also=also)
        if encoding != "utf-8":
            self._report("encoding", "whole file", f"is {encoding}, read as such")
        self._lines = text.rstrip(_DOS_END_OF_FILE + "\r\n ").split("\n")
        self._start = skip_lines
        self._layout = list(columns)
        if header:
            self._layout = self._read_header(columns, optional)
        self._wanted = [
            (place, column)
            for place, column in enumerate(self._layout)
            if column in columns or column in optional
        ]

    def __iter__(self) -> Iterator[Row]:
        whole = broken = 0
        for found in self._records():
            if isinstance(found, Broken):
                broken += 1
                self._report(
                    "broken-row",
                    f"line {found.line}",
                    found.reason,
                    "compare with the official file",
                )
            elif found[1] == self._layout:
                self._report("repeated-header", f"line {found[0]}", "the header stands again")
            else:
                whole += 1
                line, cells = found
                kept = [cell.strip() for cell in cells] if self._strip else cells
                yield Row(line, {column: kept[place] for place, column in self._wanted})
        if broken > whole or not whole:
            raise BadSource(
                f"has {whole} whole and {broken} broken rows of {len(self._layout)} columns",
                where=self._name,
                remedy="fetch the file again, or see whether its publisher changed the columns",
            )

    def _read_header(self, columns: Sequence[str], optional: Sequence[str]) -> list[str]:
        first = self._lines[self._start] if self._start < len(self._lines) else ""
        self._start += 1
        try:
            found = [cell.strip() for cell in self._split(first)]
        except csv.Error:
            found = []
        missing = [column for column in columns if column not in found]
        added = [column for column in found if column not in columns and column not in optional]
        if missing:
            now = f"; new ones are {', '.join(added)[:200]}" if added else ""
            raise BadSource(
                f"lacks the columns {', '.join(missing)}{now}",
                where=f"{self._name}, line {self._start}",
                remedy="see whether this is the right file and whether its columns were renamed",
            )
        for column in sorted({column for column in columns if found.count(column) > 1}):
            raise BadSource(
                f"has two columns {column}", where=self._name, remedy="remove the wrong one"
            )
        for column in added:
            self._report("new-column", f"line {self._start}", f"column {column!r} is not read")
        return found

    def _records(self) -> Iterator[tuple[int, list[str]] | Broken]:
        at = self._start
        while at < len(self._lines):
            line = at + 1
            if not self._lines[at].strip():
                at += 1
                continue
            span = self._span(at)
            cells = self._cells(at, span)
            if isinstance(cells, str) and span > 1:
                span = 1
                cells = self._cells(at, span)
            yield Broken(line, cells) if isinstance(cells, str) else (line, cells)
            at += span

    def _span(self, at: int) -> int:
        """Lines of the row that starts at `at`: it ends where its quotes are even in number."""
        quotes = 0
        for span, line in enumerate(self._lines[at : at + _MAX_SPAN], start=1):
            quotes += line.count('"')
            if quotes % 2 == 0:
                return span
        return 1

    def _cells(self, at: int, span: int) -> list[str] | str:
        """The row's cells, or what is wrong with it."""
        try:
            cells = self._split("\n".join(self._lines[at : at + span]))
        except csv.Error as error:
            return f"row cannot be read: {error}"
        if len(cells) != len(self._layout):
            return f"row has {len(cells)} cells, not {len(self._layout)}"
        return cells

    def _split(self, record: str) -> list[str]:
        return next(csv.reader([record.rstrip("\r")], delimiter=self._delimiter, strict=True), [])

    def _report(self, kind: str, where: str, what: str, remedy: str = "") -> None:
        self.problems.append(
            Problem(kind=kind, where=f"{self._name}, {where}", what=what, remedy=remedy)
        )
