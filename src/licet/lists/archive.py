"""Every snapshot within reach: the user's store, over the snapshot shipped with the package."""

from __future__ import annotations

import datetime as dt

from licet.lists import shipped
from licet.lists.compiled import CompiledFile
from licet.lists.model import Snapshot
from licet.lists.sources import SOURCES
from licet.lists.store import Store, age_key
from licet.terms.errors import BadInput


class Archive:
    """Snapshots of `store` (the user's unless given) and, below them, the shipped ones."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store if store is not None else Store.default()
        self._shipped = shipped.snapshots()

    def active(self) -> dict[str, Snapshot]:
        """The snapshot answers come from, by source in order of preference.

        The store's active one, or the shipped one where that speaks of a later day.
        """
        stored = self.store.active()
        found = {}
        for source in SOURCES:
            either = [s for s in (self._shipped.get(source), stored.get(source)) if s is not None]
            if either:
                found[source] = max(either, key=age_key)
        return found

    def as_of(self, day: dt.date) -> dict[str, Snapshot]:
        """For each source the newest snapshot that speaks of `day` or earlier, else the oldest."""
        found = {}
        for source in SOURCES:
            if every := self.all(source):
                earlier = [s for s in every if age_key(s)[0] <= day]
                found[source] = earlier[-1] if earlier else every[0]
        return found

    def all(self, source: str) -> tuple[Snapshot, ...]:
        """Every snapshot of `source`, oldest content first."""
        stored = self.store.snapshots(source)
        base = self._shipped.get(source)
        if base is None or any(s.sha256 == base.sha256 for s in stored):
            return stored
        return tuple(sorted((*stored, base), key=age_key))

    def is_shipped(self, snapshot: Snapshot) -> bool:
        """Whether `snapshot` is the one that came with the package."""
        return self._shipped.get(snapshot.source) == snapshot

    def open(self, snapshot: Snapshot) -> CompiledFile:
        """The compiled list of a snapshot of this archive."""
        if self.is_shipped(snapshot):
            return shipped.open_shipped(snapshot.source)
        return self.store.open(snapshot)

    def find(self, reference: str) -> Snapshot:
        """The snapshot meant by `reference`.

        `us-bis-el` is the active one, `us-bis-el@2026-03-25` the one of that content date,
        `us-bis-el@shipped` the one that came with the package, and a snapshot's id (or a digest's
        first digits after the colon) that very one. `BadInput` when none or several are meant.
        """
        source, _, rest = reference.partition("@")
        if source not in SOURCES:
            raise BadInput(
                f"{reference!r} names no snapshot",
                remedy=f"write SOURCE, SOURCE@DATE or a file; sources are {', '.join(SOURCES)}",
            )
        if not rest:
            matches = [s for s in (self.active().get(source),) if s is not None]
        elif rest == "shipped":
            matches = [s for s in (self._shipped.get(source),) if s is not None]
        else:
            matches = [s for s in self.all(source) if s.id.startswith(reference)]
        if len(matches) != 1:
            have = ", ".join(s.id for s in self.all(source)) or "none"
            raise BadInput(
                f"{reference!r} names {'no' if not matches else 'more than one'} snapshot",
                remedy=f"of {source} there are: {have}",
            )
        return matches[0]
