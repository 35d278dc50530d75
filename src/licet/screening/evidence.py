"""Evidence beside the name: identifiers, birth dates, countries, addresses, kind of party.

Each function compares what the query and the listing say and gives parts with their effects.
What either side does not say is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.lists.model import Identifier, Listing, NameKind, PartyKind
from licet.names.fold import fold
from licet.names.text import clean, words
from licet.screening.model import Aspect, Part, PartyQuery
from licet.screening.weights import Evidence

_NOT_CODE = re.compile(r"[^0-9A-Z]")
_SHORTEST_CODE = 4
# Addresses agree when this share of the shorter one's words is in the other.
_ADDRESS_LEAST = 0.6
_ADDRESS_SHORTEST = 3


def code_of(identifier: Identifier) -> str:
    """Letters and digits of an identifier, upper case; empty when too short to identify."""
    code = _NOT_CODE.sub("", identifier.value.upper())
    return code if len(code) >= _SHORTEST_CODE else ""


def most(query: PartyQuery, weights: Evidence) -> float:
    """The most that this query's evidence can add to any listing, in log-odds."""
    return (
        (weights.identifier_same if query.identifiers else 0.0)
        + (weights.birth_date_same if query.birth_dates else 0.0)
        + (weights.country_same if query.countries else 0.0)
        + (weights.address_same if query.addresses else 0.0)
    )


def beside_name(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    """Parts for everything but the name."""
    yield from _identifiers(query, listing, weights)
    yield from _birth_dates(query, listing, weights)
    yield from _countries(query, listing, weights)
    yield from _addresses(query, listing, weights)


def _identifiers(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    listed = {code_of(i): i for i in listing.identifiers if code_of(i)}
    for mine in query.identifiers:
        code = code_of(mine)
        if code and code in listed:
            yield Part(
                Aspect.IDENTIFIER, mine.value, listed[code].value, 1.0, weights.identifier_same,
                f"same {listed[code].kind or 'identifier'}",
            )  # fmt: skip
            return
    for mine in query.identifiers:
        for theirs in listing.identifiers:
            if mine.kind == theirs.kind and mine.country == theirs.country and code_of(mine):
                yield Part(
                    Aspect.IDENTIFIER, mine.value, theirs.value, 0.0, weights.identifier_differs,
                    f"another {mine.kind}",
                )  # fmt: skip
                return


def _birth_dates(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    if not query.birth_dates or not listing.birth_dates:
        return
    best: Part | None = None
    for mine in query.birth_dates:
        for theirs in listing.birth_dates:
            part = _birth_date(mine, theirs, weights)
            if best is None or part.effect > best.effect:
                best = part
    if best is not None:
        yield best


def _birth_date(mine: str, theirs: str, weights: Evidence) -> Part:
    shared = min(len(mine), len(theirs))
    if mine[:shared] == theirs[:shared]:
        if shared == len("1970-05-02"):
            return Part(Aspect.BIRTH_DATE, mine, theirs, 1.0, weights.birth_date_same, "same day")
        return Part(Aspect.BIRTH_DATE, mine, theirs, 1.0, weights.birth_date_fits, "fits")
    if mine[:4] == theirs[:4]:
        return Part(Aspect.BIRTH_DATE, mine, theirs, 0.5, 0.0, "same year, another day")
    return Part(Aspect.BIRTH_DATE, mine, theirs, 0.0, weights.birth_date_differs, "another year")


def _countries(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    listed = {*listing.countries, *listing.nationalities}
    listed |= {address.country for address in listing.addresses if address.country}
    if not query.countries or not listed:
        return
    mine, theirs = ", ".join(sorted(query.countries)), ", ".join(sorted(listed))
    if listed.intersection(query.countries):
        yield Part(Aspect.COUNTRY, mine, theirs, 1.0, weights.country_same, "same country")
    else:
        yield Part(Aspect.COUNTRY, mine, theirs, 0.0, weights.country_differs, "another country")


def _addresses(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    best, shown = 0.0, ("", "")
    for mine in query.addresses:
        ours = _address_words(mine)
        for address in listing.addresses:
            theirs = _address_words(address.text)
            shorter = min(len(ours), len(theirs))
            if shorter < _ADDRESS_SHORTEST:
                continue
            share = len(ours & theirs) / shorter
            if share > best:
                best, shown = share, (mine, address.text)
    if best >= _ADDRESS_LEAST:
        yield Part(Aspect.ADDRESS, *shown, best, weights.address_same * best, "same address")


def _address_words(text: str) -> set[bytes]:
    return {fold(word) or word.encode() for word in words(clean(text))}


def kind_part(query: PartyQuery, listing: Listing, weights: Evidence) -> Iterator[Part]:
    """A part when one side is a person and the other is not."""
    unknown = PartyKind.UNKNOWN
    if query.kind is unknown or listing.kind is unknown:
        return
    if (query.kind is PartyKind.PERSON) != (listing.kind is PartyKind.PERSON):
        yield Part(
            Aspect.KIND, query.kind.value, listing.kind.value, 0.0, weights.kind_differs,
            "a person on one side only",
        )  # fmt: skip


def weak_part(kind: NameKind, weights: Evidence) -> Iterator[Part]:
    """A part when the list itself calls the matched name weak."""
    if kind is NameKind.WEAK:
        yield Part(Aspect.WEAK_ALIAS, effect=weights.weak_alias, note="the list calls it weak")
