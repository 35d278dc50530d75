"""A subject of the UK Sanctions List, put together from many rows, as a listing.

Both forms of the list repeat a subject over rows (one per name, address, date of birth ...), so
its facts are collected first and repetitions dropped at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from licet.lists.model import Address, Identifier, Listing, Name, NameKind, PartyKind

LIST = "gb-fcdo"

KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "ship": PartyKind.VESSEL,
}
_MARKED_UNKNOWN = frozenset({"00", "dd", "mm"})


@dataclass
class Subject:
    """Facts of one subject as they come; lists keep the source's order."""

    unique_id: str
    kind: PartyKind
    designated: dt.date | None
    names: list[Name] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def listing(self) -> Listing | None:
        """The listing; None when the subject has no name."""
        names = _ordered(self.names)
        if not names:
            return None
        return Listing(
            id=f"{LIST}-{self.unique_id.lower()}",
            list=LIST,
            source=LIST,
            names=names,
            kind=self.kind,
            addresses=tuple(dict.fromkeys(self.addresses)),
            countries=tuple(dict.fromkeys(self.countries)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            birth_dates=tuple(dict.fromkeys(self.birth_dates)),
            birth_places=tuple(dict.fromkeys(self.birth_places)),
            nationalities=tuple(dict.fromkeys(self.nationalities)),
            programs=tuple(dict.fromkeys(self.programs)),
            listed_from=self.designated,
            remarks="; ".join(dict.fromkeys(filter(None, self.remarks))) or None,
            where=f"subject {self.unique_id}",
        )


def whole_name(first_parts: Sequence[str], last: str) -> str:
    """Names 1 to 5, then name 6 (the family name, or an entity's or ship's whole name).

    A few entities have the same text in name 1 and name 6; it is taken once.
    """
    first = " ".join(" ".join(first_parts).split())
    family = " ".join(last.split())
    return family if first == family else f"{first} {family}".strip()


def name_kind(name_type: str, strength: str) -> NameKind:
    """Kind of a name by the list's own words, in either form's spelling."""
    if strength.lower().startswith("low"):
        return NameKind.WEAK
    primary = name_type.lower().replace(" name", "") == "primary"
    return NameKind.PRIMARY if primary else NameKind.AKA


def uk_day(text: str) -> dt.date | None:
    """`29/06/2012` as a day; None for an empty cell; else ValueError."""
    if not text:
        return None
    day, month, year = (int(part) for part in text.split("/"))
    return dt.date(year, month, day)


def birth_date(year: str, month: str, day: str) -> str | None:
    """ISO 8601 as exact as known; the list writes `dd`, `mm` or 00 for what is not."""
    if not (year.isdigit() and len(year) == 4):
        return None
    known = [part for part in (month, day) if part and part.lower() not in _MARKED_UNKNOWN]
    if not month or month.lower() in _MARKED_UNKNOWN:
        known = []
    return "-".join([year, *(part.zfill(2) for part in known)])


def _ordered(names: Sequence[Name]) -> tuple[Name, ...]:
    """The first primary name leads; any further one is an alias."""
    unique = list(dict.fromkeys(names))
    first = next((name for name in unique if name.kind is NameKind.PRIMARY), None)
    if first is None:
        return ()
    others = (
        Name(name.text, NameKind.AKA, name.lang) if name.kind is NameKind.PRIMARY else name
        for name in unique
        if name is not first
    )
    return tuple(dict.fromkeys((first, *others)))
