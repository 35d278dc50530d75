"""A party is found by the address it uses, when the list names the address and no party."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.model import Address, Listing, PartyKind
from licet.screening.addresses import AddressFinder
from licet.screening.model import PartyQuery

LISTED = Listing(
    id="a",
    list="us-bis-el",
    source="us-bis-el",
    names=(),
    kind=PartyKind.ADDRESS,
    addresses=(
        Address("Room 1204, Jade Court Centre, 8-12 Wo Fung Street, Mong Kok, Hong Kong", "hk"),
    ),
)
FINDER = AddressFinder([LISTED])


def score(address: str) -> float:
    hits = FINDER.screen(PartyQuery(name="Anyone", addresses=(address,)))
    return hits[0].score if hits else 0.0


@pytest.mark.parametrize(
    "address",
    [
        "Room 1204, Jade Court Centre, 8-12 Wo Fung Street, Mong Kok, Hong Kong",
        "Rm. 1204 Jade Court Center, 8-12 Wofung St, Mong Kok, Kowloon, Hong Kong",
        "1204 JADE COURT CENTRE, 8-12 WO FUNG ST., HONG KONG",
    ],
)
def test_the_listed_address_is_found_however_it_is_written(address: str) -> None:
    assert score(address) >= 0.9


def test_another_room_of_the_building_is_a_question() -> None:
    assert 0.75 <= score("Room 903, Jade Court Centre, 8-12 Wo Fung Street, Hong Kong") < 0.9


@pytest.mark.parametrize(
    "address",
    ["Room 1204, Harbour Tower, 8-12 King Street, Hong Kong", "8-12", "", "Bantian, Shenzhen"],
)
def test_other_places_are_not(address: str) -> None:
    assert score(address) == 0.0


@given(st.text(max_size=200))
def test_any_text_is_compared(address: str) -> None:
    assert 0.0 <= score(address) <= 1.0
