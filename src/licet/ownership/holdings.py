"""What counts as ownership on one day: statements boiled down to one holding per owner and owned.

Four traps lie here. Shares and votes of one owner are the same interest told twice, not 50 + 50.
Two sources that speak of the same holding compete; their figures are not added. An indirect
interest repeats what the chain of direct holdings already says. And an unknown share is neither
0 nor 100.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from licet.law.values import Truth
from licet.ownership.model import Directness, Graph, InterestKind, OwnershipStatement
from licet.ownership.share import ANY_SHARE, NOTHING, Share


class Doubt(enum.StrEnum):
    """Why a holding's share is not known to the last digit."""

    UNKNOWN_SHARE = "unknown_share"
    CONSOLIDATION = "consolidation"
    NATURE = "nature"  # the interest may or may not be ownership
    RANGE = "range"
    CONFLICT = "conflict"


class Holding(msgspec.Struct, frozen=True, gc=False):
    """One owner's interest in one entity on one day.

    `direct` is what the owner holds itself (0 where only an indirect interest is stated);
    `indirect` is what a source says it holds through others, None where none says so.
    """

    owner: str
    owned: str
    direct: Share
    indirect: Share | None
    doubts: tuple[Doubt, ...]
    statements: tuple[OwnershipStatement, ...]


class Holdings:
    """Every holding on `day`, findable from both ends; ends are in order of id."""

    def __init__(self, graph: Graph, day: dt.date) -> None:
        self.graph = graph
        self.day = day
        self.by_owned: dict[str, list[Holding]] = {}
        self.by_owner: dict[str, list[Holding]] = {}
        #: Interests that are no ownership (votes, board seats, influence), by owned entity.
        self.control: dict[str, list[OwnershipStatement]] = defaultdict(list)
        #: Memory of `trace`: by owned entity, owners whose indirect interest is accounted for.
        self.traced: dict[str, frozenset[str]] = {}
        for (owner, owned), statements in self._by_pair(graph, day).items():
            holding = _holding(owner, owned, statements)
            self.by_owned.setdefault(owned, []).append(holding)
            self.by_owner.setdefault(owner, []).append(holding)
        for rows in self.by_owned.values():
            rows.sort(key=_by_owner)
        for rows in self.by_owner.values():
            rows.sort(key=_by_owned)

    def of(self, owned: str) -> list[Holding]:
        """Who holds `owned`."""
        return self.by_owned.get(owned, [])

    def by(self, owner: str) -> list[Holding]:
        """What `owner` holds."""
        return self.by_owner.get(owner, [])

    def above(self, entity: str) -> set[str]:
        """`entity`, its owners and controllers, and their owners, by whatever share and step."""
        seen = {entity, *(statement.owner for statement in self.control.get(entity, []))}
        waiting = list(seen)
        while waiting:
            for holding in self.of(waiting.pop()):
                if holding.owner not in seen:
                    seen.add(holding.owner)
                    waiting.append(holding.owner)
        return seen

    def _by_pair(
        self, graph: Graph, day: dt.date
    ) -> dict[tuple[str, str], list[OwnershipStatement]]:
        pairs: dict[tuple[str, str], list[OwnershipStatement]] = defaultdict(list)
        for statement in graph.statements:
            if day not in statement.period:
                continue
            if statement.kind.is_ownership is Truth.NO:
                self.control[statement.owned].append(statement)
            elif statement.owner != statement.owned:  # own shares have no owner to attribute
                pairs[statement.owner, statement.owned].append(statement)
        return pairs


def _by_owner(holding: Holding) -> str:
    return holding.owner


def _by_owned(holding: Holding) -> str:
    return holding.owned


def _holding(owner: str, owned: str, statements: list[OwnershipStatement]) -> Holding:
    if len(statements) > 1:
        statements.sort(key=lambda s: (s.id, s.directness, s.kind, str(s.share), s.source, s.note))
    through_others = [s for s in statements if s.directness is Directness.INDIRECT]
    own = [s for s in statements if s.directness is not Directness.INDIRECT]
    direct, doubts = _account(own) if own else (_NONE, ())
    indirect: Share | None = None
    if through_others:
        indirect, more = _account(through_others)
        doubts = tuple(sorted({*doubts, *more}))
    return Holding(owner, owned, direct, indirect, doubts, tuple(statements))


def _account(statements: list[OwnershipStatement]) -> tuple[Share, tuple[Doubt, ...]]:
    """The share that statements about one holding leave possible.

    A stated shareholding outweighs statements without a share or of unclear nature. Competing
    figures leave everything from the lowest to the highest possible.
    """
    if len(statements) == 1:
        only = statements[0]
        if only.share is None or only.kind.is_ownership is not Truth.YES:
            return _unclear(statements)
        return only.share, () if only.share.is_exact else (Doubt.RANGE,)
    stated: dict[str, Share] = {}
    for statement in statements:
        if statement.share is None or statement.kind.is_ownership is not Truth.YES:
            continue
        parcel = statement.share
        held = stated.get(statement.id)
        stated[statement.id] = parcel if held is None else _sum(held, parcel)
    if stated:
        shares = set(stated.values())
        hull = _hull(shares)
        if len(shares) > 1:
            return hull, (Doubt.CONFLICT,)
        return hull, () if hull.is_exact else (Doubt.RANGE,)
    return _unclear(statements)


def _unclear(statements: list[OwnershipStatement]) -> tuple[Share, tuple[Doubt, ...]]:
    highest = max((s.share or ANY_SHARE).high for s in statements)
    doubts = {_DOUBT_OF_KIND.get(s.kind, Doubt.UNKNOWN_SHARE) for s in statements}
    return Share(NOTHING, highest), tuple(sorted(doubts))


def _sum(one: Share, other: Share) -> Share:
    return Share(one.low + other.low, one.high + other.high)


def _hull(shares: Iterable[Share]) -> Share:
    several = list(shares)
    return Share(min(s.low for s in several), max(s.high for s in several))


_NONE = Share(NOTHING, NOTHING)
_DOUBT_OF_KIND = {
    InterestKind.CONSOLIDATION: Doubt.CONSOLIDATION,
    InterestKind.BENEFICIAL: Doubt.NATURE,
    InterestKind.UNSPECIFIED: Doubt.NATURE,
}
