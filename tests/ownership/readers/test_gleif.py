"""GLEIF: consolidation is never a percentage; JSON and XML say the same."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from licet.ownership.fifty import bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, ListedAs, ListedOn
from licet.ownership.model import EntityKind, Graph, GraphReading, InterestKind
from licet.ownership.readers import Format, read, sniff
from licet.terms.errors import BadInput, BadSource

DAY = dt.date(2025, 10, 15)
LISTED = ListedAs((ListedOn(ENTITY_LIST),))


def relationship(type_: str, **more: Any) -> dict[str, Any]:
    return {
        "Relationship": {
            "StartNode": {"NodeID": "CHILD", "NodeIDType": "LEI"},
            "EndNode": {"NodeID": "PARENT", "NodeIDType": "LEI"},
            "RelationshipType": type_,
            "RelationshipStatus": "ACTIVE",
            "RelationshipPeriods": [
                {
                    "PeriodType": "ACCOUNTING_PERIOD",
                    "StartDate": "2024-01-01T00:00:00Z",
                    "EndDate": "2024-12-31T00:00:00Z",
                },
                {"PeriodType": "RELATIONSHIP_PERIOD", "StartDate": "2019-03-01T00:00:00Z"},
            ],
            "RelationshipQuantifiers": [
                {
                    "MeasurementMethod": "ACCOUNTING_CONSOLIDATION",
                    "QuantifierAmount": "100.00",
                    "QuantifierUnits": "PERCENTAGE",
                }
            ],
        }
        | more,
        "Registration": {
            "RegistrationStatus": "PUBLISHED",
            "LastUpdateDate": "2024-05-01T00:00:00Z",
        },
    }


def read_json(folder: Path, data: object) -> GraphReading:
    path = folder / "gleif.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return read([path])


def test_consolidation_asks_and_never_counts_as_a_percentage(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relationship("IS_DIRECTLY_CONSOLIDATED_BY")])
    answer = bis_affiliates(Holdings(reading.graph, DAY), "CHILD", {"PARENT": LISTED})
    assert answer.verdict == "need_facts"
    assert str(answer.aggregate) == "0 to 100 %"
    assert [q.kind for q in answer.questions if q.decides] == ["consolidation"]


def test_a_stated_share_outweighs_consolidation(tmp_path: Path) -> None:
    table = tmp_path / "owners.csv"
    table.write_text("owner,owned,share\nPARENT,CHILD,60\n", encoding="utf-8")
    gleif = read_json(tmp_path, [relationship("IS_DIRECTLY_CONSOLIDATED_BY")]).graph
    shares = read([table]).graph
    named = [
        type(s)(s.id, s.owner.upper(), s.owned.upper(), s.share, source=s.source)
        for s in shares.statements
    ]
    graph = Graph(gleif.entities.values(), [*gleif.statements, *named])
    answer = bis_affiliates(Holdings(graph, DAY), "CHILD", {"PARENT": LISTED})
    assert (answer.verdict, str(answer.aggregate)) == ("restricted", "60 %")


def test_a_branch_is_part_of_its_head_office(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relationship("IS_INTERNATIONAL_BRANCH_OF")] * 2)
    answer = bis_affiliates(Holdings(reading.graph, DAY), "CHILD", {"PARENT": LISTED})
    assert (answer.verdict, str(answer.aggregate)) == ("restricted", "100 %")


def test_a_feeder_fund_owns_the_master_fund(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relationship("IS_FEEDER_TO")])
    (statement,) = reading.graph.statements
    assert (statement.owner, statement.owned, statement.share) == ("CHILD", "PARENT", None)


def test_managing_a_fund_is_control_not_ownership(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relationship("IS_FUND-MANAGED_BY")])
    answer = bis_affiliates(Holdings(reading.graph, DAY), "CHILD", {"PARENT": LISTED})
    assert answer.verdict == "not_restricted"
    assert [flag.kind for flag in answer.red_flags] == ["control_without_ownership"]


def test_the_period_is_the_relationships_own(tmp_path: Path) -> None:
    reading = read_json(tmp_path, [relationship("IS_DIRECTLY_CONSOLIDATED_BY")])
    (statement,) = reading.graph.statements
    assert (statement.period.start, statement.period.end) == (dt.date(2019, 3, 1), None)
    ended = relationship("IS_DIRECTLY_CONSOLIDATED_BY", RelationshipStatus="INACTIVE")
    (statement,) = read_json(tmp_path, [ended]).graph.statements
    assert statement.period.end == dt.date(2024, 5, 1)


def test_what_gleif_takes_back_is_gone(tmp_path: Path) -> None:
    first = relationship("IS_DIRECTLY_CONSOLIDATED_BY")
    annulled = relationship("IS_DIRECTLY_CONSOLIDATED_BY")
    annulled["Registration"] = {
        "RegistrationStatus": "ANNULLED",
        "LastUpdateDate": "2024-06-01T00:00:00Z",
    }
    other = relationship("IS_FUND-MANAGED_BY")
    reading = read_json(tmp_path, [annulled, first, other])
    assert [s.kind for s in reading.graph.statements] == [InterestKind.CONTROL]


def test_a_reporting_exception_is_an_owner_who_is_not_named(shared: Path) -> None:
    reading = read([shared / "data/ownership/gleif_repex-data.json"])
    answer = bis_affiliates(Holdings(reading.graph, DAY), "001GPB6A9XPE8XJICC14", {})
    assert answer.verdict == "need_facts"
    (question,) = [q for q in answer.questions if q.decides]
    assert question.kind == "unknown_owner"
    assert "NO_KNOWN_PERSON" in question.text


@pytest.mark.parametrize(
    "stem",
    [
        "lei-data",
        "lei-updates-data2",
        "lei-updates-data2-new",
        "repex-data",
        "repex-updates-data2",
        "repex-updates-data2-new",
        "rr-data",
        "rr-updates-data2",
        "rr-updates-data2-new",
    ],
)
def test_xml_and_json_say_the_same(shared: Path, stem: str) -> None:
    files = [shared / f"data/ownership/gleif_{stem}.{form}" for form in ("xml", "json")]
    assert [sniff(file) for file in files] == [Format.GLEIF, Format.GLEIF]
    xml, plain = (read([file]) for file in files)
    assert xml.problems == plain.problems == []
    assert xml.graph.entities == plain.graph.entities

    def told(reading: GraphReading) -> set[tuple[object, ...]]:
        return {(s.id, s.owner, s.owned, s.kind, s.period) for s in reading.graph.statements}

    assert told(xml) == told(plain)


def test_levels_one_and_two_join(shared: Path) -> None:
    folder = shared / "data/ownership"
    reading = read([folder / "gleif_lei-data.json", folder / "gleif_rr-data.xml"])
    fund = reading.graph.entity("fidelity advisor leveraged company stock fund")
    assert (fund.id, fund.kind, fund.is_us) == ("001GPB6A9XPE8XJICC14", EntityKind.COMPANY, True)
    assert any(s.owned == fund.id for s in reading.graph.statements)


def test_a_broken_record_is_named_and_the_rest_read(tmp_path: Path) -> None:
    strange = relationship("IS_GOOD_FRIEND_OF")
    good = relationship("IS_DIRECTLY_CONSOLIDATED_BY")
    reading = read_json(tmp_path, [{"LEI": 5, "Entity": {}}, strange, 7, good])
    assert len(reading.graph.statements) == 1
    assert [(p.kind, p.where) for p in reading.problems] == [
        ("bad-record", "gleif.json, record 1"),
        ("unknown-relationship", "gleif.json, record 2"),
        ("bad-record", "gleif.json, record 3"),
    ]


def test_refuses_files_that_are_something_else(tmp_path: Path) -> None:
    page = tmp_path / "page.xml"
    page.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    with pytest.raises(BadSource, match="HTML page"):
        read([page])
    cut = tmp_path / "cut.xml"
    cut.write_text("<LEIData><LEIRecord><LEI>x</LEI>", encoding="utf-8")
    with pytest.raises(BadSource, match="not whole XML"):
        read([cut])
    other = tmp_path / "other.json"
    other.write_text('{"hello": "world"}', encoding="utf-8")
    with pytest.raises(BadInput, match="neither Open Ownership"):
        read([other])
    empty = tmp_path / "empty.xml"
    empty.write_text("<RelationshipData></RelationshipData>", encoding="utf-8")
    with pytest.raises(BadSource, match="no GLEIF record"):
        read([empty])
