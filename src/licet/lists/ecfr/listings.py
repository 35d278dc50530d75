"""Listings made from entries: stable ids, parents, kinds, what members share with their entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter

from licet.lists.ecfr.effective import effective_from
from licet.lists.ecfr.kind import party_kind
from licet.lists.ecfr.party import Entity
from licet.lists.model import Listing, PartyKind, Requirement, ReviewPolicy
from licet.terms.citation import Notice
from licet.terms.country import country_code

_DIGITS = 12
_WORD = re.compile(r"\w+")


@dataclasses.dataclass(frozen=True)
class Terms:
    """What an entry says once for its head and all its members."""

    heading: str
    where: str
    requirement: Requirement | None = None
    policy: ReviewPolicy | None = None
    footnotes: tuple[int, ...] = ()
    history: tuple[Notice, ...] = ()
    remark: str | None = None

    @property
    def listed_from(self) -> dt.date | None:
        """First day with legal effect: that of the first notice, as the dated table corrects it."""
        first = min(self.history, default=None)
        return effective_from(first) if first else None


class Maker:
    """Makes the listings of one list, in source order, with ids that stay the same.

    An id is a digest of list, heading and primary name without case, accents and punctuation; a
    second party of the same name under the same heading gets an ordinal.
    """

    def __init__(self, list_id: str) -> None:
        self.list_id = list_id
        self.listings: list[Listing] = []
        self._uses: Counter[str] = Counter()
        self._by_name: dict[tuple[str, str], str] = {}

    def add(self, entity: Entity, terms: Terms, parent: str | None = None) -> None:
        """Add an entry and its members; an entity without name and address adds nothing."""
        remarks = list(entity.remarks)
        if entity.label:
            remarks.append(entity.label)
        if entity.under:
            remarks.append(f"subordinate institution of {entity.under}")
            parent = parent or self._by_name.get((terms.heading, _plain(entity.under)))
        if terms.remark:
            remarks.append(terms.remark)
        listing_id = parent
        if entity.names or entity.addresses:
            listing_id = self._append(entity, terms, parent, "; ".join(remarks) or None)
        for member in entity.members:
            self.add(member, terms, listing_id)

    def _append(self, entity: Entity, terms: Terms, parent: str | None, remarks: str | None) -> str:
        name = entity.names[0].text if entity.names else entity.addresses[0].text
        listing_id = self._id(terms.heading, name)
        printed = (country_code(terms.heading), *(a.country for a in entity.addresses))
        listing = Listing(
            id=listing_id,
            list=self.list_id,
            source=self.list_id,
            names=entity.names,
            kind=party_kind(entity.names) if entity.names else PartyKind.ADDRESS,
            addresses=entity.addresses,
            countries=tuple(dict.fromkeys(code for code in printed if code)),
            heading=terms.heading,
            requirement=terms.requirement,
            policy=terms.policy,
            footnotes=terms.footnotes,
            history=terms.history,
            listed_from=terms.listed_from,
            parent=parent,
            see_also=entity.see_also,
            remarks=remarks,
            where=terms.where,
        )
        self.listings.append(listing)
        self._by_name.setdefault((terms.heading, _plain(name)), listing_id)
        return listing_id

    def _id(self, heading: str, name: str) -> str:
        key = "\n".join((self.list_id, _plain(heading), _plain(name)))
        self._uses[key] += 1
        if self._uses[key] > 1:
            key = f"{key}\n{self._uses[key]}"
        return f"{self.list_id}-{hashlib.sha256(key.encode()).hexdigest()[:_DIGITS]}"


def _plain(text: str) -> str:
    """A text without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))
