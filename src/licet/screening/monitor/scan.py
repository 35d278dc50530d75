"""Which rows of a portfolio must be looked at again: the compiled inner loop of monitoring.

The search is the screener's own (`licet.screening.search`), with one difference: a candidate that
was compared before, and has not changed since, is not compared again.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from licet.names.align import align
from licet.names.compiled import compiled
from licet.names.encode import Rows, Words
from licet.names.text import MAX_WORD, MAX_WORDS
from licet.screening.features import N, features
from licet.screening.index import ANY_KIND, PERSON, Places
from licet.screening.search import CANDIDATES, candidates


@compiled
def scan(
    qw: Words, q: Rows, q_kind: Any, grams: Any, grams_at: Any, floor: Any,
    cw: Words, c: Rows, places: Places, wanted: Any, changed: Any, row_id: Any, compared: Any,
    person: Any, organization: Any, other_kind: float, weak: float,
    out_flag: Any, out_compared: Any,
) -> None:  # fmt: skip
    """Flag rows for which a candidate, not compared before or changed since, reaches the floor.

    `compared` holds for each row the ids of the listed rows that it was compared with before, in
    any order, the rest -1; `out_compared` takes those of now. `changed` says so of each listing.
    """
    n_rows = len(c.slot_at) - 1
    total = np.zeros(n_rows, np.float32)
    touched = np.empty(n_rows, np.int32)
    value = np.empty(n_rows, np.float32)
    found = np.empty(CANDIDATES, np.int32)
    sim = np.empty((MAX_WORDS, MAX_WORDS), np.float32)
    how = np.empty((MAX_WORDS, MAX_WORDS), np.uint8)
    qmate = np.empty(MAX_WORDS, np.int32)
    cmate = np.empty(MAX_WORDS, np.int32)
    work = np.empty((3, MAX_WORD * 3 + 1), np.float32)
    letters = np.empty(MAX_WORD * 2, np.uint8)
    where = np.zeros(256, np.uint64)
    x = np.empty(N, np.float64)
    for r in range(len(q.slot_at) - 1):
        out_flag[r] = 0
        out_compared[r, :] = -1
        m = candidates(
            grams[grams_at[r] : grams_at[r + 1]], places, wanted, total, touched, value, found
        )
        for k in range(m):
            row = found[k]
            out_compared[r, k] = row_id[row]
            if out_flag[r]:
                continue
            known = False
            if not changed[places.listing[row]]:
                for old in compared[r]:
                    if old == row_id[row]:
                        known = True
                        break
            if known:
                continue
            align(qw, q, r, cw, c, row, sim, how, qmate, cmate, work, letters)
            features(qw, q, r, cw, c, row, sim, how, qmate, cmate, where, x)
            weights = person if places.kind[row] == PERSON or (
                places.kind[row] == ANY_KIND and q_kind[r] == PERSON) else organization  # fmt: skip
            score = 0.0
            for f in range(N):
                score += weights[f] * x[f]
            if (
                q_kind[r] != ANY_KIND
                and places.kind[row] != ANY_KIND
                and q_kind[r] != places.kind[row]
            ):
                score += other_kind
            if places.weak[row]:
                score += weak
            if score >= floor[r]:
                out_flag[r] = 1
