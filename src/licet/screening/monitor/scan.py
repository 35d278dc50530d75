"""Which rows of a portfolio must be looked at again: the compiled inner loop of monitoring.

A row's candidates are the listed rows in its highest bins (`licet.screening.search`). The bin of a
listed row depends on nothing but its grams and the row's, since gram statistics are fixed. So it is
enough to keep each row's *cut*, the lowest bin of its candidates. A listed row that comes or
changes matters at the cut or above only. All candidates are sought again only where a listed row
leaves at the cut or above, for then another moves up that may lie anywhere below.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from licet.names.align import align
from licet.names.compiled import compiled
from licet.names.encode import Rows, Words, frozen
from licet.names.text import MAX_WORD, MAX_WORDS
from licet.screening.features import N, features
from licet.screening.index import ANY_KIND, PERSON, Places
from licet.screening.search import (
    CANDIDATES,
    best,
    bin_of,
    bins_per_cosine,
    gather,
    within_budget,
)

#: In place of a cut: candidates were never sought.
NEVER = -2
#: In place of a cut: every listed row that shares a gram is a candidate.
ALL = -1


def part_of(places: Places, rows: Any) -> Places:
    """The same places, where grams point only to listed rows that are flagged."""
    kept = rows[places.rows] != 0
    before = np.zeros(len(kept) + 1, np.int32)
    np.cumsum(kept, out=before[1:])
    return places._replace(gram_at=frozen(before[places.gram_at]), rows=frozen(places.rows[kept]))


@compiled
def _at_or_above(
    cut: int, chosen: Any, part: Places, scale: float, fresh: Any, total: Any, touched: Any,
    found: Any,
) -> tuple[int, int]:  # fmt: skip
    """How many rows of `part` are in the bin `cut` or above, and how many of those are fresh.

    The first CANDIDATES of them go into `found`. Clears `total`.
    """
    m, new = 0, 0
    for k in range(gather(chosen, part, total, touched)):
        row = touched[k]
        cosine = total[row] * part.length[row]
        total[row] = 0.0
        if bin_of(cosine, scale) < cut:
            continue
        if m < CANDIDATES:
            found[m] = row
        m += 1
        new += fresh[row]
    return m, new


@compiled
def scan(
    qw: Words, q: Rows, q_kind: Any, grams: Any, grams_at: Any, floor: Any, cuts: Any,
    cw: Words, c: Rows, places: Places, wanted: Any, coming: Places, fresh: Any, leaving: Places,
    person: Any, organization: Any, other_kind: float, weak: float,
    out_flag: Any, out_moved: Any, out_cut: Any,
) -> None:  # fmt: skip
    """Flag rows that may have a hit now which they had not, and rows that may have lost one.

    `cuts` are those of the last run. `coming` are the listed rows that are new or whose listing
    changed, of which `fresh` flags the new; `leaving` are the rows listed then and no more.
    `out_flag` is set where a candidate that was not compared before, or changed, reaches the
    floor; `out_moved` where fresh rows may have pushed a candidate out.
    """
    n_rows = max(len(c.slot_at) - 1, len(leaving.length))
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
    none = np.zeros(len(leaving.length), np.uint8)
    other = np.empty(CANDIDATES, np.int32)
    for r in range(len(q.slot_at) - 1):
        out_flag[r] = 0
        out_moved[r] = 0
        mine = grams[grams_at[r] : grams_at[r + 1]]
        chosen = within_budget(mine, places)
        scale = bins_per_cosine(mine, places)
        cut = cuts[r]
        m, again = 0, cut == NEVER
        if not again:
            m, new = _at_or_above(cut, chosen, coming, scale, fresh, total, touched, found)
            out_moved[r] = new > 0
            left, _ = _at_or_above(cut, chosen, leaving, scale, none, total, touched, other)
            again = left > 0 or m > CANDIDATES
        if again:
            n = gather(chosen, places, total, touched)
            m, cut = best(total, touched, n, places, wanted, scale, value, found)
            if m < CANDIDATES:
                cut = ALL
        out_cut[r] = cut
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
                and q_kind[r] != places.kind[row]
            ):
                score += other_kind
            if places.weak[row]:
                score += weak
            if score >= floor[r]:
                out_flag[r] = 1
                break
