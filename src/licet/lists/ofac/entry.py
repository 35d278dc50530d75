"""One entry of an OFAC list, with its aliases and addresses, as a listing.

Program tags are kept exactly, since 15 CFR 744.8 turns on them (`NPWMD`, `RUSSIA-EO14024`). OFAC
calls everything that is not an individual, vessel or aircraft an entity; here an organization. A
vessel's flag stands among the nationalities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from licet.lists.identifiers import IdentifierKind
from licet.lists.model import Address, Identifier, Listing, Name, NameKind, PartyKind
from licet.lists.ofac.remarks import Remarks, parse_remarks
from licet.lists.person_names import given_first
from licet.terms.country import country_code

Cells = Mapping[str, str]

KINDS = {
    "": PartyKind.ORGANIZATION,
    "individual": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_NAME_KINDS = {"aka": NameKind.AKA, "nka": NameKind.AKA, "fka": NameKind.FKA}
_SHOWN_AS_REMARKS = {
    "title": "Title",
    "vessel_type": "Vessel type",
    "tonnage": "Tonnage",
    "gross_registered_tonnage": "Gross registered tonnage",
    "owner": "Vessel owner",
}


def listing(
    cells: Cells,
    aliases: Sequence[Cells],
    addresses: Sequence[Cells],
    *,
    listing_id: str,
    list_id: str,
    where: str,
) -> Listing:
    """The listing; `cells` with remarks whole."""
    kind = KINDS.get(cells["kind"], PartyKind.UNKNOWN)
    remarks = parse_remarks(cells["remarks"])
    places = tuple(_address(address) for address in addresses)
    return Listing(
        id=listing_id,
        list=list_id,
        source=list_id,
        names=tuple(dict.fromkeys(_names(cells, aliases, remarks, kind))),
        kind=kind,
        addresses=tuple(dict.fromkeys(place for place in places if place.text)),
        countries=tuple(dict.fromkeys(place.country for place in places if place.country)),
        identifiers=(*_call_sign(cells), *remarks.identifiers),
        birth_dates=remarks.birth_dates,
        birth_places=remarks.birth_places,
        nationalities=tuple(dict.fromkeys((*_flag(cells), *remarks.nationalities))),
        programs=_programs(cells["programs"]),
        remarks=_remarks(cells),
        where=where,
    )


def _names(
    cells: Cells, aliases: Sequence[Cells], remarks: Remarks, kind: PartyKind
) -> Iterator[Name]:
    printed = [(cells["name"], NameKind.PRIMARY)]
    printed += [(alias["name"], _NAME_KINDS.get(alias["kind"], NameKind.AKA)) for alias in aliases]
    printed += [(name, NameKind.WEAK) for name in remarks.weak_names]
    for text, name_kind in printed:
        if text:
            yield Name(given_first(text) if kind is PartyKind.PERSON else text, name_kind)


def _address(cells: Cells) -> Address:
    parts = [part for part in (cells["street"], cells["city"]) if part]
    return Address(", ".join(parts), country_code(cells["country"]))


def _programs(text: str) -> tuple[str, ...]:
    """`SDGT] [IFSR` (the outer brackets are the file's to leave out) as two tags."""
    return tuple(tag for part in text.split("] [") if (tag := part.strip(" []")))


def _call_sign(cells: Cells) -> tuple[Identifier, ...]:
    if not cells["call_sign"]:
        return ()
    return (Identifier(IdentifierKind.CALL_SIGN.value, cells["call_sign"]),)


def _flag(cells: Cells) -> tuple[str, ...]:
    code = country_code(cells["flag"])
    return (code,) if code else ()


def _remarks(cells: Cells) -> str | None:
    """Remarks as printed, after the cells that have no field of their own."""
    shown = [f"{label}: {cells[cell]}" for cell, label in _SHOWN_AS_REMARKS.items() if cells[cell]]
    return "; ".join([*shown, cells["remarks"]] if cells["remarks"] else shown) or None
