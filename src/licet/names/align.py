"""Lay two names side by side: the compiled comparison of words, and of names word by word.

Everything here works on the arrays of `licet.names.encode` and is compiled by numba; the compiled
code is kept on disk, so that only the first process ever pays for compiling.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from licet.names.compiled import compiled, inlined
from licet.names.encode import Rows, Words
from licet.names.lexicon import WordClass
from licet.names.text import MAX_WORD

INITIAL = int(WordClass.INITIAL)
GENERIC = int(WordClass.GENERIC)
TELLING = int(WordClass.TELLING)
NUMBER = int(WordClass.NUMBER)

#: How two words came together.
SAME, SPELLING, MEANING, CONSONANTS, LETTER, JOINED = range(6)

#: Words less alike than this are not laid side by side.
LEAST = 0.58
_JOIN_LEAST = 0.86
_MEANING_SIMILARITY = 0.93
_LETTER_SIMILARITY = 0.75
# What a match of so many consonants lacks in certainty.
_BARE = np.array([0.3, 0.2, 0.1, 0.04, 0.03], np.float32)

_VOWELS = b"aeiou"
_NEAR = (
    b"bp", b"bv", b"dt", b"gk", b"sz", b"sT", b"zT", b"kc", b"sc", b"Tc", b"vf", b"mn", b"lr",
    b"ji", b"jZ", b"jJ", b"SC", b"ZC", b"SZ", b"sS", b"zZ", b"JZ", b"CT", b"hg", b"hk", b"vu",
    b"uv", b"jC", b"JC", b"Ct", b"zJ", b"jg", b"Zg", b"Sh", b"Ch", b"hx", b"vo",
)  # fmt: skip
_CODES = bytes.maketrans(b"SCZTJ", b"\x7b\x7c\x7d\x7e\x7f")


def _costs() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    substitute = np.ones((128, 128), np.float32)
    np.fill_diagonal(substitute, 0.0)
    insert = np.ones(128, np.float32)
    for a in _VOWELS:
        insert[a] = 0.7
        for b in _VOWELS:
            if a != b:
                substitute[a, b] = 0.5
    for pair in _NEAR:
        a, b = pair.translate(_CODES)
        substitute[a, b] = substitute[b, a] = 0.55
    insert[ord("h")] = insert[ord("i")] = 0.55
    return substitute, insert


_SUBSTITUTE, _INSERT = _costs()
_TRANSPOSE = np.float32(0.8)


@compiled
def alike(a: Any, b: Any, work: Any) -> float:
    """Similarity in [0, 1] of two folds: weighted edits against their mean length.

    Edits that spellings of one sound differ by (vowels, near consonants, h) cost about half.
    `work` is the array of `workspace`. Folds too unlike to be laid side by side give 0.
    """
    m, n = len(a), len(b)
    if m == 0 or n == 0:
        return 0.0
    if abs(m - n) > 0.5 * max(m, n) + 1:
        return 0.0
    mean = max(0.5 * (m + n), 2.0)
    limit = (1.0 - LEAST) * mean + 1.0
    before, last, row = 0, 1, 2
    work[last, 0] = 0.0
    for j in range(n):
        work[last, j + 1] = work[last, j] + _INSERT[b[j]]
    for i in range(m):
        ca = a[i]
        insert = _INSERT[ca]
        left = work[last, 0] + insert
        work[row, 0] = left
        least = left
        for j in range(n):
            cb = b[j]
            best = work[last, j] + _SUBSTITUTE[ca, cb]
            up = work[last, j + 1] + insert
            if up < best:
                best = up
            left += _INSERT[cb]
            if left < best:
                best = left
            if i > 0 and j > 0 and ca == b[j - 1] and a[i - 1] == cb:
                swap = work[before, j - 1] + _TRANSPOSE
                if swap < best:
                    best = swap
            work[row, j + 1] = best
            left = best
            if best < least:
                least = best
        if least > limit:
            return 0.0
        before, last, row = last, row, before
    if work[last, n] > limit:
        return 0.0
    similarity = 1.0 - work[last, n] / mean
    return similarity if similarity > 0.0 else 0.0


def workspace() -> Any:
    """Working rows for `alike`."""
    return np.empty((3, MAX_WORD * 3 + 1), np.float32)


@inlined
def _bits(x: Any) -> int:
    n = 0
    while x:
        x &= x - np.uint32(1)
        n += 1
    return n


@inlined
def _words_alike(qw: Words, x: int, cw: Words, y: int, work: Any) -> tuple[float, int]:
    """Similarity of two spellings and how it was found."""
    if qw.raw[x] == cw.raw[y]:
        return 1.0, SAME
    bare = qw.consonants[x] or cw.consonants[y]
    if bare:
        a = qw.bones[qw.bones_at[x] : qw.bones_at[x + 1]]
        b = cw.bones[cw.bones_at[y] : cw.bones_at[y + 1]]
        if len(a) == 0 or len(b) == 0:
            return 0.0, CONSONANTS
        similarity = alike(a, b, work) - _BARE[min(len(a), len(b), 4)]
        return max(similarity, 0.0), CONSONANTS
    if qw.concept[x] and qw.concept[x] == cw.concept[y]:
        return _MEANING_SIMILARITY, MEANING
    if qw.word_class[x] == NUMBER or cw.word_class[y] == NUMBER:
        return 0.0, SAME
    a = qw.fold[qw.fold_at[x] : qw.fold_at[x + 1]]
    b = cw.fold[cw.fold_at[y] : cw.fold_at[y + 1]]
    if len(a) == 0 or len(b) == 0:
        return 0.0, SPELLING
    if len(a) == 1 or len(b) == 1:
        if a[0] == b[0]:
            return _LETTER_SIMILARITY, LETTER
        return 0.0, LETTER
    differ = _bits(qw.letters[x] ^ cw.letters[y])
    if differ > 0.35 * (len(a) + len(b)) + 1.5:
        return 0.0, SPELLING
    similarity = alike(a, b, work)
    # One sound spelt in two ways; in short words that says less.
    return similarity - 0.12 / max(len(a), 2), SPELLING


@inlined
def _slots_alike(
    qw: Words, q: Rows, s: int, cw: Words, c: Rows, t: int, work: Any
) -> tuple[float, int]:
    """Best similarity over the spellings of two slots."""
    best, how = 0.0, SPELLING
    for x in range(q.form_at[s], q.form_at[s + 1]):
        for y in range(c.form_at[t], c.form_at[t + 1]):
            similarity, found = _words_alike(qw, q.form[x], cw, c.form[y], work)
            if similarity > best:
                best, how = similarity, found
    return best, how


@compiled
def _join(w: Words, r: Rows, first: int, count: int, bare: bool, out: Any) -> int:
    """Letters of `count` slots from `first`, joined into `out`; their number."""
    n = 0
    for slot in range(first, first + count):
        form = r.form[r.form_at[slot]]
        if bare:
            start, end = w.bones_at[form], w.bones_at[form + 1]
        else:
            start, end = w.fold_at[form], w.fold_at[form + 1]
        for k in range(start, end):
            if n < MAX_WORD * 2:
                # Doubled letters fold to one, also where two words meet.
                code = w.bones[k] if bare else w.fold[k]
                if n == 0 or out[n - 1] != code:
                    out[n] = code
                    n += 1
    return n


@compiled
def _joins(
    ow: Words, o: Rows, o0: int, on: int, omate: Any,
    mw: Words, m: Rows, m0: int, mn: int, mmate: Any,
    sim: Any, how: Any, flip: bool, work: Any, letters: Any,
) -> None:  # fmt: skip
    """Pair one word of `o` with two or three adjacent words of `m` that spell it when joined."""
    for i in range(on):
        if omate[i] >= 0:
            continue
        best, best_at, best_count = _JOIN_LEAST, -1, 0
        for x in range(o.form_at[o0 + i], o.form_at[o0 + i + 1]):
            form = o.form[x]
            long = ow.fold_at[form + 1] - ow.fold_at[form]
            if long < 3:
                continue
            for j in range(mn - 1):
                if mmate[j] >= 0:
                    continue
                first = m.form[m.form_at[m0 + j]]
                bare = bool(ow.consonants[form] or mw.consonants[first])
                if not bare and mw.fold_at[first + 1] == mw.fold_at[first]:
                    continue
                if not bare and ow.fold[ow.fold_at[form]] != mw.fold[mw.fold_at[first]]:
                    # A wrong first letter is rare; asking for it saves most of the work.
                    continue
                for count in range(2, min(4, mn - j + 1)):
                    if mmate[j + count - 1] >= 0:
                        break
                    n = _join(mw, m, m0 + j, count, bare, letters)
                    if bare:
                        a = ow.bones[ow.bones_at[form] : ow.bones_at[form + 1]]
                    else:
                        a = ow.fold[ow.fold_at[form] : ow.fold_at[form + 1]]
                    if n > len(a) + 2:
                        break
                    if len(a) < 3 or len(a) > n + 2:
                        continue
                    similarity = alike(a, letters[:n], work)
                    if similarity > best:
                        best, best_at, best_count = similarity, j, count
        if best_at < 0:
            continue
        top = 0.0
        for k in range(best_at, best_at + best_count):
            top = max(top, sim[k, i] if flip else sim[i, k])
        if top < best:
            omate[i] = best_at
            for k in range(best_at, best_at + best_count):
                mmate[k] = i
                if flip:
                    sim[k, i] = min(best, 0.97)
                    how[k, i] = JOINED
                else:
                    sim[i, k] = min(best, 0.97)
                    how[i, k] = JOINED


@compiled
def align(
    qw: Words, q: Rows, qr: int, cw: Words, c: Rows, cr: int,
    sim: Any, how: Any, qmate: Any, cmate: Any, work: Any, letters: Any,
) -> None:  # fmt: skip
    """Fill `qmate` and `cmate` (index of the partner slot, -1 none) for rows `qr` and `cr`.

    `sim` and `how` receive similarity and manner for every pair of slots. Words are paired one to
    one, best first; a word spelt by several words of the other name is paired with the first.
    """
    q0, qn = q.slot_at[qr], q.slot_at[qr + 1] - q.slot_at[qr]
    c0, cn = c.slot_at[cr], c.slot_at[cr + 1] - c.slot_at[cr]
    for i in range(qn):
        qmate[i] = -1
    for j in range(cn):
        cmate[j] = -1
    for i in range(qn):
        for j in range(cn):
            similarity, found = _slots_alike(qw, q, q0 + i, cw, c, c0 + j, work)
            sim[i, j] = similarity
            how[i, j] = found
    _greedy(q, q0, qn, c, c0, cn, sim, qmate, cmate, 0.95)
    _joins(qw, q, q0, qn, qmate, cw, c, c0, cn, cmate, sim, how, False, work, letters)
    _joins(cw, c, c0, cn, cmate, qw, q, q0, qn, qmate, sim, how, True, work, letters)
    _greedy(q, q0, qn, c, c0, cn, sim, qmate, cmate, LEAST)


@compiled
def _greedy(
    q: Rows, q0: int, qn: int, c: Rows, c0: int, cn: int,
    sim: Any, qmate: Any, cmate: Any, least: float,
) -> None:  # fmt: skip
    """Pair free slots best first, weighing how telling they are; ties go to the nearest place."""
    while True:
        best, bi, bj = 0.0, -1, -1
        for i in range(qn):
            if qmate[i] >= 0:
                continue
            for j in range(cn):
                if cmate[j] >= 0 or sim[i, j] < least:
                    continue
                weight = min(q.weight[q0 + i], c.weight[c0 + j])
                value = sim[i, j] * (0.2 + weight) - 0.0001 * abs(i - j)
                if value > best:
                    best, bi, bj = value, i, j
        if bi < 0:
            return
        qmate[bi] = bj
        cmate[bj] = bi
