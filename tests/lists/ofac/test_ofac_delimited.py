"""OFAC's CSV files: three files joined by number, remarks read, program tags exact."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from licet.lists.importer import Files, Reading
from licet.lists.model import Address, Identifier, Name, NameKind, PartyKind
from licet.lists.ofac.delimited import ADDRESS, ALIAS, COMMENT, ENTRY, read_consolidated, read_sdn
from licet.lists.ofac.remarks import parse_remarks
from licet.terms.errors import BadSource

PERSON = {
    "number": "36",
    "name": "ROE, Jane Ann",
    "kind": "individual",
    "programs": "NPWMD] [IFSR",
    "title": "Minister",
    "remarks": "DOB 12 Feb 1961; POB Tabriz, Iran; nationality Iran; Passport A123 (Iran) expires "
    "1 Jan 2020; Additional Sanctions Information; a.k.a. 'ROE, J.'.",
}


def rows(columns: tuple[str, ...], *entries: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for entry in entries:
        writer.writerow(entry.get(column, "-0- ") for column in columns)
    return out.getvalue().encode() + b"\x1a"


def files(folder: Path, *entries: dict[str, str], **others: bytes) -> Files:
    data = {
        "main": rows(ENTRY, *entries),
        "aliases": rows(ALIAS, {"number": "36", "kind": "fka", "name": "DOE, Jane"}),
        "addresses": rows(
            ADDRESS, {"number": "36", "city": "Sevastopol", "country": "Region: Crimea"}
        ),
        **others,
    }
    for part, content in data.items():
        (folder / f"{part}_2026-07-31.csv").write_bytes(content)
    return {part: folder / f"{part}_2026-07-31.csv" for part in data}


def test_three_files_become_one_listing(tmp_path: Path) -> None:
    (listing,) = read_sdn(files(tmp_path, PERSON)).listings
    assert listing.id == "us-ofac-sdn-36"
    assert listing.kind is PartyKind.PERSON
    assert listing.names == (
        Name("Jane Ann ROE"),
        Name("Jane DOE", NameKind.FKA),
        Name("J. ROE", NameKind.WEAK),
    )
    assert listing.programs == ("NPWMD", "IFSR")
    assert listing.addresses == (Address("Sevastopol", "ua"),)
    assert (listing.countries, listing.nationalities) == (("ua",), ("ir",))
    assert (listing.birth_dates, listing.birth_places) == (("1961-02-12",), ("Tabriz, Iran",))
    assert listing.identifiers == (Identifier("passport", "A123", "ir"),)
    assert listing.remarks == "Title: Minister; " + PERSON["remarks"]
    assert listing.where == "entry 36, line 1"


def test_a_vessels_own_cells(tmp_path: Path) -> None:
    vessel = {
        "number": "36",
        "name": "SEA STAR",
        "kind": "vessel",
        "programs": "CUBA",
        "call_sign": "CL2685",
        "vessel_type": "Tug",
        "flag": "Cuba",
        "owner": "Navegacion S.A.",
        "remarks": "Vessel Registration Identification IMO 9187629; MMSI 572469210 (Tanzania).",
    }
    (listing,) = read_sdn(files(tmp_path, vessel)).listings
    assert listing.kind is PartyKind.VESSEL
    assert listing.nationalities == ("cu",)
    assert [(i.kind, i.value, i.country) for i in listing.identifiers] == [
        ("call_sign", "CL2685", None),
        ("imo", "9187629", None),
        ("mmsi", "572469210", "tz"),
    ]
    assert listing.remarks is not None
    assert listing.remarks.startswith("Vessel type: Tug; Vessel owner: Navegacion S.A.; Vessel Reg")


def test_remarks_in_known_words() -> None:
    read_out = parse_remarks(
        "DOB circa 1961; alt. DOB 1962; POB Gaza; Nationality of Registration Man, Isle of; "
        "citizen Iran; nationality possibly Palestinian; SWIFT/BIC ROYCRUMM; "
        "NIT # 800-7 (Colombia); Legal Entity Number 253400WSS48YWMBUA688; Passport applied for; "
        "f.k.a. 'OLD'; Linked To: X."
    )
    assert read_out.birth_dates == ("1961", "1962")
    assert read_out.birth_places == ("Gaza",)
    assert read_out.nationalities == ("im", "ir")
    assert read_out.identifiers == (
        Identifier("bic", "ROYCRUMM"),
        Identifier("tax_id", "800-7", "co"),
        Identifier("lei", "253400WSS48YWMBUA688"),
    )
    assert read_out.weak_names == ("OLD",)


@pytest.mark.parametrize("name", ["5E002", "NO", "NA", "1E001", "4E091"])
def test_every_cell_stays_text(tmp_path: Path, name: str) -> None:
    (listing,) = read_sdn(files(tmp_path, {**PERSON, "name": name, "kind": "-0- "})).listings
    assert listing.name == name
    assert listing.kind is PartyKind.ORGANIZATION


def test_a_company_keeps_its_comma(tmp_path: Path) -> None:
    company = {"number": "36", "name": "ANGLO TRADING CO., LTD."}
    assert read_sdn(files(tmp_path, company)).listings[0].name == "ANGLO TRADING CO., LTD."


def test_cut_remarks_are_joined_with_the_comments_file(tmp_path: Path) -> None:
    start = ("x" * 975 + "; National ID No. 123456789")[:999] + " "
    entry = {**PERSON, "remarks": start}
    comments = rows(COMMENT, {"number": "36", "text": "(Iran); a.k.a. 'BNC'."})
    cut = read_sdn(files(tmp_path, entry))
    assert [problem.kind for problem in cut.problems] == ["cut-remarks"]
    whole = read_sdn(files(tmp_path, entry, comments=comments))
    assert whole.problems == []
    assert whole.listings[0].identifiers == (Identifier("national_id", "123456", "ir"),)
    assert whole.listings[0].names[-1] == Name("BNC", NameKind.WEAK)


def kinds(found: Reading) -> list[str]:
    return [problem.kind for problem in found.problems]


def test_what_is_odd_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    odd = {"number": "37", "name": "X", "kind": "planet"}
    orphan = rows(ALIAS, {"number": "99", "kind": "aka", "name": "Y"})
    nameless = {"number": "38", "name": "-0-"}
    found = read_sdn(files(tmp_path, PERSON, odd, nameless, {"number": "x"}, aliases=orphan))
    assert sorted(kinds(found)) == ["broken-row", "missing-cell", "orphan-row", "unknown-kind"]
    assert [listing.kind.value for listing in found.listings] == ["person", "unknown"]


def test_another_number_of_columns_is_refused(tmp_path: Path) -> None:
    given = files(tmp_path, PERSON, aliases=rows((*ALIAS, "more"), {"number": "36"}))
    with pytest.raises(BadSource, match="0 whole and 1 broken rows of 5 columns"):
        read_sdn(given)


def test_real_sdn_of_2021(shared: Path) -> None:
    folder = shared / "data" / "ofac"
    parts = {"main": "sdn", "aliases": "alt", "addresses": "add"}
    found = read_sdn({part: folder / f"{name}_bench_2021-07.csv" for part, name in parts.items()})
    # The files' last line is the DOS end-of-file mark, not an alias or an address.
    assert found.counts == {"entries": 8976, "aliases": 11910, "addresses": 13837}
    assert kinds(found) == ["cut-remarks"] * 5
    by_kind = {kind: sum(one.kind is kind for one in found.listings) for kind in PartyKind}
    assert (by_kind[PartyKind.PERSON], by_kind[PartyKind.VESSEL]) == (4620, 406)
    assert (by_kind[PartyKind.AIRCRAFT], by_kind[PartyKind.ORGANIZATION]) == (277, 3673)
    programs = {program for one in found.listings for program in one.programs}
    assert {"NPWMD", "SDGT", "IFSR", "VENEZUELA-EO13850", "DPRK4"} <= programs
    assert not any(mark in program for program in programs for mark in "[]")
    assert all(one.birth_dates for one in found.listings if (one.remarks or "").startswith("DOB "))
    assert sum(name.kind is NameKind.WEAK for one in found.listings for name in one.names) > 2000


def test_real_consolidated_of_2025(shared: Path) -> None:
    parts = {"main": "prim", "aliases": "alt", "addresses": "add", "comments": "comments"}
    folder = shared / "data" / "ofac"
    found = read_consolidated(
        {part: folder / f"cons_{name}_2025-12.csv" for part, name in parts.items()}
    )
    assert found.counts == {"entries": 442, "aliases": 1073, "addresses": 574}
    assert found.problems == []
    assert sum("CMIC-EO13959" in one.programs for one in found.listings) == 68
    gazprombank = next(one for one in found.listings if one.id == "us-ofac-cons-17016")
    assert "RUSSIA-EO14024" in gazprombank.programs
    assert "Tax ID No. 7744001497 (Russia)" in (gazprombank.remarks or "")
