"""The Consolidated Screening List as the trade.gov JSON: `{"results": [{...}]}`.

Fields have the CSV's names; those with several values are arrays, addresses and ids are objects,
and an absent value is null. Numbers are read as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from licet.lists.csl.cells import call_sign, own_remarks
from licet.lists.csl.delimited import COLUMNS
from licet.lists.csl.particulars import Particular, sort
from licet.lists.csl.record import Record
from licet.lists.dates import iso_day
from licet.lists.model import Address, Problem
from licet.terms.country import country_code
from licet.terms.errors import BadSource

_LISTS = frozenset(
    {"programs", "addresses", "alt_names", "citizenships", "dates_of_birth"}
    | {"nationalities", "places_of_birth", "ids"}
)
#: Fields that other lists' rows may lack; a row without these two is broken.
_NEEDED = ("source", "name")
_KNOWN = frozenset(COLUMNS) | {"id", "_id", "country", "source_list_url", "score"}
_ADDRESS = ("address", "city", "state", "postal_code")


class _File(msgspec.Struct):
    results: list[dict[str, object]]
    total: int | None = None
    search_performed_at: str = ""


def read_official_json(
    content: object, path: Path, problems: list[Problem]
) -> tuple[list[Record], dt.date | None]:
    """The rows in order and the day of the answer, if told; raises `BadSource`."""
    try:
        file = msgspec.convert(content, _File)
        content_date = iso_day(file.search_performed_at)
    except ValueError as error:  # msgspec.ValidationError is one
        raise BadSource(
            f"is not the trade.gov form: {error}",
            where=path.name,
            remedy="see whether its fields were renamed",
        ) from error
    if file.total is not None and file.total > len(file.results):
        raise BadSource(
            f"holds {len(file.results)} of {file.total} rows: one page of a search",
            where=path.name,
            remedy="use the whole list's download",
        )
    added = sorted({field for row in file.results for field in row} - _KNOWN)
    problems.extend(
        Problem(kind="new-column", where=path.name, what=f"field {field!r} is not read")
        for field in added
    )
    records = []
    for number, row in enumerate(file.results):
        missing = [field for field in _NEEDED if not _text(row.get(field))]
        if missing:
            where = f"{path.name}, entry {number}"
            what = f"row lacks {', '.join(missing)}"
            problems.append(Problem(kind="broken-row", where=where, what=what))
        else:
            records.append(_record(row, number))
    return records, content_date


def _record(row: Mapping[str, object], number: int) -> Record:
    cells = {field: _text(row.get(field)) for field in COLUMNS if field not in _LISTS}
    entity_number = cells["entity_number"]
    told_apart = sort(_particular(item) for item in _objects(row.get("ids")))
    return Record(
        id=_text(row.get("id") or row.get("_id")) or entity_number,
        where=f"entry {number}" + (f", OFAC number {entity_number}" if entity_number else ""),
        publication=cells["source"],
        name=cells["name"],
        kind=cells["type"],
        aliases=_texts(row.get("alt_names")),
        addresses=tuple(_address(item) for item in _objects(row.get("addresses"))),
        countries=_texts(row.get("country")),
        programs=_texts(row.get("programs")),
        notice=cells["federal_register_notice"],
        start=cells["start_date"],
        end=cells["end_date"],
        standard_order=cells["standard_order"],
        requirement=cells["license_requirement"],
        policy=cells["license_policy"],
        identifiers=(*call_sign(cells), *told_apart.identifiers),
        births=_texts(row.get("dates_of_birth")),
        birth_places=_texts(row.get("places_of_birth")),
        nationalities=(
            *_texts(row.get("nationalities")),
            *_texts(row.get("citizenships")),
            *told_apart.nationalities,
            cells["vessel_flag"],
        ),
        remarks=(*own_remarks(cells), *told_apart.remarks),
    )


def _address(item: Mapping[str, object]) -> Address:
    parts = (_text(item.get(field)) for field in _ADDRESS)
    return Address(", ".join(filter(None, parts)), country_code(_text(item.get("country"))))


def _particular(item: Mapping[str, object]) -> Particular:
    label, number = _text(item.get("type")), _text(item.get("number"))
    return Particular(label, number, _text(item.get("country")))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "Y" if value else "N"
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _texts(value: object) -> tuple[str, ...]:
    several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return tuple(filter(None, (_text(one) for one in several)))


def _objects(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
