"""`licet lists diff`: what changed between two snapshots or files of a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from licet.cli import printing
from licet.cli.commands.lists.sides import Side, read_side
from licet.lists.archive import Archive
from licet.lists.diff import Change, Diff
from licet.lists.diff import diff as difference
from licet.lists.model import Listing
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
    old, new = read_side(archive, before, only), read_side(archive, after, only)
    if [s.source for s in old.snapshots] != [s.source for s in new.snapshots]:
        raise BadInput(
            "the two sides are of different sources",
            where=f"{before}, {after}",
            remedy="name the one to compare with --source",
        )
    found = difference(old.entries, new.entries)
    if as_json:
        printing.json({"before": old.snapshots, "after": new.snapshots, "difference": found})
        return
    for line in _lines(old, new, found):
        printing.say(line)


def _lines(old: Side, new: Side, found: Diff) -> Iterator[str]:
    for a, b in zip(old.snapshots, new.snapshots, strict=True):
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
