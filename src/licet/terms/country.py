"""Countries: ISO 3166-1 alpha-2 codes in lower case, from the spellings official lists use.

A naive reader of names gets three things wrong: order ("Korea, North", "North Korea"), the EAR's
own words ("Burma", "Macau"), and names that mean no single country ("Korea", "Soviet Union"),
which here give None rather than a guess.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from licet.terms.country_table import TABLE

_Key = tuple[str, ...]
#: Words that lists put around a country's name: "Region: Crimea", "the so-called ...", "former".
_FILLERS = frozenset({"the", "of", "and", "region", "so", "called", "former"})
_WORD = re.compile(r"\w+")
_LONGEST_CODE = 3
_DROPPED = str.maketrans("", "", "'’‘`ʼ.")

#: What lists print where no single country is meant: shared names, former states, disputed regions.
_NO_SINGLE_COUNTRY = (
    *("Korea", "Virgin Islands", "Netherlands Antilles", "Soviet Union", "USSR", "Yugoslavia"),
    *("Czechoslovakia", "Serbia and Montenegro", "Commonwealth of Independent States"),
    *("Kashmir", "Jammu and Kashmir", "Kafia Kingi", "undetermined", "unknown"),
)


@functools.lru_cache(maxsize=8192)
def country_code(text: str) -> str | None:
    """Code of the country that `text` names (`cn`, `xk`), or None if it names no single one.

    Reads alpha-2 and alpha-3 codes, English names in any word order, and the spellings of the EAR,
    OFAC, the United Nations and the United Kingdom; others fall back to rigour's gazetteer. A
    place inside a country ("Paris", "California") is not a country: None. See
    `licet.terms.country_table` for regions and former states.
    """
    stripped = text.strip()
    if not stripped:
        return None
    if stripped.isascii() and stripped.isalpha():
        lower = stripped.lower()
        if lower in _codes():
            return lower
        if lower in _alpha3():
            return _alpha3()[lower]
    key = _key(stripped)
    if key in _names():
        return _names()[key]
    looks_like_code = stripped.isascii() and len(stripped) <= _LONGEST_CODE
    return _gazetteer(stripped) if key and not looks_like_code else None


def country_name(code: str) -> str:
    """The EAR's English name of a country: `Burma` for `mm`; KeyError if there is no such code."""
    return _codes()[code]


def is_country_code(code: str) -> bool:
    """Whether `code` is an alpha-2 code as this project writes it, in lower case."""
    return code in _codes()


def _key(text: str) -> _Key:
    """Words of a name without order, accents, punctuation and fillers."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_DROPPED).replace("&", " and ")
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = ("saint" if word == "st" else word for word in _WORD.findall(letters))
    return tuple(sorted(word for word in words if word not in _FILLERS))


def _rows() -> list[tuple[str, str, list[str]]]:
    split = (line.split(" ", 2) for line in TABLE.strip().splitlines())
    return [(alpha2, alpha3, names.split("|")) for alpha2, alpha3, names in split]


@functools.cache
def _codes() -> dict[str, str]:
    """Alpha-2 code to the EAR's name: the first name of the code's first row."""
    names: dict[str, str] = {}
    for alpha2, _, spellings in _rows():
        names.setdefault(alpha2, spellings[0])
    return names


@functools.cache
def _alpha3() -> dict[str, str]:
    return {alpha3: alpha2 for alpha2, alpha3, _ in _rows()}


@functools.cache
def _names() -> dict[_Key, str | None]:
    """Every spelling's key to its code, or to None where no single country is meant."""
    names: dict[_Key, str | None] = {_key(name): None for name in _NO_SINGLE_COUNTRY}
    names |= {_key(name): alpha2 for alpha2, _, spellings in _rows() for name in spellings}
    return names


def _gazetteer(text: str) -> str | None:
    """Ask rigour, which knows many languages; imported here because it takes about a second."""
    from rigour.territories import lookup_territory

    territory = lookup_territory(text)
    if territory is None or not is_country_code(territory.code):
        return None
    if _key(text) in {_key(place) for place in territory.places}:
        return None
    return territory.code
