"""Measures over labelled sets: recall at a false-positive rate, area under the curve, hold-outs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from benchmarks.data import Query
from licet.lists.model import Listing

#: The share of unlisted names that may alert.
FALSE_ALERTS = 0.01


def recall_at(scores: Sequence[float], same: Sequence[bool], false_positives: float) -> float:
    """Recall at the lowest threshold that no more than this share of the different pairs reach."""
    values, truth = np.asarray(scores), np.asarray(same, bool)
    wrong = np.sort(values[~truth])[::-1]
    least = wrong[min(int(len(wrong) * false_positives), len(wrong) - 1)]
    return float((values[truth] > least).mean())


def area_under_curve(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Chance that a same pair scores above a different one; ties count half."""
    values, truth = np.asarray(scores), np.asarray(same, bool)
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: Any = (ends - (counts - 1) / 2)[inverse]
    right = int(truth.sum())
    wrong = len(truth) - right
    return float((ranks[truth].sum() - right * (right + 1) / 2) / (right * wrong))


def _bag(name: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\w+", name.lower())))


def without_aliases(listings: Iterable[Listing], queries: Sequence[Query]) -> Iterator[Listing]:
    """The listings without the names that these queries search for (in any order of words)."""
    dropped: dict[int, set[tuple[str, ...]]] = {}
    for query in queries:
        if query.expect is not None:
            dropped.setdefault(query.expect, set()).add(_bag(query.name))
    for number, listing in enumerate(listings):
        gone = dropped.get(number)
        if gone:
            kept = tuple(name for name in listing.names if _bag(name.text) not in gone)
            listing = msgspec.structs.replace(listing, names=kept)
        yield listing
