"""The Category of the Commerce Control List that an ECCN stands in: its first digit (738.2(a))."""

from __future__ import annotations

import datetime as dt

from licet.determination.transaction import Transaction
from licet.law.values import Given
from licet.terms.eccn import EAR99


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """`category_3_to_9` of an item whose ECCN is stated; EAR99 stands in no Category."""
    code = transaction.items[item].eccn
    if code is None:
        return {}
    within = code != EAR99 and code[0] in "3456789"
    return {"category_3_to_9": Given(within, f"the ECCN {code}")}
