"""Paragraphs of a section with their designations: (a), (a)(1), (a)(1)(i), (a)(1)(i)(A) ...

A paragraph prints only the end of its designation, "(ii)" for "(b)(2)(ii)", and the same sign may
stand on two levels: "(i)" follows "(h)" as a letter and opens a list of roman numbers. A sign goes
where it continues a count; where it does not, it opens the next level down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from licet.lists.ecfr.document import fold

_ITALIC = ("\x02", "\x03")
_SIGN = re.compile(r"\((\x02?)([A-Za-z]{1,5}|\d{1,3})\x03?\)")
_SIGNS = re.compile(rf"(?:{_SIGN.pattern}\s*)+")
#: A heading in italics may stand between two signs: "(a) Scope. (1) ...".
_HEADING = re.compile(r"\s*\x02[^\x03]*\x03[.:—–-]*\s*(?=\(\x02?(?:1|i|A|a)\x03?\))")
_OUTSIDE = frozenset({"CITA", "EDNOTE", "EFFDNOT", "HEAD"})
_ROMAN_SIGNS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN = _ROMAN_SIGNS.split()


#: Signs in italics start below (a)(1)(i)(A).
_PLAIN_LEVELS = 4


class Paragraph(NamedTuple):
    """A paragraph: its whole designation ("" before the first), and its text, folded."""

    label: str
    text: str


def paragraphs(division: etree._Element) -> list[Paragraph]:
    """The paragraphs of a section or supplement, each with what follows it undesignated."""
    found: list[Paragraph] = []
    path: list[str] = []
    for marked in _texts(division):
        text = fold(marked.translate({2: None, 3: None}))
        signs = _signs(marked)
        for italic, sign in signs:
            path = _placed(path, sign, italic)
        label = "".join(f"({sign})" for sign in path)
        if signs or not found:
            found.append(Paragraph(label, text))
        else:
            last = found[-1]
            found[-1] = Paragraph(last.label, f"{last.text}\n{text}")
    return found


def _texts(division: etree._Element) -> Iterator[str]:
    """Text of each block outside tables and credits, with italics marked."""
    for child in division:
        if (
            not isinstance(child.tag, str)
            or child.tag in _OUTSIDE
            or child.find(".//TD") is not None
        ):
            continue
        blocks = [child] if child.tag == "P" else list(child.iter("P", "LI", "PSPACE")) or [child]
        for block in blocks:
            text = _marked(block)
            if text.strip():
                yield text.strip()


def _marked(element: etree._Element) -> str:
    opening, closing = _ITALIC if element.tag == "I" else ("", "")
    inner = (element.text or "") + "".join(
        (_marked(child) if isinstance(child.tag, str) else "") + (child.tail or "")
        for child in element
    )
    return f"{opening}{inner}{closing}"


def _signs(text: str) -> list[tuple[bool, str]]:
    """The signs a paragraph starts with, each with whether it is in italics."""
    signs: list[tuple[bool, str]] = []
    run = _SIGNS.match(text)
    while run:
        signs.extend((bool(italic), sign) for italic, sign in _SIGN.findall(run[0]))
        heading = _HEADING.match(text, run.end())
        run = _SIGNS.match(text, heading.end()) if heading else None
    return signs


def _placed(path: list[str], sign: str, italic: bool) -> list[str]:
    """The whole designation of the paragraph that bears `sign` after that of `path`."""
    depths = range(_PLAIN_LEVELS, len(path)) if italic else range(min(len(path), _PLAIN_LEVELS))
    for depth in reversed(depths):
        if _follows(path[depth], sign):
            return [*path[:depth], sign]
    return [*path, sign]


def _follows(before: str, sign: str) -> bool:
    """Whether `sign` is the next of the count in which `before` stands."""
    if before.isdigit() and sign.isdigit():
        return int(sign) == int(before) + 1
    if before in _ROMAN and sign in _ROMAN and _ROMAN.index(sign) == _ROMAN.index(before) + 1:
        return True
    same = before.islower() == sign.islower() and len(before) == len(sign) == 1
    return same and before.isalpha() and ord(sign) == ord(before) + 1
