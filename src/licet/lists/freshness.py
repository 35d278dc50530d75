"""How old what we know of a source is: since the day it speaks of, or was last confirmed."""

from __future__ import annotations

import datetime as dt

import msgspec

from licet.lists.archive import Archive
from licet.lists.model import Snapshot
from licet.lists.sources import DOWNLOADS, SOURCES, Source, sources_of


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """The active snapshot of a source and its age on a day; no snapshot: never imported."""

    source: Source
    snapshot: Snapshot | None
    shipped: bool = False
    confirmed_on: dt.date | None = None  # the official address offered just this
    age_days: int | None = None

    @property
    def stale(self) -> bool:
        """Whether it is older than the source allows; False for what was never imported."""
        return self.age_days is not None and self.age_days > self.source.max_age_days


def freshness(archive: Archive, on: dt.date) -> tuple[Freshness, ...]:
    """Every known source as it stands on a day, in order of preference."""
    active, checked = archive.active(), archive.store.checked()
    found = []
    for source in SOURCES.values():
        snapshot = active.get(_carrier(source))
        if snapshot is None:
            found.append(Freshness(source=source, snapshot=None))
            continue
        confirmed = checked[source.id].date() if source.id in checked else None
        day = snapshot.content_date or snapshot.retrieved_at.date()
        since = max(day, confirmed) if confirmed else day
        found.append(
            Freshness(
                source=source,
                snapshot=snapshot,
                shipped=archive.is_shipped(snapshot),
                confirmed_on=confirmed,
                age_days=(on - since).days,
            )
        )
    return tuple(found)


def _carrier(source: Source) -> str:
    """The source whose snapshot tells the age: its own, or for regulation text that of the file."""
    if source.lists:
        return source.id
    return next(one.id for one in sources_of(DOWNLOADS[source.download]) if one.lists)
