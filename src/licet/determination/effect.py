"""Whether a list entry was in effect on a day."""

from __future__ import annotations

import datetime as dt

from licet.lists.model import Listing


def in_effect(listing: Listing, as_of: dt.date, read_on: dt.date | None) -> bool | None:
    """Whether the entry was in effect on `as_of`, None if nothing tells.

    Without a first day of its own an entry counts from the day its snapshot speaks of.
    """
    listed = listing.listed_on(as_of)
    if listed is None and read_on is not None and read_on <= as_of:
        return True
    return listed
