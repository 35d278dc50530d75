"""Days and notices as official lists print them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.dates import birth_dates, day_in_name, iso_day, notices, us_day
from licet.terms.citation import Notice


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10/16/2017", dt.date(2017, 10, 16)),
        ("7/11/00", dt.date(2000, 7, 11)),
        ("9/17/81", dt.date(1981, 9, 17)),
        (" ", None),
    ],
)
def test_us_days(text: str, day: dt.date | None) -> None:
    assert us_day(text) == day


@pytest.mark.parametrize("text", ["13/13/2017", "2017-10-16", "x/y/z", "1/2"])
def test_what_is_no_us_day_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        us_day(text)


def test_iso_days() -> None:
    assert iso_day("2026-07-31T13:15:00.015113+00:00") == dt.date(2026, 7, 31)
    assert iso_day("") is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("12 Feb 1961", ("1961-02-12",)),
        ("Feb 1961", ("1961-02",)),
        ("1961", ("1961",)),
        ("circa 1961", ("1961",)),
        ("1961-02-12", ("1961-02-12",)),
        ("1961-02-00", ("1961-02",)),
        ("1961-00-00", ("1961",)),
        ("1961 to 1963", ("1961", "1962", "1963")),
        ("between 01 Dec 1961 and 31 Jan 1962", ("1961", "1962")),
        ("1961-1962", ("1961", "1962")),
        ("1940 to 1963", ()),
        ("31 Feb 1961", ()),
        ("12 1961", ()),
        ("undetermined", ()),
        ("", ()),
    ],
)
def test_birth_dates_are_as_exact_as_the_source(text: str, dates: tuple[str, ...]) -> None:
    assert birth_dates(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "68 F.R. 38290 6/27/03",
        "68 F.R 38290 6/27/03 ",
        "68F.R.38290 6/27/2003",
        "68.F.R. 38290, 6/27/03",
        "68 FR 38290, (6/27/2003)",
    ],
)
def test_notices_in_all_spellings(text: str) -> None:
    assert notices(text) == (Notice(dt.date(2003, 6, 27), "68 FR 38290"),)


def test_notices_are_in_time_order_and_need_a_day() -> None:
    text = "72 F.R. 4236 1/30/07 and 68 FR 38290 6/27/03, 76 FR 71867, 1 FR 2 13/45/99"
    assert [str(notice) for notice in notices(text)] == [
        "68 FR 38290 (2003-06-27)",
        "72 FR 4236 (2007-01-30)",
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("un_consolidated_2026-02-27.xml", dt.date(2026, 2, 27)),
        ("dpl_20260414.csv", dt.date(2026, 4, 14)),
        ("dpl_2018-08.txt", None),
        ("dpl_2026-13-40.txt", None),
    ],
)
def test_day_in_a_files_name(name: str, day: dt.date | None) -> None:
    assert day_in_name(name) == day


@given(st.text(alphabet="0123456789 /-FR.circatobe", max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    birth_dates(text)
    notices(text)
    day_in_name(text)
