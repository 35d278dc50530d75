"""Federal Register histories: every printing in the lists, and nothing dropped in silence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.ecfr.effective import effective_dates, effective_from, parse_table
from licet.lists.ecfr.history import parse_history, worded_day
from licet.terms.citation import Notice
from licet.terms.errors import BadInput

DAYS = st.dates(dt.date(1998, 1, 1), dt.date(2035, 12, 31))


def notice(cite: str, day: str) -> Notice:
    return Notice(dt.date.fromisoformat(day), cite)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("84 FR 22963, 5/21/19.", [("84 FR 22963", "2019-05-21")]),
        ("88 FR 38741, 06/14/23.", [("88 FR 38741", "2023-06-14")]),
        ("85 FR 83420, 12/22/2020.", [("85 FR 83420", "2020-12-22")]),
        ("77 FR 23116\n4/18/12.", [("77 FR 23116", "2012-04-18")]),
        ("86 FR 67319. 11/26/21.", [("86 FR 67319", "2021-11-26")]),
        ("88 FR FR 12158, 2/27/23.", [("88 FR 12158", "2023-02-27")]),
        ("81 FR 61601 preview citation details, 9/7/16.", [("81 FR 61601", "2016-09-07")]),
        ("85 FR 64017, October 9, 2020.", [("85 FR 64017", "2020-10-09")]),
        (
            "63 FR 64322, 11/19/98\n65 FR 14444, 3/17/00",
            [("63 FR 64322", "1998-11-19"), ("65 FR 14444", "2000-03-17")],
        ),
        (
            "77 FR 61249, 10/9/12, 78 FR 75463, 12/12/13.",
            [("77 FR 61249", "2012-10-09"), ("78 FR 75463", "2013-12-12")],
        ),
        (
            "88 FR 17708, March 24, 2023.; 89 FR 55038, July 3, 2024.",
            [("88 FR 17708", "2023-03-24"), ("89 FR 55038", "2024-07-03")],
        ),
        ("", []),
    ],
)
def test_printings_of_the_lists(text: str, expected: list[tuple[str, str]]) -> None:
    history = parse_history(text)
    assert list(history.notices) == [notice(cite, day) for cite, day in expected]
    assert history.faults == ()


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("84 FR 22963, 5/41/19.", "bad-date", 0),
        ("84 FR 22963.", "bad-date", 0),
        ("85 FR 64017, Octember 9, 2020.", "bad-date", 0),
        ("83 FR 61541, 11/13/19.", "cite-disagrees", 1),
        ("84 FR 22963, 5/21/19. See the docket.", "history-text", 1),
        ("to be published", "history-text", 0),
    ],
)
def test_what_cannot_be_read_is_reported(text: str, kind: str, kept: int) -> None:
    history = parse_history(text)
    assert [fault.kind for fault in history.faults] == [kind]
    assert len(history.notices) == kept


@given(
    st.lists(st.tuples(st.integers(1, 99999), DAYS), max_size=8),
    st.sampled_from([". ", ", ", "\n", ".\n"]),
)
def test_what_is_printed_is_read_back(cites: list[tuple[int, dt.date]], separator: str) -> None:
    notices = tuple(Notice(day, f"{day.year - 1935} FR {page}") for page, day in cites)
    printed = separator.join(
        f"{n.cite}, {n.published.month}/{n.published.day}/{n.published:%y}" for n in notices
    )
    assert parse_history(printed).notices == notices


@given(st.text())
def test_any_text_gives_notices_or_faults(text: str) -> None:
    history = parse_history(text)
    letters = any(character.isalnum() for character in text)
    assert history.notices or history.faults or not letters


@pytest.mark.parametrize(
    ("text", "day"),
    [("Nov. 12, 2025", "2025-11-12"), ("September 30, 2025", "2025-09-30")],
)
def test_worded_days(text: str, day: str) -> None:
    assert worded_day(text) == dt.date.fromisoformat(day)


def test_an_impossible_worded_day_is_none() -> None:
    assert worded_day("Feb. 30, 2025") is None
    assert worded_day("soon") is None


@pytest.mark.parametrize(
    ("cite", "published", "effective"),
    [
        ("84 FR 22963", "2019-05-21", "2019-05-16"),
        ("84 FR 43495", "2019-08-21", "2019-08-19"),
        ("85 FR 51603", "2020-08-20", "2020-08-17"),
        ("85 FR 83420", "2020-12-22", "2020-12-18"),
        ("89 FR 96836", "2024-12-05", "2024-12-02"),
        ("85 FR 83769", "2020-12-23", "2020-12-23"),
        ("90 FR 14035", "2025-03-28", "2025-03-28"),
    ],
)
def test_effective_days(cite: str, published: str, effective: str) -> None:
    assert effective_from(notice(cite, published)) == dt.date.fromisoformat(effective)


def test_the_table_of_effective_days_says_who_says_so() -> None:
    for row in effective_dates():
        assert row.first_page <= row.last_page
        assert row.effective < row.published
        assert row.volume == row.published.year - 1935
        assert row.mark in {"V", "P"}
        assert row.source


ROW = """
- volume: 84
  pages: [22961, 22963]
  published: 2019-05-21
  effective: 2019-05-16
  mark: V
  source: "a summary"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mark: V", "sign: V", "has the fields"),
        ("2019-05-16", "May 16", "cannot be read"),
        ("22961", "x", "cannot be read"),
        ("mark: V", "mark: M", "no mark V or P"),
        ('"a summary"', '""', "no mark V or P with a source"),
    ],
)
def test_a_wrong_row_of_the_table_is_refused(old: str, new: str, said: str) -> None:
    assert len(parse_table(ROW, "table.yaml")) == 1
    with pytest.raises(BadInput, match=said) as refused:
        parse_table(ROW.replace(old, new), "table.yaml")
    assert refused.value.where.startswith("table.yaml:2")
