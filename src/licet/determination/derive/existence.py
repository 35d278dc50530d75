"""An ECCN must have stood on the Commerce Control List on the day of the transaction."""

from __future__ import annotations

import datetime as dt

from licet.determination.transaction import Transaction
from licet.law import ccl
from licet.law.values import Given, Truth
from licet.terms.errors import BadInput


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """Nothing; but `BadInput` when the item's ECCN is known not to have existed on `as_of`.

    Where no list of that day is held nothing is refused: the rules ask, and the answer says so.
    """
    code = transaction.items[item].eccn
    if code is None:
        return {}
    known = ccl.existence(code, as_of)
    if known.truth is Truth.NO:
        base = code.split(".")[0]
        raise BadInput(
            f"there was no ECCN {base} on {as_of}: {known.why}",
            where=f"items[{item}].eccn",
            remedy="state the ECCN that the list of that day gives the item, or correct the day",
        )
    return {}
