"""The country from which the items are sent, as a fact for the rules on reexports."""

from __future__ import annotations

import datetime as dt

from licet.determination.transaction import Transaction
from licet.law.values import Given


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """`exported_from`, the same for every item; nothing where the transaction does not say."""
    if transaction.ships_from is None:
        return {}
    return {"exported_from": Given(transaction.ships_from, "stated at from")}
