"""What is done with the item: export, reexport, transfer in a country, or none of these.

Read from where the item is sent from and to (15 CFR 734.13, 734.14, 734.16, 734.18(a)(4)). A
release to a person is an export or reexport to the country of the person's most recent citizenship
or permanent residency (734.13(b), 734.14(b)).
"""

from __future__ import annotations

import datetime as dt

from licet.determination.transaction import Transaction
from licet.law.facts import Fact, FactType, read_value
from licet.law.values import Given
from licet.terms.errors import BadInput

#: The United States with the territories that 734.18(a)(4) names.
UNITED_STATES = frozenset({"us", "as", "gu", "mp", "pr", "um", "vi"})


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """`activity` and what follows from it: `exported_from_us`, `transfer_in_country`, and for a
    release to a person `destination`.

    Raises `BadInput` where the destination of a release is not the person's country.
    """
    facts: dict[str, Given] = {}
    destination = destination_of(transaction)
    if destination is not None and transaction.destination is None:
        why = "most recent citizenship or permanent residency of the person (734.13(b))"
        facts["destination"] = Given(destination, why)
    start = transaction.ships_from
    if start is None:
        return facts
    inside = start in UNITED_STATES
    facts["exported_from_us"] = Given(inside, "stated at from")
    if destination is not None:
        activity = _activity(start, destination, _is_release(transaction))
        facts["activity"] = Given(activity, f"from {start} to {destination}")
        facts["transfer_in_country"] = Given(activity == "transfer", f"{start} to {destination}")
    return facts


def destination_of(transaction: Transaction) -> str | None:
    """The stated destination, or that of a release to a person; None where neither is known.

    Raises `BadInput` where the two differ, or persons of several countries are stated.
    """
    person = _person(transaction) if _is_release(transaction) else None
    return person or transaction.destination


def _is_release(transaction: Transaction) -> bool:
    text = transaction.facts.get("deemed_export", "")
    fact = Fact("deemed_export", FactType.BOOL, "")
    return read_value(fact, text, "facts.deemed_export") is True


def _activity(start: str, destination: str, released: bool) -> str:
    if destination in UNITED_STATES:
        return "none"
    if start in UNITED_STATES:
        return "export"
    if start != destination:
        return "reexport"
    return "none" if released else "transfer"


def _person(transaction: Transaction) -> str | None:
    countries = {
        party.citizenship: index
        for index, party in enumerate(transaction.parties)
        if party.citizenship is not None
    }
    if len(countries) > 1:
        raise BadInput(
            "technology is released to persons of several countries",
            where="parties",
            remedy="write one transaction for each person's country (734.13(b))",
        )
    for country, index in countries.items():
        if transaction.destination not in (None, country):
            raise BadInput(
                f"a release goes to the person's country, {country}, not {transaction.destination}",
                where=f"parties[{index}].citizenship",
                remedy="leave `destination` out, or state the most recent citizenship (734.13(b))",
            )
        return country
    return None
