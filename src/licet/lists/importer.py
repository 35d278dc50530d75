"""What an importer of one official format is: a pure function from bytes to listings.

An importer never fetches and never stores. It raises `BadSource` when the bytes are not what the
format promises (truncated, an HTML error page, a renamed column); a single bad row becomes a
`Problem` and reading goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from licet.lists.model import Listing, Problem


class Reading(msgspec.Struct, kw_only=True):
    """What an importer returns: listings in source order, counts, and what it stumbled over."""

    listings: list[Listing]
    counts: dict[str, int]
    problems: list[Problem]
    content_date: dt.date | None = None


#: Files by the part they play (`{"main": path}`; OFAC: `{"main", "aliases", "addresses"}`).
Files = Mapping[str, Path]
Importer = Callable[[Files], Reading]
