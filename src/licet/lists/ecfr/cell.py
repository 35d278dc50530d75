"""A table cell as text: line breaks kept, footnote marks taken out and returned apart.

A superscript is a footnote only if the table has a footnote of that number and no fraction follows:
`<sup>7</sup>⁄<sub>3</sub>` stands in an address, `9<sup>th</sup>` is an ordinal. One entry prints
its mark as `<sup>,3</sup>`, comma inside.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from lxml import etree

_MARK = re.compile(r"[\s,;]*(\d)[\s,;]*")
_FRACTION_SLASH = "\u2044"
_BREAK = "\n"


class Cell(NamedTuple):
    """`text` has a line break where the cell has one; `odd_marks` are marks not printed plainly."""

    text: str
    footnotes: tuple[int, ...] = ()
    odd_marks: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


def read_cell(element: etree._Element, footnotes: Container[int] = ()) -> Cell:
    """The text and the footnote marks of a `TD` or `TH` in a table with these footnotes."""
    reader = _Reader(footnotes)
    reader.walk(element)
    text = "".join(reader.pieces).replace(_FRACTION_SLASH, "/")
    lines = (" ".join(line.split()) for line in text.split(_BREAK))
    return Cell(_BREAK.join(lines).strip(), tuple(reader.marks), tuple(reader.odd_marks))


class _Reader:
    def __init__(self, footnotes: Container[int]) -> None:
        self.footnotes = footnotes
        self.pieces: list[str] = []
        self.marks: list[int] = []
        self.odd_marks: list[str] = []

    def walk(self, element: etree._Element) -> None:
        # A source line break is only white space; a <br/> is a break of the cell.
        self.pieces.append(_flat(element.text))
        for child in element:
            if child.tag == "br":
                self.pieces.append(_BREAK)
            elif child.tag == "sup":
                self._superscript(child)
            elif isinstance(child.tag, str):
                self.walk(child)
            self.pieces.append(_flat(child.tail))

    def _superscript(self, element: etree._Element) -> None:
        content = "".join(str(piece) for piece in element.itertext())
        mark = _MARK.fullmatch(content)
        fraction = (element.tail or "").startswith(_FRACTION_SLASH)
        if mark is None or fraction or int(mark[1]) not in self.footnotes:
            self.pieces.append(_flat(content))
            return
        self.marks.append(int(mark[1]))
        if content.strip() != mark[1]:
            self.odd_marks.append(content.strip())
            self.pieces.append(content.replace(mark[1], ""))


def _flat(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""
