"""Listings and parties made for these tests; no one real."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from licet.lists.model import Address, Listing, Name, NameKind, PartyKind
from licet.screening.index import Index
from licet.screening.model import PartyQuery

LISTINGS = (
    Listing(
        id="xx-1",
        list="xx-list",
        source="xx-list",
        names=(Name("Borealis Quantum Instruments Co., Ltd."), Name("BQI", NameKind.WEAK)),
        kind=PartyKind.ORGANIZATION,
        addresses=(Address("12 Harbour Road, Dalnograd", "ru"),),
        countries=("ru",),
    ),
    Listing(
        id="xx-2",
        list="xx-list",
        source="xx-list",
        names=(Name("Zentrix Avionics GmbH"), Name("Zentrix Flugtechnik", NameKind.FKA)),
        kind=PartyKind.ORGANIZATION,
        countries=("de",),
    ),
    Listing(
        id="yy-1",
        list="yy-list",
        source="yy-list",
        names=(Name("Ostrovan, Marek Tadeusz"),),
        kind=PartyKind.PERSON,
        birth_dates=("1961-04-09",),
    ),
    Listing(
        id="yy-2",
        list="yy-list",
        source="yy-list",
        names=(Name("Borealis Quantum Trading"),),
        kind=PartyKind.ORGANIZATION,
        countries=("tr",),
    ),
)

#: Words that names are made of here: those of the listings, and a few that look like them.
WORDS = (
    "Borealis", "Quantum", "Instruments", "Trading", "Zentrix", "Avionics", "Flugtechnik",
    "Ostrovan", "Marek", "Tadeusz", "Boreal", "Kvantum", "Sentrix", "Lumen", "Harbour",
    "Co., Ltd.", "GmbH", "7", "XII",
)  # fmt: skip

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
countries = st.sets(st.sampled_from(["ru", "de", "tr"]), max_size=1).map(tuple)
parties = st.builds(
    PartyQuery,
    name=names,
    aliases=st.lists(names, max_size=1).map(tuple),
    kind=st.sampled_from([PartyKind.UNKNOWN, PartyKind.ORGANIZATION, PartyKind.PERSON]),
    countries=countries,
)


def index_at(folder: Path) -> Path:
    """An index over `LISTINGS` on disk."""
    path = folder / "index"
    Index.build(LISTINGS).save(path)
    return path
