"""The Entity List in the eCFR against its copy in the Consolidated Screening List.

The eCFR stands over the copy; this reports how the copy departs from it, every difference in a
named class (`DifferenceKind`). Nothing is mended: the lists are kept as they were read.
"""

from __future__ import annotations

from collections.abc import Iterable

from licet.lists.model import Listing
from licet.lists.reconcile.comparing import compare
from licet.lists.reconcile.differences import Difference, DifferenceKind, Reconciliation
from licet.lists.reconcile.pairing import pair

ENTITY_LIST = "us-bis-el"

__all__ = ["ENTITY_LIST", "Difference", "DifferenceKind", "Reconciliation", "reconcile"]


def reconcile(ecfr: Iterable[Listing], csl: Iterable[Listing]) -> Reconciliation:
    """Every difference between the Entity List read from the eCFR and its rows in the CSL.

    Listings of other lists are left aside.
    """
    entries = [one for one in ecfr if one.list == ENTITY_LIST]
    rows = [one for one in csl if one.list == ENTITY_LIST]
    pairing = pair(entries, rows)
    differences = list(pairing.differences)
    for entry, row in (*pairing.pairs, *pairing.further):
        differences.extend(compare(entry, row))
    order = list(DifferenceKind)
    return Reconciliation(
        ecfr_listings=len(entries),
        csl_rows=len(rows),
        pairs=len(pairing.pairs),
        further_rows=len(pairing.further),
        differences=tuple(sorted(differences, key=lambda d: order.index(d.kind))),
    )
