"""Interests multiplied along the chain: not what the rules count, but what sources report.

Registers give an indirect interest as the product of the shares on its way (60 % of 50 % is 30 %).
Two uses: to see whether a stated indirect interest is only the known chain told again, and to warn
where listed parties reach half by multiplication though not by the rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from licet.ownership.holdings import Holding, Holdings
from licet.ownership.share import NOTHING, PERCENT, WHOLE, Bound

#: Bounds on the work for one entity; beyond them less is traced, which only raises questions.
_MAX_LAYERS = 12
_MAX_HOLDINGS = 500
#: Products are rounded down at each step.
_ROUNDING = PERCENT // 10**9


def is_traced(holding: Holding, holdings: Holdings) -> bool:
    """Whether the direct holdings known account for the indirect interest that is stated."""
    if holding.indirect is None:
        return True
    owned = holding.owned
    if owned not in holdings.traced:
        holdings.traced[owned] = _traced_owners(owned, holdings)
    return holding.owner in holdings.traced[owned]


def traced_interests(
    holdings: Holdings, entity: str, *, at_most: bool, stop: Set[str] = frozenset()
) -> dict[str, Bound]:
    """What of `entity` each upstream owner holds by multiplication of direct shares.

    `at_most` takes the upper bounds of the shares, else the lower. Nothing is traced beyond the
    entities of `stop`. A ring of cross-holdings is followed a few rounds, so sums stay below the
    true figure.
    """
    totals: dict[str, Bound] = defaultdict(int)
    layer: dict[str, Bound] = {entity: WHOLE}
    budget = _MAX_HOLDINGS
    for _ in range(_MAX_LAYERS):
        above: dict[str, Bound] = defaultdict(int)
        for owned, weight in layer.items():
            rows = holdings.of(owned)[:budget]
            budget -= len(rows)
            for holding in rows:
                share = holding.direct.high if at_most else holding.direct.low
                if share and holding.owner != entity:
                    above[holding.owner] += weight * share // WHOLE
        for owner, weight in above.items():
            totals[owner] += weight
        layer = {owner: weight for owner, weight in above.items() if owner not in stop}
        if not layer or not budget:
            break
    return totals


def _traced_owners(owned: str, holdings: Holdings) -> frozenset[str]:
    reached = traced_interests(holdings, owned, at_most=True)
    found: set[str] = set()
    for holding in holdings.of(owned):
        if holding.indirect is not None:
            through_others = reached.get(holding.owner, NOTHING) - holding.direct.high
            if through_others > NOTHING and through_others + _ROUNDING >= holding.indirect.low:
                found.add(holding.owner)
    return frozenset(found)
