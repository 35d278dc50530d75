"""Small graphs at random, ring and contradiction included."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from licet.ownership.listed import ENTITY_LIST, ListedAs, ListedOn
from licet.ownership.model import (
    Directness,
    Entity,
    EntityKind,
    InterestKind,
    OwnershipStatement,
)
from licet.ownership.share import Share

NAMES = ("A", "B", "C", "D", "E", "F")
LISTED = ListedAs((ListedOn(ENTITY_LIST),))
MAYBE = ListedAs((ListedOn(ENTITY_LIST, confirmed=False),))

_TENS = st.integers(0, 10).map(lambda n: 10 * n)
EXACT = _TENS.map(Share.exactly)
RANGES = st.tuples(_TENS, st.integers(0, 4)).map(
    lambda range_: Share.between(range_[0], min(100, range_[0] + 10 * range_[1]))
)
ANY = st.one_of(
    st.none(),
    EXACT,
    st.builds(
        lambda low, width, above, below: Share.between(
            low,
            low + width,
            above_low=above and width > 0,
            below_high=below and width > 0,
        ),
        st.integers(0, 60),
        st.integers(0, 40),
        st.booleans(),
        st.booleans(),
    ),
)


def direct_statements(shares: st.SearchStrategy[Share], most: int = 8) -> st.SearchStrategy[Any]:
    """At most one direct shareholding per pair, own shares left out."""
    pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1])
    return st.dictionaries(pairs, shares, max_size=most).map(
        lambda holdings: [
            OwnershipStatement(f"{owner}>{owned}", owner, owned, share)
            for (owner, owned), share in holdings.items()
        ]
    )


WILD_STATEMENTS = st.lists(
    st.builds(
        OwnershipStatement,
        id=st.sampled_from(["one", "two", "three"]),
        owner=st.sampled_from(NAMES),
        owned=st.sampled_from(NAMES),
        share=ANY,
        kind=st.sampled_from(InterestKind),
        directness=st.sampled_from(Directness),
        source=st.sampled_from(["", "registry"]),
    ),
    max_size=14,
)
WILD_ENTITIES = st.lists(
    st.builds(
        Entity,
        id=st.sampled_from(NAMES),
        name=st.sampled_from(["Alpha", "Beta <&>", "Gamma"]),
        kind=st.sampled_from(EntityKind),
        jurisdiction=st.sampled_from([None, "us", "cn"]),
    ),
    max_size=4,
)
LISTINGS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([LISTED, MAYBE]), max_size=3)
