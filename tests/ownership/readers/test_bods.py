"""BODS in every version: history, kinds of interest, open ends, owners who are not named."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from licet.ownership.fifty import bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, ListedAs, ListedOn
from licet.ownership.model import EntityKind, GraphReading, InterestKind
from licet.ownership.readers import Format, read, sniff
from licet.terms.errors import BadSource

LISTED = ListedAs((ListedOn(ENTITY_LIST),))


def entity(id_: str, **more: Any) -> dict[str, Any]:
    details = {"name": id_.title(), "entityType": {"type": "registeredEntity"}} | more
    return {
        "statementId": f"describes-{id_}",
        "statementDate": "2020-01-01",
        "recordId": id_,
        "recordType": "entity",
        "recordDetails": details,
    }


def relation(owner: object, owned: str, *interests: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "statementId": more.pop("id", f"{owner}-{owned}"),
        "statementDate": "2020-01-01",
        "recordId": f"{owner}-{owned}",
        "recordType": "relationship",
        "recordStatus": "new",
        "recordDetails": {"subject": owned, "interestedParty": owner, "interests": interests},
    } | more


def shares(exact: object, **more: Any) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": exact}} | more


def read_json(folder: Path, data: object) -> GraphReading:
    path = folder / "bods.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert sniff(path) is Format.BODS
    return read([path])


def held(reading: GraphReading, owned: str, day: str) -> dict[str, str]:
    """Direct shares by owner on a day."""
    holdings = Holdings(reading.graph, dt.date.fromisoformat(day))
    return {holding.owner: str(holding.direct) for holding in holdings.of(owned)}


def test_shares_and_votes_are_one_interest_told_twice(tmp_path: Path) -> None:
    votes = {"type": "votingRights", "share": {"exact": 40}}
    reading = read_json(tmp_path, [relation("a", "z", shares(40), votes)])
    assert held(reading, "z", "2025-10-15") == {"a": "40 %"}


def test_parcels_of_one_record_add_up(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relation("a", "z", shares(30.1), shares(19.9))])
    assert held(reading, "z", "2025-10-15") == {"a": "50 %"}


def test_figures_stay_as_written(tmp_path: Path) -> None:
    path = tmp_path / "bods.json"
    text = json.dumps([relation("a", "z", shares("FIGURE"))])
    path.write_text(text.replace('"FIGURE"', "33.333333333333"), encoding="utf-8")
    assert held(read([path]), "z", "2025-10-15") == {"a": "33.333333333333 %"}


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ({"minimum": 25, "exclusiveMaximum": 50}, "25 to less than 50 %"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "more than 25 to 50 %"),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, "more than 25 to 50 %"),
        ({"minimum": 25, "maximum": 50, "exclusiveMaximum": False}, "25 to 50 %"),
        ({"minimum": 75}, "75 to 100 %"),
        ({}, "0 to 100 %"),
    ],
)
def test_reads_ranges_of_both_spellings(tmp_path: Path, share: object, text: str) -> None:
    interest = {"type": "shareholding", "share": share}
    assert held(read_json(tmp_path, [relation("a", "z", interest)]), "z", "2025-10-15") == {
        "a": text
    }


@pytest.mark.parametrize("share", [{"exact": 120}, {"exact": -1}, {"minimum": 60, "maximum": 40}])
def test_a_share_that_cannot_be_is_unknown_and_reported(tmp_path: Path, share: object) -> None:
    interest = {"type": "shareholding", "share": share}
    reading = read_json(tmp_path, [relation("a", "z", interest)])
    assert held(reading, "z", "2025-10-15") == {"a": "0 to 100 %"}
    assert [problem.kind for problem in reading.problems] == ["bad-share"]


def test_a_later_statement_of_a_record_replaces_the_earlier(tmp_path: Path) -> None:
    reading = read_json(
        tmp_path,
        [
            relation("a", "z", shares(100, startDate="2019-05-01")),
            relation(
                "a",
                "z",
                shares(40, startDate="2021-09-24"),
                id="second",
                statementDate="2021-09-25",
                recordStatus="updated",
            ),
            relation(
                "a", "z", shares(40), id="third", statementDate="2023-03-03", recordStatus="closed"
            ),
        ],
    )
    assert held(reading, "z", "2019-04-30") == {}
    assert held(reading, "z", "2021-09-23") == {"a": "100 %"}
    assert held(reading, "z", "2021-09-24") == {"a": "40 %"}
    assert held(reading, "z", "2023-03-02") == {"a": "40 %"}
    assert held(reading, "z", "2023-03-03") == {}


def test_a_corrected_share_holds_from_the_day_of_the_correction(tmp_path: Path) -> None:
    reading = read_json(
        tmp_path,
        [
            relation("a", "z", shares(50, startDate="2019")),
            relation(
                "a", "z", shares(100, startDate="2019"), id="second", statementDate="2022-01-21"
            ),
        ],
    )
    assert held(reading, "z", "2022-01-20") == {"a": "50 %"}
    assert held(reading, "z", "2022-01-21") == {"a": "100 %"}


def test_early_versions_replace_by_statement(tmp_path: Path) -> None:
    def early(id_: str, **more: Any) -> dict[str, Any]:
        return {"statementID": id_, "statementDate": "2020-01-01"} | more

    owner = {"statementType": "entityStatement", "entityType": "registeredEntity", "name": "Alpha"}
    share = {"exact": 60}
    reading = read_json(
        tmp_path,
        [
            early("o1", **owner),
            early("o2", **owner, statementDate="2022-01-01", replacesStatements=["o1"]),
            early("z1", statementType="entityStatement", entityType="registeredEntity", name="Z"),
            early(
                "r1",
                statementType="ownershipOrControlStatement",
                subject={"describedByEntityStatement": "z1"},
                interestedParty={"describedByEntityStatement": "o2"},
                interests=[{"type": "shareholding", "interestLevel": "direct", "share": share}],
            ),
            early(
                "r2",
                statementDate="2023-01-01",
                replacesStatements=["r1"],
                statementType="ownershipOrControlStatement",
                subject={"describedByEntityStatement": "z1"},
                interestedParty={"describedByEntityStatement": "o2"},
                interests=[{"type": "influence-or-control", "interestLevel": "direct"}],
            ),
        ],
    )
    assert set(reading.graph.entities) == {"o1", "z1"}
    assert held(reading, "z1", "2022-06-01") == {"o1": "60 %"}
    assert held(reading, "z1", "2023-01-01") == {}


def test_an_owner_who_is_not_named_is_an_owner(tmp_path: Path) -> None:
    unnamed = {"reason": "interestedPartyHasNotProvidedInformation", "description": "asked twice"}
    statement = relation("x", "z", shares(30))
    statement["recordDetails"]["interestedParty"] = unnamed
    reading = read_json(tmp_path, [statement])
    (owner,) = [e for e in reading.graph.entities.values() if e.kind is EntityKind.UNDISCLOSED]
    assert "asked twice" in owner.note
    assert held(reading, "z", "2025-10-15") == {owner.id: "30 %"}


def test_a_bad_statement_is_named_and_the_rest_read(tmp_path: Path) -> None:
    bad = relation("b", "z", shares({"a": 1}), id="bad")
    worse = relation("b", "z", shares(10), statementDate="last Tuesday", id="worse")
    no_subject = relation("b", "", shares(10), id="no-subject")
    good = relation("a", "z", shares(60))
    reading = read_json(tmp_path, [bad, worse, {"statementId": "x"}, no_subject, 7, good])
    assert held(reading, "z", "2025-10-15") == {"a": "60 %"}
    assert [problem.where for problem in reading.problems] == [
        f"bods.json, statement {place}" for place in (1, 2, 3, 4, 5)
    ]
    assert "$.recordDetails.interests[0].share.exact" in reading.problems[0].what
    assert "'last Tuesday' is no day" in reading.problems[1].what


def test_reads_json_lines_and_names_the_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "bods.jsonl"
    lines = [
        json.dumps(relation("a", "z", shares(60))),
        '{"statementId": ',
        json.dumps(entity("a")),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read([path])
    assert held(reading, "z", "2025-10-15") == {"a": "60 %"}
    assert reading.problems[0].where == "bods.jsonl, line 2"


def test_refuses_a_file_without_statements(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="holds no BODS statement"):
        read_json(tmp_path, [{"statementId": "x", "recordType": "planet"}])


def test_the_sample_of_three_hundred(shared: Path) -> None:
    reading = read([shared / "data/ownership/bods_0.4_sample_300_statements.json"])
    assert reading.problems == []
    assert len(reading.graph.entities) == 200
    assert len(reading.graph.statements) == 100
    holdings = Holdings(reading.graph, dt.date(2025, 10, 15))
    owner = "e7207941d426"
    answer = bis_affiliates(holdings, "afd20d6d732c", {owner: LISTED})
    assert (answer.entity.name, answer.verdict) == ("Profitech Ltd", "restricted")


@pytest.mark.parametrize(
    ("file", "owned", "day", "shares_"),
    [
        ("tecido", "01B68D7633", "2021-09-23", {"018AF6B3EB": "100 %"}),
        (
            "tecido",
            "01B68D7633",
            "2022-09-21",
            {"018AF6B3EB": "30 %", "033E84672B": "70 %"},
        ),
        ("tecido", "01B68D7633", "2023-03-03", {"033E84672B": "80 %"}),
        (
            "fermcat",
            "ent-93c75c87ab28f889",
            "2021-04-02",
            {"per-41c0bb0cef246f7c": "50 %", "per-5faa4103dee78621": "50 %"},
        ),
        (
            "fermcat",
            "ent-93c75c87ab28f889",
            "2021-04-03",
            {"per-41c0bb0cef246f7c": "50 %", "per-e334cc6258e56467": "50 %"},
        ),
        (
            "fermcat",
            "ent-93c75c87ab28f889",
            "2022-01-21",
            {"per-41c0bb0cef246f7c": "100 %"},
        ),
    ],
)
def test_histories_of_the_standards_own_examples(
    shared: Path, file: str, owned: str, day: str, shares_: dict[str, str]
) -> None:
    reading = read([shared / f"data/ownership/bods_examples/{file}.json"])
    assert reading.problems == []
    assert held(reading, owned, day) == shares_


def test_a_state_that_holds_through_a_ministry(shared: Path) -> None:
    """Control over a ministry is no share; the source's own word on the indirect share counts."""
    reading = read([shared / "data/ownership/bods_examples/bods-package-fi-soe.json"])
    holdings = Holdings(reading.graph, dt.date(2025, 10, 15))
    answer = bis_affiliates(holdings, "19f1c5afe9d7", {"05ce06ec97b1": LISTED})
    assert answer.verdict == "restricted"
    assert [(link.owner_name, link.indirect) for link in answer.links] == [
        ("Suomen tasavalta", True)
    ]
    through_ministry = bis_affiliates(holdings, "19f1c5afe9d7", {"7ff95ba3682c": LISTED})
    assert str(through_ministry.aggregate) == "100 %"


def test_direct_and_indirect_halves_of_one_person_are_not_added_up_twice(shared: Path) -> None:
    path = shared / "data/ownership/bods_examples/mixed-direct-and-indirect-ownership.json"
    holdings = Holdings(read([path]).graph, dt.date(2025, 10, 15))
    answer = bis_affiliates(holdings, "9bfe59b6a869", {"53508b65253f": LISTED})
    assert answer.verdict == "restricted"
    assert answer.aggregate.low == answer.owners[0].share.low


def test_every_example_file_is_read_whole(shared: Path) -> None:
    files = sorted((shared / "data/ownership").rglob("*.json"))
    assert len(files) > 40
    for file in files:
        reading = read([file])
        assert reading.problems == [], file.name
        assert reading.graph.entities, file.name


def test_gleif_data_turned_into_early_bods_keeps_its_meaning(shared: Path) -> None:
    reading = read([shared / "data/ownership/gleif_rr-updates-data2-out.json"])
    kinds = [s.kind for s in reading.graph.statements]
    assert kinds.count(InterestKind.CONSOLIDATION) == 7
    assert kinds.count(InterestKind.CONTROL) == 4
