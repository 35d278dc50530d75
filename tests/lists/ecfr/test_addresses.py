"""Addresses are told apart and know the country they end in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.ecfr.addresses import parse_addresses, printed_country


@pytest.mark.parametrize(
    ("printed", "texts"),
    [
        (
            "1 A St., Kabul, Afghanistan; and 2 B St., Kabul, Afghanistan.",
            ["1 A St., Kabul, Afghanistan", "2 B St., Kabul, Afghanistan"],
        ),
        (
            "1 A St., Dubai, U.A.E.; and\nP.O. Box 2, Dubai, U.A.E.",
            ["1 A St., Dubai, U.A.E.", "P.O. Box 2, Dubai, U.A.E."],
        ),
        (
            "1 A St., Kabul, Afghanistan, and Dasht Qala, Afghanistan.",
            ["1 A St., Kabul, Afghanistan", "Dasht Qala, Afghanistan"],
        ),
        (
            "901 A St., Dubai, UAE and 402 B St., Dubai, UAE",
            ["901 A St., Dubai, UAE", "402 B St., Dubai, UAE"],
        ),
        (
            "1 A St., Xian, China.; and No. 2 B St., Xian, China",
            ["1 A St., Xian, China", "No. 2 B St., Xian, China"],
        ),
        (
            "1 A St., Xian, China; and; 2 B St., Xian, China",
            ["1 A St., Xian, China", "2 B St., Xian, China"],
        ),
        (
            "1 A St., Xian, China; andHouse 2, Xian, China",
            ["1 A St., Xian, China", "House 2, Xian, China"],
        ),
        (
            "1 A St., Dongguan, 523808, and No. 62, Tianjin, China",
            ["1 A St., Dongguan, 523808", "No. 62, Tianjin, China"],
        ),
        (
            "26/1 Garshina Street, Lyuberetsky\nRegion, Russia",
            ["26/1 Garshina Street, Lyuberetsky Region, Russia"],
        ),
        (
            "Address: 1 A St., Moscow, Russia\nAlt. Address: 2 B St., Moscow, Russia.",
            ["1 A St., Moscow, Russia", "2 B St., Moscow, Russia"],
        ),
        ("Addresses for Acme Co., Ltd.: 1 A St., Xian, China", ["1 A St., Xian, China"]),
        (
            "15/F, Hong Kong and Macau Building, 156 Connaught Road, Hong Kong",
            ["15/F, Hong Kong and Macau Building, 156 Connaught Road, Hong Kong"],
        ),
        (
            "Rooms 610 and 611, 6th Floor, Xian, China",
            ["Rooms 610 and 611, 6th Floor, Xian, China"],
        ),
        (
            "1 A St., Sharjah, U.A.E. (Behind the Showroom), and P.O. Box 2, Sharjah, U.A.E.",
            ["1 A St., Sharjah, U.A.E. (Behind the Showroom)", "P.O. Box 2, Sharjah, U.A.E."],
        ),
        ("1 A St., Xian, China; and 1 A St., Xian, China", ["1 A St., Xian, China"]),
    ],
)
def test_addresses_are_told_apart(printed: str, texts: list[str]) -> None:
    assert [address.text for address in parse_addresses(printed, None).addresses] == texts


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Kabul, Afghanistan", "af"),
        ("6600 21st Avenue, Laval, Quebec H7R3G8, Canada", "ca"),
        ("Tbilisi, Georgia, 0183", "ge"),
        ("Blk 109B Edgedale Plains, #14115, Singapore 822109", "sg"),
        ("Reyhanli/Hatay, Türkiye 31500", "tr"),
        ("Dubai, U.A.E. 254", "ae"),
        ("Findon Valley, Worthing, United Kingdom", "gb"),
        ("Kowloon, Hong Kong", "hk"),
        ("Kowloon, Hong Kong, China", "hk"),
        ("Zhuhai, P.R. China", "cn"),
        ("Yalta, Crimea 98310, Ukraine", "ua"),
        ("Tortola, British Virgin Islands", "vg"),
        ("202 Factory Baotou, Inner Mongolia", None),
        ("388 Cang Wu Road, Shanghai", None),
        ("6 Mitre Passage, SE 10 0ER", None),
        ("Building No", None),
        ("", None),
    ],
)
def test_the_country_an_address_ends_in(address: str, country: str | None) -> None:
    assert printed_country(address) == country


def test_an_address_without_country_is_of_the_heading() -> None:
    printed = "388 Cang Wu Road, Shanghai; and Flat 1, Kowloon, Hong Kong"
    countries = [address.country for address in parse_addresses(printed, "cn").addresses]
    assert countries == ["cn", "hk"]


def test_everywhere_is_no_address() -> None:
    found = parse_addresses("P.O. Box 1, Tehran, Iran; and all locations in Iran", "ir")
    assert [address.text for address in found.addresses] == ["P.O. Box 1, Tehran, Iran"]
    assert found.notes == ("all locations in Iran",)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for address in parse_addresses(text, "cn").addresses:
        assert address.text
