"""Addresses of an entry: told apart, freed of labels, each with the country it ends in."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from licet.lists.ecfr.words import without_stop
from licet.lists.model import Address
from licet.terms.country import country_code

_LABEL = re.compile(
    r"^\(?(?:Alt(?:ernate)?\.?\s+)?Address(?:es)?(?:\s+for\s+[^:\n]+)?\s*:\s*", re.IGNORECASE
)
_BREAKS = re.compile(r"\s*\n\s*")
_SEPARATOR = re.compile(r"\s*;\s*(?:and\b|and(?=[A-Z0-9#]))?[;,\s]*|\.,?\s+and\s+(?=[A-Z0-9#])")
_AND = re.compile(r",?\s+and\s+(?=[A-Z0-9#])")
#: "Sharjah, U.A.E. (behind the showroom)": the country stands before the aside.
_ASIDE = re.compile(r"(?<=\S)\s+\([^()]*\)[.,]?$")
_POSTAL_END = re.compile(r"\b\d{5,6}\)?$")
_STARTS = re.compile(r"\d|No\.|Room|Rm|Unit|Suite|Flat|Building|Bldg")
_EVERYWHERE = re.compile(r"^(?:and\s+)?all\s+(?:locations?|address(?:es)?)\b", re.IGNORECASE)
_SHORT_NAMES = frozenset({"UAE", "UK", "USA", "PRC", "DRC"})
#: Places whose last word is a country's name.
_NO_COUNTRIES = frozenset({"inner mongolia", "new mexico", "new jersey"})
_LONGEST_NAME = 5
_MOST_POSTAL_TOKENS = 3


class Addresses(NamedTuple):
    """Addresses, and what stands among them that is none ("all locations in Iran")."""

    addresses: tuple[Address, ...]
    notes: tuple[str, ...]


def parse_addresses(text: str, country: str | None) -> Addresses:
    """Read the address part of an entry; an address that prints no country gets `country`.

    The Entity List prints each entry under a destination and sends the reader to the other
    destinations for other addresses, so an address without a country is one of the heading's.
    """
    addresses: list[Address] = []
    notes: list[str] = []
    for piece in _pieces(text):
        if _EVERYWHERE.match(piece):
            notes.append(piece)
            continue
        address = Address(piece, printed_country(piece) or country)
        if address not in addresses:
            addresses.append(address)
    return Addresses(tuple(addresses), tuple(notes))


def printed_country(address: str) -> str | None:
    """The country an address ends in; None if it ends in something else.

    A postal code may follow the country (`Singapore 349245`, `Georgia, 0183`). For Hong Kong and
    Macau the list prints their own names, sometimes with "China" after them.
    """
    words = _ASIDE.sub("", address).rstrip(" .,;)").split()
    if words and words[-1] == "and":
        words.pop()
    for _ in range(_MOST_POSTAL_TOKENS):
        if len(words) > 1 and any(c.isdigit() for c in words[-1]):
            words.pop()
    code = _ending(words)
    if code == "cn" and len(words) > 1:
        before = _ending(words[:-1])
        return before if before in {"hk", "mo"} else code
    return code


def _ending(words: list[str]) -> str | None:
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        tail = words[-length:]
        if any(word.endswith((",", ";")) for word in tail[:-1]):
            continue
        if " ".join(words[-length - 1 :]).strip(" .,;()").lower() in _NO_COUNTRIES:
            return None
        code = _named_country(" ".join(tail))
        if code:
            return code
    return None


@functools.lru_cache(maxsize=8192)
def _named_country(text: str) -> str | None:
    """The country a text names in full; codes are not names ("No", "St" stand in addresses)."""
    name = text.strip(" .,;()")
    short = name.replace(".", "")
    if not name[:1].isupper() or (len(short) < 4 and short not in _SHORT_NAMES):
        return None
    return country_code(name)


def _starts_with_country(text: str) -> bool:
    """Whether a text goes on from another country: "Hong Kong and Macau Building" is one place."""
    return _named_country(text.split(maxsplit=1)[0]) is not None


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SEPARATOR.split(_one_line(text)):
        pieces.extend(_parted_by_and(piece))
    cleaned = (without_stop(_LABEL.sub("", piece.strip(" ,")).lstrip(",.; ")) for piece in pieces)
    return [piece for piece in cleaned if piece and piece.casefold() != "and"]


def _one_line(text: str) -> str:
    """Line breaks part addresses after a full stop, a semicolon or "and", and before a label."""
    lines = [line for line in _BREAKS.split(text.strip()) if line]
    joined = ""
    for line in lines:
        parted = not joined or joined.endswith((".", ";", " and")) or _LABEL.match(line)
        joined = f"{joined}; {line}" if joined and parted else f"{joined} {line}".strip()
    return joined


def _parted_by_and(piece: str) -> list[str]:
    """Addresses joined by a bare "and" are told by the country or the postal code before it."""
    parts: list[str] = []
    start = 0
    for match in _AND.finditer(piece):
        before = piece[start : match.start()]
        after_country = printed_country(before) and not _starts_with_country(piece[match.end() :])
        after_code = _POSTAL_END.search(before) and _STARTS.match(piece, match.end())
        if after_country or after_code:
            parts.append(before)
            start = match.end()
    return [*parts, piece[start:]]
