"""`licet lists diff`: what changed between two snapshots or files of a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from licet.cli import printing
from licet.lists.archive import Archive
from licet.lists.diff import Change, Diff
from licet.lists.diff import diff as difference
from licet.lists.locate import locate, recognize
from licet.lists.model import Listing, Snapshot
from licet.lists.reading import compile_files
from licet.lists.sources import DOWNLOADS, source
from licet.terms.errors import BadInput


def diff(
    before: Annotated[
        str, typer.Argument(help="File, SOURCE, SOURCE@2026-03-25, SOURCE@shipped or snapshot id.")
    ],
    after: Annotated[str, typer.Argument(help="The same, for the later side.")],
    only: Annotated[
        str | None, typer.Option("--source", help="The source that the files are read as.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Listings added, removed and changed field by field; changes of print alone are counted."""
    archive = Archive()
    old, old_entries = _read(archive, before, only)
    new, new_entries = _read(archive, after, only)
    if {s.source for s in old} != {s.source for s in new}:
        raise BadInput(
            "the two sides are of different sources",
            where=f"{before}, {after}",
            remedy="name the one to compare with --source",
        )
    found = difference(old_entries, new_entries)
    if as_json:
        printing.json({"before": old, "after": new, "difference": found})
        return
    for line in _lines(old, new, found):
        printing.say(line)


def _read(
    archive: Archive, reference: str, only: str | None
) -> tuple[list[Snapshot], list[Listing]]:
    """Snapshots and listings of a file, or of a snapshot of the archive."""
    path = Path(reference)
    if not path.exists():
        file = archive.open(archive.find(reference))
        return [file.snapshot], list(file.entries())
    download = DOWNLOADS[source(only).download] if only else recognize(path)
    local, now = locate(download, [path]), dt.datetime.now(dt.UTC)
    found = [
        reading.compiled
        for reading in compile_files(download, local.files, retrieved_at=now, note=local.note)
        if only in (None, reading.compiled.snapshot.source)
    ]
    return [one.snapshot for one in found], [entry for one in found for entry in one.entries]


def _lines(old: list[Snapshot], new: list[Snapshot], found: Diff) -> Iterator[str]:
    for a, b in zip(old, new, strict=True):
        yield f"{a.id} ({a.listings:,} listings) -> {b.id} ({b.listings:,} listings)"
    yield (
        f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed, "
        f"{found.cosmetic} changed in print only, {found.unchanged:,} unchanged"
    )
    yield from (f"+ {_named(one)}" for one in found.added)
    yield from (f"- {_named(one)}" for one in found.removed)
    for change in found.changed:
        yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    renamed = f", before: {change.before.name}" if change.renamed else ""
    moved = f", moved from {change.before.heading}" if change.moved else ""
    yield f"~ {_named(change.after)}{renamed}{moved}"
    for field in change.fields:
        yield from (f"    {field.field} - {value}" for value in field.before)
        yield from (f"    {field.field} + {value}" for value in field.after)


def _named(listing: Listing) -> str:
    heading = f" ({listing.heading})" if listing.heading else ""
    return f"{listing.id}: {listing.name}{heading}"
