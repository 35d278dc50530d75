"""Listings as FollowTheMoney entities, the exchange format of open sanctions data.

Each listing gives two entities: the party (or the address), and a Sanction that says which list
names it, since when, and what the list prints as license requirement and review policy. The list's
id stands as `programId`, the program tags as `program`. What FtM has no property for (a license
requirement's terms, footnotes) stays in licet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from licet.lists.ftm_terms import (
    COMPANY_IDENTIFIERS,
    IDENTIFIERS,
    LEGAL_ENTITIES,
    LISTS,
    NAMES,
    SCHEMATA,
)
from licet.lists.identifiers import IdentifierKind
from licet.lists.model import Identifier, Listing
from licet.lists.sources import DOWNLOADS, SOURCES

Entity = dict[str, object]
_Properties = dict[str, list[str]]

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[:/]\S*)?$", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;]+@(?:[\w-]+\.)+[a-z]{2,}$", re.IGNORECASE)
_PHONE = re.compile(r"\+[\d ()./-]{6,20}$")
_SHAPES: dict[str, re.Pattern[str]] = {IdentifierKind.EMAIL: _EMAIL, IdentifierKind.PHONE: _PHONE}


def to_entities(listings: Iterable[Listing]) -> Iterator[Entity]:
    """The party and its Sanction for each listing, in order, as JSON-able FtM entities."""
    for listing in listings:
        schema = _schema(listing)
        yield _entity(listing, listing.id, schema, _party(listing, schema))
        yield _entity(listing, f"{listing.id}-sanction", "Sanction", _sanction(listing))


def write_json_lines(listings: Iterable[Listing], out: TextIO) -> int:
    """Write the entities of `listings` to `out`, one JSON object a line; returns their number."""
    count = 0
    for entity in to_entities(listings):
        out.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def _entity(listing: Listing, entity_id: str, schema: str, properties: _Properties) -> Entity:
    filled = {name: list(dict.fromkeys(values)) for name, values in properties.items() if values}
    return {
        "id": entity_id,
        "caption": listing.name,
        "schema": schema,
        "properties": filled,
        "datasets": [listing.list],
    }


def _schema(listing: Listing) -> str:
    schema = SCHEMATA[listing.kind]
    traded = any(one.kind in COMPANY_IDENTIFIERS for one in listing.identifiers)
    return "Company" if schema in ("Organization", "LegalEntity") and traded else schema


def _party(listing: Listing, schema: str) -> _Properties:
    terms = LISTS.get(listing.list)
    texts = [address.text for address in listing.addresses]
    properties: _Properties = {
        "topics": [terms.topic] if terms else [],
        "country": list(listing.countries),
        "address": texts,
        "program": list(listing.programs),
        "programId": [listing.list],
        "sourceUrl": _page(listing),
        "notes": [listing.remarks] if listing.remarks else [],
    }
    for name in listing.names:
        properties.setdefault(NAMES[name.kind], []).append(name.text)
    if schema == "Address":
        properties |= {"full": texts, "address": [], "name": properties.get("name") or texts[:1]}
    if schema == "Person":
        properties["nationality"] = list(listing.nationalities)
        properties["birthDate"] = list(listing.birth_dates)
        properties["birthPlace"] = list(listing.birth_places)
    elif schema == "Vessel":
        properties["flag"] = list(listing.nationalities)
    elif schema != "Address":
        properties["country"] += listing.nationalities
    if schema in LEGAL_ENTITIES and listing.parent:
        properties["parent"] = [listing.parent]
    for identifier in listing.identifiers:
        property_name, value = _identifier(identifier, schema)
        properties.setdefault(property_name, []).append(value)
    return properties


def _identifier(identifier: Identifier, schema: str) -> tuple[str, str]:
    """Property and value; what FtM has no place for, or would refuse, becomes a note."""
    kind, value = identifier.kind, identifier.value
    note = ("notes", f"{kind}: {value}")
    property_name = IDENTIFIERS[schema].get(kind)
    if property_name is None:
        return note
    if kind == IdentifierKind.WEBSITE:
        url = value if _SCHEME.match(value) else f"http://{value}"
        return (property_name, url) if _HOST.match(_SCHEME.sub("", url)) else note
    shape = _SHAPES.get(kind)
    return (property_name, value) if shape is None or shape.match(value) else note


def _sanction(listing: Listing) -> _Properties:
    terms = LISTS.get(listing.list)
    source = SOURCES.get(listing.source)
    since = [listing.listed_from.isoformat()] if listing.listed_from else []
    provisions = []
    if listing.requirement:
        provisions.append(f"License requirement: {listing.requirement.text}")
    if listing.policy:
        provisions.append(f"License review policy: {listing.policy.text}")
    return {
        "entity": [listing.id],
        "authority": [terms.authority] if terms else [],
        "country": [source.jurisdiction.value] if source and source.jurisdiction != "un" else [],
        "program": [*([terms.title] if terms else []), *listing.programs],
        "programId": [listing.list],
        "provisions": provisions,
        "summary": [f"Federal Register: {notice}" for notice in listing.history],
        "recordId": [listing.where] if listing.where else [],
        "listingDate": since,
        "startDate": since,
        "endDate": [listing.listed_until.isoformat()] if listing.listed_until else [],
        "sourceUrl": _page(listing),
    }


def _page(listing: Listing) -> list[str]:
    """Where a person finds the publication that the listing was read from."""
    source = SOURCES.get(listing.source)
    return [DOWNLOADS[source.download].page] if source else []
