"""The Consolidated Screening List as CSV, with every official column.

Cells that hold several values divide them by semicolons: addresses (each ending in a country
code), alternative names, programs, dates and places of birth, identifiers. Files before 2020 have
no column `_id` and print an identifier's label last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from licet.lists.csl.cells import call_sign, own_remarks
from licet.lists.csl.particulars import particular, sort
from licet.lists.csl.record import Record
from licet.lists.model import Address, Problem
from licet.lists.table import Table
from licet.terms.country import country_code

COLUMNS = (
    *("source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "standard_order"),
    *("license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage"),
    *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
    *("alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"),
    *("source_information_url", "ids"),
)
_OWN_IDS = ("_id", "id")


def read_delimited(path: Path, problems: list[Problem]) -> Iterator[Record]:
    """The rows in order; raises `BadSource` when the columns are not the list's."""
    table = Table(path, COLUMNS, optional=_OWN_IDS, also="cp1252")
    for line, cells in table:
        yield _record(cells, f"line {line}")
    problems.extend(table.problems)


def _record(cells: Mapping[str, str], where: str) -> Record:
    number = cells["entity_number"]
    own_id = next((cells[column] for column in _OWN_IDS if cells.get(column)), number)
    items = (item.split(", ") for item in _several(cells["ids"]))
    told_apart = sort(particular(item, label_last="_id" not in cells) for item in items)
    return Record(
        id=own_id,
        where=where + (f", OFAC number {number}" if number else ""),
        publication=cells["source"],
        name=cells["name"],
        kind=cells["type"],
        aliases=_several(cells["alt_names"]),
        addresses=tuple(_address(one) for one in _several(cells["addresses"])),
        programs=_several(cells["programs"]),
        notice=cells["federal_register_notice"],
        start=cells["start_date"],
        end=cells["end_date"],
        standard_order=cells["standard_order"],
        requirement=cells["license_requirement"],
        policy=cells["license_policy"],
        identifiers=(*call_sign(cells), *told_apart.identifiers),
        births=_several(cells["dates_of_birth"]),
        birth_places=_several(cells["places_of_birth"]),
        nationalities=(
            *_several(cells["nationalities"]),
            *_several(cells["citizenships"]),
            *told_apart.nationalities,
            cells["vessel_flag"],
        ),
        remarks=(*own_remarks(cells), *told_apart.remarks),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split(";"))))


def _address(text: str) -> Address:
    """`3 Main Street, Dubai, AE`: the last part is the country where it is a country's code."""
    before, _, last = text.rpartition(",")
    code = country_code(last) if len(last.strip()) == 2 else None
    return Address(" ".join((before if code else text).split()), code)
