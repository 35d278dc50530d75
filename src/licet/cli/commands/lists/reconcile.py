"""`licet lists reconcile`: how the Consolidated Screening List departs from the Entity List."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from licet.cli import printing
from licet.cli.commands.lists.sides import Side, read_side
from licet.lists.archive import Archive
from licet.lists.reconcile import Difference, DifferenceKind, Reconciliation
from licet.lists.reconcile import reconcile as reconciled

_SHOWN = 5


def reconcile(
    ecfr: Annotated[
        str, typer.Option(help="File of Part 744, or snapshot; the active one by default.")
    ] = "us-bis-el",
    csl: Annotated[
        str, typer.Option(help="File of the CSL, or snapshot; the active one by default.")
    ] = "us-trade-csl",
    kinds: Annotated[
        list[DifferenceKind] | None, typer.Option("--class", help="Only this class of difference.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="Differences shown of each class; 0 shows all.")
    ] = _SHOWN,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write every difference as JSON.")
    ] = False,
) -> None:
    """Compare the two readings of the Entity List; every difference is in a named class."""
    archive = Archive()
    ours = read_side(archive, ecfr, "us-bis-el")
    theirs = read_side(archive, csl, "us-trade-csl")
    found = reconciled(ours.entries, theirs.entries)
    wanted = kinds or list(DifferenceKind)
    chosen = [one for one in found.differences if one.kind in wanted]
    if as_json:
        printing.json(
            {
                "ecfr": ours.snapshots,
                "csl": theirs.snapshots,
                "ecfr_listings": found.ecfr_listings,
                "csl_rows": found.csl_rows,
                "pairs": found.pairs,
                "further_rows": found.further_rows,
                "counts": {kind: count for kind, count in found.counts.items() if kind in wanted},
                "differences": chosen,
            }
        )
        return
    for line in _lines(ours, theirs, found, wanted, limit):
        printing.say(line)


def _lines(
    ours: Side, theirs: Side, found: Reconciliation, wanted: list[DifferenceKind], limit: int
) -> Iterator[str]:
    yield f"eCFR: {found.ecfr_listings:,} listings, {ours.ids}"
    yield f"CSL:  {found.csl_rows:,} rows, {theirs.ids}"
    yield (
        f"{found.pairs:,} listings have their row; {found.further_rows} more rows are of listings "
        "that have one. Differences by class:"
    )
    counts = {kind: count for kind, count in found.counts.items() if kind in wanted}
    for kind, count in counts.items():
        yield f"  {count:>6,}  {kind.value:<26}{kind.meaning}"
    for kind, count in counts.items():
        yield ""
        yield f"{kind.value}: {kind.meaning}"
        every = [one for one in found.differences if one.kind is kind]
        for one in every[: limit or None]:
            yield from _difference(one)
        if limit and count > limit:
            yield f"  ... and {count - limit:,} more: --class {kind.value} --limit 0"


def _difference(one: Difference) -> Iterator[str]:
    places = ", ".join(
        f"{label} {where}"
        for label, where in (("eCFR", one.ecfr_where), ("CSL", one.csl_where))
        if where
    )
    yield f"  {one.name} ({places})"
    if one.ecfr is not None:
        yield f"      eCFR: {one.ecfr}"
    if one.csl is not None:
        yield f"      CSL:  {one.csl}"
