"""The UK Sanctions List as the FCDO publishes it: one CSV, one row per name of a subject.

The first line tells the day (`Report Date: 28-Jan-2026`), the second the columns. A subject's
other facts are repeated on its rows or spread over them. Dates are day/month/year, with `dd` and
`mm` standing for what is not known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from licet.lists.dates import day_in_name
from licet.lists.identifiers import IdentifierKind
from licet.lists.importer import Files, Reading
from licet.lists.model import Address, Identifier, Name, NameKind, PartyKind, Problem
from licet.lists.safe import open_source
from licet.lists.table import Table
from licet.lists.uk.subject import KINDS, Subject, birth_date, name_kind, uk_day, whole_name
from licet.terms.country import country_code
from licet.terms.errors import BadSource

COLUMNS = (
    *("Unique ID", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type"),
    *("Alias strength", "Date Designated", "Regime Name", "Address Country"),
)
_KIND_COLUMNS = ("Designation Type", "Individual, Entity, Ship")
_ADDRESS = (*(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code")
_IDENTIFIERS = {
    "Passport number": IdentifierKind.PASSPORT,
    "National Identifier number": IdentifierKind.NATIONAL_ID,
    "Business registration number (s)": IdentifierKind.REGISTRATION,
    "IMO number": IdentifierKind.IMO,
    "Phone number": IdentifierKind.PHONE,
    "Website": IdentifierKind.WEBSITE,
    "Email address": IdentifierKind.EMAIL,
}
_REMARKS = (
    "Title",
    "Position",
    "Sanctions Imposed",
    "Other Information",
    "UK Statement of Reasons",
)
_READ = (
    *_KIND_COLUMNS,
    *_ADDRESS,
    *_IDENTIFIERS,
    *_REMARKS,
    *("Name non-latin script", "D.O.B", "Nationality(/ies)", "Town of birth", "Country of birth"),
    "Current believed flag of ship",
)
_KNOWN_BUT_NOT_READ = (
    *("Last Updated", "OFSI Group ID", "UN Reference Number", "Non-latin script type"),
    *("Non-latin script language", "Designation source", "Gender", "Type of entity"),
    *("National Identifier additional information", "Passport additional information"),
    *("Subsidiaries", "Parent Company", "Parent company", "Current owner/operator (s)"),
    *("Previous owner/operator (s)", "Previous flags", "Type of ship", "Tonnage of ship"),
    *("Length of ship", "Year Built", "Hull identification number (HIN)"),
)
_REPORT_DATE = re.compile(rb"\s*\"?Report Date:\s*(\d{1,2}-[A-Za-z]{3}-\d{4})", re.IGNORECASE)
_BIRTH = re.compile(r"(?P<day>\d{1,2}|dd)/(?P<month>\d{1,2}|mm)/(?P<year>\d{4})$", re.IGNORECASE)


def read(files: Files) -> Reading:
    """Read the list from `files["main"]`; raises `BadSource` when the file is not this list."""
    path = files["main"]
    dated, report_date = _report_date(path)
    table = Table(path, COLUMNS, optional=(*_READ, *_KNOWN_BUT_NOT_READ), skip_lines=int(dated))
    problems: list[Problem] = []
    subjects: dict[str, Subject] = {}
    rows = 0
    for line, cells in table:
        rows += 1
        if rows == 1 and not any(column in cells for column in _KIND_COLUMNS):
            raise BadSource(
                f"lacks the column {_KIND_COLUMNS[0]}",
                where=path.name,
                remedy="see whether this is the UK Sanctions List and its columns were renamed",
            )
        where = f"{path.name}, line {line}"
        if not cells["Unique ID"]:
            problems.append(Problem(kind="missing-cell", where=where, what="row has no Unique ID"))
            continue
        if cells["Unique ID"] not in subjects:
            subjects[cells["Unique ID"]] = _started(cells, where, problems)
        _add(subjects[cells["Unique ID"]], cells)
    listings = []
    for subject in subjects.values():
        if listing := subject.listing():
            listings.append(listing)
        else:
            where = f"{path.name}, subject {subject.unique_id}"
            problems.append(Problem(kind="missing-cell", where=where, what="has no primary name"))
    return Reading(
        listings=listings,
        counts={"rows": rows, "subjects": len(subjects)},
        problems=[*table.problems, *problems],
        content_date=report_date or day_in_name(path.name),
    )


def _report_date(path: Path) -> tuple[bool, dt.date | None]:
    """Whether the first line is a report date, and the date if it can be read."""
    with open_source(path) as stream:
        match = _REPORT_DATE.match(stream.readline(200).removeprefix(b"\xef\xbb\xbf"))
    if match is None:
        return False, None
    try:
        return True, dt.datetime.strptime(match[1].decode(), "%d-%b-%Y").date()
    except ValueError:
        return True, None


def _started(cells: Mapping[str, str], where: str, problems: list[Problem]) -> Subject:
    stated = next(cells[column] for column in _KIND_COLUMNS if column in cells)
    kind = KINDS.get(stated.lower(), PartyKind.UNKNOWN)
    if kind is PartyKind.UNKNOWN:
        what = f"{stated!r} is no kind of party"
        problems.append(Problem(kind="unknown-kind", where=where, what=what))
    try:
        designated = uk_day(cells["Date Designated"])
    except ValueError:
        designated = None
        what = f"Date Designated {cells['Date Designated']!r} is no date"
        problems.append(Problem(kind="bad-date", where=where, what=what))
    return Subject(unique_id=cells["Unique ID"], kind=kind, designated=designated)


def _add(subject: Subject, cells: Mapping[str, str]) -> None:
    name = whole_name([cells[f"Name {number}"] for number in range(1, 6)], cells["Name 6"])
    if name:
        kind = name_kind(cells["Name type"], cells["Alias strength"])
        subject.names.append(Name(name, kind))
    if script := cells.get("Name non-latin script"):
        subject.names.append(Name(script, NameKind.AKA))
    country = country_code(cells["Address Country"])
    if address := ", ".join(filter(None, (cells.get(column, "") for column in _ADDRESS))):
        subject.addresses.append(Address(address, country))
    subject.countries.extend(filter(None, [country]))
    subject.programs.extend(filter(None, [cells["Regime Name"]]))
    subject.birth_dates.extend(_birth_date(cells.get("D.O.B", "")))
    places = (cells.get("Town of birth", ""), cells.get("Country of birth", ""))
    subject.birth_places.extend(filter(None, [", ".join(filter(None, places))]))
    flag = cells.get("Current believed flag of ship", "")
    for nationality in (cells.get("Nationality(/ies)", ""), flag):
        subject.nationalities.extend(filter(None, [country_code(nationality)]))
    for column, identifier_kind in _IDENTIFIERS.items():
        if value := " ".join(cells.get(column, "").split()):
            subject.identifiers.append(Identifier(identifier_kind.value, value))
    subject.remarks.extend(_remarks(cells))


def _birth_date(text: str) -> list[str]:
    match = _BIRTH.match(text)
    found = birth_date(match["year"], match["month"], match["day"]) if match else None
    return [found] if found else []


def _remarks(cells: Mapping[str, str]) -> Iterator[str]:
    for column in _REMARKS:
        if value := " ".join(cells.get(column, "").split()):
            yield f"{column}: {value}"
