"""Product scope of the direct product rules, from the technology stated."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.determination.derive import direct_product
from licet.determination.transaction import parse

DAY = dt.date(2026, 3, 1)


def fact(name: str, made_with: str, eccn: str = "EAR99", day: dt.date = DAY) -> object:
    rows = ", ".join(f"{{{row}}}" for row in made_with.split("|")) if made_with else ""
    text = f"""
items:
- description: wafer
  eccn: {eccn}
  made_with: [{rows}]
parties: [{{role: end_user, name: Works}}]
"""
    found = direct_product.derive(parse(text), 0, day).get(f"made_with_{name}")
    return found.value if found is not None else None


@pytest.mark.parametrize(
    ("name", "made_with", "value"),
    [
        ("controlled_technology", "eccn: 3E001, origin: us", True),
        ("controlled_technology", "eccn: 3E001, origin: subject", True),
        ("controlled_technology", "eccn: 3E001, origin: subject, route: plant", False),
        ("controlled_technology", "eccn: 3E001, origin: us, route: plant", True),
        ("controlled_technology", "eccn: 3E001, origin: us, route: contained", False),
        ("controlled_technology", "eccn: 3E001, origin: foreign", False),
        ("controlled_technology", "eccn: EAR99, origin: us", False),
        ("controlled_technology", "eccn: 3E001", None),
        ("controlled_technology", "origin: us", None),
        ("controlled_technology", "eccn: EAR99", False),
        ("controlled_technology", "origin: us|eccn: 3E001, origin: us", True),
        ("electronics_technology", "eccn: 3E001, origin: us", True),
        ("electronics_technology", "eccn: 9E003, origin: us", False),
        ("electronics_technology", "eccn: 5E002, origin: us", False),
        ("encryption_technology", "eccn: 5E002, origin: us", True),
        ("4d090", "eccn: 4D090, origin: us", True),
        ("us_origin_technology", "eccn: 1E001, origin: us", True),
        ("us_origin_technology", "eccn: 1E001, origin: subject", False),
        ("us_category_3_to_9_technology", "eccn: 1E001, origin: us", False),
        ("us_category_3_to_9_technology", "eccn: 7E001, origin: us", True),
        ("9x515_technology", "eccn: 9D515, origin: us", True),
        ("9x515_technology", "eccn: 9D515, origin: us, route: plant", False),
        ("9x515_technology", "eccn: 9E515, origin: us, route: plant", True),
        ("600_series_technology", "eccn: 9D610, origin: us", True),
        ("600_series_technology", "eccn: 9D610, origin: us, route: plant", False),
        ("600_series_technology", "eccn: 9E610, origin: us, route: plant", True),
        ("600_series_technology", "eccn: 9E610, origin: subject", False),
        ("600_series_technology", "eccn: 9E003, origin: us", False),
    ],
)
def test_inputs(name: str, made_with: str, value: bool | None) -> None:
    assert fact(name, made_with) is value


def test_the_plant_limb_of_the_600_series_leaves_out_military_commodities() -> None:
    plant = "eccn: 9E610, origin: us, route: plant"
    assert fact("600_series_technology", plant, eccn="9A610.x") is True
    assert fact("600_series_technology", plant, eccn="0A919") is False


@pytest.mark.parametrize(
    ("eccn", "made_with", "value"),
    [
        ("3B001.c", "eccn: 3E992, origin: us", True),  # 734.9(k)(1)(i)
        ("3B001.c", "eccn: 3E001, origin: us", False),
        ("3B001.c", "eccn: 3E001, origin: us, route: plant", True),
        ("3B001.c", "eccn: 3E001, origin: us, route: contained", True),
        ("3B001.c", "eccn: 3E001, origin: subject, route: contained", False),
        ("3B993", "eccn: 3E992, origin: us", False),  # 734.9(e)(3)(i)(A)
        ("3B993", "eccn: 3E001, origin: subject", True),
        ("3B993", "eccn: 3E992, origin: us, route: plant", True),
        ("3B993", "eccn: 5E001, origin: us, route: plant", False),
        ("3B001", "eccn: 3E992, origin: us", None),  # which rule it falls under is not known
    ],
)
def test_chip_equipment(eccn: str, made_with: str, value: bool | None) -> None:
    assert fact("chip_equipment_technology", made_with, eccn=eccn) is value


def test_the_list_of_inputs_grew_in_december_2024() -> None:
    made_with = "eccn: 3E993, origin: us"
    assert fact("electronics_technology", made_with, day=dt.date(2024, 12, 1)) is False
    assert fact("electronics_technology", made_with, day=dt.date(2024, 12, 2)) is True


def test_nothing_stated_says_nothing() -> None:
    assert fact("controlled_technology", "") is None
