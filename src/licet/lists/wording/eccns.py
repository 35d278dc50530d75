"""Reading lists of ECCNs and their paragraphs, written in the list's shorthand.

"3B001.a.4, .c, .d, f.1.b.2, .k to .p; 3B002.c, 3B993, or 3B994": a paragraph without its ECCN
belongs to the ECCN before it, and a range counts every letter between its ends.
"""

from __future__ import annotations

import re

from licet.lists.wording.text import Scanner
from licet.terms.eccn import normalize

_ECCN = re.compile(r"\s*(?P<eccn>\d[A-E]\d{3}(?:\.[a-z0-9]{1,2})*)(?!\w)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\s*\.?(?P<paragraph>[a-z](?:\.[a-z0-9]{1,2})*)(?!\w)", re.IGNORECASE)
_AND = re.compile(r"\s*[,;]?\s*(?:(?:and|or)(?![a-z]))?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|through)(?![a-z])", re.IGNORECASE)


def read_eccns(scan: Scanner) -> tuple[str, ...]:
    """Read a list of ECCNs, normalised and in order; empty if none stands here."""
    eccns: list[str] = []
    while True:
        start = scan.at
        if eccns:
            scan.take(_AND)
        found = _read_one(scan, eccns[-1][:5] if eccns else None)
        if not found:
            scan.at = start
            return tuple(dict.fromkeys(eccns))
        eccns += found


def _read_one(scan: Scanner, base: str | None) -> list[str]:
    """One ECCN, or the range that starts with it; empty if it is neither."""
    first = _read_end(scan, base)
    if first is None:
        return []
    after = scan.at
    if scan.take(_TO) and (last := _read_end(scan, first[:5])) is not None:
        return _range(first, last)
    scan.at = after
    return [first]


def _read_end(scan: Scanner, base: str | None) -> str | None:
    if match := scan.take(_ECCN):
        return normalize(match["eccn"])
    if base is not None and (match := scan.take(_PARAGRAPH)):
        return normalize(f"{base}.{match['paragraph']}")
    return None


def _range(first: str, last: str) -> list[str]:
    """Every paragraph from `first` to `last`: sisters named by one letter or one digit."""
    stem, low = first[:-1], first[-1]
    high = last[-1]
    sisters = stem.endswith(".") and stem == last[:-1] and low.isalpha() == high.isalpha()
    if not sisters or low > high:
        return []
    return [stem + chr(code) for code in range(ord(low), ord(high) + 1)]
