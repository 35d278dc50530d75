"""Score given pairs of names: the same words, features and weights as screening, both ways round.

Screening asks how well a listed name fits a query; a pair has no such direction, so a pair's
log-odds are the mean of both directions and `compare(a, b)` equals `compare(b, a)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from licet.lists.model import PartyKind
from licet.names.encode import Vocabulary, encode_rows, encode_words
from licet.names.reading import read_name
from licet.names.slots import Reading
from licet.screening.explain import name_parts
from licet.screening.index import PERSON, kind_code
from licet.screening.laying import features_of, lay
from licet.screening.model import Aspect, Comparison, Part
from licet.screening.weights import Weights, probability, shipped, vector

#: A pair to score: two names and what kind of party they name.
Pair = tuple[str, str, PartyKind]


class Laying:
    """All readings of some pairs as arrays, and the features of every combination both ways."""

    def __init__(self, pairs: Sequence[tuple[str, str]], weight_of: Callable[[str], float]) -> None:
        row_of: dict[Reading, int] = {}
        self.pair: list[int] = []  # of each combination: number of the pair
        left: list[int] = []
        right: list[int] = []
        for number, (a, b) in enumerate(pairs):
            for mine in read_name(a):
                for theirs in read_name(b):
                    self.pair.append(number)
                    left.append(row_of.setdefault(mine, len(row_of)))
                    right.append(row_of.setdefault(theirs, len(row_of)))
        self.readings: list[Reading] = list(row_of)
        vocabulary = Vocabulary()
        self.rows = encode_rows(list(enumerate(self.readings)), vocabulary, weight_of)
        self.words = encode_words(vocabulary.spellings)
        self.left, self.right = np.array(left, np.int32), np.array(right, np.int32)
        tables = (self.words, self.rows, self.words, self.rows)
        self.forward = features_of(*tables, self.left, self.right)
        self.backward = features_of(*tables, self.right, self.left)


class Comparer:
    """Scores pairs of names. `weight_of` says how rare words are: `Index.rarity` of some list."""

    def __init__(self, weight_of: Callable[[str], float], weights: Weights | None = None) -> None:
        self._weight_of = weight_of
        chosen = weights or shipped()
        self._person = vector(chosen.person)
        self._organization = vector(chosen.organization)

    def compare(self, a: str, b: str, kind: PartyKind = PartyKind.UNKNOWN) -> Comparison:
        """How alike two names are, with reasons; 0 when one of them holds no letter or digit."""
        return self.compare_many([(a, b, kind)])[0]

    def compare_many(self, pairs: Sequence[Pair]) -> list[Comparison]:
        """Comparisons of these pairs, in order."""
        laying, best = self._best(pairs)
        return [
            self._explain(laying, best[number], kind) if number in best else _UNREADABLE
            for number, (_, _, kind) in enumerate(pairs)
        ]

    def scores(self, pairs: Sequence[Pair]) -> list[float]:
        """Only the scores, for many pairs."""
        _, best = self._best(pairs)
        return [probability(best[n][1]) if n in best else 0.0 for n in range(len(pairs))]

    def _weights(self, kind: PartyKind) -> Any:
        return self._person if kind_code(kind) == PERSON else self._organization

    def _best(self, pairs: Sequence[Pair]) -> tuple[Laying, dict[int, tuple[int, float]]]:
        """The best combination of readings of each pair: its number and log-odds."""
        laying = Laying([(a, b) for a, b, _ in pairs], self._weight_of)
        person = np.array([kind_code(kind) == PERSON for _, _, kind in pairs], bool)
        both = 0.5 * (laying.forward + laying.backward)
        # Not a matrix product: its rounding would depend on how many pairs come together.
        of_person = (both * self._person).sum(axis=1)
        of_organization = (both * self._organization).sum(axis=1)
        best: dict[int, tuple[int, float]] = {}
        for k, number in enumerate(laying.pair):
            score = float(of_person[k] if person[number] else of_organization[k])
            if number not in best or score > best[number][1]:
                best[number] = (k, score)
        return laying, best

    def _explain(self, laying: Laying, best: tuple[int, float], kind: PartyKind) -> Comparison:
        k, log_odds = best
        a, b = int(laying.left[k]), int(laying.right[k])
        laid = lay(laying.words, laying.rows, laying.words, laying.rows, [a], [b])[0]
        weights = self._weights(kind)
        parts = name_parts(laid, laying.readings[a], laying.readings[b], weights)
        rest = log_odds - float((weights * laid.features).sum())
        parts.append(Part(Aspect.WHOLE, effect=rest, note="seen from the other name"))
        parts.sort(key=lambda part: -abs(part.effect))
        return Comparison(probability(log_odds), tuple(parts))


_UNREADABLE = Comparison(
    0.0, (Part(Aspect.WHOLE, note="a name without any letter or digit cannot be compared"),)
)
