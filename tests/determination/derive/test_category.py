"""The Category follows from the ECCN's first digit."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.determination.derive.category import derive
from licet.determination.transaction import Item, Party, Transaction
from licet.terms.role import Role


@pytest.mark.parametrize(
    ("eccn", "within"),
    [("2B999", False), ("3A001.a", True), ("9A991", True), ("0A998", False), ("EAR99", False)],
)
def test_categories(eccn: str, within: bool) -> None:
    sale = Transaction(
        items=(Item(description="x", eccn=eccn),), parties=(Party(role=Role.END_USER, name="A"),)
    )
    assert derive(sale, 0, dt.date(2022, 3, 1))["category_3_to_9"].value is within


def test_without_an_eccn_nothing_follows() -> None:
    sale = Transaction(
        items=(Item(description="x"),), parties=(Party(role=Role.END_USER, name="A"),)
    )
    assert derive(sale, 0, dt.date(2022, 3, 1)) == {}
