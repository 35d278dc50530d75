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
from licet.names.text import MAX_WORD, MAX_WORDS
from licet.screening.features import N, features
from licet.screening.index import ANY_KIND, PERSON, Places

#: Listed rows that one query row may visit through its grams.
BUDGET = 10_000
#: Candidates that are compared word by word.
CANDIDATES = 20
_BINS = 1024


@compiled
def within_budget(grams: Any, places: Places) -> Any:
    """The grams to look for, rarest first, as many as the budget allows."""
    frequency = np.empty(len(grams), np.int64)
    for k in range(len(grams)):
        frequency[k] = places.frequency[grams[k]]
    chosen = grams[np.argsort(frequency)]
    n, visited = 0, 0
    for g in chosen:
        if visited and visited + places.frequency[g] > BUDGET:
            break
        visited += places.frequency[g]
        n += 1
    return chosen[:n]


@compiled
def gather(chosen: Any, places: Places, total: Any, touched: Any) -> int:
    """Add up rarities of shared grams per listed row; the number of rows touched."""
    n = 0
    for g in chosen:
        rarity = np.float32(places.rarity[g])
        for p in range(places.gram_at[g], places.gram_at[g + 1]):
            row = places.rows[p]
            if total[row] == 0.0:
                touched[n] = row
                n += 1
            total[row] += rarity
    return n


@compiled
def bins_per_cosine(grams: Any, places: Places) -> float:
    """What a cosine is multiplied by to get its bin in a histogram.

    The cosine lacks the query's own norm, so it is seldom more than that norm.
    """
    square = 0.0
    for g in grams:
        square += float(np.float32(places.rarity[g]))
    return float(_BINS / (np.sqrt(square) * 1.001 + 1e-6))


@compiled
def bin_of(cosine: float, scale: float) -> int:
    """The bin of a cosine: candidates are the rows in the highest bins."""
    return min(int(cosine * scale), _BINS - 1)


@compiled
def best(
    total: Any, touched: Any, n: int, places: Places, wanted: Any, scale: float,
    value: Any, found: Any,
) -> tuple[int, int]:  # fmt: skip
    """Up to CANDIDATES touched rows in the highest bins; their number, and the lowest bin of them.

    A histogram finds the cut, so that nothing is sorted; in the last bin those touched first are
    taken. Clears `total`.
    """
    bins = np.zeros(_BINS, np.int64)
    for k in range(n):
        row = touched[k]
        cosine = total[row] * places.length[row]
        total[row] = 0.0
        if not wanted[places.listing[row]]:
            cosine = 0.0
        value[k] = cosine
        bins[bin_of(value[k], scale)] += 1
    cut, held = _BINS - 1, 0
    while cut > 0 and held + bins[cut] <= CANDIDATES:
        held += bins[cut]
        cut -= 1
    m, lowest, spare = 0, _BINS, CANDIDATES - held
    for k in range(n):
        if value[k] == 0.0:
            continue
        bin_ = bin_of(value[k], scale)
        if bin_ < cut or (bin_ == cut and spare == 0):
            continue
        if bin_ == cut:
            spare -= 1
        found[m] = touched[k]
        m += 1
        lowest = min(lowest, bin_)
    return m, lowest


@compiled
def candidates(
    grams: Any, places: Places, wanted: Any, total: Any, touched: Any, value: Any, found: Any
) -> int:
    """Listed rows to compare with a query row of these grams, into `found`; their number."""
    n = gather(within_budget(grams, places), places, total, touched)
    if n == 0:
        return 0
    scale = bins_per_cosine(grams, places)
    return best(total, touched, n, places, wanted, scale, value, found)[0]


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
    room = out_row.shape[1]
    for r in range(len(q.slot_at) - 1):
        out_count[r] = 0
        m = candidates(
            grams[grams_at[r] : grams_at[r + 1]], places, wanted, total, touched, value, found
        )
        for k in range(m):
            row = found[k]
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
                and (q_kind[r] != places.kind[row])
            ):
                score += other_kind
            if places.weak[row]:
                score += weak
            if score >= floor[r] and out_count[r] < room:
                out_row[r, out_count[r]] = row
                out_score[r, out_count[r]] = score
                out_count[r] += 1


def candidate_features(
    qw: Words, q: Rows, grams: Any, grams_at: Any,
    cw: Words, c: Rows, places: Places, wanted: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """Candidates of every query row (-1: none) and their features, to learn weights from."""
    n = len(q.slot_at) - 1
    found = np.full((n, CANDIDATES), -1, np.int32)
    x = np.zeros((n, CANDIDATES, N), np.float64)
    _candidate_features(qw, q, grams, grams_at, cw, c, places, wanted, found, x)
    return found, x


@compiled
def _candidate_features(
    qw: Words, q: Rows, grams: Any, grams_at: Any,
    cw: Words, c: Rows, places: Places, wanted: Any, out_row: Any, out_x: Any,
) -> None:  # fmt: skip
    n_rows = len(c.slot_at) - 1
    total = np.zeros(n_rows, np.float32)
    touched = np.empty(n_rows, np.int32)
    value = np.empty(n_rows, np.float32)
    sim = np.empty((MAX_WORDS, MAX_WORDS), np.float32)
    how = np.empty((MAX_WORDS, MAX_WORDS), np.uint8)
    qmate = np.empty(MAX_WORDS, np.int32)
    cmate = np.empty(MAX_WORDS, np.int32)
    work = np.empty((3, MAX_WORD * 3 + 1), np.float32)
    letters = np.empty(MAX_WORD * 2, np.uint8)
    where = np.zeros(256, np.uint64)
    for r in range(len(q.slot_at) - 1):
        m = candidates(
            grams[grams_at[r] : grams_at[r + 1]], places, wanted, total, touched, value, out_row[r]
        )
        for k in range(m):
            row = out_row[r, k]
            align(qw, q, r, cw, c, row, sim, how, qmate, cmate, work, letters)
            features(qw, q, r, cw, c, row, sim, how, qmate, cmate, where, out_x[r, k])
