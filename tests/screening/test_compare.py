"""Comparing given pairs: symmetric, bounded, explained."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists.model import PartyKind
from licet.screening.compare import Comparer
from licet.screening.index import Rarity

COMPARER = Comparer(Rarity({b"trading": 400, b"limited": 900, b"instruments": 60}, 1_000))
words = st.sampled_from(
    ["Borealis", "Boreals", "Trading", "Ltd", "Quantum", "Кvantum", "Остров", "7", "J", "عمر"]
)
names = st.one_of(st.text(max_size=30), st.lists(words, min_size=1, max_size=5).map(" ".join))


@given(names, names, st.sampled_from([PartyKind.PERSON, PartyKind.ORGANIZATION]))
@settings(max_examples=200, deadline=None)
def test_score_is_symmetric_and_in_range(a: str, b: str, kind: PartyKind) -> None:
    there, back = COMPARER.compare(a, b, kind).score, COMPARER.compare(b, a, kind).score
    assert 0.0 <= there <= 1.0
    assert there == pytest.approx(back, abs=2e-3)


@given(names, names)
@settings(max_examples=100, deadline=None)
def test_parts_add_up_and_scores_agree(a: str, b: str) -> None:
    pair = (a, b, PartyKind.ORGANIZATION)
    comparison = COMPARER.compare(*pair)
    assert COMPARER.scores([pair]) == [comparison.score]
    if 0.0 < comparison.score < 1.0:
        total = sum(part.effect for part in comparison.parts)
        expected = math.log(comparison.score / (1 - comparison.score))
        assert total == pytest.approx(expected, abs=0.01 + 0.05 * abs(expected))


def test_many_pairs_score_as_each_alone() -> None:
    pairs = [
        ("Borealis Trading", "Borealis Trading Ltd", PartyKind.ORGANIZATION),
        ("Marek Ostrovan", "Ostrovan, Marek", PartyKind.PERSON),
        ("", "Borealis", PartyKind.ORGANIZATION),
    ]
    assert COMPARER.compare_many(pairs) == [COMPARER.compare(*pair) for pair in pairs]


def test_unreadable_name_scores_nothing_and_says_why() -> None:
    comparison = COMPARER.compare("!!!", "Borealis")
    assert comparison.score == 0.0
    assert "letter" in comparison.parts[0].note


def test_telling_words_weigh_more_than_general_ones() -> None:
    same_brand = COMPARER.compare("Borealis Trading", "Borealis Instruments")
    same_trade = COMPARER.compare("Borealis Trading", "Penhallow Trading")
    assert same_brand.score > same_trade.score
