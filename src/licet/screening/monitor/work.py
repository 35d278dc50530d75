"""One worker's share of a monitoring run: scan shards, screen anew the parties that stand out."""

from __future__ import annotations

import datetime as dt
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from licet.names.encode import frozen
from licet.screening.index import Index
from licet.screening.model import Hit, PartyQuery, Settings
from licet.screening.monitor import packed
from licet.screening.monitor.scan import ALL, NEVER, part_of, scan
from licet.screening.monitor.shard import Shard, write_shard
from licet.screening.screener import Screener
from licet.screening.today import EVERY
from licet.screening.weights import vector

#: Parties of a shard with hits, by their number in it: the ids of the listings hit.
Known = dict[int, set[str]]


@dataclass(frozen=True)
class Setup:
    """What a worker needs to know, in a form that crosses to another process."""

    folder: Path
    generation: int
    settings: Settings
    day: dt.date


class Screened(NamedTuple):
    """A party that was screened anew: its number in the portfolio, itself, and its hits."""

    number: int
    party: PartyQuery
    hits: tuple[Hit, ...]


def shard_path(folder: Path, number: int) -> Path:
    """Where a shard's parties are."""
    return folder / "parties" / f"{number:06d}"


def cuts_path(folder: Path, generation: int, number: int) -> Path:
    """Where the cuts of a shard's rows are kept (see `licet.screening.monitor.scan`)."""
    return folder / f"cuts-{generation}" / f"{number:06d}"


def index_path(folder: Path, generation: int) -> Path:
    """Where the index of a run is."""
    return folder / f"index-{generation}"


class Worker:
    """Scans shards of one run."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        unlimited = msgspec.structs.replace(setup.settings, limit=EVERY)
        index = Index.load(index_path(setup.folder, setup.generation))
        self._screener = Screener(index, unlimited)
        marks = packed.read(setup.folder / f"changed-{setup.generation}")
        self._wanted, self._fresh = marks["wanted"], marks["fresh"]
        changed = marks["changed"]
        self._changed_ids = {index.listing(int(number)).id for number in np.flatnonzero(changed)}
        of_row = index.places.listing
        self._coming = part_of(index.places, (self._fresh | changed[of_row]) & self._wanted[of_row])
        before = index_path(setup.folder, setup.generation - 1)
        if before.exists():
            self._leaving = part_of(Index.load(before).places, marks["leaving"])
        else:
            self._leaving = part_of(index.places, np.zeros(len(of_row), np.uint8))
        weights = self._screener.weights
        self._person, self._organization = vector(weights.person), vector(weights.organization)

    def add(self, number: int, first: int, parties: list[PartyQuery]) -> list[Screened]:
        """Encode parties as shard `number` and screen them."""
        write_shard(shard_path(self._setup.folder, number), parties, self._screener)
        return self.look(number, first, {})

    def look(self, number: int, first: int, known: Known) -> list[Screened]:
        """Scan a shard; screen anew what stands out, and whose hits may be no more.

        `first` is the number of the shard's first party; `known` are its parties with hits.
        """
        setup = self._setup
        shard = Shard(shard_path(setup.folder, number))
        before = cuts_path(setup.folder, setup.generation - 1, number)
        cuts = frozen(np.full(shard.row_count, NEVER, np.int16))
        if before.exists():
            cuts = packed.read(before)["cuts"]
        flags = np.zeros(shard.row_count, np.uint8)
        moved = np.zeros(shard.row_count, np.uint8)
        now = np.full(shard.row_count, ALL, np.int16)
        index, evidence = self._screener.index, self._screener.weights.evidence
        if shard.row_count and len(index.rows.owner):
            scan(
                shard.words, shard.rows, shard.kinds, shard.grams, shard.grams_at, shard.floors,
                cuts, index.words, index.rows, index.places, self._wanted,
                self._coming, self._fresh, self._leaving, self._person, self._organization,
                evidence.kind_differs, evidence.weak_alias, flags, moved, now,
            )  # fmt: skip
        packed.write(cuts_path(setup.folder, setup.generation, number), {"cuts": now})
        unsure = {n for n, hits in known.items() if not hits or hits & self._changed_ids}
        unsure |= known.keys() & set(shard.owners(moved))
        numbers = sorted({*shard.owners(flags), *unsure})
        parties = [shard.party(n) for n in numbers]
        hits = self._screener.screen_many(parties)
        return [
            Screened(first + n, party, self._in_force(found))
            for n, party, found in zip(numbers, parties, hits, strict=True)
        ]

    def _in_force(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return tuple(h for h in hits if h.listing.listed_on(self._setup.day) is not False)


_worker: Worker | None = None


def start(setup: Setup) -> None:
    """Make this process's worker; called once in each process of a pool."""
    global _worker
    # An interrupt is for the process that keeps the state.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(setup)


def add(number: int, first: int, parties: list[PartyQuery]) -> list[Screened]:
    """`Worker.add` with this process's worker."""
    assert _worker is not None
    return _worker.add(number, first, parties)


def look(number: int, first: int, known: Known) -> list[Screened]:
    """`Worker.look` with this process's worker."""
    assert _worker is not None
    return _worker.look(number, first, known)
