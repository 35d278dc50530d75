"""Words for the terminal: tables and JSON, the same bytes every time when nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import msgspec
import typer
from rich.console import Console
from rich.table import Table


def say(text: str = "") -> None:
    """One line on standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """One line on standard error."""
    typer.echo(text, err=True)


def json(value: object) -> None:
    """`value` as JSON, indented, keys in a fixed order."""
    data = msgspec.json.encode(value, order="deterministic")
    typer.echo(msgspec.json.format(data, indent=2).decode())


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table: drawn on a terminal, aligned with blanks elsewhere."""
    if sys.stdout.isatty():
        drawn = Table(*headings, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            drawn.add_row(*row)
        Console(markup=False, highlight=False).print(drawn)
        return
    widths = [max(len(row[column]) for row in (headings, *rows)) for column in range(len(headings))]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
