"""Lay many pairs of rows side by side in one compiled call, for explanations and for learning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from licet.names.align import align
from licet.names.compiled import compiled
from licet.names.encode import Rows, Words
from licet.names.text import MAX_WORD, MAX_WORDS
from licet.screening.features import N, features


class Laid(NamedTuple):
    """Two rows laid side by side, as plain numbers."""

    pairs: list[tuple[int, int, float, int]]  # query slot, listed slot, similarity, manner
    query_weight: list[float]
    listed_weight: list[float]
    features: Any


@compiled
def _lay(
    qw: Words, q: Rows, cw: Words, c: Rows, left: Any, right: Any,
    sims: Any, hows: Any, qmates: Any, cmates: Any, x: Any,
) -> None:  # fmt: skip
    work = np.empty((3, MAX_WORD * 3 + 1), np.float32)
    letters = np.empty(MAX_WORD * 2, np.uint8)
    where = np.zeros(256, np.uint64)
    for k in range(len(left)):
        a, b = left[k], right[k]
        sim, how, qmate, cmate = sims[k], hows[k], qmates[k], cmates[k]
        align(qw, q, a, cw, c, b, sim, how, qmate, cmate, work, letters)
        features(qw, q, a, cw, c, b, sim, how, qmate, cmate, where, x[k])


@compiled
def _features_of(
    qw: Words, q: Rows, cw: Words, c: Rows, left: Any, right: Any, x: Any
) -> None:  # fmt: skip
    sim = np.empty((MAX_WORDS, MAX_WORDS), np.float32)
    how = np.empty((MAX_WORDS, MAX_WORDS), np.uint8)
    qmate = np.empty(MAX_WORDS, np.int32)
    cmate = np.empty(MAX_WORDS, np.int32)
    work = np.empty((3, MAX_WORD * 3 + 1), np.float32)
    letters = np.empty(MAX_WORD * 2, np.uint8)
    where = np.zeros(256, np.uint64)
    for k in range(len(left)):
        a, b = left[k], right[k]
        align(qw, q, a, cw, c, b, sim, how, qmate, cmate, work, letters)
        features(qw, q, a, cw, c, b, sim, how, qmate, cmate, where, x[k])


def features_of(qw: Words, q: Rows, cw: Words, c: Rows, left: Any, right: Any) -> Any:
    """Features of rows `left` of one table beside rows `right` of the other."""
    x = np.empty((len(left), N), np.float64)
    _features_of(qw, q, cw, c, left, right, x)
    return x


def lay(
    qw: Words, q: Rows, cw: Words, c: Rows, left: Sequence[int], right: Sequence[int]
) -> list[Laid]:
    """Lay rows `left` of one table beside rows `right` of the other, all in one compiled call."""
    n, w = len(left), MAX_WORDS
    sims, hows = np.empty((n, w, w), np.float32), np.empty((n, w, w), np.uint8)
    qmates, cmates = np.full((n, w), -1, np.int32), np.full((n, w), -1, np.int32)
    x = np.empty((n, N), np.float64)
    a, b = np.array(left, np.int32), np.array(right, np.int32)
    _lay(qw, q, cw, c, a, b, sims, hows, qmates, cmates, x)
    made = []
    for k in range(n):
        q0, q1 = int(q.slot_at[a[k]]), int(q.slot_at[a[k] + 1])
        c0, c1 = int(c.slot_at[b[k]]), int(c.slot_at[b[k] + 1])
        mine, theirs = qmates[k, : q1 - q0].tolist(), cmates[k, : c1 - c0].tolist()
        mates = [(i, j) for i, j in enumerate(mine) if j >= 0]
        # A word spelt by several words of the other name is the partner of each of them.
        mates += [(i, j) for j, i in enumerate(theirs) if i >= 0 and mine[i] != j]
        made.append(
            Laid(
                [(i, j, float(sims[k, i, j]), int(hows[k, i, j])) for i, j in mates],
                q.weight[q0:q1].tolist(),
                c.weight[c0:c1].tolist(),
                x[k],
            )
        )
    return made
