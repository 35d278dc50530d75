"""A decision of a person about one hit."""

from __future__ import annotations

import enum
import hashlib

import msgspec

from licet.lists.essence import essence
from licet.lists.model import Listing
from licet.screening.decisions.particulars import Particulars, digest, of_listing, of_party
from licet.screening.model import PartyQuery


class Disposition(enum.StrEnum):
    """What a person decided about a hit."""

    TRUE_MATCH = "true_match"
    FALSE_MATCH = "false_match"
    NEEDS_INFORMATION = "needs_information"
    UNRESOLVED = "unresolved"  # taken back: the hit stands as if nobody had decided


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision, with what it rested on: the party and the listing as they were."""

    disposition: Disposition
    reason: str
    party: PartyQuery
    listing_id: str
    listing_name: str
    listing: Particulars
    listing_digest: str


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in the ledger: its number, who decided, and when (UTC, ISO 8601)."""

    seq: int
    who: str
    at: str
    decision: Decision


def decide(party: PartyQuery, listing: Listing, disposition: Disposition, reason: str) -> Decision:
    """The decision on this party and this listing as they are now."""
    particulars = of_listing(listing)
    return Decision(
        disposition=disposition,
        reason=reason,
        party=party,
        listing_id=listing.id,
        listing_name=listing.name,
        listing=particulars,
        listing_digest=digest(particulars),
    )


def party_key(party: PartyQuery) -> str:
    """Digest of all that screening knows of a party, and of the caller's key for it."""
    content = f"{party.id or ''}\n{digest(of_party(party))}"
    return hashlib.sha256(content.encode()).hexdigest()


def same_party_key(party: PartyQuery) -> str:
    """What stays when a party's particulars change: the caller's key, or else the name."""
    return f"id {party.id}" if party.id is not None else f"name {essence(party.name)}"
