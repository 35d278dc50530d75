"""Screen against what is in force on a day, with people's decisions heeded.

The index holds every listing of its snapshots, also those that ended or have not begun. They are
left out here, and so are cleared hits, before the limit is applied: neither takes a place in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

import msgspec

from licet.screening.decisions.memory import Memory, Settled
from licet.screening.index import Index
from licet.screening.model import Hit, PartyQuery, Settings
from licet.screening.screener import Screener

#: More hits than the search can find for one party.
EVERY = 100_000


class Screens(Protocol):
    """What finds hits: `Screener`, or anything that answers like it."""

    def screen_many(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """Every hit of each party, in order."""


class Today:
    """A screener, a day, and the decisions so far."""

    def __init__(self, screener: Screens, memory: Memory, day: dt.date, limit: int) -> None:
        self._screener = screener
        self._memory = memory
        self._day = day
        self._limit = limit

    @classmethod
    def over(cls, index: Index, settings: Settings, memory: Memory, day: dt.date) -> Today:
        """Over an index, with a screener of its own."""
        unlimited = msgspec.structs.replace(settings, limit=EVERY)
        return cls(Screener(index, unlimited), memory, day, settings.limit)

    def hits(self, parties: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """Hits of each party on listings in force, not limited, decisions not heeded.

        A listing whose source does not say since when it is listed counts as in force.
        """
        return [
            tuple(hit for hit in hits if hit.listing.listed_on(self._day) is not False)
            for hits in self._screener.screen_many(parties)
        ]

    def settle(self, party: PartyQuery, hits: Sequence[Hit]) -> Settled:
        """The party's hits after the decisions, within the limit."""
        return self._memory.settle(party, hits, self._limit)
