"""A portfolio on disk: made once from a stream of parties, then run against each new snapshot."""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
import os
import shutil
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import msgspec
import numpy as np

from licet.lists.model import Listing
from licet.screening.index import Index
from licet.screening.model import PartyQuery, Settings
from licet.screening.monitor import packed, work
from licet.screening.monitor.events import Event, events
from licet.screening.monitor.shard import PARTIES
from licet.screening.monitor.state import Keyed, State, keyed, load, made_by, row_keys, save
from licet.screening.monitor.work import Screened, Setup, Worker
from licet.terms.errors import BadInput

#: Told how many parties are done.
Told = Callable[[int], None]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: listings by what became of them, parties screened anew, and the events."""

    added: int
    changed: int
    removed: int
    parties: int
    screened: int
    hits: int
    index: str
    events: tuple[Event, ...]


def create(
    folder: Path,
    parties: Iterable[PartyQuery],
    settings: Settings,
    listings: Iterable[Listing],
    snapshots: Iterable[str],
    day: dt.date,
    *,
    workers: int = 0,
    told: Told | None = None,
) -> Outcome:
    """Make the portfolio in `folder`, replacing one that is there; every hit is an event.

    Parties are taken one shard at a time. Settings hold for as long as the portfolio does.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    under_way = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (under_way / "parties").mkdir()
        state = State(made_by=made_by(), settings=settings, parties=0, shards=0)
        entries = keyed(listings, day)
        setup = _prepare(under_way, state, entries, snapshots, day, None)

        def tasks() -> Iterator[_Task]:
            stream = iter(parties)
            while shard := list(itertools.islice(stream, PARTIES)):
                yield work.add, (state.shards, state.parties, shard), len(shard)
                state.shards += 1
                state.parties += len(shard)

        outcome = _carry_out(under_way, setup, state, entries, tasks(), workers, told)
        if not state.parties:
            raise BadInput("there are no parties", where=str(folder), remedy="give some")
        _put(under_way, folder)
        return outcome
    finally:
        shutil.rmtree(under_way, ignore_errors=True)


def run(
    folder: Path,
    listings: Iterable[Listing],
    snapshots: Iterable[str],
    day: dt.date,
    *,
    workers: int = 0,
    told: Told | None = None,
) -> Outcome:
    """Hold the portfolio against these listings; what changed since the last run, as events.

    The state is replaced at the end: an interrupted run has told nothing and is run again.
    """
    state = load(folder)
    entries = keyed(listings, day)
    before = Index.load(work.index_path(folder, state.generation))
    setup = _prepare(folder, state, entries, snapshots, day, before)
    there = {entry.listing.id for entry in entries}
    known: dict[int, work.Known] = defaultdict(dict)
    for number, hits in state.hits.items():
        # A party with a hit on a listing that is gone is looked at again in any case.
        still = set(hits) if hits.keys() <= there else set()
        known[number // PARTIES][number % PARTIES] = still

    def tasks() -> Iterator[_Task]:
        for shard in range(state.shards):
            size = min(PARTIES, state.parties - shard * PARTIES)
            yield work.look, (shard, shard * PARTIES, known[shard]), size

    return _carry_out(folder, setup, state, entries, tasks(), workers, told)


# One run --------------------------------------------------------------------------------------

_Task = tuple[Callable[..., list[Screened]], tuple[object, ...], int]


def _prepare(
    folder: Path,
    state: State,
    entries: list[Keyed],
    snapshots: Iterable[str],
    day: dt.date,
    before: Index | None,
) -> Setup:
    """Write index and marks of the next generation; `state` keeps the listings of the last.

    Words and grams weigh what they weighed in the index `before`.
    """
    generation = state.generation + 1
    _drop(folder, generation)
    (folder / f"cuts-{generation}").mkdir()
    index = Index.build([entry.listing for entry in entries], before)
    index.save(work.index_path(folder, generation))
    keys = row_keys(index, entries)
    then, now = set(state.rows), set(keys)
    lists = state.settings.lists
    wanted = [not lists or entry.listing.list in lists for entry in entries]
    changed = [state.listings.get(entry.key) != entry.digest for entry in entries]
    marks: dict[str, packed.Array] = {
        "wanted": np.array(wanted, np.uint8),
        "changed": np.array(changed, np.uint8),
        "fresh": np.array([key not in then for key in keys], np.uint8),
        "leaving": np.array([key not in now for key in state.rows], np.uint8),
    }
    packed.write(folder / f"changed-{generation}", marks)
    state.rows = keys
    state.generation = generation
    state.day = day
    state.snapshots = tuple(snapshots)
    state.index = index.digest
    return Setup(folder=folder, generation=generation, settings=state.settings, day=day)


def _carry_out(
    folder: Path,
    setup: Setup,
    state: State,
    entries: list[Keyed],
    tasks: Iterator[_Task],
    workers: int,
    told: Told | None,
) -> Outcome:
    now = {entry.key: entry.digest for entry in entries}
    changed = {e.listing.id for e in entries if state.listings.get(e.key) != e.digest}
    listed = {e.listing.id for e in entries if e.listing.listed_on(setup.day) is not False}
    found: list[Event] = []
    hits = dict(state.hits)
    done = screened = 0
    for some, size in _results(setup, tasks, workers or os.cpu_count() or 1):
        for one in some:
            found.extend(events(one, state.hits.get(one.number, {}), changed, listed))
            hits.pop(one.number, None)
            if one.hits:
                hits[one.number] = {hit.listing_id: hit.score for hit in one.hits}
        screened += len(some)
        done += size
        if told is not None:
            told(done)
    before = state.listings
    state.listings, state.hits = now, hits
    save(folder, state)
    _drop(folder, setup.generation - 1)
    return Outcome(
        added=len(now.keys() - before.keys()),
        changed=sum(before.get(key, digest) != digest for key, digest in now.items()),
        removed=len(before.keys() - now.keys()),
        parties=done,
        screened=screened,
        hits=sum(map(len, hits.values())),
        index=state.index,
        events=tuple(found),
    )


def _results(
    setup: Setup, tasks: Iterator[_Task], workers: int
) -> Iterator[tuple[list[Screened], int]]:
    """Results of the tasks in order, with their sizes."""
    if workers == 1:
        worker = Worker(setup)
        for task, arguments, size in tasks:
            method = worker.add if task is work.add else worker.look
            yield method(*arguments), size  # type: ignore[arg-type]
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=work.start, initargs=(setup,))
    waiting: deque[tuple[Future[list[Screened]], int]] = deque()
    try:
        for task, arguments, size in tasks:
            waiting.append((pool.submit(task, *arguments), size))
            if len(waiting) > 2 * workers:
                future, finished = waiting.popleft()
                yield future.result(), finished
        for future, finished in waiting:
            yield future.result(), finished
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _drop(folder: Path, generation: int) -> None:
    """Delete the files of a generation that is over, or that was never finished."""
    for path in (work.index_path(folder, generation), folder / f"cuts-{generation}"):
        shutil.rmtree(path, ignore_errors=True)
    (folder / f"changed-{generation}").unlink(missing_ok=True)


def _put(made: Path, folder: Path) -> None:
    """Move a finished portfolio to its place; the one that was there goes last."""
    if not folder.exists():
        os.replace(made, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    os.replace(folder, old / "portfolio")
    os.replace(made, folder)
    shutil.rmtree(old, ignore_errors=True)
