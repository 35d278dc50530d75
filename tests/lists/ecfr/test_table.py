"""Tables are read by their columns; a broken row is reported and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.lists.ecfr.document import open_part
from licet.lists.ecfr.table import Table, read_table
from licet.terms.errors import BadSource

from .parts import ALL_ITEMS, DENIAL, ENTITY_COLUMNS, ENTITY_ROWS, NOTICE, part, save

COLUMNS = (
    "Country",
    "Entity",
    "License requirement",
    "License review policy",
    "Federal Register citation",
)


def read(folder: Path, text: str) -> Table:
    return read_table(open_part(save(folder, text)["main"]), 4, COLUMNS)


def test_rows_stand_under_their_heading(tmp_path: Path) -> None:
    table = read(tmp_path, part())
    headings = ["FREEDONIA"] * 2 + ["CHINA, PEOPLE'S REPUBLIC OF"] * 3
    assert [row.heading for row in table.rows] == headings
    assert [row.where for row in table.rows] == [f"row {number}" for number in range(1, 6)]
    assert table.footnotes == frozenset(range(1, 6))
    assert table.problems == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (ENTITY_COLUMNS[:-1], "lacks Federal Register citation"),
        ((*ENTITY_COLUMNS, "Remarks"), "has the new Remarks"),
        (("Destination", *ENTITY_COLUMNS[1:]), "lacks Country and has the new Destination"),
        ((*ENTITY_COLUMNS[:3], ENTITY_COLUMNS[4], ENTITY_COLUMNS[3]), "changed order"),
    ],
)
def test_changed_columns_are_refused(tmp_path: Path, columns: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadSource, match=said) as refused:
        read(tmp_path, part(entity_columns=columns))
    assert "line" in refused.value.where
    assert refused.value.remedy


def test_a_supplement_without_its_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"Supplement No\. 4 has no table"):
        read(tmp_path, part().replace("TABLE", "DIV", 2))


def test_a_row_with_a_missing_cell_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = list(ENTITY_ROWS)
    rows[1] = rows[1][:-1]
    table = read(tmp_path, part(rows))
    assert [row.number for row in table.rows] == [1, 3, 4, 5]
    (problem,) = table.problems
    assert (problem.kind, problem.where.split()[:2]) == ("missing-cell", ["row", "2"])
    assert "4 cells, not 5" in problem.what


def test_a_broken_row_still_opens_its_heading(tmp_path: Path) -> None:
    rows = [("SYLVANIA", "Half a row"), (" ", "Acme, 1 Main Street", ALL_ITEMS, DENIAL, NOTICE)]
    table = read(tmp_path, part(rows))
    assert [row.heading for row in table.rows] == ["SYLVANIA"]


def test_a_row_above_the_first_heading_is_reported(tmp_path: Path) -> None:
    table = read(tmp_path, part([(" ", "Acme", ALL_ITEMS, DENIAL, NOTICE), *ENTITY_ROWS]))
    assert [problem.kind for problem in table.problems] == ["no-heading"]
    assert len(table.rows) == len(ENTITY_ROWS)


def test_reserved_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    table = read(tmp_path, part([("SYLVANIA", "[Reserved]", "", "", ""), *ENTITY_ROWS]))
    assert (table.reserved, len(table.rows)) == (1, len(ENTITY_ROWS))
    assert table.headings[0] == "SYLVANIA"


def test_letters_of_a_wrong_encoding_are_reported(tmp_path: Path) -> None:
    mangled = "Société".encode().decode("cp1252")
    rows = [("SYLVANIA", f"{mangled} Acme, 1 Main Street", ALL_ITEMS, DENIAL, NOTICE)]
    table = read(tmp_path, part(rows))
    assert [problem.kind for problem in table.problems] == ["wrong-encoding"]
