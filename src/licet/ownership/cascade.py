"""The arithmetic: who is owned 50 percent or more by listed parties, in layers.

An entity that listed parties own 50 percent or more counts in full for what it holds in turn:
nothing is multiplied along a chain (Supplement No. 8 to Part 744, paragraph (b); OFAC FAQ 401).
So the entities reached are the least set that holds the listed parties and every entity of which
members of the set together hold 50 percent or more. Companies that hold each other do not lift
themselves into it: a share counts only once its owner is in.

With shares known within bounds there are two such sets: `sure`, reckoned with what is certainly
held by parties certainly listed, and `possible`, with what may be held by parties that may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from licet.ownership.holdings import Holding, Holdings
from licet.ownership.share import HALF, NOTHING, WHOLE, Bound, Share
from licet.ownership.trace import is_traced


class Tally:
    """Adds up what members of a set hold in one entity."""

    __slots__ = ("_above", "_contradiction", "_others", "_stated_indirect", "_unchained", "_upto")

    def __init__(self, all_holdings: Iterable[Holding]) -> None:
        #: What the others certainly hold, and so members of the set cannot.
        self._others = NOTHING
        for holding in all_holdings:
            self._others += holding.direct.low
        self._contradiction = self._others > WHOLE
        self._above = self._upto = self._stated_indirect = NOTHING
        self._unchained = False

    def count(self, holding: Holding, holdings: Holdings) -> None:
        """Add a holding whose owner is in the set."""
        self._others -= holding.direct.low
        self._above += holding.direct.low
        self._upto += holding.direct.high
        if holding.indirect is not None:
            if holding.indirect.low >= HALF:
                # By the plain words of both rules; not added, as the chain may say it again.
                self._stated_indirect = max(self._stated_indirect, holding.indirect.low)
            self._unchained = self._unchained or not is_traced(holding, holdings)

    @property
    def at_least(self) -> Bound:
        """What the set certainly holds."""
        return max(self._above, self._stated_indirect)

    @property
    def at_most(self) -> Bound:
        """What the set may hold at most; more than 100 where the statements contradict."""
        upto = max(self._upto, WHOLE) if self._unchained else self._upto
        if not self._contradiction:
            upto = min(upto, WHOLE if self._unchained else WHOLE - self._others)
        return max(upto, self._stated_indirect)


class Reached(msgspec.Struct, frozen=True):
    """The two sets, each with the number of layers from a listed party (0: listed)."""

    sure: dict[str, int]
    possible: dict[str, int]


def reach(
    holdings: Holdings,
    surely_listed: Iterable[str],
    maybe_listed: Iterable[str],
    within: set[str] | None = None,
) -> Reached:
    """Both sets, over all entities or only those `within` a set closed upward (`Holdings.above`).

    Takes time in proportion to the holdings of the entities reached.
    """
    sure_seeds = set(surely_listed)
    possible_seeds = sure_seeds | set(maybe_listed)
    if within is not None:
        sure_seeds &= within
        possible_seeds &= within
    return Reached(
        sure=_least_set(holdings, sure_seeds, within, lambda tally: tally.at_least),
        possible=_least_set(holdings, possible_seeds, within, lambda tally: tally.at_most),
    )


def aggregate(holdings: Holdings, entity: str, reached: Reached) -> Share:
    """What the entities reached hold in `entity` together."""
    rows = holdings.of(entity)
    sure, possible = Tally(rows), Tally(rows)
    for holding in rows:
        if holding.owner in reached.sure:
            sure.count(holding, holdings)
        if holding.owner in reached.possible:
            possible.count(holding, holdings)
    return Share(sure.at_least, max(sure.at_least, possible.at_most))


def _least_set(
    holdings: Holdings,
    seeds: set[str],
    within: set[str] | None,
    held: Callable[[Tally], Bound],
) -> dict[str, int]:
    """Grow the set layer by layer; every holding is counted once, when its owner enters."""
    layers = dict.fromkeys(seeds, 0)
    tallies: dict[str, Tally] = {}
    layer, depth = list(seeds), 0
    while layer:
        depth += 1
        touched: set[str] = set()
        for owner in layer:
            for holding in holdings.by(owner):
                owned = holding.owned
                if owned in layers or (within is not None and owned not in within):
                    continue
                tally = tallies.get(owned)
                if tally is None:
                    tally = tallies[owned] = Tally(holdings.of(owned))
                tally.count(holding, holdings)
                touched.add(owned)
        layer = [owned for owned in touched if held(tallies[owned]) >= HALF]
        for owned in layer:
            layers[owned] = depth
            del tallies[owned]
    return layers
