"""The de minimis calculator: what counts, and that what is unknown is never taken for nothing."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.determination.derive import de_minimis
from licet.determination.derive.us_content import would_need_license
from licet.determination.transaction import parse
from licet.law.values import Between, Given, Truth
from licet.terms.errors import BadInput

DAY = dt.date(2026, 3, 1)


def facts(
    parts: str, *, to: str = "CN", worth: str = "1000 USD", eccn: str = "EAR99"
) -> dict[str, Given]:
    lines = "\n".join(f"  - {{description: part, {part}}}" for part in parts.split("|"))
    text = f"""
items:
- description: machine
  eccn: {eccn}
  origin: DE
  fair_market_value: {worth}
  bill_of_materials:
{lines}
destination: {to}
parties: [{{role: end_user, name: Works}}]
"""
    return de_minimis.derive(parse(text), 0, DAY)


def percent(parts: str, *, to: str = "CN", worth: str = "1000 USD", eccn: str = "EAR99") -> object:
    return facts(parts, to=to, worth=worth, eccn=eccn)["us_content_percent"].value


@pytest.mark.parametrize(
    ("parts", "to", "share"),
    [
        ("eccn: 3A001.a.7, origin: US, value: 250 USD", "CN", 25.0),
        ("eccn: 3A001.a.7, origin: US, value: 125 USD, quantity: 2", "CN", 25.0),
        ("eccn: 3A001.a.7, origin: US, value: 250 USD", "DE", 0.0),  # no mark in the chart
        ("eccn: 3A001.a.7, origin: JP, value: 250 USD", "CN", 0.0),
        ("eccn: EAR99, origin: US, value: 80 USD", "CN", 0.0),
        ("eccn: EAR99, origin: US, value: 80 USD", "CU", 8.0),
        ("eccn: 3A991, origin: US, value: 80 USD", "IR", 8.0),
        ("eccn: EAR99, origin: US, value: 80 USD, controlled: yes", "CN", 8.0),
        ("eccn: 3A001.a.7, origin: US, value: 80 USD, controlled: no", "CN", 0.0),
        ("eccn: 5A002.a.1, origin: US, value: 90 USD", "CA", 0.0),
        (
            "eccn: 5D002.c.1, origin: US, value: 90 USD, kind: commodity, enc: public_source",
            "CN",
            0.0,
        ),
    ],
)
def test_share(parts: str, to: str, share: float) -> None:
    assert percent(parts, to=to) == share


@pytest.mark.parametrize(
    ("parts", "bounds"),
    [
        ("eccn: 3A001.a.7, origin: US, value: 80..120 USD", Between(8.0, 12.0)),
        ("eccn: 3A001.a.7, origin: unknown, value: 80 USD", Between(0.0, 8.0)),
        ("origin: US, value: 80 USD", Between(0.0, 8.0)),
        ("eccn: 3A001.a.7, origin: US", Between(0.0, 100.0)),
        ("value: 80 USD|eccn: 3A001.a.7, origin: US, value: 100 USD", Between(10.0, 18.0)),
    ],
)
def test_what_is_not_known_of_a_part_widens_the_bounds(parts: str, bounds: Between) -> None:
    assert percent(parts) == bounds


def test_a_price_in_bounds_bounds_the_share() -> None:
    part = "eccn: 3A001.a.7, origin: US, value: 100 USD"
    assert percent(part, worth="400..1000 USD") == Between(10.0, 25.0)


@given(
    least=st.integers(0, 500),
    spread=st.integers(0, 400),
    known=st.booleans(),
    worth=st.integers(1000, 5000),
)
def test_bounds_hold_every_completion(least: int, spread: int, known: bool, worth: int) -> None:
    origin = "US" if known else "unknown"
    part = f"eccn: 3A001.a.7, origin: {origin}, value: {least}..{least + spread} USD"
    found = percent(part, worth=f"{worth} USD")
    low, high = (found.low, found.high) if isinstance(found, Between) else (found, found)
    for value in (least, least + spread):
        assert isinstance(low, float)
        assert isinstance(high, float)
        share = Fraction(value * 100, worth)
        assert float(low) <= share + Fraction(1, 10**9)
        assert share <= Fraction(high) + Fraction(1, 10**9)
        if value == least + spread:
            assert (high > 25) == (share > 25)
            assert (high > 10) == (share > 10)


def test_a_share_just_above_a_level_is_above_it_however_little() -> None:
    part = "eccn: 3A001.a.7, origin: US, value: 0.0001 USD|" + (
        "eccn: 3A001.a.7, origin: US, value: 250000000000000 USD"
    )
    share = percent(part, worth="999999999999999.9999 USD")
    assert isinstance(share, float)
    assert share > 25


def test_kinds_do_not_mix() -> None:
    technology = "eccn: 3E001, origin: US, value: 100 USD, controlled: yes"
    chip = "eccn: 3A001.a.7, origin: US, value: 100 USD"
    assert percent(f"{technology}|{chip}", eccn="3A992") == 10.0
    assert percent(f"{technology}|{chip}", eccn="3E991") == 10.0
    assert percent(chip, eccn="3E991") == 0.0


def test_bundled_software_beyond_anti_terrorism_is_an_item_of_its_own() -> None:
    found = facts("eccn: 3D001, origin: US, value: 300 USD", eccn="3A992")
    assert found["us_content_percent"].value == 0.0
    assert found["bundled_us_software"].value is True
    plain = facts("eccn: EAR99, kind: software, origin: US, value: 80 USD", to="CU", eccn="3A992")
    assert plain["us_content_percent"].value == 8.0
    assert plain["bundled_us_software"].value is False


@pytest.mark.parametrize(
    ("parts", "fact", "value"),
    [
        ("eccn: 9A610.x, origin: US, value: 1 USD", "us_munitions_content", "a_to_x"),
        ("eccn: 9A610.y, origin: US, value: 1 USD", "us_munitions_content", "y_only"),
        ("eccn: 9A515.d, origin: US, value: 1 USD", "us_munitions_content", "a_to_x"),
        ("eccn: 9A610, origin: US, value: 1 USD", "us_munitions_content", None),
        ("eccn: EAR99, origin: US, value: 1 USD", "us_munitions_content", "none"),
        ("origin: US, value: 1 USD", "us_munitions_content", None),
        ("eccn: 5A002.a, origin: US, value: 1 USD", "us_encryption_content", None),
        ("eccn: 5A002.a, origin: US, value: 1 USD, enc: b1", "us_encryption_content", "eligible"),
        ("eccn: 5A002.a, origin: US, value: 1 USD, enc: b2", "us_encryption_content", "not_to_e"),
        (
            "eccn: 5A002.a, origin: US, value: 1 USD, enc: none",
            "us_encryption_content",
            "ineligible",
        ),
        ("eccn: 5A992.c, origin: US, value: 1 USD", "us_encryption_content", "none"),
        ("eccn: 3A991, origin: US, value: 1 USD", "contains_us_ic", None),
        ("eccn: EAR99, origin: US, value: 1 USD", "contains_us_ic", False),
        ("eccn: 3A991, origin: JP, value: 1 USD", "contains_us_ic", False),
    ],
)
def test_facts_beside_the_share(parts: str, fact: str, value: object) -> None:
    found = facts(parts).get(fact)
    assert (found.value if found is not None else None) == value


def test_the_arithmetic_is_told() -> None:
    told = facts("eccn: 3A001.a.7, origin: US, value: 150 USD, quantity: 2", worth="2000 USD")
    words = told["us_content_percent"].source
    for expected in ("2 x part (3A001.a.7) 300", "738.4(a)(2)(ii)", "2,000", "15 percent"):
        assert expected in words


@pytest.mark.parametrize(
    ("parts", "worth", "words"),
    [
        ("eccn: 3A001.a.7, origin: US, value: 10 EUR", "1000 USD", "EUR, the item in USD"),
        ("eccn: 3A001.a.7, origin: US, value: 1001 USD", "1000 USD", "exceed the item's"),
        ("eccn: 3A001.a.7, origin: US, value: 1 USD", "0 USD", "above zero"),
        ("eccn: 3A001.a.7, origin: US, value: 1 USD", "cheap", "no price"),
    ],
)
def test_refused(parts: str, worth: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        facts(parts, worth=worth)


def test_a_bill_without_the_items_price_is_refused() -> None:
    text = """
items:
- description: machine
  bill_of_materials: [{description: chip}]
destination: CN
parties: [{role: end_user, name: Works}]
"""
    with pytest.raises(BadInput, match="needs the item's price"):
        de_minimis.derive(parse(text), 0, DAY)


def test_part_744_and_short_supply_do_not_make_content_controlled() -> None:
    assert would_need_license("EAR99", "cn", DAY)[0] is Truth.NO
    assert would_need_license("1C980", "de", DAY)[0] is Truth.NO
    assert would_need_license("EAR99", "ir", DAY)[0] is Truth.UNKNOWN


def test_the_guide_prints_what_is_computed() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "guide" / "de-minimis.md").read_text("utf-8")
    example, printed = (
        block.split("```")[0] for block in re.split("```(?:yaml|text)\n", guide)[1:]
    )
    found = de_minimis.derive(parse(example), 0, DAY)["us_content_percent"]
    assert found.value == 15.0
    assert found.source in " ".join(printed.split())
