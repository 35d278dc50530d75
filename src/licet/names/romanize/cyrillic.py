"""Cyrillic in Latin letters: as English texts write it, and letter by letter (ISO 9, Serbian)."""

from __future__ import annotations

_ENGLISH = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h", "ѐ": "e", "ѝ": "i",
}  # fmt: skip
_LETTERWISE = _ENGLISH | {"х": "h", "ц": "c", "й": "j", "ю": "ju", "я": "ja", "ё": "e"}
_UKRAINIAN = _ENGLISH | {"г": "h", "и": "y"}
_UKRAINIAN_LETTERS = frozenset("іїєґў")


def spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a Cyrillic word, the usual English one first."""
    tables = [_ENGLISH, _LETTERWISE]
    if _UKRAINIAN_LETTERS.intersection(word):
        tables.insert(0, _UKRAINIAN)
    found = dict.fromkeys("".join(table.get(c, "") for c in word) for table in tables)
    return tuple(spelling for spelling in found if spelling)
