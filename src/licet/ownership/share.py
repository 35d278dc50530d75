"""A share in percent, exact or known only to lie between two bounds.

What a naive version gets wrong: floats (49.99 + 0.01 must be 50), and open ends. A register that
says "25 % but less than 50 %" says *no* to "50 % or more"; one that says "25 % to 50 %" does not.

A bound is therefore a whole number of units of 10^-24 percent. Stated figures carry at most 12
decimals, so each is a multiple of 10^12 units, and an open end lies one unit inside its figure:
sums of any number of figures and of a hundred thousand million open ends compare exactly.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

#: A bound on a share, in units of 10^-24 percent.
Bound = int

_DECIMALS = 12
_FIGURE = 10**12  # units in the last decimal of a stated figure
PERCENT: Bound = 10**_DECIMALS * _FIGURE
NOTHING: Bound = 0
HALF: Bound = 50 * PERCENT
WHOLE: Bound = 100 * PERCENT

_NUMBER = r"\d{1,15}(?:[.,]\d{1,40})?(?:e[+-]?\d{1,2})?"
_ONE = re.compile(rf"(?P<sign>>=|=>|≥|>|<=|=<|≤|<|)(?P<number>{_NUMBER})(?P<more>\+?)")
_TWO = re.compile(rf"(?P<low>{_NUMBER})(?:-|–|\.\.|to)(?P<high>{_NUMBER})")
_PARTS = re.compile(r"(\d+)(?:[.,](\d+))?(?:e([+-]?\d+))?")
_UNKNOWN = frozenset({"", "?", "-", "unknown", "n/a", "na", "undisclosed"})


class Share(msgspec.Struct, frozen=True, gc=False):
    """From `low` to `high`, both included.

    Raises `ValueError` when the ends are in the wrong order or below 0. Above 100 percent is
    possible for a sum (a contradiction to be shown), not for a stated share (`parse_share`).
    """

    low: Bound
    high: Bound

    def __post_init__(self) -> None:
        if not NOTHING <= self.low <= self.high:
            raise ValueError(f"no share runs from {percent(self.low)} to {percent(self.high)} %")

    @classmethod
    def between(
        cls, low: str | int, high: str | int, *, above_low: bool = False, below_high: bool = False
    ) -> Share:
        """Percent within bounds; `above_low` and `below_high` leave the figure itself out.

        Figures with more decimals than licet keeps become the two nearest that enclose them.
        """
        return cls(_figure(low)[0] + above_low, _figure(high)[1] - below_high)

    @classmethod
    def exactly(cls, figure: str | int) -> Share:
        """A share known to the last digit, in percent."""
        return cls.between(figure, figure)

    @property
    def is_exact(self) -> bool:
        """Whether there is only one value."""
        return self.low == self.high

    @property
    def low_is_open(self) -> bool:
        """Whether the figure at the low end is itself left out."""
        return _nearest(self.low) < self.low

    @property
    def high_is_open(self) -> bool:
        """Whether the figure at the high end is itself left out."""
        return _nearest(self.high) > self.high

    def __str__(self) -> str:
        if self.is_exact:
            return f"{percent(self.low)} %"
        low = ("more than " if self.low_is_open else "") + percent(self.low)
        high = ("less than " if self.high_is_open else "") + percent(self.high)
        return f"{low} to {high} %"


ANY_SHARE = Share(NOTHING, WHOLE)


def percent(bound: Bound) -> str:
    """The figure at or next to a bound, as a decimal without trailing zeros."""
    figures = _nearest(bound) // _FIGURE
    whole, decimals = divmod(abs(figures), 10**_DECIMALS)
    text = f"{whole}.{decimals:0{_DECIMALS}}".rstrip("0").rstrip(".")
    return f"-{text}" if figures < 0 else text


@lru_cache(maxsize=4096)
def parse_share(text: str) -> Share | None:
    """A share as people write it; None where the text says that it is not known.

    Reads `49.99`, `49,99 %`, `25-50`, `25..50`, `>25`, `>=50`, `<50`, `75+`. The number is percent.
    Raises `ValueError`, worded for the reader, for anything else and beyond 100.
    """
    compact = re.sub(r"[\s%]|percent", "", text.lower())
    if compact in _UNKNOWN:
        return None
    if (two := _TWO.fullmatch(compact)) is not None:
        if _figure(two["high"]) < _figure(two["low"]):
            raise ValueError(f"{text!r} runs from high to low")
        share = Share.between(two["low"], two["high"])
    elif (one := _ONE.fullmatch(compact)) is not None and not (one["sign"] and one["more"]):
        share = _compared(one["sign"] or one["more"], one["number"])
    else:
        raise ValueError(f"{text!r} is not a share in percent")
    if share.high > WHOLE:
        raise ValueError(f"a share of {text.strip()} is more than 100 percent")
    return share


def _compared(sign: str, number: str) -> Share:
    figure = _figure(number)[1]
    if not sign:
        return Share.exactly(number)
    if sign == "<" and figure == NOTHING:
        raise ValueError("a share is never less than 0 percent")
    if sign in ("<", "<=", "=<", "≤"):
        return Share.between(0, number, below_high=sign == "<")
    if figure > WHOLE or (sign == ">" and figure == WHOLE):
        raise ValueError("a share is never more than 100 percent")
    return Share.between(number, 100, above_low=sign == ">")


def _figure(number: str | int) -> tuple[Bound, Bound]:
    """The number as a bound: twice the same, or the nearest figures below and above."""
    match = _PARTS.fullmatch(str(number).lower())
    if match is None:
        raise ValueError(f"{number!r} is not a number")
    whole, decimals, exponent = match[1], match[2] or "", int(match[3] or 0)
    digits = int(whole + decimals)
    shift = _DECIMALS - len(decimals) + exponent
    if shift >= 0:
        exact = digits * 10**shift * _FIGURE
        return exact, exact
    below, rest = divmod(digits, 10**-shift)
    return below * _FIGURE, (below + bool(rest)) * _FIGURE


def _nearest(bound: Bound) -> Bound:
    return (bound + _FIGURE // 2) // _FIGURE * _FIGURE
