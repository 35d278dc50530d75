"""What readers of files give: rows of text, and flaws for what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

import msgspec

#: A cell is text, or several texts where the format has lists.
Cell = str | tuple[str, ...]


class Row(NamedTuple):
    """One record: its number (from 1), the line it starts on, and its cells by column."""

    number: int
    line: int
    cells: Mapping[str, Cell]


class Flaw(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a row that a person should mend.

    `skipped` tells a row that was not screened from one that was screened without the field.
    """

    row: int
    line: int
    what: str
    remedy: str = ""
    field: str = ""
    skipped: bool = True


class RowReader(Protocol):
    """An open file: rows and flaws in file order."""

    @property
    def columns(self) -> tuple[str, ...] | None:
        """Columns known from the start (CSV, Parquet); None where each row names its own."""

    def __iter__(self) -> Iterator[Row | Flaw]: ...

    def position(self) -> float | None:
        """Share of the file read so far, in [0, 1]; None where that is not known."""

    def digest(self) -> str | None:
        """SHA-256 of standard input once it is read; None for a file, which can be read again."""
