"""The 50 percent rules of BIS and of OFAC, applied to one entity or to a whole graph.

Both reckon alike (aggregate, in layers, ownership only; see `cascade`). They differ in who counts
(three lists of the EAR, or every blocked person), in whom they spare (BIS reaches foreign
entities only), and in their days (`windows`). The answer names all owners that restrict; which of
their requirements is the strictest is for the determination to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from licet.law.values import Truth
from licet.ownership.cascade import Reached, aggregate, reach
from licet.ownership.explain import Explainer
from licet.ownership.holdings import Holdings
from licet.ownership.listed import Listed, ListedAs, bis_standing, ofac_standing
from licet.ownership.model import Entity, EntityKind
from licet.ownership.result import Restriction, Summary, Verdict
from licet.ownership.share import HALF, NOTHING, WHOLE, Share
from licet.ownership.windows import Effect, Rule, RuleStatus, status_on

_STANDING: dict[Rule, Callable[[ListedAs], Truth]] = {
    Rule.BIS: bis_standing,
    Rule.OFAC: ofac_standing,
}


def bis_affiliates(holdings: Holdings, entity: str, listed: Listed) -> Restriction:
    """The affiliates rule for `entity` (an id) on the day of `holdings`.

    15 CFR 744.11(a)(1), 744.21(a)(3), 744.8(a)(2) and Supplement No. 8 to Part 744.
    """
    return _one(holdings, entity, listed, Rule.BIS)


def ofac_fifty_percent(holdings: Holdings, entity: str, listed: Listed) -> Restriction:
    """OFAC's 50 percent rule for `entity` (an id) on the day of `holdings`."""
    return _one(holdings, entity, listed, Rule.OFAC)


def all_reached(holdings: Holdings, listed: Listed, rule: Rule) -> Iterator[Summary]:
    """Every entity that is, or may be, owned 50 percent or more, in order of id.

    Left out are entities that are listed themselves. Reads the graph once; ask for one entity to
    see owners, chains and questions.
    """
    reached = _reach(holdings, listed, rule, within=None)
    status = status_on(rule, holdings.day)
    for id_ in sorted(id_ for id_, layer in reached.possible.items() if layer > 0):
        entity = holdings.graph.entities[id_]
        held = aggregate(holdings, id_, reached)
        by_ownership = _by_shares(held)
        verdict, _ = _in_law(entity, by_ownership, rule, status)
        yield Summary(entity, verdict, by_ownership, held, reached.possible[id_])


def _one(holdings: Holdings, entity: str, listed: Listed, rule: Rule) -> Restriction:
    # Its own listing is left out: nobody is restricted through owning its owners.
    others = listed
    if entity in listed:
        others = {id_: as_ for id_, as_ in listed.items() if id_ != entity}
    reached = _reach(holdings, others, rule, within=holdings.above(entity))
    return _answer(holdings, entity, listed, rule, reached)


def _reach(holdings: Holdings, listed: Listed, rule: Rule, within: set[str] | None) -> Reached:
    standing = _STANDING[rule]
    entities = holdings.graph.entities
    surely: set[str] = set()
    maybe: set[str] = set()
    for id_ in entities if within is None else within:
        if id_ in entities and entities[id_].kind is EntityKind.UNDISCLOSED:
            maybe.add(id_)
        if id_ in listed:
            truth = standing(listed[id_])
            if truth is not Truth.NO:
                (surely if truth is Truth.YES else maybe).add(id_)
    return reach(holdings, surely, maybe, within)


def _answer(
    holdings: Holdings, id_: str, listed: Listed, rule: Rule, reached: Reached
) -> Restriction:
    entity = holdings.graph.entities.get(id_, Entity(id_, id_))
    held = aggregate(holdings, id_, reached)
    by_ownership = _by_shares(held)
    status = status_on(rule, holdings.day)
    verdict, why = _in_law(entity, by_ownership, rule, status)
    explainer = Explainer(holdings, listed, rule, reached, _STANDING[rule])
    return Restriction(
        entity=entity,
        rule=rule,
        on=holdings.day,
        status=status,
        verdict=verdict,
        by_ownership=by_ownership,
        why=why,
        aggregate=held,
        stated=_stated(holdings, id_),
        owners=explainer.owners(id_),
        chains=explainer.chains(id_, by_ownership),
        links=explainer.links(id_),
        minority=explainer.minority(id_, by_ownership),
        red_flags=explainer.red_flags(id_, by_ownership, status),
        questions=explainer.questions(entity, by_ownership, status),
        contradictions=explainer.contradictions(id_),
        listed=listed.get(id_),
    )


def _by_shares(held: Share) -> Verdict:
    if held.low >= HALF:
        return Verdict.RESTRICTED
    return Verdict.NOT_RESTRICTED if held.high < HALF else Verdict.NEED_FACTS


def _in_law(
    entity: Entity, by_ownership: Verdict, rule: Rule, status: RuleStatus
) -> tuple[Verdict, str]:
    """The verdict on the day, and in a few words what decided it."""
    if rule is Rule.BIS and entity.is_us and entity.kind is not EntityKind.BRANCH:
        return Verdict.NOT_RESTRICTED, "it is a U.S. entity; the rule reaches foreign entities only"
    if status.effect is Effect.STAYED:
        return Verdict.NOT_RESTRICTED, "the rule is stayed on this day"
    if status.effect is Effect.NOT_YET:
        return Verdict.NOT_RESTRICTED, "the rule was not yet in force on this day"
    if status.effect is Effect.EARLIER_GUIDANCE and by_ownership is not Verdict.NOT_RESTRICTED:
        return Verdict.NEED_FACTS, "earlier guidance held on this day, which licet does not reckon"
    return by_ownership, _WHY[by_ownership]


_WHY = {
    Verdict.RESTRICTED: "owners that count hold 50 percent or more",
    Verdict.NOT_RESTRICTED: "owners that count hold less than 50 percent",
    Verdict.NEED_FACTS: "the facts stated leave open whether owners that count hold 50 percent",
}


def _stated(holdings: Holdings, entity: str) -> Share:
    low = high = NOTHING
    for holding in holdings.of(entity):
        low, high = low + holding.direct.low, high + holding.direct.high
    return Share(low, max(low, min(high, WHOLE)))
