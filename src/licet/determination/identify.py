"""Which listings each party is, or may be.

A hit at or above `SURE` is taken for the party, as an assumption that the answer shows and the
user can contradict; a hit below it is a question. What the user says of a listing (`matches:`)
stands over both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from licet.determination.transaction import Party, Transaction
from licet.law.facts import UNKNOWN_WORDS
from licet.lists.model import Listing, PartyKind
from licet.screening.model import Hit, PartyQuery
from licet.terms.errors import BadInput

#: Score from which a hit is presumed to be the party; see the reference on screening.
SURE = 0.9
#: Scores this close are a tie.
TIE = 0.005


class Finder(Protocol):
    """What finds listings for a party: the screener, or a stand-in."""

    def screen(self, query: PartyQuery) -> tuple[Hit, ...]:
        """Hits for one party, best first."""
        ...

    def screen_many(self, queries: Sequence[PartyQuery]) -> Sequence[tuple[Hit, ...]]:
        """Hits for each party, in order; the same as one by one."""
        ...


class Together:
    """Several finders as one: names against names, addresses against addresses."""

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._finders = tuple(finders)

    def screen(self, query: PartyQuery) -> tuple[Hit, ...]:
        """Everything that any of them finds, best first."""
        return self.screen_many([query])[0]

    def screen_many(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """The same for each of many parties."""
        found = [finder.screen_many(queries) for finder in self._finders]
        return [
            tuple(
                sorted(
                    (hit for hits in several for hit in hits),
                    key=lambda hit: (-hit.score, hit.listing_id),
                )
            )
            for several in zip(*found, strict=True)
        ]


class Identified(msgspec.Struct, frozen=True):
    """A listing that a party is (`match` True), is not (False), or may be (None)."""

    listing: Listing
    match: bool | None
    assumed: bool
    source: str
    hit: Hit | None


def identify(
    transaction: Transaction, finder: Finder, listing: Callable[[str], Listing | None]
) -> tuple[tuple[Identified, ...], ...]:
    """For each party of the transaction, in order, the listings it is or may be.

    `listing` gives a listing by its id, for those that the user names.
    """
    return tuple(
        _identify(party, index, finder, listing) for index, party in enumerate(transaction.parties)
    )


def _identify(
    party: Party, index: int, finder: Finder, by_id: Callable[[str], Listing | None]
) -> tuple[Identified, ...]:
    said = {
        listing_id: _said(text, index, listing_id) for listing_id, text in party.matches.items()
    }
    hits = finder.screen(query_of(party))
    found: list[Identified] = []
    for hit in hits:
        answer = said.pop(hit.listing_id, None)
        if answer is not None:
            found.append(Identified(hit.listing, answer, False, "stated in `matches`", hit))
        elif hit.score >= SURE:
            found.append(Identified(hit.listing, True, True, "screening", hit))
        else:
            found.append(Identified(hit.listing, None, False, "screening", hit))
    for listing_id, answer in said.items():
        named = by_id(listing_id)
        if named is None:
            raise BadInput(
                f"there is no listing `{listing_id}`",
                where=f"parties[{index}].matches",
                remedy="take the id from the hits of `licet check` or from `licet lists show`",
            )
        if answer is not None:
            found.append(Identified(named, answer, False, "stated in `matches`", None))
    return _without_lesser(found)


def _without_lesser(found: Sequence[Identified]) -> tuple[Identified, ...]:
    """Once the party is known to be one entry of a list, its lesser likenesses there fall away.

    A group's companies resemble each other; of those that screening alone takes for the party,
    only the best of each list stay. A listed address is a fact of its own beside a listed name.
    """
    best: dict[str, float] = {}
    for one in found:
        if one.match and one.listing.kind is not PartyKind.ADDRESS:
            score = one.hit.score if one.hit and one.assumed else 1.0
            best[one.listing.list] = max(best.get(one.listing.list, 0.0), score)
    return tuple(
        one
        for one in found
        if one.hit is None
        or one.listing.kind is PartyKind.ADDRESS
        or (one.match is not None and not one.assumed)
        or one.hit.score >= best.get(one.listing.list, 0.0) - TIE
    )


def _said(text: str, index: int, listing_id: str) -> bool | None:
    words = text.strip().lower()
    if words in UNKNOWN_WORDS:
        return None
    if words in ("yes", "true", "no", "false"):
        return words in ("yes", "true")
    raise BadInput(
        f"`{text}` is no answer",
        where=f"parties[{index}].matches.{listing_id}",
        remedy="write yes, no or unknown",
    )


def query_of(party: Party) -> PartyQuery:
    """What is screened of a party."""
    return PartyQuery(
        name=party.name,
        aliases=party.aliases,
        countries=(party.country,) if party.country else (),
        addresses=(party.address,) if party.address else (),
    )
