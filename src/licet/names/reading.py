"""Read a name: the one normal form that the index and every query go through.

`read_name` turns text in any script into readings, each a row of slots with alternative Latin
spellings. Nothing here knows of lists or scores.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rigour.names import extract_org_types

from licet.names.lexicon import arabic_word, spelt_out
from licet.names.romanize import cyrillic, han, hangul, kana, semitic
from licet.names.slots import Reading, Slot
from licet.names.text import (
    MAX_LETTERS,
    MAX_WORDS,
    Script,
    clean,
    script_of,
    split_brackets,
    words,
)

#: At most this many readings of one name are compared.
MAX_READINGS = 6

# Words before or after a name that are about the letter, not about the party.
_ADDRESSING = re.compile(
    r"^(?:c/o|attn\.?:?|attention:?|messrs\.?|m/s\.?|care of)\s+|\s+-\s*branch$", re.IGNORECASE
)
_ALTERNATIVE = re.compile(r"\s/\s|\s\|\s|;")
_INVERTED = re.compile(r"^([^,]+),\s*([^,]+)$")
_SERVANT = re.compile(r"^abd[aeou]{1,2}[lrsndz]h?$")
_SERVANT_OF = re.compile(r"^abd[aeiou](?:l|r(?=r)|s(?=s)|sh(?=sh)|n(?=n)|d(?=d)|z(?=z)|h?)(.{3,})$")
_OF_GOD = re.compile(r"^(.{3,})(?:[aou]ll?ah|[ou]lla)$")
_GOD = frozenset({"allah", "ullah", "olla", "ollah"})
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


def read_name(text: str) -> tuple[Reading, ...]:
    """Readings of a name, the likeliest first; none when the text holds no letter or digit.

    The same text always gives the same readings, and no text, however long or odd, raises.
    """
    variants = _ALTERNATIVE.split(text[: 4 * MAX_LETTERS]) if "/" in text or ";" in text else [text]
    readings: dict[Reading, None] = {}
    for variant in variants[:MAX_READINGS]:
        for reading in _read_one(variant, truncated=len(text) > MAX_LETTERS):
            readings.setdefault(reading)
    return tuple(readings)[:MAX_READINGS]


def _read_one(text: str, *, truncated: bool) -> list[Reading]:
    inverted = _INVERTED.match(text)
    if inverted and not _ends_in_legal_form(inverted[2]):
        text = f"{inverted[2]} {inverted[1]}"
    cleaned = _ADDRESSING.sub("", clean(text).strip())
    outside, inside = split_brackets(cleaned)
    choices = _choices(outside, optional=False)
    if inside:
        bracketed = _choices(inside, optional=True)[0]
        choices = [choice + bracketed for choice in choices]
    readings = []
    for choice in choices:
        if choice:
            cut = truncated or len(choice) > MAX_WORDS
            readings.append(Reading(tuple(choice[:MAX_WORDS]), cut))
    return readings


def _ends_in_legal_form(text: str) -> bool:
    """Whether what follows the only comma is a legal form, not a given name."""
    lowered = text.strip().lower()
    return lowered.rstrip(".") in _COMMA_FORMS or bool(extract_org_types(f"x {lowered}"))


_COMMA_FORMS = frozenset(
    [
        "ltd",
        "inc",
        "co",
        "llc",
        "corp",
        "sa",
        "ag",
        "jsc",
        "ojsc",
        "pjsc",
        "oao",
        "ooo",
        "zao",
        "pao",
        "ao",
        "plc",
        "bv",
        "nv",
        "gmbh",
        "jr",
        "sr",
        "ii",
        "iii",
        "limited",
        "company",
        "corporation",
        "incorporated",
    ]
)


def _choices(cleaned: str, *, optional: bool) -> list[list[Slot]]:
    """All ways to read cleaned text; only Chinese characters give more than one."""
    choices: list[list[Slot]] = [[]]
    found = words(cleaned)
    for word in found:
        read = _read_word(word, len(found) == 1)
        if optional:
            read = tuple(tuple(slot._replace(optional=True) for slot in way) for way in read)
        if len(read) == 1:
            for choice in choices:
                choice.extend(read[0])
        else:
            choices = [choice + list(way) for way in read for choice in choices][:MAX_READINGS]
    return choices


@lru_cache(maxsize=200_000)
def _read_word(word: str, alone: bool) -> tuple[tuple[Slot, ...], ...]:
    """Ways to read one word; `alone` when it is the whole name."""
    script = script_of(word[0])
    if script in (Script.LATIN, Script.DIGIT):
        return (_latin(word),)
    if script is Script.CYRILLIC:
        return (_cyrillic(word),)
    if script is Script.ARABIC:
        return (_arabic(word),)
    if script is Script.HEBREW:
        return (_one(semitic.hebrew(word), word),)
    if script is Script.HAN:
        return tuple(han.read_run(word))
    if script is Script.KANA:
        return (_one(kana.spellings(word), word),)
    if script is Script.HANGUL:
        return (hangul.read_run(word, alone),)
    return (_one((_any_script(word),), word),)


def _one(spellings: tuple[str, ...], word: str) -> tuple[Slot, ...]:
    kept = tuple(spelling for spelling in spellings if spelling)
    return (Slot(kept, word),) if kept else ()


def _latin(word: str) -> tuple[Slot, ...]:
    long = spelt_out(word)
    if long:
        return tuple(Slot((part,), word) for part in long)
    return tuple(Slot((number_of(part),), part) for part in _arabic_parts(word))


def _arabic_parts(word: str) -> list[str]:
    """A Latin spelling of an Arabic compound cut where Arabic cuts it (`Abdulrahman`)."""
    if word in _GOD:
        return ["lah"]
    if _SERVANT.match(word):
        return ["abd"]
    compound = _SERVANT_OF.match(word)
    if compound:
        return ["abd", compound[1]]
    compound = _OF_GOD.match(word)
    return [compound[1], "lah"] if compound else [word]


def _cyrillic(word: str) -> tuple[Slot, ...]:
    spellings = cyrillic.spellings(word)
    for spelling in spellings:
        if spelt_out(spelling):
            return _latin(spelling)
    ways = [_arabic_parts(spelling) for spelling in spellings]
    if not ways:
        return ()
    ways = [way for way in ways if len(way) == len(ways[0])]
    return tuple(
        Slot(tuple(dict.fromkeys(number_of(way[at]) for way in ways)), word)
        for at in range(len(ways[0]))
    )


def _arabic(word: str) -> tuple[Slot, ...]:
    english = arabic_word(word)
    slots = []
    for part in semitic.arabic_words(word) if not english else [word]:
        forms = (*english, *semitic.arabic(part))
        if forms:
            slots.append(Slot(forms, part))
    return tuple(slots)


def number_of(word: str) -> str:
    """Ordinals as digits (`5th`, `fifth`: `5`); other words as they are."""
    ordinal = _ORDINAL.match(word)
    return ordinal[1].lstrip("0") or "0" if ordinal else _ORDINALS.get(word, word)


@lru_cache(maxsize=20_000)
def _any_script(word: str) -> str:
    """Scripts without a reader of their own (Greek, Thai, Devanagari ...), as ICU reads them."""
    import icu

    maker = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    return "".join(c for c in str(maker.transliterate(word)) if c.isascii() and c.isalnum())
