"""CSV: every cell as text, a broken row costs one row, a wrong file is refused with the reason."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.screening.bulk.formats import Format, open_rows
from licet.screening.bulk.rows import Flaw, Row
from licet.terms.errors import BadInput

_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12
)
_cells = st.one_of(_texts, st.sampled_from(["NA", "NO", "5E002", "007", 'a "b" c', "x,y", "l\nm"]))


def _rows(path: Path, content: bytes, **options: str) -> list[Row | Flaw]:
    path.write_bytes(content)
    return list(open_rows(path, Format.CSV, **options))


@given(table=st.lists(st.tuples(_cells, _cells, _cells), max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(
    table: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b", "c"), *table])
    rows = _rows(tmp_path_factory.mktemp("csv") / "t.csv", text.getvalue().encode())
    assert [tuple(row.cells.values()) for row in rows if isinstance(row, Row)] == table
    assert [row.number for row in rows if isinstance(row, Row)] == list(range(1, len(table) + 1))


@given(content=st.binary(max_size=300))
def test_no_bytes_crash_the_reader(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    try:
        rows = _rows(path, b"name\n" + content)
    except BadInput:
        pass  # refused whole: the reason is tested below
    else:
        assert all(isinstance(row, Row | Flaw) for row in rows)


def test_an_unclosed_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    lines = ["name,country", "Good One,cn", '"Never closed,ru', "Good Two,de"]
    lines += [f"Party {n},tr" for n in range(100)]
    rows = _rows(tmp_path / "t.csv", "\n".join(lines).encode())
    flaws = [row for row in rows if isinstance(row, Flaw)]
    assert [(flaw.row, flaw.line) for flaw in flaws] == [(2, 3)]
    assert len(rows) == 103


def test_a_cell_may_span_lines_and_the_line_told_is_its_first(tmp_path: Path) -> None:
    rows = _rows(tmp_path / "t.csv", b'name,note\r\nA,"one\r\ntwo"\r\nB,three\r\n')
    assert [(row.line, dict(row.cells)) for row in rows if isinstance(row, Row)] == [
        (2, {"name": "A", "note": "one\r\ntwo"}),
        (4, {"name": "B", "note": "three"}),
    ]


def test_a_row_with_a_cell_too_many_is_told_by_line(tmp_path: Path) -> None:
    rows = _rows(tmp_path / "t.csv", b"name,country\nAcme, Inc,us\nBeta,de\n")
    assert isinstance(rows[0], Flaw)
    assert (rows[0].line, rows[0].skipped) == (2, True)
    assert isinstance(rows[1], Row)


def test_one_row_in_another_encoding_is_a_bad_row(tmp_path: Path) -> None:
    content = b"name\n" + b"M\xfcller\n" + "Müller\n".encode() * 5
    rows = _rows(tmp_path / "t.csv", content)
    assert isinstance(rows[0], Flaw)
    assert [row.cells["name"] for row in rows[1:] if isinstance(row, Row)] == ["Müller"] * 5


def test_a_file_in_another_encoding_is_refused_and_read_when_named(tmp_path: Path) -> None:
    content = ("name\n" + "Müller & Söhne\n" * 50).encode("cp1252")
    with pytest.raises(BadInput, match="not UTF-8"):
        _rows(tmp_path / "t.csv", content)
    rows = _rows(tmp_path / "t.csv", content, encoding="cp1252")
    assert all(isinstance(row, Row) for row in rows)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04 and so on", "Excel"),
        (b"\x1f\x8b\x08", "gzip"),
        ("name\nA\n".encode("utf-16-le"), "zero bytes"),
        (b"name,name\nA,B\n", "two columns"),
        (b'"name\nA\n', "header"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=reason) as caught:
        _rows(tmp_path / "t.csv", content)
    assert caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_unicode_files_are_heeded(encoding: str, tmp_path: Path) -> None:
    rows = _rows(tmp_path / "t.csv", "name;country\n华为;cn\n".encode(encoding))
    assert [dict(row.cells) for row in rows if isinstance(row, Row)] == [
        {"name": "华为", "country": "cn"}
    ]


def test_a_line_without_end_is_one_bad_row_not_all_memory(tmp_path: Path) -> None:
    rows = _rows(tmp_path / "t.csv", b"name\n" + b"x" * 3_000_000 + b"\nB\n")
    assert isinstance(rows[0], Flaw)
    assert isinstance(rows[1], Row)
