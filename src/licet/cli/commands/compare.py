"""`licet compare`: how alike are the two names of each pair, and why."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import msgspec
import typer

from licet.cli import printing
from licet.cli.screening import open_desk
from licet.screening.bulk.formats import Format, format_of, open_rows
from licet.screening.bulk.pairs import ADDED, Scored, check_columns, score_pairs
from licet.screening.bulk.rows import Cell, Flaw
from licet.screening.compare import Comparer
from licet.screening.model import Settings
from licet.terms.errors import BadInput

app = typer.Typer(name="compare", help=__doc__, add_completion=False)


@app.callback(invoke_without_command=True)
def compare(
    source: Annotated[
        Path, typer.Option("--input", help="Columns schema, name1, name2; - reads CSV.")
    ],
    output: Annotated[Path, typer.Option(help="CSV or JSON Lines; - is standard output.")] = (
        Path("-")
    ),
    output_format: Annotated[
        Format | None, typer.Option("--format", help="csv or jsonl.", show_default="name")
    ] = None,
    input_format: Annotated[
        Format | None, typer.Option(help="Format of the input.", show_default="name")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="If not UTF-8: cp1252, gb18030 ...")] = None,
    delimiter: Annotated[str | None, typer.Option(help="Of a CSV file, if not found.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 on a bad-row.")] = None,
) -> None:
    """Score pairs of names; all columns are kept, score and reasons are added."""
    if fail_on not in (None, "bad-row"):
        raise BadInput(
            f"`{fail_on}` is nothing to fail on", where="--fail-on", remedy="write bad-row"
        )
    kind = output_format or (Format.CSV if output == Path("-") else format_of(output, "--format"))
    if kind is Format.PARQUET:
        raise BadInput("pairs are not written as Parquet", where="--output", remedy="csv or jsonl")
    rows = open_rows(source, input_format, encoding=encoding, delimiter=delimiter)
    check_columns(rows, "standard input" if source == Path("-") else str(source))
    # How telling a word is, is taken from the lists in force, as when screening.
    comparer = Comparer(open_desk(Settings(), None).index.rarity)
    bad = 0
    with _opened(output) as file:
        write = _jsonl_writer(file) if kind is Format.JSONL else _csv_writer(file, rows.columns)
        for scored in score_pairs(rows, comparer):
            if isinstance(scored, Flaw):
                bad += 1
                printing.warn(f"line {scored.line}: {scored.what} (not scored)")
            else:
                write(scored)
    if bad:
        printing.warn(f"{bad:,} bad rows")
    if fail_on and bad:
        raise typer.Exit(1)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path == Path("-"):
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise BadInput(
            f"the output cannot be written: {error.strerror}",
            where=str(path),
            remedy="check the folder and its permissions",
        ) from None


def _csv_writer(file: TextIO, columns: tuple[str, ...] | None) -> Callable[[Scored], None]:
    writer = csv.writer(file, lineterminator="\n")
    header = columns

    def write(scored: Scored) -> None:
        nonlocal header
        if header is None:
            # JSON Lines name their columns row by row: the first row's are taken.
            header = tuple(scored.cells)
            writer.writerow((*header, *ADDED))
        cells = [_plain(scored.cells.get(name, "")) for name in header]
        writer.writerow((*cells, f"{scored.comparison.score:.6f}", scored.reasons))

    if header is not None:
        writer.writerow((*header, *ADDED))
    return write


def _jsonl_writer(file: TextIO) -> Callable[[Scored], None]:
    def write(scored: Scored) -> None:
        comparison = scored.comparison
        line = {**scored.cells, "score": comparison.score, "reasons": comparison.parts}
        file.write(msgspec.json.encode(line).decode() + "\n")

    return write


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "; ".join(cell)
