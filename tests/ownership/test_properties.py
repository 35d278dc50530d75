"""The reckoning against an oracle of another build, and what must hold for every graph."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections.abc import Iterator, Mapping

from hypothesis import assume, given
from hypothesis import strategies as st

from licet.ownership.as_json import restriction_json
from licet.ownership.draw import svg, text_tree
from licet.ownership.fifty import all_reached, bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import Listed, ListedAs
from licet.ownership.model import Entity, Graph, OwnershipStatement
from licet.ownership.result import Verdict
from licet.ownership.share import PERCENT, WHOLE, Share
from licet.ownership.text import render
from licet.ownership.windows import Rule
from tests.ownership.strategies import (
    EXACT,
    LISTED,
    LISTINGS,
    NAMES,
    RANGES,
    WILD_ENTITIES,
    WILD_STATEMENTS,
    direct_statements,
)

DAY = dt.date(2025, 10, 15)
STEP = 10  # the oracle tries shares in steps of ten percent
ORDER = {Verdict.NOT_RESTRICTED: 0, Verdict.NEED_FACTS: 1, Verdict.RESTRICTED: 2}


def by_ownership(statements: list[OwnershipStatement], listed: Listed) -> dict[str, Verdict]:
    holdings = Holdings(Graph([], statements), DAY)
    return {name: bis_affiliates(holdings, name, listed).by_ownership for name in NAMES}


def closed_sets(shares: Mapping[tuple[str, str], int], seeds: frozenset[str]) -> frozenset[str]:
    """The least set by brute force: what all closed sets that hold the seeds have in common."""
    common = frozenset(NAMES)
    for size in range(len(NAMES) + 1):
        for chosen in map(frozenset, itertools.combinations(NAMES, size)):
            if not seeds <= chosen:
                continue
            if all(held_in(shares, chosen, name) < 50 for name in NAMES if name not in chosen):
                common &= chosen
    return common


def held_in(shares: Mapping[tuple[str, str], int], owners: frozenset[str], owned: str) -> int:
    return sum(share for (owner, of), share in shares.items() if of == owned and owner in owners)


def restricted_in(shares: Mapping[tuple[str, str], int], seeds: frozenset[str]) -> set[str]:
    """Restricted through owners other than oneself; a listed party may be so too."""
    return {
        name
        for name in NAMES
        if held_in(shares, closed_sets(shares, seeds - {name}) - {name}, name) >= 50
    }


def worlds(statements: list[OwnershipStatement]) -> Iterator[dict[tuple[str, str], int]]:
    """Every way to fill in the ranges, in steps of ten, with at most 100 percent per entity."""
    pairs = [(s.owner, s.owned) for s in statements]
    choices = [
        range(s.share.low // PERCENT, s.share.high // PERCENT + 1, STEP)
        for s in statements
        if s.share is not None
    ]
    for picked in itertools.product(*choices):
        shares = dict(zip(pairs, picked, strict=True))
        if all(held_in(shares, frozenset(NAMES), name) <= 100 for name in NAMES):
            yield shares


def seeds(listed: Listed) -> frozenset[str]:
    return frozenset(name for name, as_ in listed.items() if as_ == LISTED)


listed_for_sure = st.dictionaries(st.sampled_from(NAMES), st.just(LISTED), max_size=3)


@given(direct_statements(EXACT), listed_for_sure)
def test_agrees_with_brute_force_where_shares_are_exact(
    statements: list[OwnershipStatement], listed: dict[str, ListedAs]
) -> None:
    shares = {(s.owner, s.owned): s.share.low // PERCENT for s in statements if s.share}
    wanted = restricted_in(shares, seeds(listed))
    found = by_ownership(statements, listed)
    assert {name for name in NAMES if found[name] is Verdict.RESTRICTED} == wanted
    assert Verdict.NEED_FACTS not in found.values()


@given(direct_statements(RANGES, most=4), listed_for_sure)
def test_agrees_with_every_way_to_fill_in_the_ranges(
    statements: list[OwnershipStatement], listed: dict[str, ListedAs]
) -> None:
    possible = [restricted_in(shares, seeds(listed)) for shares in worlds(statements)]
    assume(possible)
    found = by_ownership(statements, listed)
    for name in NAMES:
        times = sum(name in restricted for restricted in possible)
        if times == len(possible):
            assert found[name] is Verdict.RESTRICTED
        elif times == 0:
            assert found[name] is Verdict.NOT_RESTRICTED
        else:
            assert found[name] is Verdict.NEED_FACTS


@given(direct_statements(EXACT), LISTINGS, st.sampled_from(NAMES), st.integers(0, 7))
def test_a_greater_share_or_one_more_listing_never_frees_anybody(
    statements: list[OwnershipStatement], listed: dict[str, ListedAs], more: str, which: int
) -> None:
    before = by_ownership(statements, listed)
    after = by_ownership(statements, {**listed, more: LISTED})
    assert all(ORDER[after[name]] >= ORDER[before[name]] for name in NAMES)
    if which >= len(statements):
        return
    raised = statements.copy()
    one = statements[which]
    assert one.share is not None
    greater = Share.exactly(min(100, one.share.high // PERCENT + STEP))
    raised[which] = OwnershipStatement(one.id, one.owner, one.owned, greater)
    after = by_ownership(raised, listed)
    assert all(ORDER[after[name]] >= ORDER[before[name]] for name in NAMES)


@given(WILD_ENTITIES, WILD_STATEMENTS, LISTINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    entities: list[Entity],
    statements: list[OwnershipStatement],
    listed: dict[str, ListedAs],
    chance: random.Random,
) -> None:
    def everything() -> list[str]:
        holdings = Holdings(Graph(entities, statements), DAY)
        answers = [bis_affiliates(holdings, name, listed) for name in NAMES]
        return [json.dumps(restriction_json(a)) + render(a) + svg(a) for a in answers]

    before = everything()
    entities, statements = entities.copy(), statements.copy()
    chance.shuffle(entities)
    chance.shuffle(statements)
    assert everything() == before


@given(WILD_ENTITIES, WILD_STATEMENTS, LISTINGS)
def test_one_entity_and_the_whole_graph_agree(
    entities: list[Entity], statements: list[OwnershipStatement], listed: dict[str, ListedAs]
) -> None:
    holdings = Holdings(Graph(entities, statements), DAY)
    lines = {line.entity.id: line for line in all_reached(holdings, listed, Rule.BIS)}
    for name in NAMES:
        answer = bis_affiliates(holdings, name, listed)
        if name in lines:
            assert lines[name].aggregate == answer.aggregate
            assert lines[name].verdict is answer.verdict
        elif name not in listed and answer.entity.kind != "undisclosed":
            assert answer.by_ownership is Verdict.NOT_RESTRICTED


@given(WILD_ENTITIES, WILD_STATEMENTS, LISTINGS)
def test_every_answer_hangs_together(
    entities: list[Entity], statements: list[OwnershipStatement], listed: dict[str, ListedAs]
) -> None:
    holdings = Holdings(Graph(entities, statements), DAY)
    for name in NAMES:
        answer = bis_affiliates(holdings, name, listed)
        asked = any(question.decides for question in answer.questions)
        assert asked == (answer.by_ownership is Verdict.NEED_FACTS)
        if answer.by_ownership is Verdict.RESTRICTED:
            assert answer.restricting
            assert not answer.minority
        for chain in answer.chains:
            assert chain.root.id in listed
            assert chain.links[-1].owned == name
            assert len({link.owner for link in chain.links}) == len(chain.links)
            for upper, lower in itertools.pairwise(chain.links):
                assert upper.owned == lower.owner
        if answer.aggregate.high > WHOLE:
            assert answer.contradictions
        assert text_tree(answer)
