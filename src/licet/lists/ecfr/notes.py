"""What Part 744 says about its own text: Effective Date Notes, amendments left out, digests.

A stay ("paragraph (a)(1) was stayed, effective until Nov. 9, 2026") leaves the printed text as it
was, so a reader of the text alone takes stayed law for law in force. The digests tell, paragraph by
paragraph, whether the text that a rule was verified against has been amended since.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

import msgspec
from lxml import etree

from licet.lists.ecfr.document import Part, fold, open_part, plain_text
from licet.lists.ecfr.history import worded_day
from licet.lists.ecfr.paragraphs import paragraphs
from licet.lists.model import Problem
from licet.terms.citation import Notice

_NOTE = re.compile(
    r"^At (?P<cite>\d{1,3} FR \d{1,6}), (?P<published>[A-Z][a-z]+\.? \d{1,2}, \d{4}), "
    r"(?:in (?:§ ?[\d.]+|supplement no\. \d+ to part \d+), )?(?P<what>.+?) (?:was|were) "
    r"(?P<action>[a-z]+), effective until (?P<until>[A-Z][a-z]+\.? \d{1,2}, \d{4})\.?$"
)
_PARAGRAPH = re.compile(r"paragraph ((?:\([A-Za-z0-9]+\))+)")
_CREDITS = frozenset({"CITA", "EDNOTE", "EFFDNOT"})
_LEFT_OUT = "could not be incorporated"


class EffectiveDateNote(msgspec.Struct, frozen=True, kw_only=True):
    """A note on when text of a section or supplement has effect.

    `cite` is the section or supplement, `paragraphs` the places inside it that the note names,
    `what` their description as printed. What cannot be read leaves `notice`, `action` and `until`
    None; `text` is always the whole note.
    """

    cite: str
    text: str
    what: str = ""
    paragraphs: tuple[str, ...] = ()
    action: str | None = None
    notice: Notice | None = None
    until: dt.date | None = None


def effective_date_notes(path: Path) -> tuple[EffectiveDateNote, ...]:
    """The Effective Date Notes of Part 744, in the order of the file.

    Raises `BadSource` when the file is not Part 744 as the eCFR publishes it.
    """
    part = open_part(path)
    return tuple(
        _note(division_cite(division), plain_text(text))
        for division in part.divisions()
        for note in division.findall("EFFDNOT")
        for text in note.findall("PSPACE")
    )


def paragraph_digests(path: Path) -> dict[str, str]:
    """SHA-256 (hexadecimal) of the text of each paragraph, by citation, and of each division.

    White space does not count. A division's own digest covers heading, paragraphs and table, not
    the notes and source credits behind them. Raises `BadSource` as `effective_date_notes` does.
    """
    digests: dict[str, str] = {}
    for division in open_part(path).divisions():
        cite = division_cite(division)
        digests[cite] = _digest(_division_text(division))
        for paragraph in paragraphs(division):
            digests[_unused(f"{cite}{paragraph.label}", digests)] = _digest(paragraph.text)
    return digests


def not_incorporated(part: Part, supplement: int) -> list[Problem]:
    """Amendments that an editorial note says are not in the printed text.

    Such an entry is law by its Federal Register notice and yet absent from the list as read.
    """
    division = part.supplement(supplement)
    texts = (
        plain_text(text)
        for note in division.findall("EDNOTE")
        for text in (*note.findall("PSPACE"), *note.findall("P"))
    )
    return [
        Problem(
            kind="not-incorporated",
            where=f"{division_cite(division)}, editorial note",
            what=text,
            remedy="read the Federal Register notice itself for these entries",
        )
        for text in texts
        if _LEFT_OUT in text
    ]


def division_cite(division: etree._Element) -> str:
    """How the section or supplement is cited: `15 CFR 744.11`, `Supplement No. 4 to Part 744`."""
    number = fold(division.get("N", ""))
    return f"15 CFR {number}" if division.tag == "DIV8" else number


def _note(cite: str, text: str) -> EffectiveDateNote:
    match = _NOTE.match(text)
    if match is None:
        return EffectiveDateNote(cite=cite, text=text)
    published = worded_day(match["published"])
    places = tuple(f"{cite}{label}" for label in _PARAGRAPH.findall(match["what"]))
    return EffectiveDateNote(
        cite=cite,
        text=text,
        what=match["what"],
        paragraphs=places or (cite,),
        action=match["action"],
        notice=Notice(published, match["cite"]) if published else None,
        until=worded_day(match["until"]),
    )


def _division_text(division: etree._Element) -> str:
    blocks = (child for child in division if isinstance(child.tag, str))
    return "\n".join(plain_text(block) for block in blocks if block.tag not in _CREDITS)


def _unused(key: str, used: dict[str, str]) -> str:
    """The key, with an ordinal if the section prints the designation more than once."""
    ordinal = 1
    candidate = key
    while candidate in used:
        ordinal += 1
        candidate = f"{key} #{ordinal}"
    return candidate


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()
