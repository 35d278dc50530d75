"""The fields of a party and of a listing that a decision rests on, and what changed in them.

Texts are compared without case, white space and punctuation: a comma that moved reopens nothing.
License requirement, review policy, history and remarks are not among them: they say what the law
asks of the listed party, not who it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from licet.lists.diff import FieldChange
from licet.lists.essence import essence
from licet.lists.model import Identifier, Listing, NameKind
from licet.screening.model import PartyQuery

#: Field to its values as printed.
Particulars = Mapping[str, tuple[str, ...]]


def of_party(party: PartyQuery) -> Particulars:
    """What is known of a party, without the caller's own key."""
    return {
        "names": (party.name, *party.aliases),
        "kind": (party.kind.value,),
        "countries": party.countries,
        "addresses": party.addresses,
        "identifiers": _identifiers(party.identifiers),
        "birth dates": party.birth_dates,
    }


def of_listing(listing: Listing) -> Particulars:
    """What a listing says about who is listed."""
    weak = {NameKind.WEAK: "weak alias "}
    addresses = (f"{a.text} ({a.country})" if a.country else a.text for a in listing.addresses)
    return {
        "names": tuple(weak.get(name.kind, "") + name.text for name in listing.names),
        "kind": (listing.kind.value,),
        "countries": listing.countries,
        "nationalities": listing.nationalities,
        "addresses": tuple(addresses),
        "identifiers": _identifiers(listing.identifiers),
        "birth dates": listing.birth_dates,
        "birth places": listing.birth_places,
    }


def digest(particulars: Particulars) -> str:
    """SHA-256 that is equal for particulars without a difference."""
    content = {field: sorted(_keys(values)) for field, values in particulars.items()}
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def differences(before: Particulars, after: Particulars) -> tuple[FieldChange, ...]:
    """Fields whose values differ, each with the values that only one side has."""
    changes = []
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field, ()), after.get(field, ())
        gone = tuple(value for value in old if essence(value) not in _keys(new))
        come = tuple(value for value in new if essence(value) not in _keys(old))
        if gone or come:
            changes.append(FieldChange(field, gone, come))
    return tuple(changes)


def _keys(values: Iterable[str]) -> set[str]:
    return {essence(value) for value in values}


def _identifiers(identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    return tuple(f"{i.kind} {i.value} {i.country or ''}".strip() for i in identifiers)
