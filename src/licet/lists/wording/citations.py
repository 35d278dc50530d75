"""Reading what a wording points to: sections, supplements, footnote marks, Federal Register pages.

Paragraphs come out as `15 CFR 744.21(e)` and `Supplement No. 7 to Part 746`. The list's own slips
are mended here: a paragraph letter without brackets (`744.21e`), a letter l for the digit one
(`744.2l(b)`), a space inside (`744.2 (d)`), footnote marks glued to what stands before them
(`734.9(g),3 746.8(a)(3)`, `734.9(e)1`, `EAR2`).
"""

from __future__ import annotations

import re

from licet.lists.wording.text import Scanner, phrase

_SECTION = re.compile(
    r"\s*(?:part\s*)?§*\s*(?P<section>7[3-7]\d\.(?:\d[lI|](?=\s*\()|\d{1,2}))"
    r"(?:(?P<paragraphs>(?:\s*\(\s*(?:[a-z]|[ivx]{2,4}|\d{1,2})\s*\))+)"
    r"|(?P<glued>[a-z](?![a-z0-9])))?",
    re.IGNORECASE,
)
_SUPPLEMENT = phrase(r"supp(?:lement|\.)? no\.? (?P<number>\d{1,2}) to part (?P<part>7[3-7]\d)")
_NEXT_PARAGRAPH = re.compile(
    r"\s*(?:\(\s*(?P<bracketed>[a-z])\s*\)|(?P<bare>[a-z])(?=\s*(?:[.,;)]|$)))", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_AND = re.compile(r"\s*[,;]?\s*(?:(?:and|or|&)(?![a-z]))?", re.IGNORECASE)
_OF_THE_EAR = re.compile(r"[\s.,)]*of\s*(?:(?:the\s*)?EAR|this\s*part)(?![a-z])", re.IGNORECASE)
_SEE = re.compile(r"\s*see?(?=[\s§\d]|part)", re.IGNORECASE)
_MARK = re.compile(r"\s*,?\s*(?P<mark>[1-9])(?![\w(/])")
_MARK_AFTER = re.compile(r"[\s.)]*(?P<mark>[1-9])(?![\w(/])")
_NOTICE = re.compile(
    r"\s*\d{1,3}\s*FR\s*\d{1,6}\s*,?\s*(?:\d{1,2}/\d{1,2}/\d{2,4})?(?!\w)", re.IGNORECASE
)
_CAPITAL_LEVEL = 3  # (a)(1)(i)(A): the fourth level of a CFR paragraph is a capital letter


def read_see(scan: Scanner) -> tuple[str, ...]:
    """Read "See §§ ... of the EAR" with or without brackets; empty if none stands here."""
    start = scan.at
    scan.skip_punctuation()
    cites = read_cites(scan) if scan.take(_SEE) else ()
    if not cites:
        scan.at = start
    return cites


def read_cites(scan: Scanner) -> tuple[str, ...]:
    """Read a list of paragraphs; footnote marks on the way go to `scan.footnotes`."""
    cites: list[str] = []
    while True:
        start = scan.at
        if cites:
            scan.take(_AND)
        cite = _read_cite(scan, cites[-1] if cites else None)
        if cite is None:
            scan.at = start
            return tuple(cites)
        cites.append(cite)
        read_mark(scan, _MARK)
        if scan.take(_OF_THE_EAR):
            read_mark(scan, _MARK_AFTER)


def named_in(text: str) -> tuple[str, ...]:
    """Every section and supplement named anywhere in `text`, in order."""
    scan = Scanner(text)
    cites: list[str] = []
    while scan.at < len(scan.text):
        cite = _read_cite(scan, None)
        if cite is not None:
            cites.append(cite)
        else:
            scan.at += 1
    return tuple(dict.fromkeys(cites))


def read_mark(scan: Scanner, pattern: re.Pattern[str] = _MARK_AFTER) -> bool:
    """Read one footnote mark, if one stands here."""
    match = scan.take(pattern)
    if match is not None:
        scan.footnotes.append(int(match["mark"]))
    return match is not None


def read_notice(scan: Scanner) -> bool:
    """Read a Federal Register page that slipped in from the history column."""
    return scan.take(_NOTICE) is not None


def _read_cite(scan: Scanner, last: str | None) -> str | None:
    if match := scan.take(_SECTION):
        section = match["section"]
        if not section[-1].isdigit():
            section = section[:-1] + "1"
        levels = _PARAGRAPH.findall(match["paragraphs"] or match["glued"] or "")
        return f"15 CFR {section}" + "".join(_level(i, text) for i, text in enumerate(levels))
    if match := scan.take(_SUPPLEMENT):
        return f"Supplement No. {match['number']} to Part {match['part']}"
    if last is not None and "(" in last and (match := scan.take(_NEXT_PARAGRAPH)):
        section = last.partition("(")[0]
        return section + _level(0, match["bracketed"] or match["bare"])
    return None


def _level(depth: int, text: str) -> str:
    return f"({text.upper() if depth == _CAPITAL_LEVEL else text.lower()})"
