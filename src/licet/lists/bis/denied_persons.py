"""The Denied Persons List (`us-bis-dpl`): BIS's tab-separated file, or a third party's JSON of it.

BIS prints one row per name and address. Rows with the same name and the same order (dates) are one
listing with several addresses. What to know of the file:

- an alias stands inside the name (`FUYI SUN A/K/A FRANK SUN`) or as a row of its own;
- the country is empty on a third of the rows; it is taken as the United States where the state is
  a U.S. state and the postal code a ZIP code, and left unknown otherwise;
- persons and companies are not told apart, so every listing is of unknown kind;
- an empty expiration date means a denial without end (15 CFR 764.3(a)(2) sets none).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from licet.lists.bis.denied_persons_json import read_json_rows
from licet.lists.bis.denied_row import NON_STANDARD, STANDARD, DeniedRow
from licet.lists.dates import day_in_name, notices, us_day
from licet.lists.ids import UniqueIds, slug
from licet.lists.importer import Files, Reading
from licet.lists.inner_names import names_inside
from licet.lists.model import Address, Listing, Name, NameKind, Problem
from licet.lists.safe import is_json
from licet.lists.table import Row, Table
from licet.terms.country import country_code

LIST = "us-bis-dpl"
COLUMNS = (
    *("Name", "Street_Address", "City", "State", "Country", "Postal_Code"),
    *("Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action"),
    "FR_Citation",
)
_ORDER = {"Y": (STANDARD,), "N": (NON_STANDARD,)}

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI"
)
_US_STATES = frozenset(_STATES.split())
_ZIP = re.compile(r"\d{5}(-\d{4})?$")


def read(files: Files) -> Reading:
    """Read the list from `files["main"]`; raises `BadSource` when the file is not this list."""
    path = files["main"]
    problems: list[Problem] = []
    if is_json(path):
        rows, content_date = read_json_rows(path, problems)
    else:
        rows, content_date = list(_table_rows(path, problems)), day_in_name(path.name)
    return Reading(
        listings=list(_listings(rows)),
        counts={"rows": len(rows)},
        problems=problems,
        content_date=content_date,
    )


def _table_rows(path: Path, problems: list[Problem]) -> Iterator[DeniedRow]:
    table = Table(path, COLUMNS, delimiter="\t", also="cp1252")
    for row in table:
        place = f"{path.name}, line {row.line}"
        if not row.cells["Name"]:
            problems.append(Problem(kind="missing-cell", where=place, what="row has no Name"))
            continue
        yield DeniedRow(
            where=f"line {row.line}",
            name=" ".join(row.cells["Name"].split()),
            address=_address(row),
            country=_country(row, place, problems),
            effective=_day(row, "Effective_Date", place, problems),
            expires=_day(row, "Expiration_Date", place, problems),
            order=_ORDER.get(row.cells["Standard_Order"].upper(), ()),
            action=row.cells["Action"],
            history=notices(row.cells["FR_Citation"]),
        )
    problems.extend(table.problems)


def _address(row: Row) -> str:
    parts = (row.cells[part] for part in ("Street_Address", "City", "State", "Postal_Code"))
    return ", ".join(part for part in parts if part)


def _country(row: Row, place: str, problems: list[Problem]) -> str | None:
    stated = row.cells["Country"]
    if not stated:
        american = row.cells["State"] in _US_STATES and _ZIP.match(row.cells["Postal_Code"])
        return "us" if american else None
    code = country_code(stated)
    if code is None:
        what = f"Country {stated!r} is no country"
        problems.append(Problem(kind="bad-country", where=place, what=what))
    return code


def _day(row: Row, column: str, place: str, problems: list[Problem]) -> dt.date | None:
    try:
        return us_day(row.cells[column])
    except ValueError:
        what = f"{column} {row.cells[column]!r} is no date"
        problems.append(Problem(kind="bad-date", where=place, what=what))
        return None


def _listings(rows: list[DeniedRow]) -> Iterator[Listing]:
    orders: dict[tuple[object, ...], list[DeniedRow]] = {}
    for row in rows:
        orders.setdefault((row.name, row.effective, row.expires, row.order), []).append(row)
    ids = UniqueIds()
    for together in orders.values():
        yield _listing(together, ids.take)


def _listing(rows: list[DeniedRow], take_id: Callable[[str], str]) -> Listing:
    first = rows[0]
    names = _names(first)
    addresses = [Address(row.address, row.country) for row in rows if row.address]
    since = f"-{first.effective.isoformat()}" if first.effective else ""
    return Listing(
        id=take_id(f"{LIST}-{slug(names[0].text)}{since}"),
        list=LIST,
        source=LIST,
        names=names,
        addresses=tuple(dict.fromkeys(addresses)),
        countries=tuple(dict.fromkeys(row.country for row in rows if row.country)),
        programs=first.order,
        history=tuple(sorted({notice for row in rows for notice in row.history})),
        listed_from=first.effective,
        listed_until=first.expires,
        remarks="; ".join(dict.fromkeys(row.action for row in rows if row.action)) or None,
        where=", ".join(row.where for row in rows),
    )


def _names(row: DeniedRow) -> tuple[Name, ...]:
    others = (Name(alias, NameKind.AKA) for alias in row.aliases)
    return tuple(dict.fromkeys((*names_inside(row.name), *others)))
