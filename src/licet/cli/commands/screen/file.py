"""A file of parties: options to job, progress on the terminal, summary, proof."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from licet.cli import printing
from licet.cli.screening import Desk, columns_of, now, weights_digest, whoami
from licet.screening.bulk.formats import Format, format_of
from licet.screening.bulk.lines import STANDARD_INPUT
from licet.screening.bulk.output import Counts
from licet.screening.bulk.run import Job, Progress, Report, screen_file
from licet.screening.bulk.work import Setup
from licet.screening.proof.record import FileProof, Run
from licet.screening.proof.store import Proofs
from licet.terms.errors import BadInput
from licet.terms.version import __version__

_SECONDS_BETWEEN_LINES = 10.0


@dataclass(frozen=True)
class FileOptions:
    """The options of `licet screen --input`, as given."""

    source: Path
    output: Path
    output_format: Format | None
    input_format: Format | None
    columns: Sequence[str]
    encoding: str | None
    delimiter: str | None
    workers: int
    resume: bool


def screen_rows(options: FileOptions, desk: Desk) -> Counts:
    """Screen a file, tell how it goes on standard error, keep the proof."""
    started = now()
    kind = options.output_format
    if kind is None:
        kind = Format.JSONL
        if options.output != STANDARD_INPUT:
            kind = format_of(options.output, "--format")
    job = Job(
        source=options.source,
        target=options.output,
        setup=Setup(
            index=desk.index_path,
            day=desk.day,
            settings=desk.settings,
            decisions=desk.ledger.path,
            decisions_head=desk.decisions[0],
            output_format=kind,
        ),
        against=desk.against,
        source_format=options.input_format,
        columns=columns_of(options.columns),
        encoding=options.encoding,
        delimiter=options.delimiter,
        workers=options.workers,
        resume=options.resume,
    )
    try:
        with _shown() as progress:
            report = screen_file(job, progress)
    except KeyboardInterrupt:
        raise BadInput(
            "interrupted; what was done is kept",
            where=str(options.output),
            remedy="go on with the same command and --resume",
        ) from None
    proof = Proofs.default().record(
        _run(job, desk, report, started.isoformat()), who=whoami(), at=now()
    )
    _summary(report, proof.seq)
    return report.counts


def _run(job: Job, desk: Desk, report: Report, started: str) -> Run:
    written = report.written
    errors = None
    if written.errors and written.errors_sha256:
        errors = FileProof(str(written.errors.resolve()), written.errors_sha256)
    return Run(
        command="screen --input",
        version=__version__,
        started=started,
        finished=now().isoformat(),
        snapshots=desk.snapshots,
        index=desk.index.digest,
        weights=weights_digest(),
        settings=desk.settings,
        decisions=desk.decisions,
        counts={**msgspec.structs.asdict(report.counts), "distinct": report.distinct},
        input=FileProof(_name(job.source), report.input_sha256) if report.input_sha256 else None,
        output=FileProof(_name(job.target), written.sha256),
        errors=errors,
    )


def _name(path: Path) -> str:
    return "-" if path == STANDARD_INPUT else str(path.resolve())


def _summary(report: Report, proof: int) -> None:
    counts = report.counts
    rate = counts.rows / report.seconds if report.seconds else 0.0
    printing.warn(
        f"{counts.rows:,} rows in {report.seconds:.1f} s ({rate:,.0f} a second): "
        f"{counts.screened:,} screened ({report.distinct:,} distinct), "
        f"{counts.alerted:,} with hits ({counts.hits:,}), {counts.cleared:,} hits cleared, "
        f"{counts.bad_rows:,} bad rows."
    )
    read = ", ".join(f"{field} from {column!r}" for field, column in report.columns.items())
    printing.warn(f"Read {read}.")
    if report.written.errors:
        printing.warn(f"What to mend stands in {report.written.errors}")
    printing.warn(f"On record as proof {proof}.")


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def update(progress: Progress) -> None:
            bar.update(
                task,
                total=1.0 if progress.share is not None else None,
                completed=progress.share or 0.0,
                description=_words(progress),
            )

        yield update


class _Lines:
    """Progress as plain lines, at most one in some seconds."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            left = f", {progress.remaining:,.0f} s to go" if progress.remaining is not None else ""
            printing.warn(_words(progress) + left)


def _words(progress: Progress) -> str:
    return (
        f"{progress.rows:,} rows, {progress.rate:,.0f} a second, "
        f"{progress.alerted:,} with hits, {progress.bad_rows:,} bad"
    )
