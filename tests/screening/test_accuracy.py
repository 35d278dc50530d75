"""Accuracy on the development halves, so that no change makes it worse unnoticed.

Every fourth query that should hit, all that should not, one index without the aliases that are held
out. The bounds are the project's targets, below what `python -m benchmarks.screening` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks.data import Query, csl_listings, read_pairs, read_queries
from benchmarks.scores import area_under_curve, recall_at, without_aliases
from licet.screening.compare import Comparer
from licet.screening.index import Index
from licet.screening.model import PartyQuery
from licet.screening.screener import Screener

EVERY = 4


@pytest.fixture(scope="module")
def aliases(shared: Path) -> list[Query]:
    return read_queries(shared, "alias_heldout")


@pytest.fixture(scope="module")
def index(shared: Path, aliases: list[Query]) -> Index:
    return Index.build(without_aliases(csl_listings(shared), aliases))


def found(index: Index, queries: Sequence[Query]) -> tuple[float, float]:
    """Share of the queries with any hit, and with a hit on the expected listing."""
    screener = Screener(index)
    answers = screener.screen_many([PartyQuery(name=q.name, kind=q.kind) for q in queries])
    right = [
        f"csl-{query.expect}" in [hit.listing_id for hit in hits]
        for query, hits in zip(queries, answers, strict=True)
    ]
    return float(np.mean([bool(hits) for hits in answers])), float(np.mean(right))


def test_unlisted_names_seldom_alert(shared: Path, index: Index) -> None:
    alerts, _ = found(index, read_queries(shared, "negatives"))
    assert alerts <= 0.0105


def test_damaged_names_are_found(shared: Path, index: Index) -> None:
    held_out = {q.expect for q in read_queries(shared, "alias_heldout")}
    queries = [q for q in read_queries(shared, "perturb") if q.expect not in held_out]
    assert found(index, queries[::EVERY])[1] >= 0.92


def test_unseen_aliases_are_found(index: Index, aliases: list[Query]) -> None:
    assert found(index, aliases[::EVERY])[1] >= 0.52


@pytest.mark.parametrize(
    ("name", "false_positives", "least"),
    [
        ("zh_listed_orgs", 0.01, 0.90),
        ("meti_eul_cjk", 0.01, 0.70),
        ("eu_cross_script", 0.005, 0.68),
        ("un_original_script", 0.01, 0.85),
    ],
)
def test_names_across_scripts(
    shared: Path, index: Index, name: str, false_positives: float, least: float
) -> None:
    pairs = read_pairs(shared, name)
    scores = Comparer(index.rarity).scores([(p.left, p.right, p.kind) for p in pairs])
    assert recall_at(scores, [p.same for p in pairs], false_positives) >= least


def test_aliases_stand_apart_from_the_most_similar_strangers(shared: Path, index: Index) -> None:
    pairs = read_pairs(shared, "csl_alias_hard")
    scores = Comparer(index.rarity).scores([(p.left, p.right, p.kind) for p in pairs])
    assert area_under_curve(scores, [p.same for p in pairs]) >= 0.60
