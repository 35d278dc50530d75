"""`licet monitor`: hold a portfolio of parties against the lists, each time they change."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from licet.cli import printing
from licet.cli.screening import (
    Desk,
    columns_of,
    now,
    open_desk,
    settings_of,
    weights_digest,
    whoami,
)
from licet.screening.bulk.answer import Answered, answered
from licet.screening.bulk.columns import Columns
from licet.screening.bulk.formats import Format, open_rows
from licet.screening.bulk.lines import file_digest
from licet.screening.bulk.rows import Flaw
from licet.screening.decisions.memory import Memory
from licet.screening.home import home
from licet.screening.model import PartyQuery
from licet.screening.monitor import portfolio
from licet.screening.monitor.events import Event, EventKind
from licet.screening.monitor.state import State, load, made_by, read
from licet.screening.proof.record import FileProof, Run
from licet.screening.proof.store import Proofs
from licet.terms.errors import BadInput
from licet.terms.version import __version__

app = typer.Typer(name="monitor", help=__doc__, no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="The portfolio's name.")]
Output = Annotated[Path, typer.Option(help="Events as JSON Lines; - is standard output.")]
Workers = Annotated[int, typer.Option(help="Processes; 0 is one for each core.")]
Decisions = Annotated[Path | None, typer.Option(help="Another ledger than your own.")]

_SECONDS_BETWEEN_LINES = 10.0


class _Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event as written."""

    event: EventKind
    party: PartyQuery
    listing_id: str
    score_before: float | None = None
    hit: Answered | None = None


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    """A portfolio as `status` shows it."""

    name: str
    parties: int
    hits: int
    day: str
    snapshots: tuple[str, ...]
    note: str


@app.command()
def add(
    name: Name,
    source: Annotated[Path, typer.Option("--input", help="CSV, JSON Lines or Parquet.")],
    output: Output = Path("-"),
    input_format: Annotated[Format | None, typer.Option(help="Format of the input.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Which column holds what: name=Firma.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="If not UTF-8: cp1252, gb18030 ...")] = None,
    delimiter: Annotated[str | None, typer.Option(help="Of a CSV file, if not found.")] = None,
    threshold: Annotated[float | None, typer.Option(help="Least score of a hit.")] = None,
    threshold_for: Annotated[
        list[str] | None, typer.Option(help="For a list or kind: us-bis-el=0.6, person=0.8.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--list", help="Only this list.")] = None,
    workers: Workers = 0,
    decisions: Decisions = None,
) -> None:
    """Make a portfolio of a file's parties (replacing one of that name) and tell its hits."""
    started = now()
    desk = open_desk(settings_of(threshold, 1, only or (), threshold_for or ()), decisions)
    rows = open_rows(source, input_format, encoding=encoding, delimiter=delimiter)
    columns = Columns(columns_of(column or ()), rows.columns, str(source))
    bad = 0

    def parties() -> Iterator[PartyQuery]:
        nonlocal bad
        for row in rows:
            for found in [row] if isinstance(row, Flaw) else columns.party(row):
                if isinstance(found, Flaw):
                    bad += found.skipped
                    state = "not taken" if found.skipped else "taken without the field"
                    printing.warn(f"line {found.line}: {found.what} ({state})")
                else:
                    yield found

    outcome = portfolio.create(
        _folder(name), parties(), desk.settings, desk.lists, desk.snapshots, desk.day,
        workers=workers, told=_Lines(),
    )  # fmt: skip
    proof = FileProof(str(source.resolve()), file_digest(source)) if source != Path("-") else None
    _tell(f"monitor add {name}", desk, outcome, output, started.isoformat(), proof, bad)


@app.command()
def run(
    name: Name,
    output: Output = Path("-"),
    workers: Workers = 0,
    decisions: Decisions = None,
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 on a hit that is new or changed.")] = (
        None
    ),
) -> None:
    """Hold a portfolio against the lists as they are now, and tell what changed."""
    if fail_on not in (None, "hit"):
        raise BadInput(f"`{fail_on}` is nothing to fail on", where="--fail-on", remedy="write hit")
    started = now()
    folder = _folder(name)
    desk = open_desk(load(folder).settings, decisions)
    outcome = portfolio.run(
        folder, desk.lists, desk.snapshots, desk.day, workers=workers, told=_Lines()
    )
    told = _tell(f"monitor run {name}", desk, outcome, output, started.isoformat(), None, 0)
    if fail_on and any(one.hit for one in told):
        raise typer.Exit(1)


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Every portfolio: its size, its hits, and the lists it was last held against."""
    root = home() / "portfolios"
    names = sorted(path.name for path in root.glob("[!.]*")) if root.is_dir() else []
    found = [_status(name, read(root / name)) for name in names]
    if as_json:
        printing.json(found)
        return
    printing.table(
        ("name", "parties", "hits", "day", "lists", "note"),
        [
            (s.name, f"{s.parties:,}", f"{s.hits:,}", s.day, ", ".join(s.snapshots), s.note)
            for s in found
        ],
    )


def _status(name: str, state: State) -> _Status:
    ours = state.made_by == made_by()
    return _Status(
        name=name,
        parties=state.parties,
        hits=sum(map(len, state.hits.values())),
        day=str(state.day),
        snapshots=state.snapshots,
        note="" if ours else f"make it again: it is of {state.made_by}",
    )


def _folder(name: str) -> Path:
    if not name or name.startswith(".") or not all(c.isalnum() or c in "-_." for c in name):
        raise BadInput(
            f"{name!r} is no name for a portfolio",
            where="NAME",
            remedy="write letters, digits, - and _",
        )
    return home() / "portfolios" / name


def _tell(
    command: str,
    desk: Desk,
    outcome: portfolio.Outcome,
    output: Path,
    started: str,
    source: FileProof | None,
    bad: int,
) -> list[_Told]:
    """Write the events that decisions leave open, keep the proof, say the sums."""
    memory = Memory(desk.ledger, desk.decisions[0])
    told, cleared = [], 0
    for event in outcome.events:
        one = _open(event, memory)
        if one is None:
            cleared += 1
        else:
            told.append(one)
    data = msgspec.json.Encoder(order="deterministic").encode_lines(told)
    if output == Path("-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(data)
    counts = {
        key: getattr(outcome, key)
        for key in ("parties", "hits", "added", "changed", "removed", "screened")
    }
    record = Run(
        command=command,
        version=__version__,
        started=started,
        finished=now().isoformat(),
        snapshots=desk.snapshots,
        index=outcome.index,
        weights=weights_digest(),
        settings=desk.settings,
        decisions=desk.decisions,
        counts={**counts, "events": len(told), "cleared": cleared, "bad_rows": bad},
        input=source,
        output=None
        if output == Path("-")
        else FileProof(str(output.resolve()), file_digest(output)),
    )
    proof = Proofs.default().record(record, who=whoami(), at=now())
    printing.warn(
        f"{outcome.parties:,} parties; listings: {outcome.added:,} added, "
        f"{outcome.changed:,} changed, {outcome.removed:,} removed; {outcome.screened:,} parties "
        f"screened anew; {len(told):,} events, {cleared:,} cleared; {outcome.hits:,} hits in all."
    )
    printing.warn(f"On record as proof {proof.seq}.")
    return told


def _open(event: Event, memory: Memory) -> _Told | None:
    """The event as written, or None where a decision keeps its hit quiet."""
    hit = None
    if event.hit is not None:
        settled = memory.settle(event.party, [event.hit], 1)
        if settled.cleared:
            return None
        hit = answered(settled.hits[0])
    return _Told(
        event=event.kind,
        party=event.party,
        listing_id=event.listing_id,
        score_before=event.score_before,
        hit=hit,
    )


class _Lines:
    """Progress as a line now and then."""

    def __init__(self) -> None:
        self._began = self._said = time.monotonic()

    def __call__(self, parties: int) -> None:
        moment = time.monotonic()
        if moment - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = moment
            rate = parties / (moment - self._began)
            printing.warn(f"{parties:,} parties, {rate:,.0f} a second")
