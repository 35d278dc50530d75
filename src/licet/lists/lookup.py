"""Finding a listing by its id or by a name as somebody types it; screening is another matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from licet.lists.essence import essence
from licet.lists.model import Listing


class Found(NamedTuple):
    """Listings meant by a text, and those that only contain it, the shortest names first."""

    meant: tuple[Listing, ...]
    near: tuple[Listing, ...]


def find(listings: Iterable[Listing], text: str) -> Found:
    """Listings whose id is `text` or one of whose names is, but for print."""
    wanted = essence(text)
    meant, near = [], []
    for listing in listings:
        names = [essence(name.text) for name in listing.names]
        if listing.id == text or (wanted and wanted in names):
            meant.append(listing)
        elif wanted and any(wanted in name for name in names):
            near.append(listing)
    return Found(tuple(meant), tuple(sorted(near, key=lambda one: len(one.name))))
