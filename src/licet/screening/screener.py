"""Screen parties against an index: hits with scores, evidence and reasons.

screener = Screener(Index.load(path))
hits = screener.screen(PartyQuery(name="Huawei Technologies", countries=("cn",)))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from licet.lists.model import Listing, PartyKind
from licet.names.reading import read_name
from licet.screening import evidence
from licet.screening.batch import Batch, Found, Wanted
from licet.screening.explain import name_parts
from licet.screening.index import ANY_KIND, PERSON, Index, kind_code
from licet.screening.laying import Laid, lay
from licet.screening.model import Hit, Part, PartyQuery, Settings
from licet.screening.weights import Weights, log_odds, probability, shipped, vector
from licet.terms.errors import BadInput

#: Queries that are searched together: bounds memory, not results.
_TOGETHER = 2_000
#: Log-odds are rounded to this before they are compared with a threshold, so that a score that
#: prints as the threshold reaches it.
_DIGITS = 6


class _Candidate(NamedTuple):
    score: float
    listing: Listing
    found: Found
    query_name: str
    beside: list[Part]


class Screener:
    """Finds listings for parties. Holds no state beside its index, settings and weights."""

    def __init__(
        self, index: Index, settings: Settings | None = None, weights: Weights | None = None
    ) -> None:
        self.index = index
        self.settings = settings or Settings()
        self.weights = weights or shipped()
        self._person = vector(self.weights.person)
        self._organization = vector(self.weights.organization)
        self._listings = self._wanted_listings()
        default = self.settings.threshold
        self.threshold = self.weights.threshold if default is None else default

    def screen(self, query: PartyQuery) -> tuple[Hit, ...]:
        """Hits for one party, best first. Raises `BadInput` if no name of it can be read."""
        if not any(read_name(name) for name in (query.name, *query.aliases)):
            raise BadInput(
                f"the name {query.name[:40]!r} holds no letter or digit",
                where=query.id or "name",
                remedy="give the party's name in any script",
            )
        return self.screen_many([query])[0]

    def screen_many(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """Hits for each party in order; a party whose names cannot be read has none.

        The same query gives the same hits alone and in any batch.
        """
        hits: list[tuple[Hit, ...]] = []
        for start in range(0, len(queries), _TOGETHER):
            hits.extend(self._together(queries[start : start + _TOGETHER]))
        return hits

    def threshold_for(self, listing: Listing) -> float:
        """The score a hit on this listing must reach: the highest threshold that applies."""
        return max(
            self.threshold
            if listing.list not in self.settings.list_thresholds
            and listing.kind not in self.settings.kind_thresholds
            else 0.0,
            self.settings.list_thresholds.get(listing.list, 0.0),
            self.settings.kind_thresholds.get(listing.kind, 0.0),
        )

    def _wanted_listings(self) -> Any:
        wanted = np.ones(len(self.index), np.uint8)
        if self.settings.lists:
            for number in range(len(self.index)):
                wanted[number] = self.index.listing(number).list in self.settings.lists
        return wanted

    def _least(self) -> float:
        """The lowest threshold that any listing has."""
        other = (*self.settings.list_thresholds.values(), *self.settings.kind_thresholds.values())
        return min((self.threshold, *other))

    def _together(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        least = log_odds(self._least()) - 10.0**-_DIGITS
        wanted: list[Wanted] = []
        spans: list[tuple[int, int]] = []
        for query in queries:
            start = len(wanted)
            floor = least - evidence.most(query, self.weights.evidence)
            code = kind_code(query.kind)
            wanted.extend(
                (name, code, floor) for name in dict.fromkeys((query.name, *query.aliases))
            )
            spans.append((start, len(wanted)))
        batch = Batch(wanted, self.index)
        found = batch.search(
            self.index, self._listings, self._person, self._organization, self.weights.evidence
        )
        held: list[list[_Candidate]] = []
        for query, (start, end) in zip(queries, spans, strict=True):
            mine: dict[int, tuple[Found, str]] = {}
            for name in range(start, end):
                for row in batch.of_wanted[name]:
                    for one in found[row]:
                        listing = int(self.index.places.listing[one.listed_row])
                        known = mine.get(listing)
                        if known is None or one.log_odds > known[0].log_odds:
                            mine[listing] = (one, wanted[name][0])
            held.append(self._candidates(query, mine))
        return self._explained(queries, batch, held)

    def _candidates(
        self, query: PartyQuery, mine: dict[int, tuple[Found, str]]
    ) -> list[_Candidate]:
        """The best listings of those found, with evidence beside the name weighed in."""
        held: list[_Candidate] = []
        for number, (found, name) in mine.items():
            listing = self.index.listing(number)
            beside = list(evidence.beside_name(query, listing, self.weights.evidence))
            score = probability(found.log_odds + sum(part.effect for part in beside))
            if score >= self.threshold_for(listing):
                held.append(_Candidate(score, listing, found, name, beside))
        held.sort(key=lambda c: (-c.score, c.listing.id))
        return held[: self.settings.limit]

    def _explained(
        self, queries: Sequence[PartyQuery], batch: Batch, held: Sequence[list[_Candidate]]
    ) -> list[tuple[Hit, ...]]:
        """Hits with their reasons; all names of the batch are laid out in one call."""
        every = [one.found for candidates in held for one in candidates]
        laid = iter(
            lay(
                batch.words, batch.rows, self.index.words, self.index.rows,
                [one.query_row for one in every], [one.listed_row for one in every],
            )
        )  # fmt: skip
        return [
            tuple(self._hit(query, batch, one, next(laid)) for one in candidates)
            for query, candidates in zip(queries, held, strict=True)
        ]

    def _hit(self, query: PartyQuery, batch: Batch, one: _Candidate, laid: Laid) -> Hit:
        row = one.found.listed_row
        number = self.index.places.name[row]
        name = one.listing.names[int(self.index.names[int(number)][1])]
        first = int(np.searchsorted(self.index.places.name, number))
        parts = name_parts(
            laid,
            batch.readings[one.found.query_row],
            read_name(name.text)[row - first],
            self._weights_for(query.kind, one.listing.kind),
        )
        weights = self.weights.evidence
        parts += evidence.weak_part(name.kind, weights)
        parts += evidence.kind_part(query, one.listing, weights)
        parts += one.beside
        parts.sort(key=lambda part: -abs(part.effect))
        return Hit(
            listing_id=one.listing.id,
            list=one.listing.list,
            source=one.listing.source,
            name=name.text,
            name_kind=name.kind,
            query_name=one.query_name,
            score=one.score,
            reasons=tuple(parts),
            listing=one.listing,
        )

    def _weights_for(self, query: PartyKind, listed: PartyKind) -> Any:
        mine, theirs = kind_code(query), kind_code(listed)
        person = theirs == PERSON or (theirs == ANY_KIND and mine == PERSON)
        return self._person if person else self._organization
