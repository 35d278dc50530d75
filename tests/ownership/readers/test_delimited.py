"""Plain tables: every cell as text, a bad row named and left out, the rest read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.ownership.model import Directness, GraphReading, InterestKind
from licet.ownership.readers import Format, read, sniff
from licet.ownership.readers.delimited import read_csv
from licet.terms.errors import BadSource

HEADER = "owner,owned,share,from,until,source\n"


def table(folder: Path, text: str) -> GraphReading:
    path = folder / "owners.csv"
    path.write_text(text, encoding="utf-8")
    assert sniff(path) is Format.CSV
    return read([path])


def test_reads_a_row_as_written(tmp_path: Path) -> None:
    reading = table(tmp_path, HEADER + "NO,5E002 Ltd,49.99,2020-01-01,2025-10-15,registry\n")
    (statement,) = reading.graph.statements
    assert (statement.owner, statement.owned) == ("no", "5e002 ltd")
    assert reading.graph.entities["no"].name == "NO"
    assert reading.graph.entities["5e002 ltd"].name == "5E002 Ltd"
    assert str(statement.share) == "49.99 %"
    assert dt.date(2025, 10, 15) in statement.period
    assert dt.date(2025, 10, 16) not in statement.period
    assert statement.source == "registry"
    assert reading.problems == []


def test_reads_ids_countries_kind_and_way_of_holding(tmp_path: Path) -> None:
    reading = table(
        tmp_path,
        "owner,owner_id,owned,owned_id,owned_country,share,held,kind\n"
        "Alpha,a1,Zeta,z1,US-DE,,indirect,consolidation\n",
    )
    (statement,) = reading.graph.statements
    assert (statement.owner, statement.owned, statement.share) == ("a1", "z1", None)
    assert statement.kind is InterestKind.CONSOLIDATION
    assert statement.directness is Directness.INDIRECT
    assert reading.graph.entities["z1"].is_us is True
    assert reading.graph.entities["a1"].is_us is None
    assert reading.graph.entity("ZETA ").id == "z1"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_reads_other_delimiters_and_decimal_commas(tmp_path: Path, delimiter: str) -> None:
    rows = [["owner", "owned", "share"], ["Alpha", "Zeta", "49,99"]]
    reading = table(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert str(reading.graph.statements[0].share) == "49.99 %"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Zeta,50,,,", "names no owner"),
        ("Alpha,,50,,,", "names no owned"),
        ("Alpha,Zeta,half,,,", "'half' is not a share"),
        ("Alpha,Zeta,120,,,", "more than 100 percent"),
        ("Alpha,Zeta,50,yesterday,,", "is no period"),
        ("Alpha,Zeta,50,2025-02-01,2025-01-01,", "is no period"),
        ("Alpha,Zeta,50,,", "row has 5 cells, not 6"),
    ],
)
def test_names_the_line_of_a_bad_row_and_goes_on(tmp_path: Path, row: str, said: str) -> None:
    reading = table(tmp_path, HEADER + "Beta,Zeta,20,,,\n" + row + "\nGamma,Zeta,30,,,\n")
    assert {s.owner for s in reading.graph.statements} == {"beta", "gamma"}
    (problem,) = reading.problems
    assert "line 3" in problem.where
    assert said in problem.what
    assert problem.remedy


@pytest.mark.parametrize(
    ("column", "value"), [("owned_country", "China"), ("held", "half"), ("kind", "loan")]
)
def test_refuses_words_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    text = f"owner,owned,share,{column}\nAlpha,Zeta,50,{value}\nBeta,Zeta,50,\n"
    reading = table(tmp_path, text)
    assert len(reading.graph.statements) == 1
    assert value.lower() in reading.problems[0].what


def test_warns_where_percent_looks_like_a_fraction(tmp_path: Path) -> None:
    reading = table(tmp_path, HEADER + "Alpha,Zeta,0.5,,,\n")
    assert str(reading.graph.statements[0].share) == "0.5 %"
    assert [problem.kind for problem in reading.problems] == ["small-share"]


def test_refuses_a_table_without_its_columns(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="lacks the columns share"):
        table(tmp_path, "owner,owned,percent\nAlpha,Zeta,50\n")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: object, text: str) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    path = tmp_path_factory.mktemp("any") / "owners.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    try:
        reading = read_csv(path)
    except BadSource:
        return
    assert reading.graph.statements or reading.problems
