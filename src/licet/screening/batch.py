"""Queries as arrays: names read once however often they occur, then searched together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from licet.names.encode import Rows, Vocabulary, Words, encode_rows, encode_words
from licet.names.reading import read_name
from licet.names.slots import Reading
from licet.screening.grams import is_silent, looked_for
from licet.screening.index import Index
from licet.screening.search import CANDIDATES, search
from licet.screening.weights import Evidence

#: A name to search for: its text, the kind code of its party, and the least log-odds wanted.
Wanted = tuple[str, int, float]


class Found(NamedTuple):
    """A listed row that reached the floor: rows on both sides, and log-odds of the names."""

    query_row: int
    listed_row: int
    log_odds: float


class Batch:
    """Distinct readings of some names as arrays, and which rows belong to which name."""

    def __init__(self, wanted: Sequence[Wanted], index: Index) -> None:
        self.readings: list[Reading] = []
        self.of_wanted: list[list[int]] = []
        kinds: list[int] = []
        floors: list[float] = []
        seen: dict[tuple[Reading, int, float], int] = {}
        for text, kind, floor in wanted:
            mine: list[int] = []
            for reading in read_name(text):
                key = (reading, kind, floor)
                row = seen.get(key)
                if row is None:
                    row = seen[key] = len(self.readings)
                    self.readings.append(reading)
                    kinds.append(kind)
                    floors.append(floor)
                mine.append(row)
            self.of_wanted.append(mine)
        vocabulary = Vocabulary()
        self.rows: Rows = encode_rows(list(enumerate(self.readings)), vocabulary, index.rarity)
        self.words: Words = encode_words(vocabulary.spellings)
        self.kinds = np.array(kinds, np.int32)
        self.floors = np.array(floors, np.float64)
        self.grams, self.grams_at = _grams(self.readings)

    def search(
        self, index: Index, listings: Any, person: Any, organization: Any, evidence: Evidence
    ) -> list[list[Found]]:
        """For every row, the listed rows that reach its floor, best first."""
        n = len(self.readings)
        if n == 0 or len(index.rows.owner) == 0:
            return [[] for _ in range(n)]
        rows = np.empty((n, CANDIDATES), np.int32)
        scores = np.empty((n, CANDIDATES), np.float64)
        counts = np.zeros(n, np.int32)
        search(
            self.words, self.rows, self.kinds, self.grams, self.grams_at, self.floors,
            index.words, index.rows, index.places, listings,
            person, organization, evidence.kind_differs, evidence.weak_alias,
            rows, scores, counts,
        )  # fmt: skip
        found: list[list[Found]] = [[] for _ in range(n)]
        for r in np.flatnonzero(counts).tolist():
            held = counts[r]
            order = np.lexsort((rows[r, :held], -scores[r, :held]))
            found[r] = [Found(r, int(rows[r, k]), float(scores[r, k])) for k in order]
        return found


def _grams(readings: Sequence[Reading]) -> tuple[Any, Any]:
    grams: list[int] = []
    at = [0]
    for reading in readings:
        keys = [form for slot in reading.slots for form in slot.forms]
        spoken = [key for key in keys if not is_silent(key)] or keys
        mine: set[int] = set()
        for key in spoken:
            mine.update(looked_for(key))
        grams.extend(sorted(mine))
        at.append(len(grams))
    return np.array(grams, np.int64), np.array(at, np.int64)
