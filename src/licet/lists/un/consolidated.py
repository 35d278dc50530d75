"""The Security Council's consolidated list (`un-sc`), as its XML file.

Entries carry a permanent reference number (`CDi.001`), which makes the id. An individual's name
comes in up to four parts; the name in its original script stands beside it and is kept as an
alias. Aliases are of good or low quality; low ones are weak names here. One alias element may
hold several spellings divided by semicolons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from licet.lists.dates import birth_dates, day_in_name, iso_day
from licet.lists.identifiers import identifier
from licet.lists.ids import UniqueIds
from licet.lists.importer import Files, Reading
from licet.lists.model import Address, Identifier, Listing, Name, NameKind, PartyKind, Problem
from licet.lists.safe import xml_elements
from licet.terms.country import country_code
from licet.terms.errors import BadSource

LIST = "un-sc"
_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": PartyKind.PERSON, "ENTITY": PartyKind.ORGANIZATION}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES = {"low": NameKind.WEAK, "f.k.a.": NameKind.FKA}
_UNKNOWN_VALUES = frozenset({"na", "n/a", "not available", "unknown", "none"})


def read(files: Files) -> Reading:
    """Read the list from `files["main"]`; raises `BadSource` when the file is not this list."""
    path = files["main"]
    problems: list[Problem] = []
    ids = UniqueIds()
    listings: list[Listing] = []
    counts = dict.fromkeys(("individuals", "entities"), 0)
    generated = ""
    for element in xml_elements(path, *_KINDS):
        generated = generated or _generated(element, path)
        counts["individuals" if element.tag == "INDIVIDUAL" else "entities"] += 1
        try:
            listings.append(_listing(element, ids))
        except ValueError as error:
            where = f"{path.name}, line {element.sourceline}"
            problems.append(Problem(kind="broken-entry", where=where, what=str(error)))
    if not listings:
        raise BadSource(
            "holds no individuals and no entities",
            where=path.name,
            remedy="fetch the file again from the United Nations",
        )
    return Reading(
        listings=listings,
        counts=counts,
        problems=problems,
        content_date=_content_date(generated, path, problems),
    )


def _generated(element: etree._Element, path: Path) -> str:
    root = element.getroottree().getroot()
    if root.tag != _ROOT:
        raise BadSource(
            f"is {root.tag}, not {_ROOT}", where=path.name, remedy="give the UN's consolidated XML"
        )
    return root.get("dateGenerated") or ""


def _content_date(generated: str, path: Path, problems: list[Problem]) -> dt.date | None:
    try:
        return iso_day(generated) or day_in_name(path.name)
    except ValueError:
        what = f"dateGenerated {generated!r} is no date"
        problems.append(Problem(kind="bad-date", where=path.name, what=what))
        return day_in_name(path.name)


def _listing(entry: etree._Element, ids: UniqueIds) -> Listing:
    reference, dataid = _text(entry, "REFERENCE_NUMBER"), _text(entry, "DATAID")
    names = tuple(dict.fromkeys(_names(entry)))
    if not names or names[0].kind is not NameKind.PRIMARY or not (reference or dataid):
        raise ValueError(f"entry {reference or dataid or '?'} lacks its name or reference number")
    addresses = [_address(found) for found in entry.iterfind(f"{entry.tag}_ADDRESS")]
    return Listing(
        id=ids.take(f"{LIST}-{(reference or dataid).lower()}"),
        list=LIST,
        source=LIST,
        names=names,
        kind=_KINDS[str(entry.tag)],
        addresses=tuple(dict.fromkeys(address for address in addresses if address.text)),
        countries=tuple(dict.fromkeys(a.country for a in addresses if a.country)),
        identifiers=tuple(_documents(entry)),
        birth_dates=tuple(dict.fromkeys(_birth_dates(entry))),
        birth_places=tuple(dict.fromkeys(_birth_places(entry))),
        nationalities=tuple(dict.fromkeys(_nationalities(entry))),
        programs=tuple(filter(None, [_text(entry, "UN_LIST_TYPE")])),
        listed_from=iso_day(_text(entry, "LISTED_ON")),
        remarks=_remarks(entry),
        where=f"dataid {dataid}",
    )


def _names(entry: etree._Element) -> Iterator[Name]:
    whole = " ".join(filter(None, (_text(entry, part) for part in _NAME_PARTS)))
    for place, spelling in enumerate(_spellings(whole)):
        yield Name(spelling, NameKind.AKA if place else NameKind.PRIMARY)
    for spelling in _spellings(_text(entry, "NAME_ORIGINAL_SCRIPT")):
        yield Name(spelling, NameKind.AKA)
    for alias in entry.iterfind(f"{entry.tag}_ALIAS"):
        kind = _QUALITIES.get(_text(alias, "QUALITY").lower(), NameKind.AKA)
        for spelling in _spellings(_text(alias, "ALIAS_NAME")):
            yield Name(spelling, kind)


def _spellings(text: str) -> list[str]:
    parts = (part.strip() for part in text.split(";"))
    return [part for part in parts if part and part.lower() not in _UNKNOWN_VALUES]


def _address(found: etree._Element) -> Address:
    parts = (_text(found, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"))
    return Address(", ".join(filter(None, parts)), country_code(_text(found, "COUNTRY")))


def _documents(entry: etree._Element) -> Iterator[Identifier]:
    for document in entry.iterfind("INDIVIDUAL_DOCUMENT"):
        number = _text(document, "NUMBER")
        country = _text(document, "COUNTRY_OF_ISSUE") or _text(document, "ISSUING_COUNTRY")
        if number and number.lower() not in _UNKNOWN_VALUES:
            yield identifier(_text(document, "TYPE_OF_DOCUMENT"), number, country_code(country))


def _birth_dates(entry: etree._Element) -> Iterator[str]:
    for birth in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        if _text(birth, "FROM_YEAR"):
            yield from birth_dates(f"{_text(birth, 'FROM_YEAR')} to {_text(birth, 'TO_YEAR')}")
        else:
            yield from birth_dates(_text(birth, "DATE") or _text(birth, "YEAR"))
    for alias in entry.iterfind("INDIVIDUAL_ALIAS"):
        yield from birth_dates(_text(alias, "DATE_OF_BIRTH"))


def _birth_places(entry: etree._Element) -> Iterator[str]:
    for birth in entry.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = (_text(birth, tag) for tag in ("CITY", "STATE_PROVINCE", "COUNTRY"))
        if place := ", ".join(filter(None, parts)):
            yield place


def _nationalities(entry: etree._Element) -> Iterator[str]:
    for value in entry.iterfind("NATIONALITY/VALUE"):
        if code := country_code(" ".join((value.text or "").split())):
            yield code


def _remarks(entry: etree._Element) -> str | None:
    shown = []
    for tag, label in (("TITLE", "Title"), ("DESIGNATION", "Designation")):
        values = (" ".join((v.text or "").split()) for v in entry.iterfind(f"{tag}/VALUE"))
        shown += [f"{label}: {value}" for value in values if value]
    comments = _text(entry, "COMMENTS1")
    return "; ".join([*shown, comments] if comments else shown) or None


def _text(element: etree._Element, tag: str) -> str:
    """The child's text with runs of blanks and line breaks made one blank."""
    return " ".join((element.findtext(tag) or "").split())
