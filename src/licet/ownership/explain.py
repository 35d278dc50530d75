"""Why: the owners that count, the chains that restrict, the red flags, and what to ask.

Everything here reads a finished reckoning (`cascade.Reached`) and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from licet.law.values import Truth
from licet.ownership import ask
from licet.ownership.cascade import Reached, aggregate
from licet.ownership.holdings import Doubt, Holding, Holdings
from licet.ownership.listed import Listed, ListedAs
from licet.ownership.model import Entity, EntityKind
from licet.ownership.result import Chain, Link, Owner, Question, RedFlag, Verdict
from licet.ownership.share import HALF, NOTHING, WHOLE, Share, percent
from licet.ownership.trace import traced_interests
from licet.ownership.windows import Effect, Rule, RuleStatus

_MOST_FLAGS = 50
_NO_STATED_SHARE = frozenset({Doubt.UNKNOWN_SHARE, Doubt.CONSOLIDATION, Doubt.NATURE})
_HOW = {
    Truth.YES: "listed",
    Truth.UNKNOWN: "possibly listed",
    Truth.NO: "owned 50 percent or more by listed parties",
}


class Explainer:
    """Reads one reckoning; every method takes the entity asked about and returns what to show."""

    def __init__(
        self,
        holdings: Holdings,
        listed: Listed,
        rule: Rule,
        reached: Reached,
        standing: Callable[[ListedAs], Truth],
    ) -> None:
        self._holdings = holdings
        self._listed = listed
        self._rule = rule
        self._reached = reached
        self._standing = standing
        self._aggregates: dict[str, Share] = {}

    def owners(self, entity: str) -> tuple[Owner, ...]:
        """Every direct owner, those that count first, then by share."""
        found = [
            Owner(
                entity=self._entity(holding.owner),
                share=holding.direct,
                unknown=_is_unstated(holding),
                counts=self._counts(holding.owner),
                listed=self._listed.get(holding.owner),
            )
            for holding in self._holdings.of(entity)
        ]
        return tuple(sorted(found, key=lambda o: (-o.counts, -o.share.high, o.entity.id)))

    def links(self, entity: str) -> tuple[Link, ...]:
        """Every holding by which listed parties reach the entity, nearest first."""
        found: list[Link] = []
        seen = {entity}
        layer = [entity]
        while layer:
            above: list[str] = []
            for owned in layer:
                for holding in self._bearing(owned):
                    found.append(self._link(holding))
                    if holding.owner not in seen and self._reaches_further(holding.owner):
                        seen.add(holding.owner)
                        above.append(holding.owner)
            layer = sorted(above)
        return tuple(found)

    def chains(self, entity: str, by_ownership: Verdict) -> tuple[Chain, ...]:
        """For each direct owner that counts, the shortest chain from each listed party above it."""
        if by_ownership is Verdict.NOT_RESTRICTED:
            return ()
        found: list[Chain] = []
        for first in self._bearing(entity):
            down = {first.owner: first}
            layer = [first.owner]
            while layer:
                above: list[str] = []
                for owner in layer:
                    if self._listed_standing(owner) is not Truth.NO:
                        found.append(self._chain(owner, _way(owner, down, entity)))
                    if not self._reaches_further(owner):
                        continue
                    for holding in self._bearing(owner):
                        if holding.owner not in down and holding.owner != entity:
                            down[holding.owner] = holding
                            above.append(holding.owner)
                layer = above
        return tuple(
            sorted(found, key=lambda c: (not c.sure, len(c.links), c.root.id, c.links[-1].owner))
        )

    def minority(self, entity: str, by_ownership: Verdict) -> tuple[RedFlag, ...]:
        """Listed parties, and entities restricted through them, whose interest falls short."""
        if by_ownership is Verdict.RESTRICTED:
            return ()
        settled = by_ownership is Verdict.NOT_RESTRICTED
        flags: list[RedFlag] = []
        down: dict[str, Holding] = {}
        layer = [entity]
        while layer and len(flags) < _MOST_FLAGS:
            above: list[str] = []
            for owned in layer:
                for holding in self._holdings.of(owned):
                    owner = holding.owner
                    if owner in down or owner == entity or not _may_hold(holding):
                        continue
                    down[owner] = holding
                    if self._is_listed_party(owner):
                        way = _way(owner, down, entity)
                        if settled or any(h.direct.high < HALF for h in way):
                            flags.append(self._minority_flag(way))
                    else:
                        above.append(owner)
            layer = above
        return tuple(flags[:_MOST_FLAGS])

    def red_flags(
        self, entity: str, by_ownership: Verdict, status: RuleStatus
    ) -> tuple[RedFlag, ...]:
        """Red flags other than minority interests."""
        flags = [*self._control_flags(entity), *self._parent_flags(entity)]
        if by_ownership is Verdict.NOT_RESTRICTED:
            flags.extend(self._look_through_flags(entity))
        elif status.effect in (Effect.STAYED, Effect.NOT_YET):
            flags.append(ask.owned_while_rule_sleeps(entity, by_ownership, self._rule, status))
        return tuple(sorted(flags))

    def questions(
        self, entity: Entity, by_ownership: Verdict, status: RuleStatus
    ) -> tuple[Question, ...]:
        """What to find out, the questions that decide first."""
        found: set[Question] = set()
        is_branch = entity.kind is EntityKind.BRANCH
        if by_ownership is Verdict.NEED_FACTS:
            found.update(self._open_facts(entity.id))
        if by_ownership is not Verdict.NOT_RESTRICTED:
            if self._rule is Rule.BIS and entity.is_us is None and not is_branch:
                found.add(ask.jurisdiction(entity))
            if status.effect is Effect.EARLIER_GUIDANCE:
                found.add(ask.earlier_guidance(entity))
        rest = ask.unaccounted(entity, self._holdings.of(entity.id), by_ownership, self._rule)
        if rest is not None:
            found.add(rest)
        return tuple(sorted(found, key=lambda q: (not q.decides, q)))

    def contradictions(self, entity: str) -> tuple[str, ...]:
        """Stated shares above 100 percent and accounts that differ, for all that bear on it."""
        found: list[str] = []
        for id_ in [entity, *dict.fromkeys(link.owner for link in self.links(entity))]:
            rows = self._holdings.of(id_)
            least = NOTHING
            for holding in rows:
                least += holding.direct.low
                if Doubt.CONFLICT in holding.doubts:
                    found.append(
                        ask.conflict(self._entity(holding.owner), self._entity(id_), holding)
                    )
                if holding.indirect is not None and holding.indirect.low > WHOLE:
                    found.append(
                        f"{self._entity(holding.owner).name}'s indirect interest in "
                        f"{self._entity(id_).name} adds up to {holding.indirect}"
                    )
            if least > WHOLE:
                found.append(
                    f"the owners of {self._entity(id_).name} are stated to hold at least "
                    f"{percent(least)} % together; figures are used as stated, none is cut"
                )
        return tuple(found)

    def _open_facts(self, entity: str) -> list[Question]:
        """Up through all that may count but does not for certain."""
        found: list[Question] = []
        seen = {entity}
        waiting = [entity]
        while waiting:
            for holding in self._bearing(waiting.pop()):
                owner, owned = self._entity(holding.owner), self._entity(holding.owned)
                found.extend(ask.about_holding(owner, owned, holding, self._holdings, self._rule))
                if self._counts(owner.id) is Truth.YES or owner.id in seen:
                    continue
                seen.add(owner.id)
                waiting.append(owner.id)
                listed = self._listed.get(owner.id)
                if listed is not None and self._standing(listed) is Truth.UNKNOWN:
                    found.append(ask.unsettled_listing(owner, listed, self._rule))
        return found

    def _minority_flag(self, way: tuple[Holding, ...]) -> RedFlag:
        owner = self._entity(way[0].owner)
        how = _HOW[self._listed_standing(owner.id)]
        steps = ", which holds ".join(
            f"{_shown_share(h)} of {self._entity(h.owned).name}" for h in way
        )
        return RedFlag(
            kind="minority_interest",
            text=f"{owner.name} ({how}) holds {steps}",
            cite=ask.CARE[self._rule],
            path=(way[0].owner, *(h.owned for h in way)),
        )

    def _control_flags(self, entity: str) -> list[RedFlag]:
        told = {(s.owner, s.kind, s.note): s for s in self._holdings.control.get(entity, [])}
        return [
            RedFlag(
                kind="control_without_ownership",
                text=f"{self._entity(s.owner).name} has {s.kind} over "
                f"{self._entity(entity).name}{f' ({s.note})' if s.note else ''}; "
                "control alone does not restrict",
                cite=ask.CARE[self._rule],
                path=(s.owner, entity),
            )
            for s in told.values()
            if self._counts(s.owner) is Truth.YES
        ]

    def _parent_flags(self, entity: str) -> list[RedFlag]:
        return [
            RedFlag(
                kind="parent_of_listed",
                text=f"{self._entity(entity).name} holds {_shown_share(h)} of "
                f"{self._entity(h.owned).name}, which is listed",
                cite=ask.CARE[self._rule],
                path=(entity, h.owned),
            )
            for h in self._holdings.by(entity)
            if self._listed_standing(h.owned) is Truth.YES and h.direct.high >= HALF
        ]

    def _look_through_flags(self, entity: str) -> list[RedFlag]:
        counted = {owner for owner in self._reached.sure if owner != entity}
        traced = traced_interests(self._holdings, entity, at_most=False, stop=counted)
        total = sum(traced[owner] for owner in traced if owner in counted)
        if total < HALF:
            return []
        return [ask.look_through(self._entity(entity), percent(total), self._rule)]

    def _bearing(self, owned: str) -> list[Holding]:
        return [
            holding
            for holding in self._holdings.of(owned)
            if holding.owner in self._reached.possible and _may_hold(holding)
        ]

    def _reaches_further(self, owner: str) -> bool:
        """Whether the owners of `owner` count through it: not those of a merely listed party."""
        if self._reached.possible.get(owner, 0) > 0:
            return True
        return owner in self._reached.possible and self._held(owner).high >= HALF

    def _is_listed_party(self, owner: str) -> bool:
        """Listed, possibly listed, or restricted through its owners for certain."""
        return self._counts(owner) is Truth.YES or self._listed_standing(owner) is not Truth.NO

    def _held(self, entity: str) -> Share:
        if entity not in self._aggregates:
            self._aggregates[entity] = aggregate(self._holdings, entity, self._reached)
        return self._aggregates[entity]

    def _counts(self, owner: str) -> Truth:
        if owner in self._reached.sure:
            return Truth.YES
        return Truth.UNKNOWN if owner in self._reached.possible else Truth.NO

    def _listed_standing(self, entity: str) -> Truth:
        listed = self._listed.get(entity)
        return Truth.NO if listed is None else self._standing(listed)

    def _chain(self, root: str, way: tuple[Holding, ...]) -> Chain:
        links = tuple(self._link(holding) for holding in way)
        held = [self._held(h.owned) for h in way]
        sure = all(link.sure for link in links) and all(h.low >= HALF for h in held)
        return Chain(self._entity(root), self._listed[root], links, sure)

    def _link(self, holding: Holding) -> Link:
        share = _telling_share(holding)
        counts = self._counts(holding.owner) is Truth.YES
        return Link(
            owner=holding.owner,
            owner_name=self._entity(holding.owner).name,
            owned=holding.owned,
            owned_name=self._entity(holding.owned).name,
            share=share,
            unknown=_is_unstated(holding),
            indirect=share is holding.indirect,
            sure=counts and (holding.direct.low > NOTHING or share.low >= HALF),
            listed=self._listed.get(holding.owner),
            sources=tuple(dict.fromkeys(s.source for s in holding.statements if s.source)),
        )

    def _entity(self, id_: str) -> Entity:
        return self._holdings.graph.entities.get(id_) or Entity(id_, id_)


def _way(owner: str, down: Mapping[str, Holding], entity: str) -> tuple[Holding, ...]:
    """From an owner down to the entity, by the holding that leads on from each."""
    way = [down[owner]]
    while way[-1].owned != entity:
        way.append(down[way[-1].owned])
    return tuple(way)


def _may_hold(holding: Holding) -> bool:
    return holding.direct.high > NOTHING or holding.indirect is not None


def _telling_share(holding: Holding) -> Share:
    """The direct share, unless only the indirect one says anything."""
    indirect = holding.indirect
    if indirect is None or holding.direct.low > NOTHING:
        return holding.direct
    return indirect if holding.direct.high == NOTHING or indirect.low >= HALF else holding.direct


def _is_unstated(holding: Holding) -> bool:
    """No source gives a share: what is shown as a range is only what is possible."""
    unclear = not _NO_STATED_SHARE.isdisjoint(holding.doubts)
    return unclear and _telling_share(holding).low == NOTHING


def _shown_share(holding: Holding) -> str:
    if _is_unstated(holding):
        return "an unknown share"
    share = _telling_share(holding)
    return f"{share} (indirectly)" if share is holding.indirect else str(share)
