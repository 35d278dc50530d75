"""One row of the Consolidated Screening List, whichever form it came in."""

from __future__ import annotations

import msgspec

from licet.lists.model import Address, Identifier


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of a row as text; `id` is what the form itself gives to tell rows apart."""

    id: str
    where: str
    publication: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    countries: tuple[str, ...] = ()  # as printed, where no address holds them
    programs: tuple[str, ...] = ()
    notice: str = ""
    start: str = ""
    end: str = ""
    standard_order: str = ""
    requirement: str = ""
    policy: str = ""
    identifiers: tuple[Identifier, ...] = ()
    births: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()  # nationalities, citizenships and a vessel's flag
    remarks: tuple[str, ...] = ()
