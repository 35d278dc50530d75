"""The wordings of the real Entity List and of the Consolidated Screening List, for these tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree


class Cells(NamedTuple):
    """The two wordings of one row of Supplement No. 4 to Part 744, as the eCFR prints them."""

    requirement: str
    requirement_with_marks: str  # footnote marks glued in, as the Consolidated Screening List does
    policy: str


class Wording(NamedTuple):
    """One distinct wording of the Consolidated Screening List, its class and its count of rows."""

    text: str
    named: str
    rows: int


@pytest.fixture(scope="session")
def ecfr_rows(shared: Path) -> list[Cells]:
    """Every row of the table, read plainly and apart from the importer under test elsewhere."""
    tree = etree.parse(str(shared / "data/ecfr/part-744_2026-07-23.xml"))
    (table,) = tree.xpath("//DIV9[contains(HEAD, 'Supplement No. 4 to Part 744')]")
    rows = [row for row in table.iter("TR") if len(row.findall("TD")) == 5]
    return [
        Cells(_text(row[2]), _text(row[2], marks=True), _text(row[3]))
        for row in (row.findall("TD") for row in rows)
    ]


def _text(cell: etree._Element, *, marks: bool = False) -> str:
    parts = cell.xpath(".//text()" if marks else ".//text()[not(ancestor::sup)]")
    return " ".join("".join(parts).split())


@pytest.fixture(scope="session")
def csl_requirements(shared: Path) -> list[Wording]:
    return _taxonomy(shared, "requirement_classes")


@pytest.fixture(scope="session")
def csl_policies(shared: Path) -> list[Wording]:
    return _taxonomy(shared, "policy_classes")


def _taxonomy(shared: Path, column: str) -> list[Wording]:
    classes = json.loads((shared / "law/entity_list_taxonomy.json").read_text(encoding="utf-8"))
    return [
        Wording(text, named, rows)
        for named, of_class in classes[column].items()
        for text, rows in of_class["wordings"]
    ]
