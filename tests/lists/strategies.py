"""Listings, snapshots and compiled lists of every shape, for property tests."""

from __future__ import annotations

import datetime as dt
import hashlib

from hypothesis import strategies as st

from licet.lists.model import (
    Address,
    CompiledList,
    Identifier,
    Listing,
    Name,
    NameKind,
    PartyKind,
    PolicyTerm,
    Requirement,
    RequirementTerm,
    ReviewPolicy,
    Snapshot,
)
from licet.terms.citation import Notice
from licet.terms.policy import PolicyKind

words = st.text(min_size=1, max_size=12)
days = st.dates(dt.date(1980, 1, 1), dt.date(2030, 1, 1))
countries = st.sampled_from(["cn", "hk", "ru", "ir"])


def _some(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


names = st.builds(Name, words, st.sampled_from(NameKind), st.none() | st.just("zh"))
addresses = st.builds(Address, words, st.none() | countries)
notices = st.builds(Notice, days, st.just("84 FR 22961"))
requirements = st.builds(
    Requirement,
    words,
    _some(st.builds(RequirementTerm, words, st.booleans(), _some(words), _some(words)), 2),
    st.none() | words,
)
policies = st.builds(
    ReviewPolicy,
    words,
    _some(st.builds(PolicyTerm, words, st.none() | st.sampled_from(PolicyKind)), 2),
    st.none() | words,
)


@st.composite
def listings(draw: st.DrawFn, list_id: str = "us-bis-el") -> Listing:
    """A listing; few distinct primary names, so that two lists of them have some in common."""
    name = draw(st.sampled_from(["Alpha Works", "Beta Trading", "Gamma GmbH", "Δέλτα", "五矿"]))
    number = draw(st.integers(0, 3))
    return Listing(
        id=f"{list_id}-{name}-{number}",
        list=list_id,
        source="us-test",
        names=(Name(f"{name} {number}"), *draw(_some(names))),
        kind=draw(st.sampled_from(PartyKind)),
        addresses=draw(_some(addresses)),
        countries=draw(_some(countries)),
        heading=draw(st.none() | st.sampled_from(["China", "Iran"])),
        identifiers=draw(_some(st.builds(Identifier, words, words, st.none() | countries), 2)),
        birth_dates=draw(_some(st.just("1970-05"), 1)),
        programs=draw(_some(words, 2)),
        requirement=draw(st.none() | requirements),
        policy=draw(st.none() | policies),
        footnotes=draw(_some(st.integers(1, 5), 2)),
        history=draw(_some(notices)),
        listed_from=draw(st.none() | days),
        see_also=draw(_some(words, 1)),
        remarks=draw(st.none() | words),
        where=draw(words),
    )


@st.composite
def entries(draw: st.DrawFn, most: int = 8) -> tuple[Listing, ...]:
    """Listings of two lists, mixed, with distinct ids."""
    either = listings("us-bis-el") | listings("us-bis-uvl")
    return tuple(draw(st.lists(either, max_size=most, unique_by=lambda listing: listing.id)))


@st.composite
def compiled_lists(draw: st.DrawFn) -> CompiledList:
    """A snapshot with its entries."""
    found = draw(entries())
    snapshot = Snapshot(
        source="us-bis-el",
        sha256=hashlib.sha256(draw(st.binary(max_size=4))).hexdigest(),
        retrieved_at=draw(
            st.datetimes(
                dt.datetime(2000, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC)
            )
        ),
        content_date=draw(st.none() | days),
        listings=len(found),
        counts=draw(st.dictionaries(words, st.integers(0, 9), max_size=3)),
        note=draw(st.just("") | words),
    )
    return CompiledList(snapshot=snapshot, entries=found)
