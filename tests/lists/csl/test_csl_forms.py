"""The Consolidated Screening List: three forms of the same row give the same listing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from licet.lists.csl import read
from licet.lists.csl.delimited import COLUMNS
from licet.lists.importer import Reading
from licet.lists.model import Address, Identifier, NameKind, PartyKind
from licet.terms.citation import Notice
from licet.terms.errors import BadSource

EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
REQUIREMENT = "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4"
ROW = {
    "_id": "700",
    "source": SDN,
    "entity_number": "700",
    "type": "Individual",
    "programs": "NPWMD; IFSR",
    "name": "ROE, Jane",
    "title": "Minister",
    "addresses": "1 Main Street, Dubai, AE; IR",
    "alt_names": "DOE, Jane; NO",
    "citizenships": "IR",
    "dates_of_birth": "1961-02-12; circa 1962",
    "nationalities": "TR",
    "places_of_birth": "Tabriz, Iran",
    "ids": "Passport, 5E002, TR; Gender, Female; Website, www.example.org",
}
OBJECT: dict[str, object] = {
    "id": "700",
    "source": SDN,
    "entity_number": 700,
    "type": "Individual",
    "programs": ["NPWMD", "IFSR"],
    "name": "ROE, Jane",
    "title": "Minister",
    "addresses": [
        {
            "address": "1 Main Street",
            "city": "Dubai",
            "state": None,
            "postal_code": None,
            "country": "AE",
        },
        {"address": None, "city": None, "country": "IR"},
    ],
    "federal_register_notice": None,
    "start_date": None,
    "alt_names": ["DOE, Jane", "NO"],
    "citizenships": ["IR"],
    "dates_of_birth": ["1961-02-12", "circa 1962"],
    "nationalities": ["TR"],
    "places_of_birth": ["Tabriz, Iran"],
    "ids": [
        {"type": "Passport", "number": "5E002", "country": "TR", "issue_date": None},
        {"type": "Gender", "number": "Female", "country": None},
        {"type": "Website", "number": "www.example.org", "country": None},
    ],
}
COMPACT = {
    "sourceGeneratedAt": "2026-07-31T13:15:00+00:00",
    "entryCount": 1,
    "tables": {
        "sources": [SDN, EL],
        "licenceRequirements": [REQUIREMENT],
        "licencePolicies": ["Presumption of denial.", "For all items subject to the EAR."],
        "programmes": ["NPWMD; IFSR"],
        "urls": [],
    },
}
PERSON = {"n": "Jane ROE", "a": ["DOE, Jane", "NO"], "s": 0, "t": "Individual", "e": "700", "u": 0}
LISTED = {"n": "Acme", "s": 1, "c": ["PRC"], "lr": 0, "lp": 0, "fr": "85 FR 83799", "u": 0}


def delimited(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Reading:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    path = folder / "csl_2026-07-31.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return read({"main": path})


def from_json(folder: Path, content: object) -> Reading:
    path = folder / "csl.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return read({"main": path})


def compact(folder: Path, *entries: dict[str, object], **changes: object) -> Reading:
    content = {**COMPACT, "entries": entries, "entryCount": len(entries), **changes}
    return from_json(folder, content)


def test_csv_and_json_give_the_same_listing(tmp_path: Path) -> None:
    (listing,) = delimited(tmp_path, ROW, columns=("_id", *COLUMNS)).listings
    (other,) = from_json(tmp_path, {"results": [OBJECT], "total": 1}).listings
    assert listing.id == "us-trade-csl-700"
    assert (listing.list, listing.source) == ("us-ofac-sdn", "us-trade-csl")
    assert listing.kind is PartyKind.PERSON
    assert [name.text for name in listing.names] == ["Jane ROE", "Jane DOE", "NO"]
    assert listing.addresses == (Address("1 Main Street, Dubai", "ae"),)
    assert (listing.countries, listing.nationalities) == (("ae", "ir"), ("tr", "ir"))
    assert listing.birth_dates == ("1961-02-12", "1962")
    assert listing.identifiers == (
        Identifier("passport", "5E002", "tr"),
        Identifier("website", "www.example.org"),
    )
    assert listing.programs == ("NPWMD", "IFSR")
    assert listing.remarks == "Title: Minister; Gender Female"
    assert (listing.where, other.where) == (
        "line 2, OFAC number 700",
        "entry 0, OFAC number 700",
    )
    for field in listing.__struct_fields__:
        if field != "where":
            assert getattr(listing, field) == getattr(other, field), field


def test_labels_stand_last_in_files_before_2020(tmp_path: Path) -> None:
    ids = "TR, 5E002, Passport; CO, 800166941-0, NIT #; Female, Gender"
    (listing,) = delimited(tmp_path, {**ROW, "ids": ids}).listings
    assert listing.identifiers == (
        Identifier("passport", "5E002", "tr"),
        Identifier("tax_id", "800166941-0", "co"),
    )


@pytest.mark.parametrize(
    ("item", "value", "country"),
    [
        ("Passport, 484824, EG, 18 Jan 1984", "484824", "eg"),
        ("Passport, G 649385, 08 Sep 2006, 17 Jul 2011", "G 649385", None),
        ("Passport, D000000483, Diplomatic, SY", "D000000483, Diplomatic", "sy"),
        ("Passport, 1968, MX, 1968", "1968", "mx"),
        ("Passport, 1968", "1968", None),
    ],
)
def test_numbers_countries_and_days_of_an_item(
    tmp_path: Path, item: str, value: str, country: str | None
) -> None:
    (listing,) = delimited(tmp_path, {**ROW, "ids": item}, columns=("_id", *COLUMNS)).listings
    assert listing.identifiers == (Identifier("passport", value, country),)


def test_a_denied_person(tmp_path: Path) -> None:
    row = {
        "source": "Denied Persons List (DPL) - Bureau of Industry and Security",
        "name": " JO SUN A/K/A FRANK SUN",
        "federal_register_notice": "82 F.R. 48792 10/20/2017",
        "start_date": "2017-10-16",
        "end_date": "2027-10-13",
        "standard_order": "Y",
    }
    (listing,) = delimited(tmp_path, row).listings
    assert listing.id == "us-trade-csl-jo-sun-a-k-a-frank-sun"
    assert [name.text for name in listing.names] == ["JO SUN", "FRANK SUN"]
    assert listing.history == (Notice(dt.date(2017, 10, 20), "82 FR 48792"),)
    assert (listing.listed_from, listing.listed_until) == (
        dt.date(2017, 10, 16),
        dt.date(2027, 10, 13),
    )
    assert listing.programs == ("standard order",)


def test_compact_rows_are_known_by_their_place_from_zero(tmp_path: Path) -> None:
    found = compact(tmp_path, PERSON, LISTED)
    person, company = found.listings
    assert [one.id for one in found.listings] == ["us-trade-csl-0", "us-trade-csl-1"]
    assert [one.where for one in found.listings] == ["entry 0, OFAC number 700", "entry 1"]
    assert found.content_date == dt.date(2026, 7, 31)
    assert found.counts == {"us-ofac-sdn": 1, "us-bis-el": 1, "repeated": 0}
    assert [name.text for name in person.names] == ["Jane ROE", "Jane DOE", "NO"]
    assert company.kind is PartyKind.UNKNOWN
    assert company.countries == ("cn",)
    assert company.footnotes == (4,)
    assert company.requirement is not None
    assert company.requirement.text == REQUIREMENT
    assert company.policy is not None
    assert company.history == ()
    assert company.remarks == "Federal Register: 85 FR 83799"


def test_a_party_standing_again_is_kept_and_counted(tmp_path: Path) -> None:
    again = {"n": "No", "a": ["Jane Roe"], "s": 0, "t": "Entity", "u": 0}
    other_list = {"n": "NO", "s": 1, "u": 0}
    found = compact(tmp_path, PERSON, again, other_list)
    assert len(found.listings) == 3
    assert found.counts["repeated"] == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"lp": 1}, "requirement-in-policy"),
        ({"c": ["NM"]}, "bad-country"),
        ({"n": " "}, "broken-row"),
        ({"s": 9}, "broken-row"),
        ({"s": -1}, "broken-row"),
        ({"n": 7}, "broken-row"),
    ],
)
def test_known_faults_are_reported_and_left(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    found = compact(tmp_path, {**LISTED, **change}, PERSON)
    assert found.problems[0].kind == problem
    assert found.problems[0].where == "csl.json, entry 0"
    assert found.listings[-1].id == "us-trade-csl-1"
    if "lp" in change:
        policy = found.listings[0].policy
        assert policy is not None
        assert policy.text == "For all items subject to the EAR."
        assert found.problems[1].kind == "unparsed-policy"


@pytest.mark.parametrize(
    ("printed", "name", "kind"),
    [
        ("Jo Roe (Russian individual)", "Jo Roe", "person"),
        (
            "Star Co (PRC entity); and any successor, sub-unit, or subsidiary",
            "Star Co",
            "organization",
        ),
        ("Star Company, and its sub-units and successors", "Star Company", "unknown"),
    ],
)
def test_what_states_notices_print_behind_the_name(
    tmp_path: Path, printed: str, name: str, kind: str
) -> None:
    source = "Nonproliferation Sanctions (ISN) - State Department"
    (listing,) = delimited(tmp_path, {"source": source, "name": printed}).listings
    assert (listing.name, listing.kind.value) == (name, kind)
    assert bool(listing.remarks) == ("successors" in printed or "successor" in printed)


def test_a_row_of_successors_alone_has_no_name(tmp_path: Path) -> None:
    source = "Nonproliferation Sanctions (ISN) - State Department"
    nameless = {"source": source, "name": ", and its successors", "alt_names": "Star"}
    found = delimited(tmp_path, ROW, nameless)
    assert [problem.what for problem in found.problems] == ["row has no name"]


def test_a_name_mixed_with_its_alias_is_reported(tmp_path: Path) -> None:
    source = "ITAR Debarred (DTC) - State Department"
    found = delimited(tmp_path, {"source": source, "name": "Roger) Roger (a/k/a Jo Roe"})
    assert [problem.kind for problem in found.problems] == ["garbled-name"]


def test_an_unknown_publication_is_reported(tmp_path: Path) -> None:
    found = delimited(tmp_path, ROW, {**ROW, "source": "New List (NEW) - Treasury"})
    assert [problem.kind for problem in found.problems] == ["broken-row"]
    assert "'New List (NEW) - Treasury' is not known" in found.problems[0].what


def test_renamed_columns_and_fields_are_refused(tmp_path: Path) -> None:
    columns = tuple("licence_policy" if c == "license_policy" else c for c in COLUMNS)
    with pytest.raises(BadSource, match="lacks the columns license_policy; new ones are licence_p"):
        delimited(tmp_path, ROW, columns=columns)
    with pytest.raises(BadSource, match="not the compact form"):
        compact(tmp_path, PERSON, tables={"sources": [SDN]})
    with pytest.raises(BadSource, match=r"not the trade\.gov form"):
        from_json(tmp_path, {"hits": []})
    with pytest.raises(BadSource, match="holds no listed party"):
        from_json(tmp_path, {"results": [{**OBJECT, "name": None}]})


def test_one_page_of_a_search_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="holds 1 of 25 rows"):
        from_json(tmp_path, {"results": [OBJECT], "total": 25})
    with pytest.raises(BadSource, match="says it has 9 entries and has 1"):
        compact(tmp_path, PERSON, entryCount=9)


def test_a_new_field_and_a_broken_object_are_reported(tmp_path: Path) -> None:
    found = from_json(tmp_path, {"results": [{**OBJECT, "x": 1}, {"name": "Jo"}]})
    assert [problem.kind for problem in found.problems] == ["new-column", "broken-row"]
    assert len(found.listings) == 1


def test_real_compact_list_of_july_2026(shared: Path) -> None:
    found = read({"main": shared / "data" / "csl" / "csl_compact_2026-07-31.json"})
    repeated = found.counts.pop("repeated")
    assert found.counts == {
        "us-ofac-sdn": 19181,
        "us-bis-el": 3420,
        "us-bis-dpl": 1596,
        "us-state-dtc": 787,
        "us-ofac-ssi": 286,
        "us-bis-uvl": 222,
        "us-state-isn": 161,
        "us-ofac-plc": 78,
        "us-bis-meu": 70,
        "us-ofac-cmic": 68,
        "us-ofac-mbs": 51,
        "us-ofac-cap": 1,
    }
    assert repeated > 200
    assert [one.id for one in found.listings] == [f"us-trade-csl-{n}" for n in range(25921)]
    swapped = [p for p in found.problems if p.kind == "requirement-in-policy"]
    assert [found.listings[int(p.where.split()[-1])].list for p in swapped] == ["us-bis-el"] * 2
    weak = [n for one in found.listings for n in one.names if n.kind is NameKind.WEAK]
    assert weak == []


def test_denials_without_dates_are_reported_once(tmp_path: Path) -> None:
    source = "Denied Persons List (DPL) - Bureau of Industry and Security"
    undated = {"source": source, "name": "JO SUN"}
    found = delimited(tmp_path, undated, undated, {**undated, "end_date": "2027-10-13"})
    assert [problem.kind for problem in found.problems] == ["undated-denials"]
    assert found.problems[0].what.startswith("2 of 3 denied persons")


def test_real_military_end_users_are_those_of_the_regulation(shared: Path) -> None:
    """Two copies of Supplement No. 7 to Part 744, by different hands, name the same 70."""
    found = read({"main": shared / "data" / "csl" / "csl_compact_2026-07-31.json"})
    other = json.loads((shared / "data" / "bis" / "meu_2026-07-09.json").read_text())["entities"]

    def letters(name: str) -> str:
        return "".join(c for c in name.lower() if c.isalnum())

    listed = {letters(one.name) for one in found.listings if one.list == "us-bis-meu"}
    assert len(listed) == 70
    assert listed == {letters(one["name"]) for one in other}


def test_real_csv_parts_of_2023_and_2019(shared: Path) -> None:
    folder = shared / "data" / "csl"
    found = read({"main": folder / "csl_full_columns_partial_2023-11.csv"})
    kinds = [problem.kind for problem in found.problems]
    assert len(found.listings) == 4226
    assert kinds[:2] == ["repeated-header", "broken-row"]  # two parts joined; the last row is cut
    assert found.counts["us-bis-el"] == 919
    denied = [one for one in found.listings if one.list == "us-bis-dpl"]
    assert all(one.listed_from for one in denied)
    sample = read({"main": folder / "csl_sample_2019-12.csv"})
    assert (len(sample.listings), sample.problems) == (115, [])
