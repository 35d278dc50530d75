"""Cross references of an entry: `(See alternate addresses under Iran, Senegal and the U.K.)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from licet.terms.country import country_code

_REFERENCE = re.compile(
    r"\(\s*(?:See|For alternate addresses,? see)\b((?:[^()\n]|\([^()]*\))*)(?:\)\)?[.,;]?|$)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAD = re.compile(
    r"^(?:also\s+)?(?:(?:alternat(?:e|ive)|additional)\s+)?(?:address(?:es)?\s+)?"
    r"(?:under|in)?\s*(?:the\s+)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r",\s*and\s+(?:the\s+)?|,\s*|\s+and\s+(?:the\s+)?")
#: "under China for this entry, which is listed as ...": who the other entry is.
_TAIL = re.compile(r"\s+for this entry,\s*(?P<note>.+)$", re.IGNORECASE)
#: "under UCB Arcade in Uganda": the other entry, then its heading.
_NAMED = re.compile(r"^(?P<note>.+)\s+in\s+(?:the\s+)?(?P<heading>[A-Z][\w .']+)$")


class References(NamedTuple):
    """Text without its references, the headings they name, and what else they say."""

    text: str
    see_also: tuple[str, ...]
    notes: tuple[str, ...]


def take_references(text: str) -> References:
    """Take the cross references out of an entry's text."""
    headings: list[str] = []
    notes: list[str] = []

    def take(match: re.Match[str]) -> str:
        said = _LEAD.sub("", " ".join(match[1].split()), count=1).strip(" .")
        tail = _TAIL.search(said)
        if tail:
            notes.append(tail["note"].strip(" ."))
            said = said[: tail.start()]
        named = _NAMED.match(said)
        if named:
            notes.append(f"see {named['note']}")
            said = named["heading"]
        for heading in _SEPARATOR.split(said):
            plain = heading.strip(" .")
            if not country_code(plain.partition("(")[0]):
                # "United Arab (Emirates)" is printed once with stray parentheses.
                plain = plain.replace("(", "").replace(")", "")
            if plain and plain not in headings:
                headings.append(plain)
        return " "

    rest = _REFERENCE.sub(take, text)
    return References(rest, tuple(headings), tuple(notes))
