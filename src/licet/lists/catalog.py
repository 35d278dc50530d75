"""The lists to answer from: which snapshot speaks for each list, and its listings.

Where two sources carry the same list the better one speaks for it (the order of
`sources.SOURCES`), unless its snapshot is history: more than `OUTRUN_DAYS` older than the other.
The Denied Persons List shows why a newer copy is not better by itself: the Consolidated Screening
List of July 2026 has three times its rows, expired orders among them and no dates to tell them.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping

from licet.lists.archive import Archive
from licet.lists.compiled import CompiledFile
from licet.lists.model import Listing, Snapshot
from licet.lists.sources import SOURCES, sources_for
from licet.lists.store import Store, age_key
from licet.terms.errors import BadInput

OUTRUN_DAYS = 365


class Lists:
    """Listings of the chosen lists; each list is decoded when first needed, then kept.

    Iterating gives the listings list by list, in source order.
    """

    def __init__(self, files: Mapping[str, CompiledFile]) -> None:
        self._files = dict(files)
        self._entries: dict[str, tuple[Listing, ...]] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the lists: `us-bis-el`, `us-ofac-sdn` ..."""
        return tuple(self._files)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots that the listings come from, each once."""
        return tuple({f.snapshot.id: f.snapshot for f in self._files.values()}.values())

    def snapshot_of(self, list_id: str) -> Snapshot:
        """The snapshot that speaks for a list; `BadInput` when the list is not loaded."""
        return self._file(list_id).snapshot

    def of(self, list_id: str) -> tuple[Listing, ...]:
        """Listings of one list, in source order; `BadInput` when the list is not loaded."""
        if list_id not in self._entries:
            self._entries[list_id] = self._file(list_id).entries(list_id)
        return self._entries[list_id]

    @functools.cached_property
    def by_id(self) -> Mapping[str, Listing]:
        """Every listing by its id."""
        return {listing.id: listing for listing in self}

    def on(self, day: dt.date) -> Iterator[Listing]:
        """Listings that were listed on `day`, and those whose source does not say since when.

        `Listing.listed_on` tells the two apart. Entries removed before the snapshot was taken are
        in no list here.
        """
        return (listing for listing in self if listing.listed_on(day) is not False)

    def __iter__(self) -> Iterator[Listing]:
        return itertools.chain.from_iterable(self.of(list_id) for list_id in self._files)

    def __len__(self) -> int:
        return sum(file.lists[list_id] for list_id, file in self._files.items())

    def _file(self, list_id: str) -> CompiledFile:
        if list_id not in self._files:
            raise BadInput(
                f"list {list_id!r} is not loaded",
                remedy=f"loaded are: {', '.join(self._files) or 'none'}",
            )
        return self._files[list_id]


def load(
    names: Iterable[str] | None = None,
    *,
    as_of: dt.date | None = None,
    store: Store | None = None,
) -> Lists:
    """The lists to answer from, out of the user's store and the shipped snapshot.

    `names` are ids of lists (`us-bis-el`), or of sources that are no list (`us-trade-csl`: all
    that it carries, as it has it); None means every list there is.
    `as_of` takes for each source the newest snapshot that speaks of that day or an earlier one, or
    else the oldest there is; without it the active snapshot. Either way a listing's own dates say
    whether it was listed on a day: see `Lists.on`.
    Raises `BadInput` for a name that is unknown, or whose source was never imported.
    """
    wanted_names = None if names is None else list(names)
    sources = SOURCES.values() if wanted_names is None else sources_for(wanted_names)
    archive = Archive(store)
    chosen = archive.active() if as_of is None else archive.as_of(as_of)
    opened = {s.id: archive.open(chosen[s.id]) for s in sources if s.id in chosen}
    carriers: dict[str, list[CompiledFile]] = {}
    for file in opened.values():
        for list_id in file.lists:
            carriers.setdefault(list_id, []).append(file)
    if wanted_names is None:
        every = {list_id: _best(files) for list_id, files in carriers.items()}
        return Lists({name: file for name, file in every.items() if not _covered(name, every)})
    wanted: dict[str, CompiledFile] = {}
    for name in wanted_names:
        if name in carriers:
            wanted[name] = _best(carriers[name])
        elif name in opened:
            wanted = dict.fromkeys(opened[name].lists, opened[name]) | wanted
        else:
            raise _not_here(name)
    return Lists(wanted)


def _best(files: list[CompiledFile]) -> CompiledFile:
    """The first in order of preference that is not outrun by another."""
    days = {file.snapshot.id: age_key(file.snapshot)[0] for file in files}
    newest = max(days.values())
    return next(f for f in files if (newest - days[f.snapshot.id]).days <= OUTRUN_DAYS)


def _covered(list_id: str, chosen: Mapping[str, CompiledFile]) -> bool:
    """Whether another chosen list has the same parties, from a better source."""
    return any(
        list_id in source.covers and _best([chosen[own], chosen[list_id]]) is chosen[own]
        for source in SOURCES.values()
        for own in source.lists
        if own in chosen
    )


def _not_here(name: str) -> BadInput:
    source = sources_for([name])[0]
    if not source.lists:
        return BadInput(f"{name} is regulation text and lists nobody", remedy="name a list")
    return BadInput(
        f"{name} was never imported",
        remedy=f"licet lists update {source.id}, or give a file with --from-file",
    )
