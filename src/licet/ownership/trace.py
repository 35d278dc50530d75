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
_MAX_HOLDINGS = 5_000
#: Products are rounded down at each step.
_ROUNDING = PERCENT // 10**9


def is_traced(holding: Holding, holdings: Holdings) -> bool:
    """Whether the direct holdings known account for the indirect interest that is stated."""
    stated = holding.indirect
    if stated is None:
        return True
    reached = traced_interests(holdings, holding.owned, at_most=True)
    through_others = reached.get(holding.owner, NOTHING) - holding.direct.high
    return through_others > NOTHING and through_others + _ROUNDING >= stated.low


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
            for holding in holdings.of(owned):
                budget -= 1
                share = holding.direct.high if at_most else holding.direct.low
                if share and holding.owner != entity:
                    above[holding.owner] += weight * share // WHOLE
            if budget <= 0:
                break
        for owner, weight in above.items():
            totals[owner] += weight
        layer = {owner: weight for owner, weight in above.items() if owner not in stop}
        if not layer or budget <= 0:
            break
    return totals
