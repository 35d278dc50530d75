"""The LVS limit counts per order and entry, and what is not known is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.determination.derive import departure, order_value
from licet.determination.transaction import Item, Party, Transaction
from licet.terms.role import Role

DAY = dt.date(2026, 7, 23)
CODE = "3A001.a.2"  # limit 5000 USD
LIMIT = 5000


def _order(*lines: tuple[str | None, str | None]) -> Transaction:
    return Transaction(
        items=tuple(Item("a part", eccn=eccn, value=value) for eccn, value in lines),
        parties=(Party(Role.ULTIMATE_CONSIGNEE, "Buyer"),),
    )


def _within(order: Transaction, item: int = 0) -> object:
    found = order_value.derive(order, item, DAY).get("within_lvs_limit")
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("lines", "within"),
    [
        ([(CODE, "5000 USD")], True),
        ([(CODE, "5,000.00 USD")], True),
        ([(CODE, "5000.01 USD")], False),
        ([(CODE, "2000 USD"), ("3A001.a.10", "3500 USD")], False),
        ([(CODE, "2000 USD"), ("3A002.a", "90000 USD")], True),
        ([(CODE, "2000 USD"), ("EAR99", "90000 EUR")], True),
        ([(CODE, "2000 EUR")], None),
        ([(CODE, None)], None),
        ([(CODE, "2000 USD"), (CODE, None)], None),
        ([(CODE, "2000 USD"), (None, "10 USD")], None),
        ([(CODE, "6000 USD"), (CODE, None)], False),
        ([("EAR99", "10 USD")], None),
        ([("3A611.c", "1 USD")], None),
    ],
)
def test_the_whole_order_under_the_entry_counts(
    lines: list[tuple[str | None, str | None]], within: bool | None
) -> None:
    assert _within(_order(*lines)) is within


@given(st.lists(st.integers(min_value=1, max_value=LIMIT * 2), min_size=1, max_size=6))
def test_splitting_a_line_changes_nothing(parts: list[int]) -> None:
    split = _order(*((CODE, f"{part} USD") for part in parts))
    whole = _order((CODE, f"{sum(parts)} USD"))
    assert {_within(split, i) for i in range(len(parts))} == {_within(whole)}
    assert _within(whole) is (sum(parts) <= LIMIT)


def test_the_sum_and_the_limit_are_told() -> None:
    facts = order_value.derive(_order((CODE, "1000 USD"), (CODE, "500 USD")), 0, DAY)
    assert facts["within_lvs_limit"].source == "1,500 USD in 2 line(s) under 3A001; limit 5,000 USD"


def test_the_country_of_departure_is_a_fact() -> None:
    order = _order((CODE, None))
    assert departure.derive(order, 0, DAY) == {}
    sent = Transaction(order.items, order.parties, ships_from="hk")
    assert departure.derive(sent, 0, DAY)["exported_from"].value == "hk"
