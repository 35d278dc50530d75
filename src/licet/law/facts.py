"""The vocabulary of the rules: every fact has a type, a question, and someone who knows it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator

import msgspec

from licet.law.values import Between, FactValue
from licet.terms.errors import BadInput, BadRule


class FactType(enum.StrEnum):
    """What kind of value a fact takes."""

    BOOL = "bool"
    CODE = "code"  # one of `values`
    COUNTRY = "country"  # ISO 3166-1 alpha-2, lower case
    ECCN = "eccn"  # with its paragraph: 3A001.a.5; EAR99 is one too
    NUMBER = "number"
    DATE = "date"
    TERMS = "terms"  # ordered terms of a list entry, read where they stand
    POLICY = "policy"  # ordered policy terms of a list entry


class Scope(enum.StrEnum):
    """What a fact is about."""

    TRANSACTION = "transaction"
    ITEM = "item"
    PARTY = "party"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The declaration of one fact.

    `presumed` is the value taken, and shown as an assumption, when nobody states the fact. Only
    a presumption that cannot weaken an answer is allowed, or one of knowledge: with
    `presumed_with: end_use` it is taken only when the transaction states an end use, because
    Part 744's end-use rules turn on what the exporter knows (15 CFR 772.1).
    `step` is the fact's place in the order of review of 15 CFR 732.3: what the item is (1), where
    it goes (2), to whom (3), and then what only some of these make matter (9).
    """

    name: str
    type: FactType
    question: str
    scope: Scope = Scope.TRANSACTION
    path: str = ""
    asked_of: str = "exporter"
    cite: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()
    presumed: str | None = None
    presumed_why: str = ""
    presumed_with: str = ""
    correctable: bool = True
    step: int = 9


class Vocabulary:
    """All declared facts by name."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: dict[str, Fact] = {}
        for fact in facts:
            if fact.name in self._facts:
                raise BadRule(
                    f"the fact `{fact.name}` is declared twice", remedy="keep one declaration"
                )
            self._facts[fact.name] = fact

    def __contains__(self, name: str) -> bool:
        return name in self._facts

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def get(self, name: str) -> Fact | None:
        """The declaration, or None."""
        return self._facts.get(name)


_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
UNKNOWN_WORDS = frozenset({"", "unknown", "?"})


def read_value(fact: Fact, text: str, where: str = "") -> FactValue | None:
    """The value written as `text` for `fact`; None when the writer says that it is unknown.

    Raises `BadInput` when the text does not fit the fact's type.
    """
    words = text.strip()
    if words.lower() in UNKNOWN_WORDS:
        return None
    match fact.type:
        case FactType.BOOL:
            if words.lower() in _YES:
                return True
            if words.lower() in _NO:
                return False
            raise _misfit(fact, text, where, "write yes, no or unknown")
        case FactType.CODE:
            if words in fact.values:
                return words
            raise _misfit(fact, text, where, f"write one of {', '.join(fact.values)}, or unknown")
        case FactType.NUMBER:
            return _number(fact, words, where)
        case FactType.DATE:
            try:
                return dt.date.fromisoformat(words)
            except ValueError:
                raise _misfit(fact, text, where, "write a day as 2019-05-16") from None
        case FactType.ECCN | FactType.COUNTRY:
            return words
        case FactType.TERMS | FactType.POLICY:
            raise _misfit(fact, text, where, "this fact is read from a list entry; leave it out")


def _number(fact: Fact, words: str, where: str) -> float | Between:
    low, dots, high = words.replace(",", "").partition("..")
    try:
        if dots:
            bounds = Between(float(low), float(high))
            if bounds.low <= bounds.high:
                return bounds
            raise ValueError
        number = float(low)
        if number == number and abs(number) != float("inf"):
            return number
        raise ValueError
    except ValueError:
        unit = f" ({fact.unit})" if fact.unit else ""
        raise _misfit(
            fact, words, where, f"write a number{unit}, or bounds such as 10..20"
        ) from None


def _misfit(fact: Fact, text: str, where: str, remedy: str) -> BadInput:
    return BadInput(f"`{text}` is no answer to `{fact.name}`", where=where, remedy=remedy)
