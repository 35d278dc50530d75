"""Ids of listings from sources that give none: readable, stable, and never given twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 60
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` as lower-case letters and digits parted by hyphens.

    Where that loses something (letters of another script, length), a short digest of the text is
    added, so that two names do not fall together.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _NOT_PLAIN.sub("-", letters).strip("-")
    if plain and len(plain) <= _LONGEST and letters.isascii():
        return plain
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[:_LONGEST].rstrip('-')}-{digest}".strip("-")


class UniqueIds:
    """Hands out ids; the second taker of the same one gets `-2`, the third `-3`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """`wanted`, or `wanted` with the first free number."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found
