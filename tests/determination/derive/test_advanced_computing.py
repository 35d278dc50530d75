"""3A090 from a chip's figures: chips by name, every threshold on both sides, and three vintages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.determination.derive import DERIVERS, advanced_computing
from licet.determination.derive.advanced_computing import Chip, Paragraphs, paragraphs, performance
from licet.determination.transaction import parse
from licet.law.values import Between, Truth
from licet.terms.errors import BadInput

FIRST, SECOND = dt.date(2022, 11, 1), dt.date(2023, 11, 17)
NOW = dt.date(2026, 3, 1)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def derive(eccn: str, facts: str, day: dt.date) -> dict[str, object]:
    text = f"items:\n- description: a chip\n  eccn: {eccn}\n  facts: {{{facts}}}\n"
    transaction = parse(text + "parties:\n- {role: end_user, name: A}\n")
    return {k: v.value for k, v in advanced_computing.derive(transaction, 0, day).items()}


# Published figures: dense rates by bit length, area of logic dies, what the paragraph is.
CHIPS = [
    ("H100 and H200", "dense_tops_8_bit: 1979, dense_tops_16_bit: 989.4", 814, 15832, "3A090.a"),
    ("A100 and A800", "dense_tops_8_bit: 624, dense_tops_16_bit: 312", 826, 4992, "3A090.a"),
    ("RTX 4090", "dense_tops_8_bit: 660.6", 608.5, 5284.8, "3A090.a"),
    ("L40S", "dense_tops_8_bit: 733", 608.5, 5864, "3A090.a"),
    ("MI300X", "dense_tops_8_bit: 2614.9", 1017, 20919.2, "3A090.a"),
    ("L4", "dense_tops_8_bit: 242.5", 294.5, 1940, "3A090.a"),
]


@pytest.mark.parametrize(("chip", "rates", "area", "tpp", "eccn"), CHIPS, ids=lambda v: str(v))
def test_chips_by_name(chip: str, rates: str, area: float, tpp: float, eccn: str) -> None:
    found = derive("3A090", f"{rates}, logic_die_area: {area}, datacenter_chip: yes", SECOND)
    assert found["tpp"] == pytest.approx(tpp, rel=1e-3)
    assert found["performance_density"] == pytest.approx(tpp / area, rel=1e-3)
    assert found["eccn"] == eccn


def test_an_h20_meets_no_paragraph() -> None:
    h20 = Chip(tpp=2368, density=2368 / 814, datacenter=True)
    assert paragraphs(h20, SECOND) == Paragraphs(NO, NO, NO)
    assert derive("3A991", "dense_tops_8_bit: 296, logic_die_area: 814", NOW)["tpp"] == 2368


def test_an_a800_is_free_under_the_interconnect_test_and_controlled_a_year_later() -> None:
    a800 = Chip(tpp=4992, density=6.04, datacenter=True, io_bandwidth=400)
    assert paragraphs(a800, FIRST) == Paragraphs(NO, NO, NO)
    assert paragraphs(a800, dt.date(2023, 11, 16)).a is NO
    assert paragraphs(a800, SECOND).a is YES
    a100 = Chip(tpp=4992, io_bandwidth=600)
    assert paragraphs(a100, dt.date(2022, 10, 20)).a is NO
    assert paragraphs(a100, dt.date(2022, 10, 21)).a is YES


@pytest.mark.parametrize(
    ("tpp", "density", "a", "b"),
    [
        (4800, 0.5, YES, NO),
        (4799, 0.5, NO, NO),
        (4799, 1.6, NO, YES),
        (4799, 1.59, NO, NO),
        (2400, 1.6, NO, YES),
        (2399, 1.6, NO, NO),
        (2399, 3.2, NO, YES),
        (2399, 3.19, NO, NO),
        (1600, 5.92, YES, NO),
        (1600, 5.91, NO, YES),
        (1599, 5.92, NO, NO),
        (1599, 9.0, NO, NO),
    ],
)
def test_thresholds(tpp: float, density: float, a: Truth, b: Truth) -> None:
    found = paragraphs(Chip(tpp=tpp, density=density, datacenter=True), SECOND)
    assert (found.a, found.b) == (a, b)


def test_note_2_leaves_out_what_is_not_for_datacenters_and_below_4800() -> None:
    assert paragraphs(Chip(4799, 6.0, datacenter=False), SECOND).a is NO
    assert paragraphs(Chip(4800, 6.0, datacenter=False), SECOND).a is YES
    assert paragraphs(Chip(4799, 6.0), SECOND).a is UNKNOWN


def test_bounds_are_enough_where_no_threshold_lies_within() -> None:
    assert paragraphs(Chip(tpp=Between(5000, 9000)), SECOND).a is YES
    assert paragraphs(Chip(tpp=Between(4000, 9000), datacenter=True), SECOND).a is UNKNOWN
    assert paragraphs(Chip(tpp=Between(100, 1500), datacenter=True), SECOND) == Paragraphs(
        NO, NO, NO
    )


@pytest.mark.parametrize(
    ("day", "density", "expected"),
    [
        (dt.date(2024, 12, 1), 2.1, NO),
        (dt.date(2024, 12, 2), 2.1, YES),
        (dt.date(2024, 12, 2), 2.0, NO),
    ],
)
def test_high_bandwidth_memory(day: dt.date, density: float, expected: Truth) -> None:
    assert paragraphs(Chip(memory_density=density), day).c is expected


def test_a_memory_stack_is_classified() -> None:
    found = derive("3A090", "memory_bandwidth: 819, memory_package_area: 110", NOW)
    assert found == {"eccn": "3A090.c"}


def test_a_computer_takes_the_paragraph_of_its_chip() -> None:
    assert derive("4A090", "tpp: 15832, datacenter_chip: yes", NOW)["eccn"] == "4A090.a"
    lesser = "tpp: 2500, performance_density: 2, datacenter_chip: yes"
    assert derive("4A090", lesser, dt.date(2024, 4, 4))["eccn"] == "4A090.b"


@pytest.mark.parametrize(
    ("eccn", "facts", "words"),
    [
        ("3A991.p", "tpp: 15832", "specified in 3A090.a"),
        ("EAR99", "tpp: 4800", "specified in 3A090.a"),
        ("5A992.c", "tpp: 4800", "specified in 3A090.a"),
        ("3A090.b", "tpp: 4800", "not specified in 3A090.b"),
        ("3A090", "tpp: 100", "not specified in 3A090"),
        ("3A090", "tpp: 4800, dense_tops_8_bit: 100", "the other figures give 800"),
        ("3A090", "tpp: 4800, logic_die_area: 800, performance_density: 9", "figures give 6"),
        ("3A090", "tpp: -1", "below zero"),
        ("3A090", "tpp: many", "no answer to `tpp`"),
        ("3A090", "datacenter_chip: perhaps", "no answer to `datacenter_chip`"),
    ],
)
def test_what_cannot_be_true_is_refused(eccn: str, facts: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        derive(eccn, facts, NOW)
    assert words in str(caught.value)
    assert caught.value.where.startswith("items[0].")
    assert caught.value.remedy


@pytest.mark.parametrize("eccn", ["3A001", "5A002.z.1.a", "3E001", "3A991.p"])
def test_an_entry_that_may_hold_the_chip_is_left_alone(eccn: str) -> None:
    figures = "tpp: 1000" if eccn == "3A991.p" else "tpp: 15832"
    assert "eccn" not in derive(eccn, figures, NOW)


def test_without_a_non_planar_die_no_density_is_met() -> None:
    assert derive("3A991.p", "tpp: 2000, logic_die_area: 0", NOW)["performance_density"] == 0


def test_the_datacenter_clause_of_744_23() -> None:
    assert derive("3A090", "tpp: 4800, datacenter_chip: yes", NOW)["datacenter_3a090_a"] is True
    assert derive("3A090", "tpp: 4800, datacenter_chip: no", NOW)["datacenter_3a090_a"] is False
    assert "datacenter_3a090_a" not in derive("3A090", "tpp: 4800", NOW)


rates = st.dictionaries(
    st.sampled_from(advanced_computing.BIT_LENGTHS), st.floats(0, 1e5), min_size=1
)


@given(rates, st.floats(1, 3))
def test_faster_is_never_less(rates: dict[int, float], factor: float) -> None:
    one, two = performance(rates), performance({b: r * factor for b, r in rates.items()})
    assert isinstance(one, float)
    assert isinstance(two, float)
    assert two >= one
    chip = Chip(one, one / 800, datacenter=True)
    faster = Chip(two, two / 800, datacenter=True)
    if paragraphs(chip, NOW).a is YES:
        assert paragraphs(faster, NOW).a is YES


@given(st.floats(0, 1e5), st.floats(0, 100))
def test_no_chip_is_in_two_paragraphs(tpp: float, density: float) -> None:
    found = paragraphs(Chip(tpp, density, datacenter=True), NOW)
    assert not (found.a is YES and found.b is YES)
    assert UNKNOWN not in (found.a, found.b)


def test_every_deriver_leaves_an_item_without_eccn_alone() -> None:
    transaction = parse("items:\n- {description: x}\nparties:\n- {role: end_user, name: A}\n")
    for derive_facts in DERIVERS:
        assert derive_facts(transaction, 0, NOW) == {}
