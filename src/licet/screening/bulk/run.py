"""Screen a file: read, screen on all cores, write in the order of the rows, keep a mark."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

import msgspec

from licet.screening.bulk.columns import Columns
from licet.screening.bulk.distinct import Distinct
from licet.screening.bulk.formats import Format, open_rows
from licet.screening.bulk.lines import STANDARD_INPUT, file_digest
from licet.screening.bulk.normal import key_of, normal_key
from licet.screening.bulk.output import Counts, Written, open_output
from licet.screening.bulk.rows import Flaw, RowReader
from licet.screening.bulk.work import Done, Item, Setup, Worker, screen_chunk, start
from licet.terms.errors import BadInput

#: Rows that are screened together: enough to amortise a batch, few enough to mark often.
CHUNK = 2_000
_SECONDS_BETWEEN_MARKS = 2.0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to screen, where to, and against what.

    `against` names index, settings and decisions by their digests: a run is resumed only if they
    are the same. `columns` maps fields of a party to columns of the file.
    """

    source: Path
    target: Path
    setup: Setup
    against: Mapping[str, str]
    source_format: Format | None = None
    columns: Mapping[str, str] = {}
    encoding: str | None = None
    delimiter: str | None = None
    workers: int = 0  # 0: one for each core
    resume: bool = False


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How a run stands. `share` of the file is None where its size is not known."""

    rows: int
    alerted: int
    bad_rows: int
    share: float | None
    rate: float  # rows a second in this run
    remaining: float | None  # seconds


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did. `input_sha256` is None where the input was not read to its end."""

    counts: Counts
    distinct: int  # parties that differ in more than case, blanks and their key
    columns: Mapping[str, str]
    input_sha256: str | None
    written: Written
    seconds: float


class _Chunk(msgspec.Struct):
    """Rows read together: those to screen, the flaws among them, and where they end."""

    items: list[Item]
    flaws: list[Flaw]
    rows: int
    share: float | None
    future: Future[Done] | None = None


def screen_file(job: Job, progress: Callable[[Progress], None] | None = None) -> Report:
    """Screen every row of a file. Raises `BadInput` where the file as a whole cannot be read.

    Interrupted (also by KeyboardInterrupt), it leaves the part that is done and its mark.
    """
    began = time.monotonic()
    reader = open_rows(
        job.source, job.source_format, encoding=job.encoding, delimiter=job.delimiter
    )
    where = "standard input" if job.source == STANDARD_INPUT else str(job.source)
    columns = Columns(job.columns, reader.columns, where)
    digest = None if job.source == STANDARD_INPUT else file_digest(job.source)
    against = {
        "input": digest or "",
        **job.against,
        "columns": msgspec.json.encode(job.columns, order="deterministic").decode(),
        "output format": job.setup.output_format.value,
    }
    output = open_output(job.target, job.setup.output_format)
    counts = output.begin(against, resume=job.resume)
    reading = _Chunks(reader, columns, done=counts.rows)
    began_with = counts.rows
    marked = time.monotonic()
    with closing(output):
        for chunk, done in _screened(job, iter(reading)):
            _count(counts, chunk, done)
            output.write(done.output, chunk.flaws)
            now = time.monotonic()
            if now - marked > _SECONDS_BETWEEN_MARKS:
                output.mark(against, counts)
                marked = now
            if progress is not None:
                progress(_progress(counts, chunk, now - began, counts.rows - began_with))
        if not counts.rows:
            raise BadInput("the file has no rows", where=where, remedy="give a file with rows")
        written = output.finish(counts)
    return Report(
        counts=counts,
        distinct=reading.distinct,
        columns=reading.told,
        input_sha256=digest or reader.digest(),
        written=written,
        seconds=time.monotonic() - began,
    )


class _Chunks:
    """Rows of the file in chunks; those before `done` are only looked at for repeated keys."""

    def __init__(self, reader: RowReader, columns: Columns, done: int) -> None:
        self._reader = reader
        self._columns = columns
        self._done = done
        self._ids = Distinct()
        self._keys = Distinct()
        self.told: dict[str, str] = {}

    @property
    def distinct(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[_Chunk]:
        chunk = _Chunk([], [], 0, None)
        number = 0
        for row in self._reader:
            if isinstance(row, Flaw):
                chunk.flaws.append(row)
                number = row.row
            else:
                number = row.number
                self.told = self.told or self._columns.told(row.cells)
                for found in self._columns.party(row):
                    if isinstance(found, Flaw):
                        chunk.flaws.append(found)
                    else:
                        item = Item(number, row.line, normal_key(found), found)
                        chunk.items.append(item)
            chunk.rows += 1
            # Chunks end at the same rows whether or not a run was interrupted.
            if number % CHUNK == 0:
                yield from self._ended(chunk, number)
                chunk = _Chunk([], [], 0, None)
        if chunk.rows:
            yield from self._ended(chunk, number)

    def _ended(self, chunk: _Chunk, number: int) -> Iterator[_Chunk]:
        if chunk.items:
            self._keys.add([item.key for item in chunk.items])
            chunk.flaws.extend(self._repeated(chunk))
            chunk.flaws.sort(key=lambda flaw: flaw.row)
        if number > self._done:
            chunk.share = self._reader.position()
            yield chunk

    def _repeated(self, chunk: _Chunk) -> Iterator[Flaw]:
        keyed = [item for item in chunk.items if item.party.id is not None]
        if not keyed:
            return
        repeated = self._ids.add([key_of((item.party.id or "").encode()) for item in keyed])
        for item, again in zip(keyed, repeated, strict=True):
            if again:
                yield Flaw(
                    row=item.row,
                    line=item.line,
                    field=self.told.get("id", "id"),
                    what=f"the id {item.party.id!r} was used by an earlier row; both were screened",
                    remedy="give every party an id of its own",
                    skipped=False,
                )


def _screened(job: Job, chunks: Iterator[_Chunk]) -> Iterator[tuple[_Chunk, Done]]:
    """Chunks with their answers, in order; a few are under way at any time."""
    workers = job.workers or os.cpu_count() or 1
    if workers == 1:
        worker = Worker.of(job.setup)
        for chunk in chunks:
            yield chunk, worker.screen(chunk.items)
        return
    # A forked process would inherit the threads of numeric libraries in an unknown state.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=start, initargs=(job.setup,))
    waiting: deque[_Chunk] = deque()
    try:
        for chunk in chunks:
            chunk.future = pool.submit(screen_chunk, chunk.items)
            waiting.append(chunk)
            if len(waiting) > 2 * workers:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool:
        raise BadInput(
            "a worker process ended unexpectedly (out of memory?)",
            where=str(job.source),
            remedy="use fewer --workers, then go on with --resume",
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _next(waiting: deque[_Chunk]) -> tuple[_Chunk, Done]:
    chunk = waiting.popleft()
    assert chunk.future is not None
    return chunk, chunk.future.result()


def _count(counts: Counts, chunk: _Chunk, done: Done) -> None:
    counts.rows += chunk.rows
    counts.screened += len(chunk.items)
    counts.bad_rows += sum(flaw.skipped for flaw in chunk.flaws)
    counts.flaws += sum(not flaw.skipped for flaw in chunk.flaws)
    counts.alerted += done.alerted
    counts.hits += done.hits
    counts.cleared += done.cleared


def _progress(counts: Counts, chunk: _Chunk, seconds: float, rows: int) -> Progress:
    rate = rows / seconds if seconds else 0.0
    remaining = None
    if chunk.share and rate:
        whole = counts.rows / chunk.share
        remaining = max(whole - counts.rows, 0.0) / rate
    return Progress(
        rows=counts.rows,
        alerted=counts.alerted,
        bad_rows=counts.bad_rows,
        share=chunk.share,
        rate=rate,
        remaining=remaining,
    )
