"""The Commerce Control List's XML cut into entries and their parts.

Only cuts and joins; what the words mean is read by the modules beside this one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tools.tables.output import require

_HEADING = re.compile(r"^(?P<eccn>[0-9][A-E][0-9]{3})\b[\s.:]*(?P<title>.*)$", re.S)
_LABEL = re.compile(
    r"^(?P<label>LVS|GBS|TSR|CIV|APP|IEC|ENC|NAC/ACA|AIA|ACM|LPP|HBM|ACE|STA)\s*:\s*(?P<text>.*)$",
    re.S,
)
_EXCEPTIONS = re.compile(r"^(List Based License Exceptions|License Exceptions)\b", re.I)
_STA = re.compile(r"^License Exception STA may not be used")
_STA_HEADING = re.compile(r"^Special Conditions for (STA|Strategic Trade Authorization)", re.I)
_ITEMS = re.compile(r"^(List of Items Controlled|ECCN Controls|Related Controls|Unit)\b", re.I)
_REASONS = re.compile(r"^Reasons? for Control:\s*(?P<text>.*)$", re.S)
_PARAGRAPH = re.compile(
    r"^(?:Items:?\s+)?\.?(?!e\.g\b|i\.e\b)"
    r"(?P<first>[a-z]{1,2}(?=\.\s)|[a-z]{1,2}(?:\.[a-z0-9]{1,4})+(?=[.\s]))\.?"
    r"(?P<range>\s+(?:to|through)\s+\.?[a-z][a-z0-9.]*)?\s+(?P<text>\S.*)$",
    re.S,
)


class RawEntry(NamedTuple):
    """An entry's parts as printed, white space made plain."""

    eccn: str
    title: str
    reasons: str
    rows: list[tuple[str, str]]
    requirements: list[str]
    exceptions: list[tuple[str, str]]
    paragraphs: list[str]


def read(path: Path) -> list[RawEntry]:
    """Every entry of the list, in print order. Raises `Refused` for a file that is not the list."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(str(path), parser).getroot()
    require("Supplement No. 1 to Part 774" in root.get("N", ""), "no Control List", path.name)
    entries: list[RawEntry] = []
    blocks: list[etree._Element] = []
    heading: re.Match[str] | None = None
    for child in root:
        found = _heading(child)
        if found:
            if heading:
                entries.append(_entry(heading, blocks))
            heading, blocks = found, []
        elif heading:
            blocks.append(child)
    if heading:
        entries.append(_entry(heading, blocks))
    return entries


def plain(element: etree._Element) -> str:
    """Text of an element with single spaces."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _heading(element: etree._Element) -> re.Match[str] | None:
    if element.tag not in ("FP-1", "FP-2") or element.find("B") is None:
        return None
    return _HEADING.match(plain(element))


def _entry(heading: re.Match[str], blocks: list[etree._Element]) -> RawEntry:
    eccn = heading["eccn"]
    entry = RawEntry(eccn, heading["title"].strip(), "", [], [], [], [])
    reasons = ""
    part = "requirements"
    for block in blocks:
        if block.tag == "NOTE":
            continue
        if block.tag == "DIV":
            entry.rows.extend(_rows(block) if part == "requirements" else [])
            continue
        text = plain(block)
        label = _LABEL.match(text)
        if _ITEMS.match(text):
            part = "items"
        elif _EXCEPTIONS.match(text) or _STA_HEADING.match(text):
            part = "exceptions"
        elif label:
            part = "exceptions"
            entry.exceptions.append((label["label"], label["text"].strip()))
        elif _STA.match(text):
            entry.exceptions.append(("STA", text))
        elif part == "items":
            entry.paragraphs.extend(_paragraphs(eccn, text))
        elif found := _REASONS.match(text):
            reasons = found["text"]
        elif part == "exceptions" and entry.exceptions:
            name, so_far = entry.exceptions[-1]
            entry.exceptions[-1] = (name, f"{so_far} {text}".strip())
        elif part == "requirements" and text:
            entry.requirements.append(text)
    return entry._replace(reasons=reasons)


def _rows(block: etree._Element) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for row in block.iter("TR"):
        cells = [plain(cell) for cell in row if cell.tag == "TD"]
        if any(cells):
            rows.append((cells[0], cells[1] if len(cells) > 1 else ""))
    return rows


def _paragraphs(eccn: str, text: str) -> list[str]:
    """The paragraph that a text opens; none for what is reserved."""
    found = _PARAGRAPH.match(text)
    if not found or found["text"].startswith("[Reserved]") or found["range"]:
        return []
    return [f"{eccn}.{found['first']}"]
