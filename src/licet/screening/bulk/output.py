"""Files under way: written beside their final place, marked as far as they are good, then moved.

An output that is not finished has another name, so nobody takes half a run for a whole one. The
mark says how many rows and bytes are done and for which job; a run that is taken up again cuts
the files to the mark and goes on, and so ends with the bytes an uninterrupted run would have.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from licet.screening.bulk.answer import COLUMNS, csv_header
from licet.screening.bulk.formats import Format
from licet.screening.bulk.lines import STANDARD_INPUT, file_digest
from licet.screening.bulk.rows import Flaw
from licet.terms.errors import BadInput

_FLAW_COLUMNS = ("row", "line", "field", "screened", "what", "remedy")


class Counts(msgspec.Struct, kw_only=True):
    """What a run has counted so far. `screened` rows and `bad_rows` add up to `rows`."""

    rows: int = 0
    screened: int = 0
    bad_rows: int = 0
    flaws: int = 0  # fields that were left out of a row, and repeated ids; the row was screened
    alerted: int = 0  # rows with a hit
    hits: int = 0
    cleared: int = 0


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is good: for which job, and how much of each file."""

    job: dict[str, str]
    counts: Counts
    output_bytes: int
    errors_bytes: int


@dataclass(frozen=True)
class Written:
    """What a finished run wrote: SHA-256 of the answers, and the file of flaws if there is one."""

    sha256: str
    errors: Path | None = None
    errors_sha256: str | None = None


class Output:
    """The files of one run: answers, flaws, and the mark between them."""

    def __init__(self, path: Path, kind: Format) -> None:
        self.path = path
        self.errors_path = path.with_name(path.name + ".errors.csv")
        self._kind = kind
        self._part = path.with_name(path.name + ".part")
        self._errors_part = path.with_name(path.name + ".errors.part")
        self._mark = path.with_name(path.name + ".resume")
        self._answers: BinaryIO | None = None
        self._errors: BinaryIO | None = None

    def interrupted(self) -> Mark | None:
        """The mark that an interrupted run left, or None."""
        try:
            return msgspec.json.decode(self._mark.read_bytes(), type=Mark)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            raise BadInput(
                f"the mark of the interrupted run cannot be read: {error}",
                where=str(self._mark),
                remedy="delete it and screen the file anew",
            ) from None

    def begin(self, job: dict[str, str], *, resume: bool) -> Counts:
        """Open the files, at the mark when resuming; the counts to go on from.

        Raises `BadInput` when there is an interrupted run and `resume` is not said, or when it was
        a run on another input, with other settings, or against other lists.
        """
        mark = self.interrupted()
        if mark is not None and not resume:
            raise BadInput(
                f"an interrupted run lies beside the output ({mark.counts.rows:,} rows are done)",
                where=str(self._mark),
                remedy="go on with --resume, or delete this file to start anew",
            )
        if mark is not None:
            self._refuse_other(mark.job, job)
        self._answers = self._open(self._part, mark.output_bytes if mark else 0)
        self._errors = self._open(self._errors_part, mark.errors_bytes if mark else 0)
        if mark is not None:
            return mark.counts
        if self._kind is not Format.JSONL:
            self._answers.write(csv_header())
        self._errors.write((",".join(_FLAW_COLUMNS) + "\n").encode())
        return Counts()

    def write(self, answers: bytes, flaws: Sequence[Flaw]) -> None:
        """Add answers and flaws."""
        assert self._answers is not None
        assert self._errors is not None
        self._answers.write(answers)
        self._errors.write(flaw_lines(flaws))

    def mark(self, job: dict[str, str], counts: Counts) -> None:
        """Say that all that was written is good; survives a crash of the machine."""
        assert self._answers is not None
        assert self._errors is not None
        for stream in (self._answers, self._errors):
            stream.flush()
            os.fsync(stream.fileno())
        mark = Mark(
            job=job,
            counts=counts,
            output_bytes=self._answers.tell(),
            errors_bytes=self._errors.tell(),
        )
        beside = self._mark.with_name(self._mark.name + ".new")
        beside.write_bytes(msgspec.json.encode(mark))
        os.replace(beside, self._mark)

    def close(self) -> None:
        """Close the files as they are."""
        for stream in (self._answers, self._errors):
            if stream is not None:
                stream.close()

    def finish(self, counts: Counts) -> Written:
        """Move the files to their places, the file of flaws only if there are any."""
        self.close()
        if self._kind is Format.PARQUET:
            _to_parquet(self._part, self.path)
            self._part.unlink()
        else:
            os.replace(self._part, self.path)
        if counts.bad_rows or counts.flaws:
            os.replace(self._errors_part, self.errors_path)
        else:
            self._errors_part.unlink()
            self.errors_path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)
        if not self.errors_path.exists():
            return Written(file_digest(self.path))
        return Written(file_digest(self.path), self.errors_path, file_digest(self.errors_path))

    def _refuse_other(self, then: dict[str, str], now: dict[str, str]) -> None:
        differing = [key for key in {**then, **now} if then.get(key) != now.get(key)]
        if differing:
            raise BadInput(
                f"the interrupted run had another {' and '.join(differing)}",
                where=str(self._mark),
                remedy="give the same input and settings, or delete this file to start anew",
            )

    def _open(self, path: Path, size: int) -> BinaryIO:
        try:
            stream = path.open("r+b" if size else "wb")
            if stream.seek(0, os.SEEK_END) < size:
                stream.close()
                raise BadInput(
                    "the unfinished output is shorter than its mark says",
                    where=str(path),
                    remedy=f"delete {self._mark.name} and start anew",
                )
            stream.truncate(size)
            stream.seek(size)
        except OSError as error:
            raise BadInput(
                f"the output cannot be written: {error.strerror}",
                where=str(path),
                remedy="check the folder, its permissions and the space on the disk",
            ) from None
        return stream


class StandardOutput:
    """Answers on standard output, flaws as lines on standard error; nothing to take up again."""

    def __init__(self, kind: Format) -> None:
        if kind is Format.PARQUET:
            raise BadInput("Parquet cannot be written to standard output", remedy="say --output")
        self._kind = kind
        self._digest = hashlib.sha256()

    def begin(self, job: dict[str, str], *, resume: bool) -> Counts:
        """Write the header. `resume` is refused."""
        if resume:
            raise BadInput("only a run into a file can be resumed", remedy="say --output FILE")
        if self._kind is Format.CSV:
            self._send(csv_header())
        return Counts()

    def write(self, answers: bytes, flaws: Sequence[Flaw]) -> None:
        """Add answers and flaws."""
        self._send(answers)
        sys.stdout.buffer.flush()
        for flaw in flaws:
            place = f"line {flaw.line}" + (f", {flaw.field}" if flaw.field else "")
            sys.stderr.write(f"{place}: {flaw.what}\n")

    def _send(self, data: bytes) -> None:
        self._digest.update(data)
        sys.stdout.buffer.write(data)

    def mark(self, job: dict[str, str], counts: Counts) -> None:
        """Nothing: a stream cannot be taken up again."""

    def close(self) -> None:
        """Nothing: the streams are the process's."""

    def finish(self, counts: Counts) -> Written:
        """The digest of what went out."""
        return Written(self._digest.hexdigest())


def open_output(path: Path, kind: Format) -> Output | StandardOutput:
    """The output at `path`; `Path("-")` is standard output."""
    return StandardOutput(kind) if path == STANDARD_INPUT else Output(path, kind)


def flaw_lines(flaws: Sequence[Flaw]) -> bytes:
    """Flaws as CSV lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for flaw in flaws:
        screened = "no" if flaw.skipped else "yes"
        writer.writerow((flaw.row, flaw.line, flaw.field, screened, flaw.what, flaw.remedy))
    return text.getvalue().encode("utf-8", errors="backslashreplace")


def _to_parquet(source: Path, target: Path) -> None:
    """The CSV form as Parquet, streamed; numbers typed, all else text."""
    import polars as pl

    schema: dict[str, pl.DataType] = dict.fromkeys(COLUMNS, pl.String())
    schema |= {"row": pl.Int64(), "line": pl.Int64(), "score": pl.Float64()}
    beside = target.with_name(target.name + ".new")
    frame = pl.scan_csv(source, schema=schema, low_memory=True)
    frame.sink_parquet(beside)
    os.replace(beside, target)
