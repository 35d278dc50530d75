"""One side of a comparison as the command line names it: a snapshot, or a file read at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from licet.lists.archive import Archive
from licet.lists.locate import locate, recognize
from licet.lists.model import Listing, Snapshot
from licet.lists.reading import compile_files
from licet.lists.sources import DOWNLOADS, source


class Side(NamedTuple):
    """Listings, and the snapshots (one, or several of one file) they are of."""

    snapshots: list[Snapshot]
    entries: list[Listing]

    @property
    def ids(self) -> str:
        """The snapshots' ids."""
        return ", ".join(snapshot.id for snapshot in self.snapshots)


def read_side(archive: Archive, reference: str, only: str | None) -> Side:
    """The side that `reference` names; `only` is the source that a file is read as.

    Without `only` a file is known by its name and gives every list in it. A file that tells no
    day is read all the same. Raises `BadInput` for a name that fits nothing, `BadSource` for a
    file that cannot be read.
    """
    path = Path(reference)
    if not path.exists():
        file = archive.open(archive.find(reference))
        return Side([file.snapshot], list(file.entries()))
    download = DOWNLOADS[source(only).download] if only else recognize(path)
    local = locate(download, [path])
    readings = compile_files(
        download, local.files, retrieved_at=dt.datetime.now(dt.UTC), note=local.note
    )
    found = [r.compiled for r in readings if only in (None, r.compiled.snapshot.source)]
    return Side([one.snapshot for one in found], [entry for one in found for entry in one.entries])
