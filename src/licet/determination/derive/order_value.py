"""Whether an order is within the value limit of License Exception LVS (15 CFR 740.3).

The limit is per order and per entry of the Commerce Control List: the net value of every line of
the order under the item's ECCN counts, not that of one line (740.3(b), (d)(1), (d)(3)).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from licet.determination.transaction import Item, Transaction
from licet.law.ccl import lvs_limit
from licet.law.values import Given

DOLLARS = "USD"
_MONEY = re.compile(r"^(?P<amount>\d+(?:\.\d+)?) ?(?P<currency>[A-Z]{3})$")


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """`within_lvs_limit` for the item, where the values of the lines decide it.

    Nothing is given, so that it is asked, where a line under the same ECCN has no value or one in
    another currency than U.S. dollars (no dated rates are held), where a line without an ECCN may
    fall under it, or where limits differ within the entry and the sum lies between them. An order
    whose known lines alone are beyond the limit is beyond it whatever the others are. The limits
    are those of `licet.law.ccl.EDITION`.
    """
    code = transaction.items[item].eccn
    if code is None:
        return {}
    limits = [limit.dollars for limit in lvs_limit(code)]
    if not limits:
        return {}
    entry = _entry(code)
    lines = [one for one in transaction.items if one.eccn is None or _entry(one.eccn) == entry]
    amounts = [None if one.eccn is None else _dollars(one) for one in lines]
    known = sum((amount for amount in amounts if amount is not None), Decimal(0))
    why = (
        f"{known:,} {DOLLARS} in {len(lines)} line(s) under {entry}; "
        f"limit {' or '.join(f'{limit:,}' for limit in sorted(set(limits)))} {DOLLARS}"
    )
    if known > max(limits):
        return {"within_lvs_limit": Given(False, why)}
    if None not in amounts and known <= min(limits):
        return {"within_lvs_limit": Given(True, why)}
    return {}


def _entry(code: str) -> str:
    return code.split(".")[0]


def _dollars(item: Item) -> Decimal | None:
    """The line's value in U.S. dollars; None where it is not stated in them."""
    match = _MONEY.match((item.value or "").replace(",", "").strip())
    if match is None or match["currency"] != DOLLARS:
        return None
    return Decimal(match["amount"])
