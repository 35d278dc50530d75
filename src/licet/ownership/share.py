"""A share in percent, exact or known only to lie between two bounds.

What a naive version gets wrong: floats (49.99 + 0.01 must be 50), and open ends. A register that
says "25 % but less than 50 %" says *no* to "50 % or more"; one that says "25 % to 50 %" does not.
A bound is therefore a fraction plus a count of infinitesimals, compared in that order, so that
sums of open and closed ends stay exact.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import msgspec

_NUMBER = r"\d{1,30}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,2})?|\d{1,9}/\d{1,9}"
_ONE = re.compile(rf"(?P<sign>>=|=>|≥|>|<=|=<|≤|<|)(?P<number>{_NUMBER})(?P<more>\+?)")
_TWO = re.compile(rf"(?P<low>{_NUMBER})(?:-|–|\.\.|to)(?P<high>{_NUMBER})")
_UNKNOWN = frozenset({"", "?", "-", "unknown", "n/a", "na", "undisclosed"})


class Bound(NamedTuple):
    """`value` percent, moved by `nudge` infinitesimals: (50, -1) is just below 50."""

    value: Fraction
    nudge: int = 0

    def plus(self, other: Bound) -> Bound:
        """Sum of two bounds."""
        return Bound(self.value + other.value, self.nudge + other.nudge)

    def minus(self, other: Bound) -> Bound:
        """Difference of two bounds."""
        return Bound(self.value - other.value, self.nudge - other.nudge)


NOTHING = Bound(Fraction(0))
HALF = Bound(Fraction(50))
WHOLE = Bound(Fraction(100))


class Share(msgspec.Struct, frozen=True):
    """Percent from `low` to `high`; an end lies outside where its `nudge` says so.

    Raises `ValueError` when the ends are in the wrong order or below 0. Above 100 is possible for
    a sum (that is a contradiction to be shown), not for a statement (see `parse_share`).
    """

    low: Bound
    high: Bound

    def __post_init__(self) -> None:
        if self.low < NOTHING or self.high < self.low:
            raise ValueError(f"no share lies from {self.low.value} to {self.high.value} percent")

    @classmethod
    def exactly(cls, percent: Fraction | int | str) -> Share:
        """A share known to the last digit."""
        bound = Bound(Fraction(percent))
        return cls(bound, bound)

    @classmethod
    def between(
        cls,
        low: Fraction | int | str,
        high: Fraction | int | str,
        *,
        above_low: bool = False,
        below_high: bool = False,
    ) -> Share:
        """A share within bounds; `above_low` and `below_high` leave the bound itself out."""
        return cls(
            Bound(Fraction(low), 1 if above_low else 0),
            Bound(Fraction(high), -1 if below_high else 0),
        )

    @property
    def is_exact(self) -> bool:
        """Whether there is only one value."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_exact:
            return f"{percent(self.low.value)} %"
        low = ("more than " if self.low.nudge > 0 else "") + percent(self.low.value)
        high = ("less than " if self.high.nudge < 0 else "") + percent(self.high.value)
        return f"{low} to {high} %"


ANY_SHARE = Share(NOTHING, WHOLE)


def percent(value: Fraction) -> str:
    """A fraction as an exact decimal where it has one, else as a fraction: `49.99`, `100/3`."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


@lru_cache(maxsize=4096)
def parse_share(text: str) -> Share | None:
    """A share as people write it; None where the text says that it is not known.

    Reads `49.99`, `49,99 %`, `25-50`, `25..50`, `>25`, `>=50`, `<50`, `75+`, `100/3`. The number is
    percent. Raises `ValueError`, worded for the reader, for anything else and beyond 0 to 100.
    """
    compact = re.sub(r"[\s%]|percent", "", text.lower())
    if compact in _UNKNOWN:
        return None
    if (two := _TWO.fullmatch(compact)) is not None:
        share = _ordered(_number(two["low"]), _number(two["high"]), text)
    elif (one := _ONE.fullmatch(compact)) is not None and not (one["sign"] and one["more"]):
        share = _from_comparison(one["sign"] or one["more"], _number(one["number"]))
    else:
        raise ValueError(f"{text!r} is not a share in percent")
    if share.high > WHOLE:
        raise ValueError(f"a share of {text.strip()} is more than 100 percent")
    return share


def _from_comparison(sign: str, number: Fraction) -> Share:
    if not sign:
        return Share.exactly(number)
    if "<" in sign or sign == "≤":
        return Share.between(0, number, below_high=sign == "<" and number > 0)
    return Share.between(number, max(Fraction(100), number), above_low=sign == ">" and number < 100)


def _ordered(low: Fraction, high: Fraction, text: str) -> Share:
    if high < low:
        raise ValueError(f"{text!r} runs from high to low")
    return Share.between(low, high)


def _number(text: str) -> Fraction:
    try:
        return Fraction(text.replace(",", "."))
    except ZeroDivisionError:
        raise ValueError(f"{text!r} divides by zero") from None
