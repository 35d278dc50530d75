"""What a run of monitoring tells: hits that are new, that changed, and that are no more."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import msgspec

from licet.screening.model import Hit, PartyQuery
from licet.screening.monitor.work import Screened


class EventKind(enum.StrEnum):
    """What happened to a hit since the last run."""

    NEW = "new_hit"
    CHANGED = "changed_hit"  # the listing changed, or the score did
    GONE = "no_longer_a_hit"  # the listing changed so that it is no hit any more
    UNLISTED = "no_longer_listed"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One change for one party; `hit` is None where there is none any more."""

    kind: EventKind
    party: PartyQuery
    listing_id: str
    score_before: float | None = None
    hit: Hit | None = None


def events(
    screened: Screened, before: Mapping[str, float], changed: set[str], listed: set[str]
) -> Iterator[Event]:
    """Events of one party: hits best first, then those that are no more.

    `changed` and `listed` are ids of listings that changed, and of those in force.
    """
    now = {hit.listing_id: hit for hit in screened.hits}
    for key, hit in now.items():
        score = before.get(key)
        if score is None:
            yield Event(kind=EventKind.NEW, party=screened.party, listing_id=key, hit=hit)
        elif key in changed or score != hit.score:
            yield Event(
                kind=EventKind.CHANGED,
                party=screened.party,
                listing_id=key,
                score_before=score,
                hit=hit,
            )
    for key in sorted(before.keys() - now.keys()):
        kind = EventKind.GONE if key in listed else EventKind.UNLISTED
        yield Event(kind=kind, party=screened.party, listing_id=key, score_before=before[key])
