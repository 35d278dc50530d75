"""The index for the lists in force, built once and kept in the user's data folder.

The folder's name is a digest of the snapshots, so an update of a list leads to another index. A
listing that begins or ends between two updates does too: beside each index lies the last day it
is good for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from licet.lists.catalog import Lists
from licet.lists.model import Listing, Snapshot
from licet.screening.home import home
from licet.screening.index import VERSION, Index
from licet.terms.errors import BadSource

#: Indexes that are kept; the least recently built ones go first.
_KEPT = 4


@dataclass(frozen=True)
class Shelved:
    """An index on disk, and the snapshots it was built from."""

    index: Index
    path: Path
    snapshots: tuple[Snapshot, ...]


class _Label(msgspec.Struct, frozen=True):
    """Days on which the listings of an index are the ones in force."""

    first: dt.date
    last: dt.date | None


def shelved(lists: Lists, day: dt.date, folder: Path | None = None) -> Shelved:
    """The index over the listings of `lists` in force on `day`, building it if need be.

    A listing whose source does not say since when it is listed counts as in force.
    """
    folder = folder or home() / "index"
    path = folder / _name(lists)
    label = _read(path.with_suffix(".json"))
    if label and label.first <= day and (label.last is None or day <= label.last):
        try:
            return Shelved(Index.load(path), path, lists.snapshots)
        except BadSource:
            pass  # of another version, or half deleted: built again below
    Index.build(lists.on(day)).save(path)
    label = _Label(day, _last_day(lists, day))
    path.with_suffix(".json").write_bytes(msgspec.json.encode(label))
    _tidy(folder, path)
    return Shelved(Index.load(path), path, lists.snapshots)


def _name(lists: Lists) -> str:
    parts = [f"{name} {lists.snapshot_of(name).id}" for name in sorted(lists.ids)]
    content = "\n".join((str(VERSION), *parts))
    return hashlib.sha256(content.encode()).hexdigest()[:24]


def _last_day(listings: Iterable[Listing], day: dt.date) -> dt.date | None:
    """The last day, from `day` on, before a listing begins or ends."""
    ends = [x.listed_until for x in listings if x.listed_until and x.listed_until >= day]
    starts = [
        x.listed_from - dt.timedelta(days=1)
        for x in listings
        if x.listed_from and x.listed_from > day
    ]
    return min((*ends, *starts), default=None)


def _read(path: Path) -> _Label | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Label)
    except (OSError, msgspec.DecodeError):
        return None


def _tidy(folder: Path, current: Path) -> None:
    """Delete the oldest indexes; one that another process has mapped stays readable to it."""
    labels = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for label in labels[_KEPT:]:
        if label.stem != current.name:
            label.unlink(missing_ok=True)
            shutil.rmtree(folder / label.stem, ignore_errors=True)
