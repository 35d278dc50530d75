"""Find candidates and score them: the compiled inner loop of screening.

For each row of a batch of queries: grams point to listed rows (rarest grams first, within a
budget), the best of those are laid beside the query, and those that reach the floor come back.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from licet.names.align import align
from licet.names.compiled import compiled
from licet.names.encode import Rows, Words
from licet.names.text import MAX_WORDS
from licet.screening.features import N, features
from licet.screening.index import ANY_KIND, PERSON, Places

#: Listed rows that one query row may visit through its grams.
BUDGET = 40_000
#: Candidates that are compared word by word.
CANDIDATES = 40
_BINS = 128


@compiled
def _gather(grams: Any, places: Places, total: Any, touched: Any) -> int:
    """Add up rarities of shared grams per listed row; the number of rows touched."""
    order = np.empty(len(grams), np.int64)
    for k in range(len(grams)):
        g = grams[k]
        order[k] = places.gram_at[g + 1] - places.gram_at[g]
    ranks = np.argsort(order)
    n, visited = 0, 0
    for k in ranks:
        g = grams[k]
        start, end = places.gram_at[g], places.gram_at[g + 1]
        if visited and visited + end - start > BUDGET:
            break
        visited += end - start
        rarity = places.rarity[g]
        for p in range(start, end):
            row = places.rows[p]
            if total[row] == 0.0:
                touched[n] = row
                n += 1
            total[row] += rarity
    return n


@compiled
def _best(total: Any, touched: Any, n: int, places: Places, found: Any, wanted: Any) -> int:
    """Up to CANDIDATES touched rows with the highest cosine; clears `total`."""
    top = 0.0
    for k in range(n):
        row = touched[k]
        total[row] *= places.length[row]
        if wanted[places.listing[row]] and total[row] > top:
            top = total[row]
    bins = np.zeros(_BINS + 1, np.int64)
    for k in range(n):
        row = touched[k]
        if wanted[places.listing[row]]:
            bins[int(total[row] / top * (_BINS - 1))] += 1
    cut, held = _BINS - 1, 0
    while cut > 0 and held + bins[cut] < CANDIDATES:
        held += bins[cut]
        cut -= 1
    least = cut / (_BINS - 1) * top
    m = 0
    # Rows above the cut bin first, then as many of it as there is room for.
    for turn in range(2):
        for k in range(n):
            row = touched[k]
            if m == CANDIDATES or not wanted[places.listing[row]]:
                continue
            bin_ = int(total[row] / top * (_BINS - 1))
            if (turn == 0 and bin_ > cut) or (turn == 1 and bin_ == cut and total[row] >= least):
                found[m] = row
                m += 1
    for k in range(n):
        total[touched[k]] = 0.0
    return m


@compiled
def candidates(
    grams: Any, places: Places, wanted: Any, total: Any, touched: Any, found: Any
) -> int:
    """Listed rows to compare with a query row of these grams, into `found`; their number."""
    n = _gather(grams, places, total, touched)
    if n == 0:
        return 0
    return _best(total, touched, n, places, found, wanted)


@compiled
def search(
    qw: Words, q: Rows, q_kind: Any, grams: Any, grams_at: Any, floor: Any,
    cw: Words, c: Rows, places: Places, wanted: Any,
    person: Any, organization: Any, other_kind: float, weak: float,
    out_row: Any, out_score: Any, out_count: Any,
) -> None:  # fmt: skip
    """Fill, for every query row, listed rows whose log-odds reach its floor (unsorted)."""
    n_rows = len(c.slot_at) - 1
    total = np.zeros(n_rows, np.float32)
    touched = np.empty(n_rows, np.int32)
    found = np.empty(CANDIDATES, np.int32)
    sim = np.empty((MAX_WORDS, MAX_WORDS), np.float32)
    how = np.empty((MAX_WORDS, MAX_WORDS), np.uint8)
    qmate = np.empty(MAX_WORDS, np.int32)
    cmate = np.empty(MAX_WORDS, np.int32)
    where = np.zeros(256, np.uint64)
    x = np.empty(N, np.float64)
    room = out_row.shape[1]
    for r in range(len(q.slot_at) - 1):
        out_count[r] = 0
        m = candidates(grams[grams_at[r] : grams_at[r + 1]], places, wanted, total, touched, found)
        for k in range(m):
            row = found[k]
            align(qw, q, r, cw, c, row, sim, how, qmate, cmate)
            features(qw, q, r, cw, c, row, sim, how, qmate, cmate, where, x)
            weights = person if places.kind[row] == PERSON or (
                places.kind[row] == ANY_KIND and q_kind[r] == PERSON) else organization  # fmt: skip
            score = 0.0
            for f in range(N):
                score += weights[f] * x[f]
            if (
                q_kind[r] != ANY_KIND
                and places.kind[row] != ANY_KIND
                and (q_kind[r] != places.kind[row])
            ):
                score += other_kind
            if places.weak[row]:
                score += weak
            if score >= floor[r] and out_count[r] < room:
                out_row[r, out_count[r]] = row
                out_score[r, out_count[r]] = score
                out_count[r] += 1
