"""Arabic (with Persian, Urdu, Kurdish) and Hebrew: consonants as written, no vowels invented.

The spellings are not for reading aloud: they are what `licet.names.fold.skeleton` needs. The
article and the `Abd al-` compounds are cut as the Latin side cuts them.
"""

from __future__ import annotations

from licet.names.slots import BARE

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "w", "ئ": "y", "ب": "b",
    "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ں": "n", "ه": "h", "ہ": "h", "ھ": "h", "ۀ": "h", "ة": "", "و": "w", "ۆ": "w",
    "ي": "y", "ی": "y", "ى": "a", "ے": "y", "ې": "y", "ۍ": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "څ": "ts", "ځ": "dz", "ڼ": "n", "ڤ": "v",
}  # fmt: skip
_PERSIAN = _ARABIC | {"ذ": "z", "ض": "z", "و": "v", "ث": "s"}

_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "h", "ט": "t",
    "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_HEBREW_SOFT = _HEBREW | {"ב": "v", "כ": "kh", "פ": "f", "ו": "v", "ש": "s"}

_ARTICLE = "ال"
_SERVANT = "عبد"  # Abd (al-)
_GOD = "الله"


def arabic_words(word: str) -> list[str]:
    """A written word cut as Latin spellings cut it: without article, `Abd` and `-ullah` apart."""
    if word.startswith(_SERVANT + _ARTICLE) and len(word) > 6:
        return [_SERVANT, word[len(_SERVANT + _ARTICLE) :]]
    if word.endswith(_GOD) and len(word) > len(_GOD) + 1:
        return [word[: -len(_GOD)], _GOD[2:]]
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        return [word[len(_ARTICLE) :]]
    return [word]


def arabic(word: str) -> tuple[str, ...]:
    """Consonant spellings of a word in Arabic letters, Arabic values first, then Persian."""
    return _both(word, _ARABIC, _PERSIAN)


def hebrew(word: str) -> tuple[str, ...]:
    """Consonant spellings of a word in Hebrew letters, hard and soft values."""
    return _both(word, _HEBREW, _HEBREW_SOFT)


def _both(word: str, *tables: dict[str, str]) -> tuple[str, ...]:
    found = dict.fromkeys("".join(table.get(letter, "") for letter in word) for table in tables)
    return tuple(BARE + spelling for spelling in found if spelling)
