"""Delimited text: every cell stays text, and a broken row costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.lists.table import Table
from licet.terms.errors import BadSource

GOOD = 'name,item,note\n"Acme, Inc.",5E002,NO\nBeta,1E001,NA\n"Gamma ""G""",4E091,"two\nlines"\n'


def table(folder: Path, text: str, **options: object) -> Table:
    path = folder / "list.csv"
    path.write_bytes(text.encode("utf-8"))
    return Table(path, ("name", "item", "note"), **options)  # type: ignore[arg-type]


def test_every_cell_stays_text(tmp_path: Path) -> None:
    rows = list(table(tmp_path, GOOD))
    assert [(row.line, *row.cells.values()) for row in rows] == [
        (2, "Acme, Inc.", "5E002", "NO"),
        (3, "Beta", "1E001", "NA"),
        (4, 'Gamma "G"', "4E091", "two\nlines"),
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\n\n\n", "\r\n\x1a"])
def test_line_ends_and_the_dos_mark_are_no_rows(tmp_path: Path, ending: str) -> None:
    source = table(tmp_path, GOOD.replace("\n", ending) if ending == "\r\n" else GOOD + ending)
    assert len(list(source)) == 3
    assert source.problems == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("a,b\n", "2 cells, not 3"),
        ("a,b,c,d\n", "4 cells, not 3"),
        ('"never closed,b,c\n', "cannot be read"),
        ('"a"x,b,c\n', "cannot be read"),
        ('a,b,"' + "c" * 200_000 + '"\n', "cannot be read"),
    ],
)
def test_a_broken_row_is_reported_and_the_rest_goes_on(
    tmp_path: Path, bad: str, reason: str
) -> None:
    head, first, rest = GOOD.split("\n", 2)
    source = table(tmp_path, f"{head}\n{first}\n{bad}{rest}")
    assert [row.cells["item"] for row in source] == ["5E002", "1E001", "4E091"]
    (problem,) = source.problems
    assert (problem.kind, problem.where) == ("broken-row", "list.csv, line 3")
    assert reason in problem.what


def test_repeated_header_and_new_column_are_reported(tmp_path: Path) -> None:
    source = table(tmp_path, "name,new,item,note\nA,x,5E002,NO\nname,new,item,note\nB,y,z,w\n")
    assert [list(row.cells) for row in source] == [["name", "item", "note"]] * 2
    assert [problem.kind for problem in source.problems] == ["new-column", "repeated-header"]


def test_renamed_column_is_refused_with_both_names(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="lacks the columns item; new ones are eccn"):
        table(tmp_path, GOOD.replace("item", "eccn"))


def test_lines_before_the_header_are_skipped_even_if_nothing_follows(tmp_path: Path) -> None:
    assert len(list(table(tmp_path, "Report Date: today\n" + GOOD, skip_lines=1))) == 3
    with pytest.raises(BadSource, match="lacks the columns"):
        table(tmp_path, "Report Date: today", skip_lines=1)


def test_column_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="two columns item"):
        table(tmp_path, "name,item,note,item\na,b,c,d\n")


@pytest.mark.parametrize("text", ["name,item,note\n", "name,item,note\na,b,c\nx\ny\n"])
def test_no_rows_or_mostly_broken_rows_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSource, match="whole and"):
        list(table(tmp_path, text))


def test_without_header_cells_stand_from_left_to_right(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "a,b,c\n", header=False)
    assert row.cells == {"name": "a", "item": "b", "note": "c"}


def test_another_encoding_is_read_only_where_known_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name\nZürich\n".encode("cp1252"))
    source = Table(path, ("name",), also="cp1252")
    assert [row.cells["name"] for row in source] == ["Zürich"]
    assert [problem.kind for problem in source.problems] == ["encoding"]
    with pytest.raises(BadSource, match="not UTF-8"):
        Table(path, ("name",))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.text(alphabet='ab,"\n\r\t\x00\x1aé', max_size=80))
def test_any_text_gives_rows_or_a_clear_refusal(tmp_path: Path, body: str) -> None:
    try:
        rows = list(table(tmp_path, "name,item,note\n" + body))
    except BadSource:
        return
    assert all(list(row.cells) == ["name", "item", "note"] for row in rows)
