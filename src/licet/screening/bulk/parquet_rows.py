"""Rows of a Parquet file, a few thousand at a time, every value as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from licet.screening.bulk.rows import Cell, Flaw, Row
from licet.terms.errors import BadInput

_TOGETHER = 5_000


class ParquetRows:
    """An open Parquet file. A row's line is its number."""

    def __init__(self, path: Path) -> None:
        self._read = 0
        try:
            frame = pl.scan_parquet(path, low_memory=True)
            schema = frame.collect_schema()
            self._rows = int(frame.select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError) as error:
            raise BadInput(
                f"the Parquet file cannot be read: {error}",
                where=str(path),
                remedy="write the file again; it may be cut short",
            ) from None
        if not self._rows:
            raise BadInput("the file has no rows", where=str(path), remedy="give a file with rows")
        self.columns = tuple(schema)
        self._where = str(path)
        self._frame = frame.with_columns(_as_text(name, kind) for name, kind in schema.items())

    def position(self) -> float | None:
        """Share of the file read so far."""
        return self._read / self._rows

    def digest(self) -> str | None:
        """None: a Parquet file can be read again."""
        return None

    def __iter__(self) -> Iterator[Row | Flaw]:
        batches = self._frame.collect_batches(chunk_size=_TOGETHER, maintain_order=True)
        try:
            for batch in batches:
                for cells in batch.iter_rows(named=True):
                    self._read += 1
                    yield Row(self._read, self._read, {k: _cell(v) for k, v in cells.items()})
        except pl.exceptions.PolarsError as error:
            raise BadInput(
                f"the Parquet file breaks off after row {self._read}: {error}",
                where=self._where,
                remedy="write the file again; it may be damaged",
            ) from None


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List | pl.Array):
        return pl.col(name).cast(pl.List(pl.String))
    return pl.col(name).cast(pl.String)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return tuple(item for item in value if item)
    return value or ""
