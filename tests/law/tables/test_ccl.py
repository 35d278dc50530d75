"""The Control List as the package reads it."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law import ccl
from licet.law.load import load_ruleset
from licet.law.tables import Tables
from licet.law.values import Truth
from licet.terms.eccn import covers, is_eccn
from tools.tables import country_chart

TODAY = dt.date(2026, 11, 21)
COLUMNS = [column.lower() for column in country_chart.COLUMNS]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_ruleset().tables


def columns(code: str) -> tuple[set[str], set[str]]:
    """Chart columns or sections that surely reach a paragraph, and those to be asked about."""
    found = ccl.reasons(code)
    return (
        {c.column or c.section for c in found.sure},
        {c.column or c.section for c in found.open},
    )


@pytest.mark.parametrize(
    ("code", "sure", "asked"),
    [
        ("3A001.a.1.b", {"NS2", "AT1"}, set()),
        ("3A001.a.1.a", {"NS2", "AT1"}, {"MT1"}),
        ("3A001.b.2", {"NS2", "AT1"}, {"NS1", "RS1"}),
        ("3A001.z.1.a", {"NS2", "AT1", "742.6(a)(6)(iii)(A)"}, set()),
        ("3A090.c", {"742.6(a)(6)(i)(B)", "AT1"}, set()),
        ("3A090", {"AT1"}, {"742.6(a)(6)(iii)(A)", "742.6(a)(6)(iii)(B)", "742.6(a)(6)(i)(B)"}),
        ("3B001.a.1", {"NS2", "AT1"}, set()),
        ("3B001.c.1.a", {"742.4(a)(4)", "742.4(a)(5)", "742.6(a)(6)", "742.6(a)(10)", "AT1"},
         set()),
        ("0A606.y", {"742.6(a)(7)", "AT1"}, set()),
        ("0A606.a", {"NS1", "RS1", "AT1", "746.1(b)"}, set()),
        ("0A606", {"AT1"}, {"NS1", "NS2", "RS1", "RS2", "742.6(a)(7)", "746.1(b)"}),
        ("0A503", {"742.7(a)(5)", "746.1(b)"}, set()),
        ("0A983", {"742.11"}, set()),
        ("1B999", {"742.6(a)(5)", "742.6(a)(12)", "742.19"}, set()),
        ("5A992.c", {"AT1"}, set()),
        ("5A980", {"742.13"}, set()),
        ("9A515.x", {"NS2", "RS2", "AT1"}, set()),
        ("EAR99", set(), set()),
    ],
)  # fmt: skip
def test_reasons_by_paragraph(code: str, sure: set[str], asked: set[str]) -> None:
    assert columns(code) == (sure, asked)


def test_technology_asks_for_what_it_is() -> None:
    sure, asked = columns("3E001")
    assert sure == {"AT1"}
    assert {"NS1", "MT1", "NP1", "RS2"} <= asked
    related = {c.column: c.related for c in ccl.reasons("3E001").open if c.related}
    assert "3A225" in related["NP1"]
    assert "3C009" in related["RS2"]


def test_limits_of_lvs() -> None:
    assert [limit.dollars for limit in ccl.lvs_limit("3A001.c")] == [1500]
    (open_only,) = ccl.lvs_limit("3A001.b.2")
    assert open_only.dollars == 3000
    assert "civil telecommunications" in open_only.condition
    (under_mt,) = ccl.lvs_limit("3A001.a.2")
    assert (under_mt.dollars, under_mt.not_if) == (5000, ("MT", "NP"))
    assert ccl.lvs_limit("3A001.z.1.a") == ()
    assert ccl.lvs_limit("3A090.a") == ()
    assert ccl.lvs_limit("EAR99") == ()
    assert {limit.dollars for limit in ccl.lvs_limit("6A002.b")} == {3000}
    assert {limit.dollars for limit in ccl.lvs_limit("6A002.f")} == {500}
    assert [limit.dollars for limit in ccl.lvs_limit("3B001.a.1")] == [500]
    assert ccl.lvs_limit("3B001.a.4") == ()


@pytest.mark.parametrize(
    ("code", "day", "truth"),
    [
        ("3A090.a", "2022-10-20", Truth.NO),
        ("3A090.a", "2022-10-21", Truth.YES),
        ("4E091", "2025-01-12", Truth.NO),
        ("4E091", "2025-01-13", Truth.YES),
        ("3B903", "2024-09-05", Truth.NO),
        ("3B090", "2023-01-01", Truth.YES),
        ("3B090", "2026-07-01", Truth.NO),
        ("3A001", "2019-01-01", Truth.UNKNOWN),
        ("3A001", "2026-06-24", Truth.YES),
        ("3A998", "2019-01-01", Truth.UNKNOWN),
        ("3A998", "2026-07-01", Truth.NO),
        ("3A998", "2026-11-21", Truth.UNKNOWN),
        ("EAR99", "1990-01-01", Truth.YES),
    ],
)
def test_existence_is_never_denied_where_no_list_is_held(code: str, day: str, truth: Truth) -> None:
    found = ccl.existence(code, dt.date.fromisoformat(day))
    assert found.truth is truth
    assert found.why


def test_the_five_codes_that_readers_spoil_survive(tables: Tables) -> None:
    listed = set(tables.on(TODAY)["ccl_all"])
    assert {"5E002", "1E001", "4E091"} <= listed
    assert "no" in tables.on(TODAY)["chart_ns1"]
    assert "na" in tables.on(TODAY)["chart_ns2"]
    assert ccl.entry("5E002") is not None


def test_sets_say_what_the_entries_say(tables: Tables) -> None:
    """`in X and not in X_except` is exactly what surely holds, `_conditional` what is asked."""
    sets = tables.on(TODAY)
    for entry in ccl.entries():
        codes = {entry.eccn} | {p for c in entry.controls for p in (*c.applies, *c.excluded)}
        for code in codes:
            sure, asked = columns(code)
            for column in COLUMNS:
                name = column.upper()
                held = _within(sets[f"ccl_{column}"], code)
                but = _within(sets[f"ccl_{column}_except"], code)
                surely = min(held, ~but)
                maybe = max(surely, min(_within(sets[f"ccl_{column}_conditional"], code),
                                        Truth.UNKNOWN))  # fmt: skip
                assert (surely is Truth.YES) == (name in sure), (code, column)
                assert name not in asked or maybe is not Truth.NO, (code, column)
                if maybe is not Truth.NO and name not in sure | asked:
                    # only a condition's own exclusions may be asked about too much
                    excluded = {p for c in entry.controls if not c.exact for p in c.excluded}
                    assert code in excluded, (code, column)


def _within(members: tuple[str, ...], code: str) -> Truth:
    if any(covers(m, code) for m in members):
        return Truth.YES
    return Truth.UNKNOWN if any(covers(code, m) for m in members) else Truth.NO


def test_every_member_is_an_eccn_of_the_list(tables: Tables) -> None:
    listed = set(tables.ever("ccl_all"))
    for table in tables:
        if table.name.startswith("ccl_"):
            for code in tables.ever(table.name):
                assert is_eccn(code), (table.name, code)
                assert code.split(".")[0] in listed, (table.name, code)


def test_sta_exclusions(tables: Tables) -> None:
    sets = tables.on(TODAY)
    assert {"0A606", "1C001"} <= set(sets["ccl_sta_not_a6"])
    assert "1C001" not in sets["ccl_sta_not_a5"]
    assert {"0A501.a", "0A977"} <= set(sets["ccl_sta_not_a5"])
    assert "7E004.a.7" in sets["ccl_sta_not_a6_except"]
    # part of the line is outside the grammar, so all of 3A001 is asked about
    assert "3A001" in sets["ccl_sta_not_a5_conditional"]
