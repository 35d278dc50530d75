"""Three-valued truth, and facts that are known, known within bounds, or unknown."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TypeAlias

import msgspec

from licet.terms.policy import PolicyKind


class Truth(enum.IntEnum):
    """Kleene's three values; `and` is min, `or` is max, `not` is `2 - value`."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __invert__(self) -> Truth:
        return Truth(2 - self)


class Between(msgspec.Struct, frozen=True):
    """A number known only to lie from `low` to `high`, both included."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


class PolicySpan(msgspec.Struct, frozen=True, order=True):
    """A review policy known only to lie from `mildest` to `strictest`, both included."""

    mildest: int
    strictest: int

    @classmethod
    def of(cls, mildest: PolicyKind, strictest: PolicyKind | None = None) -> PolicySpan:
        """The span of one kind, or of two given in either order."""
        ranks = sorted((mildest.rank, (strictest or mildest).rank))
        return cls(ranks[0], ranks[1])

    @property
    def kinds(self) -> tuple[PolicyKind, ...]:
        """Every kind inside the span, mildest first."""
        return tuple(PolicyKind)[self.mildest : self.strictest + 1]

    @property
    def label(self) -> str:
        """As a person reads it: one kind, or `case by case to presumption of denial`."""
        kinds = self.kinds
        return kinds[0].label if len(kinds) == 1 else f"{kinds[0].label} to {kinds[-1].label}"


Scalar: TypeAlias = bool | str | float | dt.date
FactValue: TypeAlias = Scalar | Between


class Given(msgspec.Struct, frozen=True):
    """A fact's value with where it comes from.

    `assumed` marks a presumption that nobody stated; the answer lists every one it leaned on.
    """

    value: FactValue
    source: str
    assumed: bool = False
