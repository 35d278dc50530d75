"""The matchers licet is measured beside: nomenklatura's logic-v2, and rapidfuzz over every name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.data import Pair
from licet.lists.model import Listing, PartyKind

_SCHEMA = {PartyKind.PERSON: "Person", PartyKind.ORGANIZATION: "Organization"}


def _schema(kind: PartyKind) -> str:
    return _SCHEMA.get(kind, "LegalEntity")


class Rapidfuzz:
    """Every listed name against every query, by the ratio of sorted words; no explanation."""

    name = "rapidfuzz token_sort_ratio, exhaustive"

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._names = [utils.default_process(n.text) for listing in listings for n in listing.names]
        self._owner = np.array(
            [at for at, listing in enumerate(listings) for _ in listing.names], np.int64
        )

    def search(self, names: Sequence[str], kinds: Sequence[PartyKind]) -> list[tuple[float, int]]:
        """For each name the best score in [0, 1] and its listing."""
        best: list[tuple[float, int]] = []
        for start in range(0, len(names), 200):
            block = [utils.default_process(name) for name in names[start : start + 200]]
            scores = process.cdist(
                block, self._names, scorer=fuzz.token_sort_ratio, dtype=np.uint8, workers=2
            )
            at = scores.argmax(axis=1)
            best.extend(
                (float(scores[row, k]) / 100, int(self._owner[k])) for row, k in enumerate(at)
            )
        return best

    def pairs(self, pairs: Sequence[Pair]) -> list[float]:
        """Scores of given pairs."""
        return [
            fuzz.token_sort_ratio(p.left, p.right, processor=utils.default_process) / 100
            for p in pairs
        ]


class LogicV2:
    """nomenklatura's logic-v2, given the very candidates that licet finds (better than its own)."""

    name = "nomenklatura logic-v2"

    def __init__(self, listings: Sequence[Listing]) -> None:
        from followthemoney import model
        from nomenklatura.matching import LogicV2 as Algorithm

        self._model = model
        self._algorithm = Algorithm
        self._config = Algorithm.default_config()
        self._entities: dict[int, Any] = {}
        self._listings = listings

    def _entity(self, kind: PartyKind, names: Sequence[str]) -> Any:
        return self._model.get_proxy(
            {"id": names[0][:200], "schema": _schema(kind), "properties": {"name": list(names)}}
        )

    def _listed(self, number: int) -> Any:
        if number not in self._entities:
            listing = self._listings[number]
            self._entities[number] = self._entity(listing.kind, [n.text for n in listing.names])
        return self._entities[number]

    def search_among(
        self, names: Sequence[str], kinds: Sequence[PartyKind], among: Sequence[Sequence[int]]
    ) -> list[tuple[float, int]]:
        """For each name the best score among these listings, and the listing (-1: none)."""
        best: list[tuple[float, int]] = []
        for name, kind, numbers in zip(names, kinds, among, strict=True):
            query = self._entity(kind, [name])
            scored = [
                (float(self._algorithm.compare(query, self._listed(n), self._config).score), n)
                for n in numbers
                if self._listings[n].names
            ]
            best.append(max(scored, default=(0.0, -1)))
        return best

    def pairs(self, pairs: Sequence[Pair]) -> list[float]:
        """Scores of given pairs."""
        return [
            float(
                self._algorithm.compare(
                    self._entity(p.kind, [p.left]), self._entity(p.kind, [p.right]), self._config
                ).score
            )
            for p in pairs
        ]


def logic_v2(listings: Sequence[Listing]) -> LogicV2 | None:
    """The peer, if nomenklatura is installed (`pip install -r benchmarks/requirements.txt`)."""
    try:
        return LogicV2(listings)
    except ImportError:
        return None
