"""`licet check --input`: order lines from CSV, JSON Lines or Parquet."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from licet.cli import printing
from licet.cli.days import today
from licet.determination.batch.orders import Columns
from licet.determination.batch.output import CsvWriter, summary, write_json_line
from licet.determination.batch.run import Batch
from licet.determination.service import finder_of
from licet.determination.shipped import shipped_ruleset
from licet.law.rules import Reading
from licet.lists import catalog
from licet.screening.bulk.formats import Format, format_of, open_rows
from licet.screening.bulk.rows import Flaw

_SECONDS_BETWEEN_WORDS = 5.0


def check_lines(
    source: Path, target: Path, as_of: dt.date | None, reading: Reading
) -> tuple[int, int]:
    """Decide every line of `source` into `target`; how many were decided, and how many not.

    What could not be read is told with its line in `target` + `.errors.csv`. `target` appears
    whole or not at all.
    """
    kind = format_of(target, "--output")
    rows = open_rows(source)
    Columns(rows.columns, str(source))
    lists = catalog.load()
    batch = Batch(shipped_ruleset(), lists, finder_of(lists), today(), as_of, reading)
    began = said = time.monotonic()
    done = flawed = 0
    errors = target.with_name(target.name + ".errors.csv")
    with _replacing(target) as out, errors.open("w", encoding="utf-8", newline="") as faults:
        faults.write("row,line,what,remedy\n")
        rows_out = CsvWriter(out) if kind is not Format.JSONL else None
        for one in batch.decide(rows):
            if isinstance(one, Flaw):
                flawed += 1
                faults.write(_flaw(one))
            elif rows_out is not None:
                done += 1
                rows_out.write(one)
            else:
                done += 1
                write_json_line(one, out)
            now = time.monotonic()
            if now - said > _SECONDS_BETWEEN_WORDS:
                said = now
                _progress(done + flawed, now - began, rows.position())
    if not flawed:
        errors.unlink()
    printing.say(summary(batch.groups.values()).rstrip())
    _progress(done + flawed, time.monotonic() - began, None)
    if flawed:
        printing.warn(f"{flawed:,} lines could not be read; see {errors}")
    return done, flawed


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    part = target.with_name(target.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as out:
        yield out
    os.replace(part, target)


def _flaw(flaw: Flaw) -> str:
    cells = (str(flaw.row), str(flaw.line), flaw.what, flaw.remedy)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def _progress(count: int, seconds: float, share: float | None) -> None:
    rate = count / seconds if seconds > 0 else 0.0
    left = f", about {seconds / share - seconds:,.0f} s to go" if share else ""
    print(f"{count:,} lines, {rate:,.0f} a second{left}", file=sys.stderr)
