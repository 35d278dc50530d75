"""The Denied Persons List: one row per name and address, one listing per name and order."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from licet.lists.bis.denied_persons import COLUMNS, read
from licet.lists.importer import Reading
from licet.lists.model import Address, Name, NameKind
from licet.terms.citation import Notice
from licet.terms.errors import BadSource

ROW = {
    "Name": " JANE  ROE A/K/A JANE DOE",
    "Street_Address": "1 MAIN STREET",
    "City": "TUCSON",
    "State": "AZ",
    "Country": "",
    "Postal_Code": "85701",
    "Effective_Date": "10/16/2017",
    "Expiration_Date": "10/13/2027",
    "Standard_Order": "Y",
    "Last_Update": "2017-10-23",
    "Action": "FR NOTICE ADDED",
    "FR_Citation": "82 F.R. 48792 10/20/2017",
}


def official(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    lines = [columns, *([{**ROW, **row}[column] for column in COLUMNS] for row in rows)]
    path = folder / "dpl_2026-04-14.txt"
    path.write_text("\n".join("\t".join(f'"{cell}"' for cell in line) for line in lines))
    return path


def reading(folder: Path, *rows: dict[str, str]) -> Reading:
    return read({"main": official(folder, *rows)})


def test_a_row_becomes_a_listing(tmp_path: Path) -> None:
    (listing,) = reading(tmp_path, {}).listings
    assert listing.id == "us-bis-dpl-jane-roe-2017-10-16"
    assert listing.names == (Name("JANE ROE"), Name("JANE DOE", NameKind.AKA))
    assert listing.addresses == (Address("1 MAIN STREET, TUCSON, AZ, 85701", "us"),)
    assert listing.countries == ("us",)
    assert listing.programs == ("standard order",)
    assert listing.history == (Notice(dt.date(2017, 10, 20), "82 FR 48792"),)
    assert (listing.listed_from, listing.listed_until) == (
        dt.date(2017, 10, 16),
        dt.date(2027, 10, 13),
    )
    assert (listing.remarks, listing.where) == ("FR NOTICE ADDED", "line 2")


def test_same_name_and_order_is_one_listing_with_two_addresses(tmp_path: Path) -> None:
    elsewhere = {"Street_Address": "", "City": "DUBAI", "State": "", "Country": "AE"}
    later = {"Effective_Date": "01/02/2018"}
    found = reading(tmp_path, {}, later, {**elsewhere, "Postal_Code": ""})
    assert [listing.where for listing in found.listings] == ["line 2, line 4", "line 3"]
    assert found.listings[0].addresses[1] == Address("DUBAI", "ae")
    assert found.counts == {"rows": 3}
    assert found.content_date == dt.date(2026, 4, 14)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("RED AIR D/B/A R7 AIR", [("RED AIR", "primary"), ("R7 AIR", "dba")]),
        ("ANN (A.K.A. NEI CHU) LI", [("ANN LI", "primary"), ("NEI CHU", "aka")]),
        ("X F/K/A Y A/K/A Z", [("X", "primary"), ("Y", "fka"), ("Z", "aka")]),
        ("GE SONG (GE)", [("GE SONG (GE)", "primary")]),
    ],
)
def test_names_inside_the_name(tmp_path: Path, printed: str, names: list[tuple[str, str]]) -> None:
    (listing,) = reading(tmp_path, {"Name": printed}).listings
    assert [(name.text, name.kind.value) for name in listing.names] == names


@pytest.mark.parametrize(
    ("cells", "country"),
    [
        ({"Country": "PRC"}, "cn"),
        ({"Country": "NM"}, None),  # a state in the country's column
        ({"State": "CY"}, None),  # a country in the state's column
        ({"Postal_Code": "8570"}, None),
    ],
)
def test_country_is_read_or_left_unknown(
    tmp_path: Path, cells: dict[str, str], country: str | None
) -> None:
    found = reading(tmp_path, cells)
    assert found.listings[0].addresses[0].country == country
    assert [problem.kind for problem in found.problems] == (
        ["bad-country"] if cells.get("Country") == "NM" else []
    )


def test_a_denial_without_end_and_one_with_a_bad_date(tmp_path: Path) -> None:
    found = reading(tmp_path, {"Expiration_Date": ""}, {"Effective_Date": "13/13/2017"})
    assert found.listings[0].listed_until is None
    assert found.listings[1].listed_from is None
    assert [(p.kind, p.where) for p in found.problems] == [
        ("bad-date", "dpl_2026-04-14.txt, line 3")
    ]


def test_a_row_without_name_is_reported(tmp_path: Path) -> None:
    found = reading(tmp_path, {}, {"Name": " "})
    assert len(found.listings) == 1
    assert [problem.kind for problem in found.problems] == ["missing-cell"]


def test_renamed_column_is_refused(tmp_path: Path) -> None:
    renamed = tuple("Start_Date" if column == "Effective_Date" else column for column in COLUMNS)
    with pytest.raises(BadSource, match="lacks the columns Effective_Date; new ones are Start"):
        read({"main": official(tmp_path, {}, columns=renamed)})


def as_json(folder: Path, **changes: object) -> Path:
    entity = {
        "name": "JANE ROE",
        "aliases": ["JANE DOE"],
        "country": "United States",
        "address": "1 MAIN STREET, TUCSON, AZ, US, 85701",
        "status": None,
        "effective_date": "2017-10-16",
        "federal_register": "82 F.R. 48792 10/20/2017",
        "notes": "Type of denial: Standard; Expires: 2027-10-13",
    }
    file = {"source_file": "dpl_04142026.csv", "count": 1, "entities": [{**entity, **changes}]}
    path = folder / "dpl.json"
    path.write_text(json.dumps(file))
    return path


def test_json_gives_the_same_listing(tmp_path: Path) -> None:
    found = read({"main": as_json(tmp_path)})
    (listing,) = found.listings
    (from_table,) = reading(tmp_path, {}).listings
    for field in ("id", "names", "countries", "programs", "history", "listed_from", "listed_until"):
        assert getattr(listing, field) == getattr(from_table, field), field
    assert found.content_date == dt.date(2026, 4, 14)
    assert listing.where == "entity 0"


@pytest.mark.parametrize("changes", [{"name": 7}, {"effective_date": "soon"}])
def test_json_with_no_readable_entity_is_refused(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(BadSource, match="0 readable"):
        read({"main": as_json(tmp_path, **changes)})


@pytest.mark.parametrize(
    ("edition", "rows", "listings"),
    [
        ("2018-08.txt", 539, 410),
        ("2019-06.txt", 546, 417),
        ("2022-09.txt", 581, 461),
        ("2023-11.txt", 665, 549),
        ("2026-04-14.json", 564, 469),
    ],
)
def test_real_editions(shared: Path, edition: str, rows: int, listings: int) -> None:
    found = read({"main": shared / "data" / "bis" / f"dpl_{edition}"})
    assert (found.counts["rows"], len(found.listings)) == (rows, listings)
    assert len({listing.id for listing in found.listings}) == listings
    assert {problem.kind for problem in found.problems} <= {"bad-country"}
    assert sum(not listing.history for listing in found.listings) <= 10
    assert sum(not listing.countries for listing in found.listings) <= 11
    assert all(listing.listed_from for listing in found.listings)
