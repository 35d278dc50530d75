"""Which format a file is in, and the reader for it."""

from __future__ import annotations

import enum
from pathlib import Path

from licet.screening.bulk.csv_rows import CsvRows
from licet.screening.bulk.json_rows import JsonRows
from licet.screening.bulk.lines import STANDARD_INPUT, TextLines
from licet.screening.bulk.rows import RowReader
from licet.terms.errors import BadInput


class Format(enum.StrEnum):
    """Formats of tables."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


_ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".txt": Format.CSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}


def format_of(path: Path, option: str) -> Format:
    """The format that a file's name tells; `BadInput` naming `option` when it tells none."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise BadInput(
            f"the name {path.name!r} does not tell the format",
            where=str(path),
            remedy=f"end it in .csv, .jsonl or .parquet, or say {option} csv|jsonl|parquet",
        )
    return found


def open_rows(
    path: Path,
    kind: Format | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> RowReader:
    """Open a file of rows; `Path("-")` is standard input, read as CSV unless `kind` says else."""
    if kind is None:
        kind = Format.CSV if path == STANDARD_INPUT else format_of(path, "--input-format")
    if kind is Format.PARQUET:
        if path == STANDARD_INPUT:
            raise BadInput("Parquet cannot be read from standard input", remedy="name the file")
        # Polars takes a while to import, and only Parquet needs it.
        from licet.screening.bulk.parquet_rows import ParquetRows

        if not path.is_file():
            raise BadInput("there is no such file", where=str(path), remedy="check the path")
        return ParquetRows(path)
    lines = TextLines(path, encoding)
    return JsonRows(lines) if kind is Format.JSONL else CsvRows(lines, delimiter)
