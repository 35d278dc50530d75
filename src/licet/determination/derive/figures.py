"""Stated numbers, and the little arithmetic on them that bounds need."""

from __future__ import annotations

from typing import TypeAlias

from licet.determination.transaction import Transaction
from licet.law.facts import Fact, FactType, read_value
from licet.law.values import Between
from licet.terms.errors import BadInput

Figure: TypeAlias = float | Between


def figure(transaction: Transaction, item: int, name: str) -> Figure | None:
    """The number or bounds stated as `name` for the item; None when unknown.

    Raises `BadInput` for what is no number, or a negative one.
    """
    text = transaction.items[item].facts.get(name)
    if text is None:
        return None
    where = f"items[{item}].facts.{name}"
    value = read_value(Fact(name, FactType.NUMBER, ""), text, where)
    if isinstance(value, float | Between) and low(value) < 0:
        raise BadInput(f"`{text}` is below zero", where=where, remedy="write zero or more")
    return value if isinstance(value, float | Between) else None


def stated(transaction: Transaction, item: int, name: str) -> bool | None:
    """The yes or no stated as `name` for the item; None when unknown. Raises `BadInput`."""
    text = transaction.items[item].facts.get(name)
    if text is None:
        return None
    where = f"items[{item}].facts.{name}"
    value = read_value(Fact(name, FactType.BOOL, ""), text, where)
    return value if isinstance(value, bool) else None


def low(value: Figure) -> float:
    """The least it can be."""
    return value.low if isinstance(value, Between) else value


def high(value: Figure) -> float:
    """The most it can be."""
    return value.high if isinstance(value, Between) else value


def between(least: float, most: float) -> Figure:
    """One number where both are the same, else bounds."""
    return least if least == most else Between(least, most)


def times(value: Figure, factor: float) -> Figure:
    """`value` multiplied by a factor of zero or more."""
    return between(low(value) * factor, high(value) * factor)


def over(value: Figure, divisor: Figure) -> Figure:
    """`value` divided by a divisor above zero."""
    return between(low(value) / high(divisor), high(value) / low(divisor))


def apart(first: Figure, second: Figure, tolerance: float = 0.01) -> bool:
    """Whether two statements of one quantity differ by more than a rounding (1 percent)."""
    slack = 1 + tolerance
    return low(first) > high(second) * slack or low(second) > high(first) * slack
