"""The "ids" of a row: identifiers, and whatever else OFAC notes about a party, mixed.

A Passport, a Tax ID No. or an IMO number is an identifier; a nationality of registration is a
nationality; sanctions information, directives and dates become remarks in the source's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from licet.lists.identifiers import IdentifierKind, identifier, kind_of
from licet.lists.model import Identifier
from licet.terms.country import country_code

_DAY = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2} )?\d{4}$|\d{4}-\d{2}-\d{2}$")


class Particular(NamedTuple):
    """One item: its label, its value, and a country where one is given."""

    label: str
    value: str
    country: str = ""


class Sorted(NamedTuple):
    """Particulars told apart."""

    identifiers: tuple[Identifier, ...]
    nationalities: tuple[str, ...]
    remarks: tuple[str, ...]


def particular(parts: Sequence[str], *, label_last: bool = False) -> Particular:
    """From the parts of a CSV item: `Passport, U002, TR, 18 Jan 1984`, or, before 2020, reversed.

    Number, then country, day of issue and day of expiry, each of them only where known; the days
    are left out.
    """
    label, *rest = reversed(parts) if label_last else parts
    if kind_of(label) is IdentifierKind.OTHER:
        return Particular(label, ", ".join(rest))
    while len(rest) > 1 and _DAY.match(rest[-1]):
        rest.pop()
    country = rest.pop() if len(rest) > 1 and len(rest[-1]) == 2 else ""
    return Particular(label, ", ".join(rest), country)


def sort(particulars: Iterable[Particular]) -> Sorted:
    """Tell identifiers, nationalities and remarks apart; order is kept."""
    identifiers: list[Identifier] = []
    nationalities: list[str] = []
    remarks: list[str] = []
    for label, value, country in particulars:
        if label.lower().startswith("nationality"):
            nationalities += filter(None, [value, country])
        elif value and kind_of(label) is not IdentifierKind.OTHER:
            identifiers.append(identifier(label, value, country_code(country)))
        elif value or country:
            remarks.append(" ".join(filter(None, (label, value, country))))
    return Sorted(tuple(identifiers), tuple(nationalities), tuple(remarks))
