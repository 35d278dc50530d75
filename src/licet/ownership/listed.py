"""How an owner is listed, and which listings carry a 50 percent rule.

Matching owners to listings is the caller's work (screening). What arrives here is, per entity of
the ownership graph, the listings it was matched to, and whether a person has confirmed the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from licet.law.values import Truth
from licet.lists.model import Listing, PartyKind

ENTITY_LIST = "us-bis-el"
MILITARY_END_USER_LIST = "us-bis-meu"
SDN_LIST = "us-ofac-sdn"
#: The lists that a 50 percent rule speaks of.
LISTS = (ENTITY_LIST, MILITARY_END_USER_LIST, SDN_LIST)

#: The identifiers of 15 CFR 744.8(a)(1), as the section spells them.
PROGRAMS_744_8 = (
    "BELARUS-EO14038",
    "BELARUS",
    "RUSSIA-EO14024",
    "UKRAINE-EO13660",
    "UKRAINE-EO13661",
    "UKRAINE-EO13662",
    "UKRAINE-EO13685",
    "FTO",
    "SDGT",
    "NPWMD",
    "ILLICIT DRUGS-EO14059",
    "SDNT",
    "SDNTK",
    "TCO",
)


class ListedOn(msgspec.Struct, frozen=True, omit_defaults=True, order=True):
    """One listing that an entity was matched to.

    `by_address`: the entity only operates at an address that the Entity List names (744.16(f))
    and is not named itself. `confirmed` False: a possible match that nobody has settled yet.
    """

    list: str
    listing: str = ""
    name: str = ""
    programs: tuple[str, ...] = ()
    by_address: bool = False
    confirmed: bool = True


class ListedAs(msgspec.Struct, frozen=True, order=True):
    """Every listing that an entity was matched to."""

    listings: tuple[ListedOn, ...]

    @classmethod
    def of(cls, listings: Iterable[Listing], *, confirmed: bool = True) -> ListedAs:
        """From listings as importers read them."""
        return cls(
            tuple(
                sorted(
                    ListedOn(
                        list=listing.list,
                        listing=listing.id,
                        name=listing.name,
                        programs=listing.programs,
                        by_address=listing.kind is PartyKind.ADDRESS,
                        confirmed=confirmed,
                    )
                    for listing in listings
                )
            )
        )


Listed = Mapping[str, ListedAs]


def bis_standing(listed: ListedAs) -> Truth:
    """Whether the affiliates rule reaches what the listed party owns.

    YES for the Entity List (not by address alone, 744.11(a)(1)), the MEU List (744.21(a)(3)) and
    SDNs under the programs of 744.8(a)(1); UNKNOWN for a match that is not settled and for an SDN
    whose programs are not stated.
    """
    return max((_bis_standing(entry) for entry in listed.listings), default=Truth.NO)


def ofac_standing(listed: ListedAs) -> Truth:
    """Whether the listed party is blocked: on the SDN List, under any program."""
    blocked = (_settled(e) for e in listed.listings if e.list == SDN_LIST)
    return max(blocked, default=Truth.NO)


def _bis_standing(entry: ListedOn) -> Truth:
    if entry.list == ENTITY_LIST:
        return Truth.NO if entry.by_address else _settled(entry)
    if entry.list == MILITARY_END_USER_LIST:
        return _settled(entry)
    if entry.list == SDN_LIST:
        if not entry.programs:
            return Truth.UNKNOWN
        named = {_tag(program) for program in entry.programs}
        return _settled(entry) if named & _TAGS_744_8 else Truth.NO
    return Truth.NO


def _settled(entry: ListedOn) -> Truth:
    return Truth.YES if entry.confirmed else Truth.UNKNOWN


def _tag(program: str) -> str:
    """The section writes `ILLICIT DRUGS-EO14059`, OFAC's files `ILLICIT-DRUGS-EO14059`."""
    return re.sub(r"[^A-Z0-9]+", "-", program.upper()).strip("-")


_TAGS_744_8 = frozenset(_tag(program) for program in PROGRAMS_744_8)
