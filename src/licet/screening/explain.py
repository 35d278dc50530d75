"""Say why two names score as they do: the aligned words, what is left over, and their effects.

The effects of all parts add up to the log-odds of the score. A feature that several words share is
divided among them by their mass; what belongs to the names as wholes becomes a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from licet.names import align as laid
from licet.names.encode import form_of
from licet.names.lexicon import WordClass
from licet.names.slots import BARE, Reading, Slot
from licet.screening.features import OPTIONAL, Feature
from licet.screening.laying import Laid
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


_ASPECTS = {laid.LETTER: Aspect.INITIAL, laid.JOINED: Aspect.JOINED}


def name_parts(names: Laid, query: Reading, listed: Reading, weights: Any) -> list[Part]:
    """Parts of the explanation of two names, largest effect first, the rest summed up."""
    effect: list[float] = (weights * names.features).tolist()

    def total(of: Sequence[Feature]) -> float:
        return sum(effect[f] for f in of)

    parts = list(_matched(names, query.slots, listed.slots, total(_FOUND)))
    mine, theirs = {i for i, *_ in names.pairs}, {j for _, j, *_ in names.pairs}
    parts += _left(Aspect.DROPPED, mine, names.query_weight, query.slots, total(_DROPPED))
    parts += _left(Aspect.ADDED, theirs, names.listed_weight, listed.slots, total(_ADDED))
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
    masses = [
        min(names.query_weight[i], names.listed_weight[j]) * similarity
        for i, j, similarity, _ in names.pairs
    ]
    whole = sum(masses)
    if not whole:
        yield Part(Aspect.WORDS, effect=effect, note="no word agrees")
        return
    for (i, j, similarity, manner), mass in zip(names.pairs, masses, strict=True):
        note = _NOTES[manner]
        for slot in (query[i], listed[j]):
            if slot.table:
                note = f"{note}; {slot.table} table" if note else f"{slot.table} table"
        aspect = _ASPECTS.get(manner, Aspect.WORDS)
        if _is_legal(query[i]) and _is_legal(listed[j]):
            aspect = Aspect.LEGAL_FORM
        yield Part(
            aspect,
            _show(query[i]),
            _show(listed[j]),
            round(similarity, 3),
            effect * mass / whole,
            note,
        )


def _is_legal(slot: Slot) -> bool:
    return form_of(slot.forms[0]).word_class == WordClass.LEGAL


def _show(slot: Slot) -> str:
    """The word as written, with the spelling it was read as where that differs."""
    spelling = slot.forms[0].removeprefix(BARE)
    return slot.source if slot.source == spelling else f"{slot.source} ({spelling})"


def _left(
    aspect: Aspect, paired: set[int], weights: list[float], slots: Sequence[Slot], effect: float
) -> list[Part]:
    """One part for each word without partner, with its share of the effect of what was left."""
    left = [
        (slot, weights[n] * (OPTIONAL if slot.optional else 1.0))
        for n, slot in enumerate(slots)
        if n not in paired
    ]
    whole = sum(mass for _, mass in left)
    if not whole:
        return []
    parts = []
    for slot, mass in left:
        shown = _show(slot)
        query, listed = (shown, "") if aspect is Aspect.DROPPED else ("", shown)
        parts.append(Part(aspect, query, listed, None, effect * mass / whole))
    return parts
