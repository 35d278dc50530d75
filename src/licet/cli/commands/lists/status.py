"""`licet lists status`: which snapshot answers come from, how old it is, whether it is stale."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from licet.cli import printing
from licet.cli.days import day, today
from licet.lists.archive import Archive
from licet.lists.freshness import Freshness, freshness
from licet.lists.sources import DOWNLOADS


class FailOn(enum.StrEnum):
    """What to exit with 1 for."""

    STALE = "stale"


def status(
    asked_on: Annotated[
        str | None, typer.Option(help="Reckon ages from this day instead of today.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show older snapshots and sources never imported, too.")
    ] = False,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit 1 when a source is stale.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Age and staleness of every source; the shipped snapshot speaks until an update is newer."""
    archive = Archive()
    on = day(asked_on, "--asked-on") or today()
    found = freshness(archive, on)
    if as_json:
        printing.json(
            {"asked_on": on, "sources": [_described(one, archive, every) for one in found]}
        )
    else:
        _print(found, archive, every)
    if fail_on is FailOn.STALE and any(one.stale for one in found):
        raise typer.Exit(1)


def _described(one: Freshness, archive: Archive, every: bool) -> dict[str, object]:
    download = DOWNLOADS[one.source.download]
    described: dict[str, object] = {
        "source": one.source.id,
        "title": one.source.title,
        "publisher": one.source.publisher,
        "jurisdiction": one.source.jurisdiction,
        "lists": one.source.lists,
        "state": _state(one),
        "age_days": one.age_days,
        "max_age_days": one.source.max_age_days,
        "page": download.page,
        "addresses": [part.url for part in download.parts if part.url],
        "addresses_documented": download.documented,
        "confirmed_on": one.confirmed_on,
        "shipped": one.shipped,
        "snapshot": one.snapshot,
        "snapshot_id": one.snapshot.id if one.snapshot else None,
    }
    if every:
        described["snapshots"] = archive.all(one.source.id)
    return described


def _print(found: tuple[Freshness, ...], archive: Archive, every: bool) -> None:
    rows = []
    for one in found:
        if one.snapshot is not None:
            rows.append(
                (
                    one.source.id,
                    _state(one),
                    f"{one.age_days} d",
                    str(one.snapshot.content_date or "not told"),
                    f"{one.snapshot.listings:,}",
                    "shipped" if one.shipped else "store",
                    one.source.title,
                )
            )
        elif every:
            rows.append((one.source.id, _state(one), "", "", "", "", one.source.title))
    printing.table(("SOURCE", "STATE", "AGE", "CONTENT OF", "LISTINGS", "FROM", "TITLE"), rows)
    for one in found:
        if one.snapshot is not None and one.snapshot.note:
            printing.say(f"note on {one.source.id}: {one.snapshot.note}")
    if every:
        _print_snapshots(found, archive)
    stale = [one for one in found if one.stale]
    if stale:
        limits = sorted({one.source.max_age_days for one in stale})
        printing.say(
            f"{len(stale)} of {sum(one.snapshot is not None for one in found)} sources are stale: "
            f"older than {' or '.join(map(str, limits))} days. To mend it: licet lists update"
        )
    if never := [one.source.id for one in found if one.snapshot is None]:
        printing.say(f"never imported: {', '.join(never)}")


def _print_snapshots(found: tuple[Freshness, ...], archive: Archive) -> None:
    for one in found:
        for snapshot in archive.all(one.source.id):
            mark = "*" if one.snapshot == snapshot else " "
            printing.say(
                f"{mark} {snapshot.id}  {snapshot.listings:,} listings, "
                f"retrieved {snapshot.retrieved_at:%Y-%m-%d %H:%M} UTC"
            )


def _state(one: Freshness) -> str:
    if one.snapshot is None:
        return "never imported"
    return "STALE" if one.stale else "fresh"
