"""Say why two names score as they do: the aligned words, what is left over, and their effects.

The effects of all parts add up to the log-odds of the score. A feature that several words share is
divided among them by their mass; what belongs to the names as wholes becomes a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from licet.names import align as laid
from licet.names.encode import Rows, Words
from licet.names.lexicon import WordClass
from licet.names.slots import Reading, Slot
from licet.screening.features import Feature, N, features
from licet.screening.model import Aspect, Part

_FOUND = (
    Feature.QUERY_COVERED, Feature.LISTED_COVERED, Feature.BOTH_COVERED, Feature.LEAST_COVERED,
    Feature.FOUND, Feature.FOUND_MORE, Feature.FOUND_MOST, Feature.DIFFERENCE, Feature.ALL_SAME,
    Feature.LEAST_ALIKE, Feature.PARTNERS, Feature.CONSONANT_MASS,
    Feature.MEANING_MASS, Feature.SHORT_DIFFERENCE, Feature.CHOICE_MASS, Feature.INITIALS,
    Feature.JOINS,
)  # fmt: skip
_DROPPED = (Feature.QUERY_LEFT, Feature.QUERY_GENERIC_LEFT, Feature.QUERY_WORST)
_ADDED = (Feature.LISTED_LEFT, Feature.LISTED_GENERIC_LEFT, Feature.LISTED_WORST)
_NUMBERS = (Feature.NUMBERS_DIFFER, Feature.NUMBER_MISSING)
_LETTERS = (Feature.LETTERS, Feature.LETTERS_HIGH)
_ORDER = (Feature.FIRST_AGREES, Feature.LAST_AGREES, Feature.OUT_OF_ORDER)
_SHORT = (Feature.ONE_WORD_QUERY, Feature.ONE_WORD_LISTED)

_NOTES = {
    laid.SAME: "",
    laid.SPELLING: "spelt differently",
    laid.MEANING: "same meaning",
    laid.CONSONANTS: "by consonants",
    laid.LETTER: "initial",
    laid.JOINED: "written together on one side",
}


class Laid:
    """Two rows laid side by side: mates, similarities and features."""

    def __init__(self, qw: Words, q: Rows, qr: int, cw: Words, c: Rows, cr: int) -> None:
        space = laid.scratch()
        self.sim, self.how = space.sim, space.how
        self.query_mate, self.listed_mate = space.query_mate, space.listed_mate
        laid.align(qw, q, qr, cw, c, cr, *space)
        self.features = np.empty(N, np.float64)
        where = np.zeros(256, np.uint64)
        features(qw, q, qr, cw, c, cr, *space[:4], where, self.features)
        self.query_weight = q.weight[q.slot_at[qr] : q.slot_at[qr + 1]]
        self.listed_weight = c.weight[c.slot_at[cr] : c.slot_at[cr + 1]]
        self.listed_class = _classes(cw, c, cr)
        self.query_class = _classes(qw, q, qr)


def _classes(w: Words, r: Rows, row: int) -> list[WordClass]:
    first = r.form_at[r.slot_at[row] : r.slot_at[row + 1]]
    return [WordClass(int(w.word_class[r.form[at]])) for at in first]


def name_parts(names: Laid, query: Reading, listed: Reading, weights: Any) -> list[Part]:
    """Parts of the explanation of two names, largest effect first, the rest summed up."""
    effect = weights * names.features

    def total(of: Sequence[Feature]) -> float:
        return float(sum(effect[f] for f in of))

    parts = list(_matched(names, query.slots, listed.slots, total(_FOUND)))
    parts += _left(
        Aspect.DROPPED, names.query_mate, names.query_weight, query.slots, total(_DROPPED)
    )
    parts += _left(
        Aspect.ADDED, names.listed_mate, names.listed_weight, listed.slots, total(_ADDED)
    )
    if any(names.features[f] for f in _NUMBERS):
        parts.append(Part(Aspect.NUMBER, effect=total(_NUMBERS), note="numbers do not agree"))
    letters = float(names.features[Feature.LETTERS])
    parts.append(
        Part(Aspect.WHOLE, similarity=max(letters, 0.0), effect=total(_LETTERS), note="all letters")
    )
    parts.append(Part(Aspect.WHOLE, effect=total(_ORDER), note="order of words"))
    if any(names.features[f] for f in _SHORT):
        parts.append(Part(Aspect.WHOLE, effect=total(_SHORT), note="a single telling word"))
    parts.append(Part(Aspect.WHOLE, effect=total((Feature.BASE,)), note="before comparing"))
    if query.truncated or listed.truncated:
        parts.append(Part(Aspect.WHOLE, note="the name was too long to compare whole"))
    return parts


def _matched(
    names: Laid, query: Sequence[Slot], listed: Sequence[Slot], effect: float
) -> Iterator[Part]:
    """One part for each pair of words, with its share of the effect of what was found."""
    pairs: list[tuple[int, int, float]] = []
    for i in range(len(query)):
        j = int(names.query_mate[i])
        if j >= 0:
            mass = min(names.query_weight[i], names.listed_weight[j]) * names.sim[i, j]
            pairs.append((i, j, float(mass)))
    for j in range(len(listed)):
        i = int(names.listed_mate[j])
        if i >= 0 and int(names.query_mate[i]) != j:
            mass = min(names.query_weight[i], names.listed_weight[j]) * names.sim[i, j]
            pairs.append((i, j, float(mass)))
    whole = sum(mass for _, _, mass in pairs)
    if not whole:
        yield Part(Aspect.WORDS, effect=effect, note="no word agrees")
        return
    for i, j, mass in pairs:
        manner = int(names.how[i, j])
        note = _NOTES[manner]
        for slot in (query[i], listed[j]):
            if slot.table:
                note = f"{note}; {slot.table} table" if note else f"{slot.table} table"
        aspect = {laid.LETTER: Aspect.INITIAL, laid.JOINED: Aspect.JOINED}.get(manner, Aspect.WORDS)
        if names.query_class[i] is names.listed_class[j] is WordClass.LEGAL:
            aspect = Aspect.LEGAL_FORM
        yield Part(
            aspect,
            _show(query[i]),
            _show(listed[j]),
            round(float(names.sim[i, j]), 3),
            effect * mass / whole,
            note,
        )


def _show(slot: Slot) -> str:
    if slot.source == slot.forms[0] or not slot.forms[0]:
        return slot.source
    return f"{slot.source} ({slot.forms[0]})"


def _left(
    aspect: Aspect, mates: Any, weights: Any, slots: Sequence[Slot], effect: float
) -> list[Part]:
    """One part for each word without partner, with its share of the effect of what was left."""
    left = [(slot, float(weights[n])) for n, slot in enumerate(slots) if mates[n] < 0]
    left = [(slot, mass * (0.1 if slot.optional else 1.0)) for slot, mass in left]
    whole = sum(mass for _, mass in left)
    if not whole:
        return []
    parts = []
    for slot, mass in left:
        shown = _show(slot)
        query, listed = (shown, "") if aspect is Aspect.DROPPED else ("", shown)
        parts.append(Part(aspect, query, listed, None, effect * mass / whole))
    return parts
