"""The wording of questions and red flags: what is open, why it matters, where it is written."""

from __future__ import annotations

from collections.abc import Sequence

from licet.ownership.holdings import Doubt, Holding, Holdings
from licet.ownership.listed import SDN_LIST, ListedAs
from licet.ownership.model import Entity, EntityKind
from licet.ownership.result import Question, RedFlag, Verdict
from licet.ownership.share import HALF, NOTHING, WHOLE, percent
from licet.ownership.trace import is_traced
from licet.ownership.windows import Effect, Rule, RuleStatus

#: Where an unknown share or owner is to be resolved, or a license obtained.
RESOLVE = {
    Rule.BIS: "Supplement No. 8 to Part 744, paragraph (b); "
    "Supplement No. 3 to Part 732, Red Flag 29",
    Rule.OFAC: "OFAC revised guidance of 2014-08-13",
}
#: Where care is asked for below 50 percent, and for control without ownership.
CARE = {
    Rule.BIS: "Supplement No. 8 to Part 744, paragraph (c)",
    Rule.OFAC: "OFAC revised guidance of 2014-08-13; FAQ 398",
}
_FOREIGN = "15 CFR 744.11(a)(1); 15 CFR 772.1 (United States)"
_LISTED_PROGRAMS = "15 CFR 744.8(a)(1)"


def about_holding(
    owner: Entity, owned: Entity, holding: Holding, holdings: Holdings, rule: Rule
) -> list[Question]:
    """What one holding leaves open."""
    pair = (owner.id, owned.id)
    found: list[Question] = []

    def add(kind: str, text: str) -> None:
        found.append(Question(kind, text, RESOLVE[rule], pair, decides=True))

    if owner.kind is EntityKind.UNDISCLOSED:
        reason = f" The source says: {owner.note}." if owner.note else ""
        add("unknown_owner", f"Who owns {owned.name}, and by how much?{reason}")
        return found
    if holding.indirect is not None and not is_traced(holding, holdings):
        add(
            "unknown_chain",
            f"Through whom does {owner.name} hold its indirect interest in {owned.name} "
            f"({_indirect_share(holding)}), and by what share at each step?",
        )
    for doubt in holding.doubts:
        if doubt is Doubt.CONFLICT:
            add("conflict", f"Which account is right: {conflict(owner, owned, holding)}?")
        elif holding.direct.high == NOTHING:
            continue
        elif doubt is Doubt.RANGE:
            if holding.direct.low < HALF:
                add(
                    "share_range",
                    f"What exactly is {owner.name}'s share of {owned.name}, "
                    f"stated as {holding.direct}?",
                )
        else:
            add(*_OPEN_SHARE[doubt](owner, owned))
    return found


def conflict(owner: Entity, owned: Entity, holding: Holding) -> str:
    """The competing figures for one holding, with their sources."""
    accounts = sorted(
        {
            f"{s.share} ({s.source or s.id})"
            for s in holding.statements
            if s.share is not None and s.kind.is_ownership
        }
    )
    return f"{owner.name}'s share of {owned.name} is stated as " + " and as ".join(accounts)


def unsettled_listing(owner: Entity, listed: ListedAs, rule: Rule) -> Question:
    """A possible match nobody has settled, or an SDN without its programs."""
    entries = [f"{entry.list} {entry.listing or entry.name}".strip() for entry in listed.listings]
    if all(entry.confirmed for entry in listed.listings):
        untold = [e for e in listed.listings if e.list == SDN_LIST and not e.programs]
        name = (untold or listed.listings)[0].name or owner.name
        return Question(
            "unknown_programs",
            f"Under which programs is {name} designated? Only some carry the affiliates rule.",
            _LISTED_PROGRAMS,
            (owner.id,),
            decides=True,
        )
    return Question(
        "unsettled_match",
        f"Is {owner.name} the listed party it may match ({'; '.join(entries)})?",
        RESOLVE[rule],
        (owner.id,),
        decides=True,
    )


def jurisdiction(entity: Entity) -> Question:
    """The affiliates rule reaches foreign entities; where nothing is stated licet assumes one."""
    return Question(
        "jurisdiction",
        f"Where is {entity.name} organised? It is taken as foreign; a U.S. entity is not reached.",
        _FOREIGN,
        (entity.id,),
    )


def earlier_guidance(entity: Entity) -> Question:
    """Before 2014-08-13 blocked persons were not reckoned together."""
    return Question(
        "earlier_guidance",
        f"Did any one blocked person alone hold 50 percent or more of {entity.name}?",
        "OFAC guidance of 2008-02-14",
        (entity.id,),
        decides=True,
    )


def unaccounted(
    entity: Entity, rows: Sequence[Holding], by_ownership: Verdict, rule: Rule
) -> Question | None:
    """Who holds what no statement speaks of; None where it could not change the verdict."""
    if by_ownership is Verdict.RESTRICTED or entity.kind in (EntityKind.PERSON, EntityKind.STATE):
        return None
    stated = NOTHING
    for holding in rows:
        stated += holding.direct.low
    if stated >= WHOLE:
        return None
    said = f"only {percent(stated)} %" if rows else "nothing"
    return Question(
        "unaccounted",
        f"Who owns the rest of {entity.name}? The statements account for {said} with certainty; "
        "the verdict takes the rest as held by nobody listed.",
        RESOLVE[rule],
        (entity.id,),
    )


def owned_while_rule_sleeps(
    entity: str, by_ownership: Verdict, rule: Rule, status: RuleStatus
) -> RedFlag:
    """The shares would restrict, but the rule has no effect on the day."""
    may = "hold" if by_ownership is Verdict.RESTRICTED else "may hold"
    stayed = status.effect is Effect.STAYED
    return RedFlag(
        kind="owned_while_rule_has_no_effect",
        text=f"listed parties {may} 50 percent or more; the rule is "
        f"{'stayed' if stayed else 'not yet in force'}, a listed owner is a red flag",
        cite=CARE[rule] if stayed else "Supplement No. 3 to Part 732",
        path=(entity,),
    )


def look_through(entity: Entity, reached: str, rule: Rule) -> RedFlag:
    """Multiplied along every chain listed parties reach half, though not by the rule's layers."""
    return RedFlag(
        kind="look_through_majority",
        text=f"multiplied along all chains, listed parties' interest in {entity.name} comes to at "
        f"least {reached} %; by the layers of the rule it stays below 50 %",
        cite=CARE[rule],
        path=(entity.id,),
    )


def _indirect_share(holding: Holding) -> str:
    if holding.indirect is None or holding.indirect.high >= WHOLE > holding.indirect.low:
        return "share not stated"
    return str(holding.indirect)


def _unknown_share(owner: Entity, owned: Entity) -> tuple[str, str]:
    return "unknown_share", f"What share of {owned.name} does {owner.name} hold?"


def _consolidation(owner: Entity, owned: Entity) -> tuple[str, str]:
    return (
        "consolidation",
        f"What share of {owned.name} does {owner.name} hold? It consolidates its accounts, which "
        "shows control, usually but not always a majority, and gives no percentage of ownership.",
    )


def _nature(owner: Entity, owned: Entity) -> tuple[str, str]:
    return (
        "nature_of_interest",
        f"Is {owner.name}'s interest in {owned.name} ownership, and of what share?",
    )


_OPEN_SHARE = {
    Doubt.UNKNOWN_SHARE: _unknown_share,
    Doubt.CONSOLIDATION: _consolidation,
    Doubt.NATURE: _nature,
}
