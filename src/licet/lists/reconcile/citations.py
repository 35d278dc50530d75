"""Federal Register citations of a listing, dated or not, as volume and page."""

from __future__ import annotations

import re
from typing import NamedTuple

from licet.lists.model import Listing

_CITE = re.compile(r"\b(?P<volume>\d{2,3})\s+F\.?\s?R\.?\s+(?P<page>\d{1,6})\b")


class Cite(NamedTuple):
    """A page of the Federal Register."""

    volume: int
    page: int

    def __str__(self) -> str:
        return f"{self.volume} FR {self.page}"


def citations(listing: Listing) -> frozenset[Cite]:
    """Pages that the listing's history cites, and those its remarks keep for want of a day."""
    text = " ".join([*(notice.cite for notice in listing.history), listing.remarks or ""])
    return frozenset(Cite(int(m["volume"]), int(m["page"])) for m in _CITE.finditer(text))
