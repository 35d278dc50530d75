"""Shares in percent: read as people write them, added without loss, open ends kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.ownership.share import HALF, NOTHING, WHOLE, Share, parse_share, percent

FIGURES = st.decimals(0, 100, places=12, allow_nan=False).map(lambda d: format(d, "f"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("50", "50 %"),
        (" 49.99 % ", "49.99 %"),
        ("49,99", "49.99 %"),
        ("33.333333333333", "33.333333333333 %"),
        ("7.65e1", "76.5 %"),
        ("25-50", "25 to 50 %"),
        ("25 – 50 %", "25 to 50 %"),
        ("25..50", "25 to 50 %"),
        ("25 to 50 percent", "25 to 50 %"),
        (">50", "more than 50 to 100 %"),
        (">=50", "50 to 100 %"),
        ("75+", "75 to 100 %"),
        ("<50", "0 to less than 50 %"),
        ("<= 50", "0 to 50 %"),
        ("0", "0 %"),
        (">=100", "100 %"),
    ],
)
def test_reads_what_people_write(written: str, read: str) -> None:
    assert str(parse_share(written)) == read


@pytest.mark.parametrize("written", ["", "?", " - ", "unknown", "N/A"])
def test_an_unknown_share_is_none_not_zero(written: str) -> None:
    assert parse_share(written) is None


@pytest.mark.parametrize(
    "written",
    ["half", "-5", "50-25", "101", "150%", "25-101", ">100", "<0", "1e99", "5 0 0", ">50+", "٥٠x"],
)
def test_refuses_what_is_no_share(written: str) -> None:
    with pytest.raises(ValueError, match=r"percent|low"):
        parse_share(written)


@given(st.text(max_size=60))
def test_any_text_is_a_share_unknown_or_refused(text: str) -> None:
    try:
        share = parse_share(text)
    except ValueError:
        return
    assert share is None or NOTHING <= share.low <= share.high <= WHOLE


def test_more_decimals_than_are_kept_become_the_range_that_encloses_them() -> None:
    share = Share.exactly("66.66666666666667")
    assert (percent(share.low), percent(share.high)) == ("66.666666666666", "66.666666666667")
    assert Share.exactly("49.99999999999999").high == HALF


@given(st.lists(FIGURES, max_size=40))
def test_sums_are_exact(figures: list[str]) -> None:
    total = sum(Share.exactly(figure).low for figure in figures)
    assert Decimal(percent(total)) == sum(map(Decimal, figures), Decimal(0))


@given(FIGURES)
def test_a_figure_comes_back_as_written(figure: str) -> None:
    assert Decimal(percent(Share.exactly(figure).low)) == Decimal(figure)


def test_open_ends_decide_on_the_line() -> None:
    below = Share.between(25, 50, below_high=True)
    above = Share.between(50, 75, above_low=True)
    assert below.high < HALF < above.low
    assert str(below) == "25 to less than 50 %"
    assert below.high_is_open
    assert not below.low_is_open
    assert 49_999 * below.high < 49_999 * HALF < 49_999 * above.low


def test_refuses_ends_in_the_wrong_order() -> None:
    with pytest.raises(ValueError, match="no share runs"):
        Share(HALF, NOTHING)
