"""METI's Foreign End User List (`jp-meti-eul`), as a third party's JSON of the ministry's PDF.

Each object has a name, aliases, the country in `addresses`, and in `reason` the kinds of weapons
of concern: B (biological), C (chemical), M (missiles), N (nuclear), CW (conventional), which
become the programs. What to know of the file:

- many names end in the same name in another script: `Air Koryo (高麗航空)` gives two names;
- some rows have no name, because the PDF's country and name columns ran together: the name is
  taken from behind the country, and each such row is reported;
- the day of the list is in the address of METI's announcement.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from licet.lists.dates import day_in_name
from licet.lists.ids import UniqueIds, slug
from licet.lists.importer import Files, Reading
from licet.lists.model import Listing, Name, NameKind, PartyKind, Problem
from licet.lists.safe import read_json
from licet.terms.country import country_code
from licet.terms.errors import BadSource

LIST = "jp-meti-eul"
_ID_PREFIX = "jp-eul-"
_CONCERN = re.compile(r"(?<![A-Za-z])(CW|[BCMN])(?![A-Za-z])")
_ANNOUNCED = re.compile(r"/press/\d{4}/\d{2}/(\d{4})(\d{2})(\d{2})\d{3}/")
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z]")
_OPENING, _CLOSING = "(（", ")）"


class _Entry(msgspec.Struct):
    id: str
    entity_name: str
    aliases: list[str]
    addresses: list[str]
    reason: str
    source_url: str = ""


def read(files: Files) -> Reading:
    """Read the list from `files["main"]`; raises `BadSource` when the file is not this list."""
    path = files["main"]
    found = read_json(path)
    if not isinstance(found, list) or not found:
        raise BadSource(
            "is not an array of end users", where=path.name, remedy="give the end-user list's JSON"
        )
    problems: list[Problem] = []
    ids = UniqueIds()
    listings: list[Listing] = []
    announced: set[dt.date] = set()
    for number, one in enumerate(found):
        where = f"{path.name}, entry {number}"
        try:
            entry = msgspec.convert(one, _Entry)
            listings.append(_listing(entry, number, ids, where, problems))
            announced.update(_announced(entry))
        except ValueError as error:  # msgspec.ValidationError is one
            problems.append(Problem(kind="broken-entry", where=where, what=str(error)))
    if len(listings) * 2 < len(found):
        raise BadSource(
            f"has {len(listings)} readable entries of {len(found)}; the first fault: "
            f"{problems[0].what}",
            where=path.name,
            remedy="see whether its fields were renamed",
        )
    return Reading(
        listings=listings,
        counts={"entries": len(found)},
        problems=problems,
        content_date=max(announced, default=day_in_name(path.name)),
    )


def _listing(
    entry: _Entry, number: int, ids: UniqueIds, where: str, problems: list[Problem]
) -> Listing:
    name, places = entry.entity_name.strip(), entry.addresses
    if not name:
        name, place = _run_together(places)
        places = [place]
        what = f"the name {name!r} stood behind the country {place!r}"
        remedy = "compare with METI's list"
        problems.append(Problem(kind="name-in-address", where=where, what=what, remedy=remedy))
    printed = ((name, NameKind.PRIMARY), *((alias, NameKind.AKA) for alias in entry.aliases))
    codes = [code for place in places if (code := country_code(place))]
    return Listing(
        id=ids.take(f"{LIST}-{slug(entry.id.removeprefix(_ID_PREFIX))}"),
        list=LIST,
        source=LIST,
        names=tuple(dict.fromkeys(made for text, kind in printed for made in _names(text, kind))),
        kind=PartyKind.ORGANIZATION,
        countries=tuple(dict.fromkeys(codes)),
        programs=tuple(dict.fromkeys(_CONCERN.findall(entry.reason))),
        remarks=entry.reason or None,
        where=f"entry {number}, {entry.id}",
    )


def _run_together(places: list[str]) -> tuple[str, str]:
    """Name and country of a cell like `Republic of Korea Some Company`: the longest country."""
    words = places[0].split() if len(places) == 1 else []
    for end in range(len(words) - 1, 0, -1):
        place = " ".join(words[:end])
        if country_code(place):
            return " ".join(words[end:]), place
    raise ValueError("entry has no name")


def _names(text: str, kind: NameKind) -> Iterator[Name]:
    """The name, or both where it is printed in two scripts; the second is an alias."""
    printed = " ".join(text.split())
    latin, other = _two_scripts(printed)
    if latin:
        yield Name(latin, kind)
    if other:
        yield Name(other, NameKind.AKA)


def _two_scripts(printed: str) -> tuple[str, str]:
    """`Air Koryo (高麗航空)` or `Air Koryo 高麗航空` in two; any other name whole, then nothing."""
    east = _EAST_ASIAN.search(printed)
    if east is None:
        return printed, ""
    if printed[-1] in _CLOSING:
        start = max(printed.rfind(mark, 0, east.start()) for mark in _OPENING)
        other = printed[start + 1 : -1]
    else:
        start = east.start() if printed[: east.start()].endswith(" ") else 0
        other = printed[start:]
    latin = printed[: max(start, 0)].strip()
    return (latin, other.strip()) if _LATIN.search(latin) else (printed, "")


def _announced(entry: _Entry) -> Iterator[dt.date]:
    if match := _ANNOUNCED.search(entry.source_url):
        yield dt.date(int(match[1]), int(match[2]), int(match[3]))
