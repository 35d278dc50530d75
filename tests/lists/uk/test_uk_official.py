"""The UK list as the FCDO publishes it: rows of one subject folded, day and script read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from licet.lists.importer import Reading
from licet.lists.model import Address, Identifier, Name, NameKind, PartyKind
from licet.lists.uk import read
from licet.lists.uk.official import COLUMNS
from licet.terms.errors import BadSource

HEADER = (
    *COLUMNS,
    *("Designation Type", "Name non-latin script", "D.O.B", "Nationality(/ies)"),
    *("Passport number", "IMO number", "Address Line 1", "Town of birth", "Country of birth"),
    *("Sanctions Imposed", "Gender"),
)
ROW = {
    "Unique ID": "RUS0001",
    "Name 1": "Jane",
    "Name 2": "Ann",
    "Name 6": "ROE",
    "Name type": "Primary Name",
    "Date Designated": "29/06/2022",
    "Regime Name": "Russia",
    "Address Country": "Belarus",
    "Designation Type": "Individual",
    "Name non-latin script": "Джейн Роу",
    "D.O.B": "dd/mm/1964",
    "Nationality(/ies)": "Russia",
    "Passport number": "5E002",
    "Address Line 1": "1 Lenin Street",
    "Town of birth": "Minsk",
    "Sanctions Imposed": "Asset freeze",
}


def put(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = HEADER) -> Path:
    out = io.StringIO()
    out.write("\ufeffReport Date: 28-Jan-2026\r\n")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    path = folder / "UK-Sanctions-List.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def reading(folder: Path, *rows: dict[str, str]) -> Reading:
    return read({"main": put(folder, *rows)})


def test_rows_of_one_subject_are_one_listing(tmp_path: Path) -> None:
    alias = {**ROW, "Name 2": "", "Name 6": "DOE", "Name type": "Alias", "D.O.B": "07/10/1964"}
    weak = {**alias, "Name 1": "Jay", "Name 6": "", "Alias strength": "Low quality a.k.a"}
    found = reading(tmp_path, alias, ROW, weak)
    assert found.content_date == dt.date(2026, 1, 28)
    assert found.counts == {"rows": 3, "subjects": 1}
    assert found.problems == []
    (listing,) = found.listings
    assert (listing.id, listing.where) == ("gb-fcdo-rus0001", "subject RUS0001")
    assert listing.kind is PartyKind.PERSON
    assert listing.names == (
        Name("Jane Ann ROE"),
        Name("Jane DOE", NameKind.AKA),
        Name("Джейн Роу", NameKind.AKA),
        Name("Jay", NameKind.WEAK),
    )
    assert listing.addresses == (Address("1 Lenin Street", "by"),)
    assert (listing.countries, listing.nationalities) == (("by",), ("ru",))
    assert listing.birth_dates == ("1964-10-07", "1964")
    assert listing.birth_places == ("Minsk",)
    assert listing.identifiers == (Identifier("passport", "5E002"),)
    assert listing.programs == ("Russia",)
    assert listing.listed_from == dt.date(2022, 6, 29)
    assert listing.remarks == "Sanctions Imposed: Asset freeze"


def test_a_ship(tmp_path: Path) -> None:
    ship = {**ROW, "Designation Type": "Ship", "Name 1": "", "Name 2": "", "Name 6": "NO"}
    (listing,) = reading(tmp_path, {**ship, "IMO number": "9187629"}).listings
    assert (listing.name, listing.kind) == ("NO", PartyKind.VESSEL)
    assert Identifier("imo", "9187629") in listing.identifiers


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"Unique ID": ""}, "missing-cell"),
        ({"Designation Type": "Planet"}, "unknown-kind"),
        ({"Date Designated": "soon"}, "bad-date"),
        ({"Name type": "Alias"}, "missing-cell"),
    ],
)
def test_what_is_odd_is_reported(tmp_path: Path, change: dict[str, str], problem: str) -> None:
    other = {**ROW, "Unique ID": "RUS0002"}
    found = reading(tmp_path, {**ROW, **change}, other)
    assert [one.kind for one in found.problems] == [problem]
    assert found.listings[-1].id == "gb-fcdo-rus0002"


@pytest.mark.parametrize("lost", ["Name 6", "Designation Type"])
def test_a_renamed_column_is_refused(tmp_path: Path, lost: str) -> None:
    header = tuple("Something" if column == lost else column for column in HEADER)
    with pytest.raises(BadSource, match=f"lacks the columns? {lost}"):
        read({"main": put(tmp_path, ROW, header=header)})
