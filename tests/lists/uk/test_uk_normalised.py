"""The UK list in a third party's five files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licet.lists.importer import Files
from licet.lists.model import Identifier, Name, NameKind, PartyKind
from licet.lists.uk import read
from licet.lists.uk.normalised import COLUMNS
from licet.terms.errors import BadSource

ROWS = {
    "main": "AFG1,individual,TAi.1,7,29/06/2012,16/04/2026\n",
    "names": "0,AFG1,primary,,Jane ROE,ROE,Jane,,,,\n"
    "1,AFG1,primary_variation,,Roe Co Roe Co,Roe Co,Roe Co,,,,\n"
    "2,AFG1,alias,low_quality_aka,Jay,Jay,,,,,\n",
    "countries": "1,AFG1,Kosovo,birth,,unmapped,False\n2,AFG1,Iran,address,IR,direct,True\n"
    "3,AFG1,Kosovo,nationality,,unmapped,False\n",
    "identifiers": '1,AFG1,7," number 5E002",passport,Pakistan\n',
    "dobs": "0,AFG1,1967,01,,month_year,\n",
}
PARTS = {
    "main": "subjects",
    "names": "subject_names",
    "countries": "subject_countries",
    "identifiers": "subject_identifiers",
    "dobs": "subject_dobs",
}


def files(folder: Path, **changed: str) -> Files:
    home = folder / "uk_2026-04-29"
    home.mkdir()
    for part, rows in {**ROWS, **changed}.items():
        (home / f"{part}.csv").write_text(",".join(COLUMNS[part]) + "\n" + rows)
    return {part: home / f"{part}.csv" for part in ROWS}


def test_five_files_become_one_listing(tmp_path: Path) -> None:
    found = read(files(tmp_path))
    (listing,) = found.listings
    assert found.content_date == dt.date(2026, 4, 29)
    assert listing.id == "gb-fcdo-afg1"
    assert listing.names == (
        Name("Jane ROE"),
        Name("Roe Co", NameKind.AKA),
        Name("Jay", NameKind.WEAK),
    )
    assert (listing.countries, listing.nationalities) == (("ir",), ("xk",))
    assert listing.birth_places == ("Kosovo",)
    assert listing.birth_dates == ("1967-01",)
    assert listing.identifiers == (Identifier("passport", "number 5E002", "pk"),)
    assert listing.listed_from == dt.date(2012, 6, 29)


def test_a_row_of_nobody_and_a_subject_without_name_are_reported(tmp_path: Path) -> None:
    names = ROWS["names"].replace("0,AFG1,primary", "0,AFG9,primary")
    found = read(files(tmp_path, names=names))
    assert [problem.kind for problem in found.problems] == ["orphan-row", "missing-cell"]
    assert found.listings == []


def test_a_bad_designation_date_is_reported(tmp_path: Path) -> None:
    found = read(files(tmp_path, main=ROWS["main"].replace("29/06/2012", "31/02/2012")))
    assert [problem.kind for problem in found.problems] == ["bad-date"]
    assert found.listings[0].listed_from is None


def test_an_empty_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"dobs\.csv"):
        read(files(tmp_path, dobs=""))


def test_real_list_of_april_2026(shared: Path) -> None:
    folder = shared / "data" / "un_uk_eu" / "uk_2026-04-29"
    found = read({part: folder / f"{name}.csv" for part, name in PARTS.items()})
    assert found.counts == {"subjects": 6046, "names": 15050}
    assert found.content_date == dt.date(2026, 4, 29)
    assert found.problems == []
    by_kind = {kind: sum(one.kind is kind for one in found.listings) for kind in PartyKind}
    assert (by_kind[PartyKind.PERSON], by_kind[PartyKind.ORGANIZATION]) == (3883, 1531)
    assert by_kind[PartyKind.VESSEL] == 632
    weak = sum(n.kind is NameKind.WEAK for one in found.listings for n in one.names)
    assert weak == 605
    assert all(one.listed_from for one in found.listings)
