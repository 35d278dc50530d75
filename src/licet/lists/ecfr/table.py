"""The table of a supplement: rows under their destination headings, columns checked by name.

Row numbers count the body rows of the table from 1, as people cite them ("row 655").
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from lxml import etree

from licet.lists.ecfr.cell import Cell, read_cell
from licet.lists.ecfr.document import Part
from licet.lists.model import Problem
from licet.terms.errors import BadSource

_RESERVED = "[reserved]"
#: UTF-8 read as Windows-1252 and saved again, or letters already lost.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|â€|\ufffd")


@dataclasses.dataclass(frozen=True)
class Row:
    """A row: its number, its line in the file, the heading it stands under, its other cells."""

    number: int
    line: int
    heading: str
    cells: tuple[Cell, ...]

    @property
    def where(self) -> str:
        """The row as it is cited."""
        return f"row {self.number}"


@dataclasses.dataclass(frozen=True)
class Table:
    """What a supplement's table holds; `headings` are in the order of the table."""

    rows: list[Row]
    headings: list[str]
    reserved: int
    footnotes: frozenset[int]
    problems: list[Problem]


def read_table(part: Part, supplement: int, columns: Sequence[str]) -> Table:
    """Read the table of a supplement whose columns must be `columns`, the first the destination.

    Raises `BadSource` for a missing table or a column that is missing, added or renamed. A row
    with a cell too few or too many becomes a problem and the rest goes on.
    """
    table = part.supplement(supplement).find(".//TABLE")
    if table is None:
        raise BadSource(
            f"Supplement No. {supplement} has no table",
            where=part.name,
            remedy="see whether the supplement was moved or the file cut",
        )
    _check_header(part, table, supplement, columns)
    footnotes = _footnotes(table)
    found = Table([], [], 0, footnotes, [])
    heading = ""
    reserved = 0
    for number, element in enumerate(_body_rows(table), start=1):
        cells = [read_cell(cell, footnotes) for cell in element.findall("TD")]
        line: int = element.sourceline or 0  # type: ignore[assignment]  # the stubs lack its type
        if cells and cells[0].line and (len(cells) == len(columns) or cells[0].line.isupper()):
            heading = cells[0].line
            found.headings.append(heading)
        where = f"row {number} (line {line})"
        if len(cells) != len(columns):
            found.problems.append(_wrong_width(where, cells, columns, heading))
        elif cells[1].line.casefold() == _RESERVED:
            reserved += 1
        elif not heading:
            found.problems.append(
                Problem(
                    kind="no-heading",
                    where=where,
                    what="stands above the first destination heading",
                    remedy="compare with the official table",
                )
            )
        else:
            found.rows.append(Row(number, line, heading, tuple(cells[1:])))
            found.problems.extend(_oddities(where, cells))
    return dataclasses.replace(found, reserved=reserved)


def _body_rows(table: etree._Element) -> list[etree._Element]:
    bodies = table.findall("TBODY")
    return [row for body in bodies for row in body.findall("TR")]


def _footnotes(table: etree._Element) -> frozenset[int]:
    """Numbers of the footnotes below the table."""
    marks = (cell.find("sup") for foot in table.findall("TFOOT") for cell in foot.iter("TD"))
    texts = ((mark.text or "").strip() for mark in marks if mark is not None)
    return frozenset(int(text) for text in texts if text.isascii() and text.isdigit())


def _check_header(
    part: Part, table: etree._Element, supplement: int, columns: Sequence[str]
) -> None:
    head = table.find("THEAD")
    titles = [read_cell(cell).line for cell in head.iter("TH")] if head is not None else []
    wanted = [column.casefold() for column in columns]
    if [title.casefold() for title in titles] == wanted:
        return
    missing = [c for c in columns if c.casefold() not in {t.casefold() for t in titles}]
    added = [title for title in titles if title.casefold() not in wanted]
    changes = [f"lacks {', '.join(missing)}"] if missing else []
    changes += [f"has the new {', '.join(added)}"] if added else []
    raise BadSource(
        f"the table of Supplement No. {supplement} " + " and ".join(changes or ["changed order"]),
        where=f"{part.name}, line {table.sourceline}",
        remedy="columns were renamed or moved; this importer must be adapted before it reads on",
    )


def _wrong_width(
    where: str, cells: Sequence[Cell], columns: Sequence[str], heading: str
) -> Problem:
    start = " | ".join(cell.line for cell in cells)[:80]
    return Problem(
        kind="missing-cell" if len(cells) < len(columns) else "extra-cell",
        where=where,
        what=f"has {len(cells)} cells, not {len(columns)}, and was not read: {start!r}",
        remedy=f"compare with the official table; rows after it are read under {heading!r}",
    )


def _oddities(where: str, cells: Sequence[Cell]) -> list[Problem]:
    problems = [
        Problem(
            kind="footnote-mark",
            where=where,
            what=f"the footnote mark is printed {mark!r}",
            remedy="read as the footnote of that number",
        )
        for cell in cells
        for mark in cell.odd_marks
    ]
    if any(_MOJIBAKE.search(cell.text) for cell in cells):
        problems.append(
            Problem(
                kind="wrong-encoding",
                where=where,
                what="holds letters that come from decoding UTF-8 as another encoding",
                remedy="fetch the file again and save its bytes unchanged",
            )
        )
    return problems
