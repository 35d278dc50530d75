"""Reading along a wording: folded text, phrases that forgive spelling, and a place in the text.

Folding takes away what carries no meaning (typographic dashes and quotes, odd spaces, invisible
characters), so that the grammar above sees one spelling. Case is kept and ignored.
"""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_BETWEEN_CLAUSES = " .,;:()-"
_BEFORE_CLAUSE, _AFTER_CLAUSE = " .,;:)-", " .,;:"
_PUNCTUATION = re.compile(r"[\s.,;:()\-]*")

#: What `unparsed` says of an empty cell, so that it is never taken for a wording that was read.
NO_WORDING = "(no wording)"


def fold(text: str) -> str:
    """`text` with one kind of dash, quote and space, and none at its ends."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).split())


def phrase(pattern: str) -> re.Pattern[str]:
    """A regular expression for a run of words, whatever their case, spacing and hyphens.

    A space in `pattern` stands for any spaces or hyphens, also none (`case by case` reads
    `Case-by-case` and `case-by case`). The last word must be whole; a footnote's number may be
    glued to it (`EAR2`), but not to a number (`EAR99`).
    """
    whole = r"(?!\w)" if pattern[-1].isdigit() else r"(?![a-z])"
    return re.compile(r"\s*(?:" + pattern.replace(" ", r"[\s-]*") + ")" + whole, re.IGNORECASE)


class Scanner:
    """A folded wording and how far it has been read; `at` may be set back to undo a reading."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self.at = 0
        self.footnotes: list[int] = []

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read on past `pattern` if it stands here."""
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def skip_punctuation(self) -> None:
        """Read on to the next word or sign."""
        self.take(_PUNCTUATION)

    def unread(self) -> str | None:
        """What has not been read, or None when that is punctuation only."""
        if not self.text.strip(_BETWEEN_CLAUSES):
            return NO_WORDING
        rest = self.text[self.at :]
        if not rest.strip(_BETWEEN_CLAUSES):
            return None
        return rest.lstrip(_BEFORE_CLAUSE).rstrip(_AFTER_CLAUSE)
