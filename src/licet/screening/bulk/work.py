"""One worker's share: parties of a chunk screened, settled against the decisions, written as bytes.

Each worker process maps the same index from disk. What it remembers between chunks is bounded and
saves time only: an answer never depends on which worker gave it, or on what came before.
"""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from licet.screening.bulk.answer import Answer, answer, as_csv_lines, as_json_lines
from licet.screening.bulk.formats import Format
from licet.screening.decisions.ledger import Ledger
from licet.screening.decisions.memory import Memory, Settled
from licet.screening.index import Index
from licet.screening.model import Hit, PartyQuery, Settings
from licet.screening.today import Today

#: Keys of parties without a hit that a worker remembers.
_REMEMBERED = 100_000
_NOTHING = Settled((), ())


class Item(NamedTuple):
    """A party to screen: its row, line, normal key, and itself."""

    row: int
    line: int
    key: int
    party: PartyQuery


class Done(NamedTuple):
    """A chunk's output and what to count: parties with hits, all hits, hits cleared."""

    output: bytes
    alerted: int
    hits: int
    cleared: int


@dataclass(frozen=True)
class Setup:
    """What a worker needs to know, in a form that crosses to another process."""

    index: Path
    day: dt.date
    settings: Settings
    decisions: Path
    decisions_head: int
    output_format: Format


class Worker:
    """Screens chunks of one job."""

    def __init__(self, today: Today, output_format: Format) -> None:
        self._today = today
        self._as_lines = as_json_lines if output_format is Format.JSONL else as_csv_lines
        self._quiet: dict[int, None] = {}

    @classmethod
    def of(cls, setup: Setup) -> Worker:
        """A worker with its own screener over the index on disk."""
        memory = Memory(Ledger(setup.decisions), setup.decisions_head)
        today = Today.over(Index.load(setup.index), setup.settings, memory, setup.day)
        return cls(today, setup.output_format)

    def screen(self, items: Sequence[Item]) -> Done:
        """The output of a chunk, in the order of its items."""
        hits = self._hits(items)
        answers: list[Answer] = []
        for item in items:
            found = hits.get(item.party)
            settled = self._today.settle(item.party, found) if found else _NOTHING
            answers.append(answer(item.row, item.line, item.party, settled))
        return Done(
            output=self._as_lines(answers),
            alerted=sum(bool(one.hits) for one in answers),
            hits=sum(len(one.hits) for one in answers),
            cleared=sum(len(one.cleared) for one in answers),
        )

    def _hits(self, items: Sequence[Item]) -> dict[PartyQuery, tuple[Hit, ...]]:
        """Hits of the parties that have any.

        One party of each normal key is screened. Only its not having hits goes for the others of
        the key: hits quote the party's spelling, so each spelling is screened for its own.
        """
        first: dict[int, PartyQuery] = {}
        for item in items:
            if item.key not in self._quiet:
                first.setdefault(item.key, item.party)
        found = dict(zip(first, self._today.hits(list(first.values())), strict=True))
        hits = {first[key]: some for key, some in found.items() if some}
        for key, some in found.items():
            if not some:
                self._quiet[key] = None
        spelt = [i.party for i in items if found.get(i.key) and i.party not in hits]
        others = list(dict.fromkeys(spelt))
        hits.update(zip(others, self._today.hits(others), strict=True))
        while len(self._quiet) > _REMEMBERED:
            del self._quiet[next(iter(self._quiet))]
        return hits


_worker: Worker | None = None


def start(setup: Setup) -> None:
    """Make this process's worker; called once in each process of a pool."""
    global _worker
    # An interrupt is for the process that holds the files; workers end when it lets them go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker.of(setup)


def screen_chunk(items: Sequence[Item]) -> Done:
    """Screen a chunk with this process's worker."""
    if _worker is None:
        raise RuntimeError("the worker was not started")
    return _worker.screen(items)
