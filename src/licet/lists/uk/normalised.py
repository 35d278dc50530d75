"""The UK Sanctions List in five CSV files, as a third party normalised it.

Parts: `main` (subjects), `names`, `countries`, `identifiers`, `dobs`, joined by the list's own
unique id. Addresses and statements of reasons are not in them, only countries.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from licet.lists.dates import day_in_name
from licet.lists.identifiers import IdentifierKind
from licet.lists.importer import Files, Reading
from licet.lists.model import Identifier, Name, PartyKind, Problem
from licet.lists.table import Table
from licet.lists.uk.subject import KINDS, Subject, birth_date, name_kind, uk_day, whole_name
from licet.terms.country import country_code

COLUMNS = {
    "main": (
        *("unique_id", "subject_type", "un_reference_number", "ofsi_group_id"),
        *("date_designated", "last_updated"),
    ),
    "names": (
        *("name_id", "unique_id", "name_type", "alias_strength", "full_name", "name_6"),
        *("name_1", "name_2", "name_3", "name_4", "name_5"),
    ),
    "countries": (
        *("id", "unique_id", "raw_value", "country_type", "iso", "resolution_method"),
        "iso_available",
    ),
    "identifiers": (
        *("id", "unique_id", "ofsi_group_id", "raw_value", "identifier_type"),
        "additional_info",
    ),
    "dobs": ("dob_id", "unique_id", "year", "month", "day", "precision", "parse_issues"),
}
_IDENTIFIERS = {
    "passport": IdentifierKind.PASSPORT,
    "national": IdentifierKind.NATIONAL_ID,
    "business_registration_numbers": IdentifierKind.REGISTRATION,
    "imo": IdentifierKind.IMO,
}


def read(files: Files) -> Reading:
    """Read the list from its five parts; raises `BadSource` when one is not what it promises."""
    problems: list[Problem] = []
    subjects = _subjects(files["main"], problems)
    for cells, subject in _joined(files["names"], "names", subjects, problems):
        text = whole_name([cells[f"name_{number}"] for number in range(1, 6)], cells["name_6"])
        kind = name_kind(cells["name_type"], cells["alias_strength"])
        subject.names.append(Name(text or cells["full_name"], kind))
    for cells, subject in _joined(files["countries"], "countries", subjects, problems):
        _add_country(subject, cells)
    for cells, subject in _joined(files["identifiers"], "identifiers", subjects, problems):
        kind_of_number = _IDENTIFIERS.get(cells["identifier_type"], IdentifierKind.OTHER)
        value = " ".join(cells["raw_value"].split())
        country = country_code(cells["additional_info"])
        subject.identifiers.append(Identifier(kind_of_number.value, value, country))
    for cells, subject in _joined(files["dobs"], "dobs", subjects, problems):
        found = birth_date(cells["year"], cells["month"], cells["day"])
        subject.birth_dates.extend([found] if found else [])
    listings = []
    for subject in subjects.values():
        if listing := subject.listing():
            listings.append(listing)
        else:
            where = f"{files['names'].name}, subject {subject.unique_id}"
            problems.append(Problem(kind="missing-cell", where=where, what="has no primary name"))
    main = files["main"]
    return Reading(
        listings=listings,
        counts={"subjects": len(subjects), "names": sum(len(s.names) for s in subjects.values())},
        problems=problems,
        content_date=day_in_name(main.name) or day_in_name(main.parent.name),
    )


def _subjects(path: Path, problems: list[Problem]) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    table = Table(path, COLUMNS["main"])
    for line, cells in table:
        where = f"{path.name}, line {line}"
        try:
            designated = uk_day(cells["date_designated"])
        except ValueError:
            designated = None
            what = f"date_designated {cells['date_designated']!r} is no date"
            problems.append(Problem(kind="bad-date", where=where, what=what))
        kind = KINDS.get(cells["subject_type"], PartyKind.UNKNOWN)
        subject = Subject(unique_id=cells["unique_id"], kind=kind, designated=designated)
        if reference := cells["un_reference_number"]:
            subject.remarks.append(f"UN reference number: {reference}")
        found[cells["unique_id"]] = subject
    problems.extend(table.problems)
    return found


def _joined(
    path: Path, part: str, subjects: dict[str, Subject], problems: list[Problem]
) -> Iterator[tuple[dict[str, str], Subject]]:
    table = Table(path, COLUMNS[part])
    for line, cells in table:
        subject = subjects.get(cells["unique_id"])
        if subject:
            yield cells, subject
        else:
            where, what = f"{path.name}, line {line}", f"no subject {cells['unique_id']!r}"
            problems.append(Problem(kind="orphan-row", where=where, what=what))
    problems.extend(table.problems)


def _add_country(subject: Subject, cells: dict[str, str]) -> None:
    code = country_code(cells["iso"] or cells["raw_value"])
    if cells["country_type"] == "birth":
        subject.birth_places.append(cells["raw_value"])
    elif code and cells["country_type"] == "nationality":
        subject.nationalities.append(code)
    elif code:
        subject.countries.append(code)
