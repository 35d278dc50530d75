"""Cells keep their line breaks and lose their footnote marks, and nothing else."""

from __future__ import annotations

import pytest
from lxml import etree

from licet.lists.ecfr.cell import read_cell

FOOTNOTES = frozenset({1, 2, 3})


@pytest.mark.parametrize(
    ("inner", "text", "marks"),
    [
        (
            "all items, see §§ 734.9(e) <sup>1</sup> and 744.11 <sup>2</sup>",
            "all items, see §§ 734.9(e) and 744.11",
            (1, 2),
        ),
        ("(See §§ 734.9(g),<sup>3</sup> 746.8(a)(3))", "(See §§ 734.9(g), 746.8(a)(3))", (3,)),
        ("(See §§ 734.9(g)<sup>3</sup>, 746.8)", "(See §§ 734.9(g), 746.8)", (3,)),
        ("Ulitsa Polyany <sup>1</sup>⁄<sub>6</sub>, Glory", "Ulitsa Polyany 1/6, Glory", ()),
        ("9<sup>th</sup> Floor", "9th Floor", ()),
        ("12 m<sup>7</sup>", "12 m7", ()),
        ("5E002, NO,\n NA", "5E002, NO, NA", ()),
        ('One<br/> <br/> Two <E T="03">and</E> Three', "One\n\nTwo and Three", ()),
        ("\u00a0", "", ()),
    ],
)
def test_reading(inner: str, text: str, marks: tuple[int, ...]) -> None:
    cell = read_cell(etree.fromstring(f"<TD>{inner}</TD>"), FOOTNOTES)
    assert (cell.text, cell.footnotes, cell.odd_marks) == (text, marks, ())


def test_a_mark_with_a_comma_is_read_and_remarked() -> None:
    cell = read_cell(etree.fromstring("<TD>734.9(g)<sup>,3</sup> 746.8</TD>"), FOOTNOTES)
    assert cell == ("734.9(g), 746.8", (3,), (",3",))


def test_without_footnotes_below_the_table_a_number_is_text() -> None:
    assert read_cell(etree.fromstring("<TD>m<sup>2</sup></TD>")).text == "m2"
