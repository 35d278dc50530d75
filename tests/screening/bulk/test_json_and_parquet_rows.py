"""JSON Lines and Parquet: values as text, a broken line reported, a broken file refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.screening.bulk.formats import Format, open_rows
from licet.screening.bulk.rows import Flaw, Row
from licet.terms.errors import BadInput

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


def _rows(path: Path, text: str) -> list[Row | Flaw]:
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return list(open_rows(path))


@given(values=st.lists(_json, min_size=1, max_size=4))
def test_any_json_is_a_row_or_a_flaw(
    values: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("json") / "t.jsonl"
    rows = _rows(path, "\n".join(json.dumps(value) for value in values))
    assert len(rows) == len(values)
    for value, row in zip(values, rows, strict=True):
        assert isinstance(row, Row) == isinstance(value, dict)


def test_values_stay_as_written(tmp_path: Path) -> None:
    line = '{"name": "NO", "id": 5e2, "code": "5E002", "lei": 0.10, "x": null, "a": ["p", "q"]}'
    rows = _rows(tmp_path / "t.jsonl", line)
    assert isinstance(rows[0], Row)
    assert rows[0].cells == {
        "name": "NO", "id": "5e2", "code": "5E002", "lei": "0.10", "x": "", "a": ("p", "q"),
    }  # fmt: skip


def test_broken_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = _rows(tmp_path / "t.jsonl", '{"name": "A"}\n{"name": \n[1]\n{"name": "B"}\n')
    assert [isinstance(row, Row) for row in rows] == [True, False, False, True]
    assert [row.line for row in rows] == [1, 2, 3, 4]


def test_entities_are_read_by_their_properties(tmp_path: Path) -> None:
    entity = {"id": "e1", "schema": "Company", "properties": {"name": ["A Ltd", "Alpha"]}}
    rows = _rows(tmp_path / "t.jsonl", json.dumps(entity))
    assert isinstance(rows[0], Row)
    assert rows[0].cells == {"id": "e1", "schema": "Company", "name": ("A Ltd", "Alpha")}


def test_parquet_values_become_text_in_order(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    frame = pl.DataFrame(
        {
            "name": [f"Party {n}" for n in range(12_000)],
            "id": range(12_000),
            "aliases": [["a", "b"]] * 12_000,
            "country": ["NA", None] * 6_000,
        }
    )
    frame.write_parquet(path, row_group_size=5_000)
    rows = [row for row in open_rows(path) if isinstance(row, Row)]
    assert [row.cells["id"] for row in rows] == [str(n) for n in range(12_000)]
    assert rows[0].cells["aliases"] == ("a", "b")
    assert [row.cells["country"] for row in rows[:2]] == ["NA", ""]


def test_a_broken_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"name": ["A"] * 1000}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadInput, match="Parquet"):
        open_rows(path)
    with pytest.raises(BadInput, match="no such file"):
        open_rows(tmp_path / "absent.parquet")


def test_a_name_that_tells_no_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parties.dat"
    path.write_text("name\nA\n")
    with pytest.raises(BadInput, match="format"):
        open_rows(path)
    assert open_rows(path, Format.CSV).columns == ("name",)
