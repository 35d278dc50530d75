"""What two laid-out names have in common and in what they differ, as numbers.

`Feature` lists the numbers; `features` computes them for one pair of rows. The score is a weighted
sum of these (see `weights`), so each has to mean something by itself.
"""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from licet.names.align import (
    CONSONANTS,
    GENERIC,
    INITIAL,
    JOINED,
    LETTER,
    MEANING,
    NUMBER,
    TELLING,
)
from licet.names.compiled import compiled
from licet.names.encode import Rows, Words

#: What the weight of an optional word (in brackets, left out by translators) is multiplied by.
OPTIONAL = 0.1
#: From so many spellings of one word on, a match may be an accident of the choice.
MANY = 4


class Feature(enum.IntEnum):
    """The numbers a pair of names is judged by. "Mass" is the sum of weights of words."""

    BASE = 0  # always 1
    QUERY_COVERED = 1  # share of the query's mass that found a partner, times similarity
    LISTED_COVERED = 2
    BOTH_COVERED = 3  # product of the two
    LEAST_COVERED = 4  # the smaller of the two
    FOUND = 5  # matched mass, at most 1
    FOUND_MORE = 6  # matched mass from 1 to 2
    FOUND_MOST = 7  # matched mass from 2 to 4
    DIFFERENCE = 8  # mass of matched telling words times what they lack in similarity
    QUERY_LEFT = 9  # mass of telling words of the query without a partner
    LISTED_LEFT = 10
    QUERY_GENERIC_LEFT = 11
    LISTED_GENERIC_LEFT = 12
    LETTERS = 13  # similarity of all letters in order
    LETTERS_HIGH = 14  # how far LETTERS exceeds 0.8, times 5
    NUMBERS_DIFFER = 15  # both names have numbers without a partner
    NUMBER_MISSING = 16  # only one name has
    FIRST_AGREES = 17  # the first telling words are partners
    LAST_AGREES = 18
    INITIALS = 19  # partners of which one is a letter
    JOINS = 20  # words that were written apart on one side
    ONE_WORD_QUERY = 21  # the query has a single telling word
    ONE_WORD_LISTED = 22
    QUERY_WORST = 23  # weight of the most telling word of the query without partner
    LISTED_WORST = 24
    CONSONANT_MASS = 25  # share of matched mass that rests on consonants only
    MEANING_MASS = 26
    ALL_SAME = 27  # every telling and generic word has a nearly equal partner
    LEAST_ALIKE = 28  # similarity of the least alike telling partners
    PARTNERS = 29  # number of telling partners, at most 3, divided by 3
    OUT_OF_ORDER = 30  # telling partners stand in another order
    SHORT_DIFFERENCE = 31  # difference in a telling word of at most four letters
    CHOICE_MASS = 32  # share of matched mass with MANY spellings to choose from


N = len(Feature)


@compiled
def _letters_alike(a: Any, b: Any, where: Any) -> float:
    """1 - optimal string alignment distance / longer length, bit-parallel (Hyyrö 2003).

    `where` is a zeroed array of 256 uint64; it is zero again on return. Strings are at most 63.
    """
    m, n = len(a), len(b)
    if m == 0 or n == 0:
        return 0.0
    one = np.uint64(1)
    for i in range(m):
        where[a[i]] |= one << np.uint64(i)
    vp = ~np.uint64(0)
    vn = np.uint64(0)
    d0 = np.uint64(0)
    old = np.uint64(0)
    top = one << np.uint64(m - 1)
    distance = m
    for j in range(n):
        here = where[b[j]]
        swap = (((~d0) & here) << one) & old
        d0 = (((here & vp) + vp) ^ vp) | here | vn | swap
        hp = vn | ~(d0 | vp)
        hn = d0 & vp
        if hp & top:
            distance += 1
        elif hn & top:
            distance -= 1
        hp = (hp << one) | one
        hn = hn << one
        vp = hn | ~(d0 | hp)
        vn = hp & d0
        old = here
    for i in range(m):
        where[a[i]] = np.uint64(0)
    return 1.0 - distance / max(m, n)


@compiled
def features(
    qw: Words, q: Rows, qr: int, cw: Words, c: Rows, cr: int,
    sim: Any, how: Any, qmate: Any, cmate: Any, where: Any, out: Any,
) -> None:  # fmt: skip
    """Fill `out` (N numbers) for rows `qr` and `cr` that `align` has laid side by side."""
    q0, qn = q.slot_at[qr], q.slot_at[qr + 1] - q.slot_at[qr]
    c0, cn = c.slot_at[cr], c.slot_at[cr + 1] - c.slot_at[cr]
    out[:] = 0.0
    out[Feature.BASE] = 1.0
    query_mass = listed_mass = query_found = listed_found = 0.0
    consonants = meaning = choice = 0.0
    query_telling = listed_telling = partners = 0
    least, same = 1.0, True
    query_numbers = listed_numbers = 0
    first_query = last_query = -1
    previous, inverted = -1, False
    for i in range(qn):
        kind = qw.word_class[q.form[q.form_at[q0 + i]]]
        telling = kind in (TELLING, INITIAL) and not q.optional[q0 + i]
        share = OPTIONAL if q.optional[q0 + i] else 1.0
        if telling:
            query_telling += 1
            if first_query < 0:
                first_query = i
            last_query = i
        j = qmate[i]
        if j < 0:
            weight = share * q.weight[q0 + i]
            query_mass += weight
            if kind == NUMBER:
                query_numbers += 1
            if telling:
                out[Feature.QUERY_LEFT] += weight
                out[Feature.QUERY_WORST] = max(out[Feature.QUERY_WORST], weight)
                same = False
            elif kind == GENERIC:
                out[Feature.QUERY_GENERIC_LEFT] += weight
                same = same and share < 1.0
            continue
        s = sim[i, j]
        weight = min(q.weight[q0 + i], c.weight[c0 + j])
        if q.optional[q0 + i] and c.optional[c0 + j]:
            weight *= OPTIONAL
        query_mass += weight
        query_found += weight * s
        if (
            q.form_at[q0 + i + 1] - q.form_at[q0 + i] >= MANY
            or c.form_at[c0 + j + 1] - c.form_at[c0 + j] >= MANY
        ):
            choice += weight * s
        manner = how[i, j]
        if manner == CONSONANTS:
            consonants += weight * s
        elif manner == MEANING:
            meaning += weight * s
        elif manner == LETTER:
            out[Feature.INITIALS] += 1.0
        elif manner == JOINED:
            out[Feature.JOINS] += 1.0
        if telling:
            partners += 1
            if s < least:
                least = s
            out[Feature.DIFFERENCE] += weight * (1.0 - s)
            form = q.form[q.form_at[q0 + i]]
            if qw.fold_at[form + 1] - qw.fold_at[form] <= 4:
                out[Feature.SHORT_DIFFERENCE] += weight * (1.0 - s)
            if j < previous:
                inverted = True
            previous = j
        if s < 0.9:
            same = False
    first_listed = last_listed = -1
    for j in range(cn):
        kind = cw.word_class[c.form[c.form_at[c0 + j]]]
        telling = kind in (TELLING, INITIAL) and not c.optional[c0 + j]
        share = OPTIONAL if c.optional[c0 + j] else 1.0
        if telling:
            listed_telling += 1
            if first_listed < 0:
                first_listed = j
            last_listed = j
        i = cmate[j]
        if i < 0:
            weight = share * c.weight[c0 + j]
            listed_mass += weight
            if kind == NUMBER:
                listed_numbers += 1
            if telling:
                out[Feature.LISTED_LEFT] += weight
                out[Feature.LISTED_WORST] = max(out[Feature.LISTED_WORST], weight)
                same = False
            elif kind == GENERIC:
                out[Feature.LISTED_GENERIC_LEFT] += weight
                same = same and share < 1.0
            continue
        weight = min(q.weight[q0 + i], c.weight[c0 + j])
        if q.optional[q0 + i] and c.optional[c0 + j]:
            weight *= OPTIONAL
        listed_mass += weight
        listed_found += weight * sim[i, j]
    covered_query = query_found / query_mass if query_mass > 0 else 0.0
    covered_listed = listed_found / listed_mass if listed_mass > 0 else 0.0
    found = 0.5 * (query_found + listed_found)
    out[Feature.QUERY_COVERED] = covered_query
    out[Feature.LISTED_COVERED] = covered_listed
    out[Feature.BOTH_COVERED] = covered_query * covered_listed
    out[Feature.LEAST_COVERED] = min(covered_query, covered_listed)
    out[Feature.FOUND] = min(found, 1.0)
    out[Feature.FOUND_MORE] = min(max(found - 1.0, 0.0), 1.0)
    out[Feature.FOUND_MOST] = min(max(found - 2.0, 0.0), 2.0)
    if q.bare[qr] or c.bare[cr]:
        letters = _letters_alike(
            q.joined_bones[q.joined_bones_at[qr] : q.joined_bones_at[qr + 1]],
            c.joined_bones[c.joined_bones_at[cr] : c.joined_bones_at[cr + 1]],
            where,
        )
    else:
        letters = _letters_alike(
            q.joined[q.joined_at[qr] : q.joined_at[qr + 1]],
            c.joined[c.joined_at[cr] : c.joined_at[cr + 1]],
            where,
        )
    out[Feature.LETTERS] = letters
    out[Feature.LETTERS_HIGH] = max(letters - 0.8, 0.0) * 5.0
    out[Feature.NUMBERS_DIFFER] = 1.0 if query_numbers and listed_numbers else 0.0
    out[Feature.NUMBER_MISSING] = 1.0 if (query_numbers > 0) != (listed_numbers > 0) else 0.0
    if first_query >= 0 and first_listed >= 0:
        out[Feature.FIRST_AGREES] = 1.0 if qmate[first_query] == first_listed else 0.0
        out[Feature.LAST_AGREES] = 1.0 if qmate[last_query] == last_listed else 0.0
    out[Feature.ONE_WORD_QUERY] = 1.0 if query_telling <= 1 else 0.0
    out[Feature.ONE_WORD_LISTED] = 1.0 if listed_telling <= 1 else 0.0
    if query_found > 0.0:
        out[Feature.CONSONANT_MASS] = consonants / query_found
        out[Feature.MEANING_MASS] = meaning / query_found
        out[Feature.CHOICE_MASS] = choice / query_found
    out[Feature.ALL_SAME] = 1.0 if same and found > 0.0 else 0.0
    out[Feature.LEAST_ALIKE] = least if partners else 0.0
    out[Feature.PARTNERS] = min(partners, 3) / 3.0
    out[Feature.OUT_OF_ORDER] = 1.0 if inverted else 0.0
