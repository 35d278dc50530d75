"""An ECCN's existence, and what its lines say of its reasons for control."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.determination.derive import existence, reasons_for_control
from licet.determination.derive.reasons_for_control import condition
from licet.determination.transaction import Transaction, parse
from licet.law.load import load_ruleset
from licet.terms.errors import BadInput
from tests.determination.conftest import Check

NOW = dt.date(2026, 7, 1)


def item(eccn: str, facts: str = "") -> Transaction:
    text = f"items:\n- description: x\n  eccn: {eccn}\n  facts: {{{facts}}}\n"
    return parse(text + "parties:\n- {role: end_user, name: A}\n")


def controls(eccn: str, facts: str = "") -> dict[str, object]:
    found = reasons_for_control.derive(item(eccn, facts), 0, NOW)
    return {name: given.value for name, given in found.items()}


@pytest.mark.parametrize(
    ("eccn", "day"),
    [
        ("3A090", "2022-10-20"),
        ("2B910", "2024-09-05"),
        ("4E091", "2025-01-12"),
        ("9A123", "2026-07-01"),
    ],
)
def test_an_eccn_before_its_first_day_is_refused(eccn: str, day: str) -> None:
    with pytest.raises(BadInput) as caught:
        existence.derive(item(f"{eccn}.a"), 0, dt.date.fromisoformat(day))
    assert f"no ECCN {eccn} on {day}" in str(caught.value)
    assert caught.value.where == "items[0].eccn"


@pytest.mark.parametrize(
    ("eccn", "day"),
    [
        ("3A090", "2022-10-21"),
        ("3A001", "2019-01-01"),
        ("9A123", "2019-01-01"),
        ("EAR99", "2019-01-01"),
    ],
)
def test_what_may_have_existed_is_not_refused(eccn: str, day: str) -> None:
    assert existence.derive(item(eccn), 0, dt.date.fromisoformat(day)) == {}


def test_technology_follows_the_item_it_is_for() -> None:
    assert controls("3E001") == {}
    for_chips = controls("3E001", "related_item: 3A090.a")
    assert for_chips["controlled_ac_a"] is True
    assert for_chips["controlled_ac_b"] is False
    assert for_chips["controlled_np1"] is False
    assert controls("1E001", "related_item: 1A004.d")["controlled_ns2"] is True
    assert controls("1E001", "related_item: 1B001.d.4")["controlled_ns1"] is True
    assert controls("3E201", "related_item: 3A201.a")["controlled_np1"] is True


def test_a_related_item_that_is_itself_open_stays_open() -> None:
    """1E001 is MT-controlled for 1B001 where 1B001 is, and that hangs on a condition."""
    assert "controlled_mt1" not in controls("1E001", "related_item: 1B001")


def test_encryption_follows_its_commodity() -> None:
    assert controls("5D002.c.1", "related_item: 5A002.a")["controlled_ei"] is True
    assert controls("5D002.c.1", "related_item: 5A992.c")["controlled_ei"] is False


def test_a_related_item_that_is_no_eccn_is_refused() -> None:
    with pytest.raises(BadInput, match="shape of an ECCN"):
        controls("3E001", "related_item: chips")


def test_a_condition_is_given_in_its_words() -> None:
    assert "18 inches" in condition("0A502", "controlled_ns1")
    assert "controlled for NP" in condition("3E001", "controlled_np1")
    assert condition("1A006", "controlled_ns2") == ""
    assert condition(None, "controlled_ns1") == ""


def test_every_fact_that_is_derived_is_declared() -> None:
    declared = {fact.name for fact in load_ruleset().facts}
    for eccn in ("3E001", "0A502", "5D002.c.1", "5D001", "4E001", "3D001"):
        assert set(controls(eccn, "related_item: 3A090.a")) <= declared


def test_the_question_shows_the_words_of_the_entry(check: Check) -> None:
    answer = check(
        "items: [{description: a shotgun, eccn: 0A502, origin: US}]\n"
        "parties: [{role: ultimate_consignee, name: Quiet Harbour Hunting Club, country: JP}]\n"
        "destination: JP\nend_use: hunting\nas_of: 2026-07-01\n"
    )
    questions = {ask.fact: ask.question for ask in answer.asks}
    assert "Its entry reads: shotguns with a barrel length" in questions["controlled_ns1"]
