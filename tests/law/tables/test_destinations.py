"""What the chart and the groups say of single destinations, by date."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law.load import load_ruleset
from licet.law.tables import Tables
from licet.terms.country_table import TABLE

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_ruleset().tables


def chart(tables: Tables, code: str, day: dt.date = TODAY) -> set[str]:
    """Columns with an X for a destination."""
    columns = {name: codes for name, codes in tables.on(day).items() if name.startswith("chart_")}
    return {
        name.removeprefix("chart_")
        for name, codes in columns.items()
        if code in codes and "footnote" not in name
    }


def groups(tables: Tables, code: str, day: dt.date = TODAY) -> set[str]:
    sets = tables.on(day)
    return {
        name.removeprefix("group_")
        for name, codes in sets.items()
        if name.startswith("group_") and code in codes
    }


def test_the_worked_example_of_738_4_b(tables: Tables) -> None:
    needed = {"ns2", "at1"} & chart(tables, "td")
    assert needed == {"ns2"}
    assert "b" in groups(tables, "td")


def test_chart_rows(tables: Tables) -> None:
    assert chart(tables, "gb") == chart(tables, "au") == {"cb1"}
    assert chart(tables, "ca") == {"cb1", "fc1"}
    assert chart(tables, "de") == {"cb1", "ns1", "mt1", "rs1"}
    assert chart(tables, "cu") == {"pointer"}
    assert "gb" in tables.on(TODAY)["chart_footnote_10"]


def test_a_dependency_follows_its_parent(tables: Tables) -> None:
    assert chart(tables, "ky") == chart(tables, "gb")
    assert groups(tables, "ky") == groups(tables, "gb")
    assert chart(tables, "li") == chart(tables, "ch")
    assert groups(tables, "li") == groups(tables, "ch")


def test_hong_kong_follows_china_from_the_day_it_lost_its_row(tables: Tables) -> None:
    before, after = dt.date(2020, 12, 22), dt.date(2020, 12, 23)
    assert chart(tables, "hk", before) == {"no_row"}
    assert groups(tables, "hk", before) == {"a6", "b"}
    assert chart(tables, "hk", after) == chart(tables, "cn", after)
    assert groups(tables, "hk", after) == groups(tables, "cn", after)


def test_macau_is_not_in_d5_but_in_the_set_that_names_it(tables: Tables) -> None:
    assert "d5" not in groups(tables, "mo")
    assert {"mo", "cn", "hk"} <= set(tables.on(TODAY)["macau_or_d5"])


@pytest.mark.parametrize(
    ("code", "day", "gained", "lost"),
    [
        ("in", dt.date(2018, 8, 3), {"a1", "a5"}, {"a6"}),
        ("ve", dt.date(2019, 5, 24), {"d1", "d2", "d3", "d4"}, {"b"}),
        ("ru", dt.date(2020, 2, 24), {"d2", "d4"}, {"a2", "a4"}),
        ("ye", dt.date(2020, 2, 24), {"d1"}, {"b"}),
        ("ua", dt.date(2020, 12, 28), {"b"}, {"d1"}),
        ("mx", dt.date(2020, 12, 28), {"a6"}, set()),
        ("sd", dt.date(2021, 1, 19), {"b"}, {"e1"}),
        ("mm", dt.date(2021, 3, 8), {"d1"}, {"b"}),
        ("kh", dt.date(2021, 12, 9), {"d5"}, set()),
        ("kh", dt.date(2026, 2, 4), set(), {"d5"}),
        ("by", dt.date(2022, 3, 8), set(), {"a4"}),
        ("ni", dt.date(2024, 3, 15), {"d1", "d5"}, {"b"}),
        ("ae", dt.date(2026, 7, 23), {"a5"}, {"d3", "d4"}),
    ],
)
def test_groups_change_on_the_day(
    tables: Tables, code: str, day: dt.date, gained: set[str], lost: set[str]
) -> None:
    before = groups(tables, code, day - dt.timedelta(days=1))
    after = groups(tables, code, day)
    assert (after - before, before - after) == (gained, lost)


def test_every_destination_has_a_row_a_pointer_or_is_known_to_have_none(tables: Tables) -> None:
    for day in (dt.date(2018, 1, 1), dt.date(2020, 12, 23), TODAY):
        sets = tables.on(day)
        for line in TABLE.strip().splitlines():
            code = line[:2]
            assert chart(tables, code, day) or code in sets["united_states"], (code, day)


def test_only_the_text_that_is_held_counts_as_verified(tables: Tables) -> None:
    for table in tables:
        if table.name.startswith(("chart_", "group_")):
            *earlier, last = table.versions
            assert last.verified
            assert last.start == dt.date(2026, 7, 23)
            assert all(not v.verified and "2026-07-23" in v.note for v in earlier)
