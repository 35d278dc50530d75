"""Addresses that the Entity List names without a party (15 CFR 744.16(f)).

The requirement reaches every party that uses such an address, whatever its name, so addresses are
compared with addresses: the words that tell a place, and the numbers of room, floor and street.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from licet.lists.model import Address, Listing, NameKind, PartyKind
from licet.screening.model import Aspect, Hit, Part, PartyQuery

#: From this score on an address may be the listed one; other rooms of one building reach it.
LIKE = 0.75
#: Words may be spelt a little differently; numbers must agree.
_WORDS_ALIKE = 0.8
_TOKEN = re.compile(r"[^\W_]+")
#: Words that name no place, and short forms that stand for them.
_GENERIC_WORDS = """
    room rm flat fl floor f unit suite office no number building bldg block road rd street st
    avenue ave lane ln district the of and sk mah kapi ic cad
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


class _Key(NamedTuple):
    words: str  # telling words run together, so that Fa Yuen and Fayuen are one
    numbers: frozenset[str]


class AddressFinder:
    """Finds address entries for parties by the addresses they give."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._entries = [
            (listing, address, _key(address.text))
            for listing in listings
            if listing.kind is PartyKind.ADDRESS
            for address in listing.addresses
        ]

    def screen(self, query: PartyQuery) -> tuple[Hit, ...]:
        """Address entries that one of the party's addresses is or may be, best first."""
        hits: dict[str, Hit] = {}
        for text in query.addresses:
            asked = _key(text)
            if not asked.words:
                continue
            for listing, address, listed in self._entries:
                hit = _compare(text, asked, listing, address, listed)
                held = hits.get(listing.id)
                if hit is not None and (held is None or held.score < hit.score):
                    hits[listing.id] = hit
        return tuple(sorted(hits.values(), key=lambda hit: (-hit.score, hit.listing_id)))

    def screen_many(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """The same for each of many parties."""
        return [self.screen(query) for query in queries]


def _compare(
    text: str, asked: _Key, listing: Listing, address: Address, listed: _Key
) -> Hit | None:
    words = fuzz.ratio(asked.words, listed.words) / 100
    within = fuzz.partial_ratio(asked.words, listed.words) / 100
    words = max(words, within * 0.95)  # one side may add the city or leave out the building
    shared = len(asked.numbers & listed.numbers) / len(listed.numbers) if listed.numbers else 1.0
    score = (words + shared) / 2
    if words < _WORDS_ALIKE or score < LIKE:
        return None
    part = Part(
        aspect=Aspect.ADDRESS,
        query=text,
        listed=address.text,
        similarity=round(score, 4),
        note=f"place words alike {words:.2f}, {shared:.0%} of the listed numbers",
    )
    return Hit(
        listing_id=listing.id,
        list=listing.list,
        source=listing.source,
        name=address.text,
        name_kind=NameKind.PRIMARY,
        query_name=text,
        score=score,
        reasons=(part,),
        listing=listing,
    )


def _key(text: str) -> _Key:
    folded = unicodedata.normalize("NFKD", text.casefold())
    tokens = _TOKEN.findall("".join(c for c in folded if not unicodedata.combining(c)))
    numbers = frozenset(token for token in tokens if any(c.isdigit() for c in token))
    words = [t for t in tokens if t not in numbers and t not in _GENERIC]
    return _Key("".join(words), numbers)
