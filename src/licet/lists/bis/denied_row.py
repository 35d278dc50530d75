"""One row of the Denied Persons List, whichever file it came from."""

from __future__ import annotations

import datetime as dt

import msgspec

from licet.terms.citation import Notice

#: Whether the order has the standard terms of Supplement No. 1 to Part 764.
STANDARD, NON_STANDARD = "standard order", "non-standard order"


class DeniedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One name at one address, denied from `effective` to `expires` (None: without end)."""

    where: str
    name: str
    aliases: tuple[str, ...] = ()
    address: str
    country: str | None
    effective: dt.date | None
    expires: dt.date | None
    order: tuple[str, ...]
    action: str = ""
    history: tuple[Notice, ...]
