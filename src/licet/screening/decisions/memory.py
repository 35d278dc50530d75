"""What earlier decisions mean for today's hits.

A false match is quiet while the party and the listing are what they were. When either changed in
a field that mattered, the hit comes back and says what changed. The last decision counts.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from licet.lists.diff import FieldChange
from licet.screening.decisions.ledger import Ledger
from licet.screening.decisions.model import Disposition, party_key, same_party_key
from licet.screening.decisions.particulars import differences, digest, of_listing, of_party
from licet.screening.model import Hit, PartyQuery


class Side(enum.StrEnum):
    """Whose particulars changed since a decision."""

    PARTY = "party"
    LISTING = "listing"


class Reopened(msgspec.Struct, frozen=True):
    """Why a hit that was decided is open again."""

    side: Side
    change: FieldChange


class Judged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A hit and where it stands. `decision` is the number of the decision it was last given."""

    hit: Hit
    disposition: Disposition = Disposition.UNRESOLVED
    decision: int | None = None
    reopened: tuple[Reopened, ...] = ()


class Cleared(msgspec.Struct, frozen=True):
    """A hit that stays quiet, and the number of the decision that says so."""

    listing_id: str
    decision: int


class Settled(msgspec.Struct, frozen=True):
    """Hits of one party after the decisions: those to look at, and those that are cleared."""

    hits: tuple[Judged, ...]
    cleared: tuple[Cleared, ...]


class _Standing(NamedTuple):
    """The last decision on a pair, as far as it must be at hand."""

    seq: int
    disposition: Disposition
    party_key: str
    listing_digest: str


class Memory:
    """The decisions of a ledger up to one of them, ready to be asked about hits."""

    def __init__(self, ledger: Ledger, upto: int | None = None) -> None:
        self._ledger = ledger
        self.head = ledger.head()[0] if upto is None else upto
        self._exact: dict[tuple[str, str], _Standing] = {}
        self._same: dict[tuple[str, str], _Standing] = {}
        for recorded in ledger.decisions(upto=self.head):
            decision = recorded.decision
            key = party_key(decision.party)
            standing = _Standing(recorded.seq, decision.disposition, key, decision.listing_digest)
            self._exact[key, decision.listing_id] = standing
            self._same[same_party_key(decision.party), decision.listing_id] = standing

    def settle(self, party: PartyQuery, hits: Sequence[Hit], limit: int) -> Settled:
        """Sort hits into those to look at, at most `limit`, and those that are cleared.

        `hits` should be all there are: a cleared hit does not count towards the limit.
        """
        if not hits:
            return Settled((), ())
        if not self._exact:
            return Settled(tuple(Judged(hit=hit) for hit in hits[:limit]), ())
        key, same = party_key(party), same_party_key(party)
        shown: list[Judged] = []
        cleared: list[Cleared] = []
        for hit in hits:
            standing = self._exact.get((key, hit.listing_id)) or self._same.get(
                (same, hit.listing_id)
            )
            judged = self._judge(party, key, hit, standing)
            if judged.disposition is Disposition.FALSE_MATCH:
                cleared.append(Cleared(hit.listing_id, judged.decision or 0))
            else:
                shown.append(judged)
        return Settled(tuple(shown[:limit]), tuple(cleared))

    def _judge(self, party: PartyQuery, key: str, hit: Hit, standing: _Standing | None) -> Judged:
        if standing is None:
            return Judged(hit=hit)
        unchanged = standing.party_key == key and standing.listing_digest == digest(
            of_listing(hit.listing)
        )
        if unchanged or standing.disposition is Disposition.UNRESOLVED:
            return Judged(hit=hit, disposition=standing.disposition, decision=standing.seq)
        return Judged(hit=hit, decision=standing.seq, reopened=self._changes(party, hit, standing))

    def _changes(self, party: PartyQuery, hit: Hit, standing: _Standing) -> tuple[Reopened, ...]:
        before = self._ledger.decision(standing.seq).decision
        changed = [
            Reopened(Side.PARTY, change)
            for change in differences(of_party(before.party), of_party(party))
        ]
        if before.party.id != party.id:
            old, new = before.party.id or "", party.id or ""
            changed.append(Reopened(Side.PARTY, FieldChange("id", (old,), (new,))))
        changed += [
            Reopened(Side.LISTING, change)
            for change in differences(before.listing, of_listing(hit.listing))
        ]
        return tuple(changed)
