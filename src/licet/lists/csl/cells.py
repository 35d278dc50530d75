"""Cells that stand alike in the CSV and the JSON: call sign, title, a vessel's data, remarks."""

from __future__ import annotations

from collections.abc import Mapping

from licet.lists.identifiers import IdentifierKind
from licet.lists.model import Identifier

_SHOWN = {
    "title": "Title",
    "vessel_type": "Vessel type",
    "gross_tonnage": "Gross tonnage",
    "gross_registered_tonnage": "Gross registered tonnage",
    "vessel_owner": "Vessel owner",
}


def call_sign(cells: Mapping[str, str]) -> tuple[Identifier, ...]:
    """The call sign, if there is one."""
    if not cells["call_sign"]:
        return ()
    return (Identifier(IdentifierKind.CALL_SIGN.value, cells["call_sign"]),)


def own_remarks(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Cells that have no field of their own, named, and the remarks."""
    shown = [f"{label}: {cells[cell]}" for cell, label in _SHOWN.items() if cells[cell]]
    return (*shown, *([cells["remarks"]] if cells["remarks"] else []))
