"""From raw text to words: Unicode cleaning, scripts, and the tokens of one name.

A naive version gets wrong: letters of two alphabets in one word (`АO` with a Latin O), invisible
and direction marks inside names, full stops inside legal forms, words glued across scripts
(`EFCO平壌支社`), and the comma of `LAST, First`.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import lru_cache

#: Letters of a name beyond this are not compared; the explanation says so.
MAX_LETTERS = 400
#: Words of a name beyond this are not compared.
MAX_WORDS = 24
#: A single word is cut here: nothing longer is a word of a name.
MAX_WORD = 40


class Script(enum.IntEnum):
    """Writing systems that are read differently."""

    LATIN = 0
    CYRILLIC = 1
    ARABIC = 2
    HEBREW = 3
    HAN = 4
    KANA = 5
    HANGUL = 6
    DIGIT = 7
    OTHER = 8


_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0030, 0x0039, Script.DIGIT),
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02FF, Script.LATIN),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x3005, 0x3007, Script.HAN),
    (0x3040, 0x30FF, Script.KANA),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xAC00, 0xD7AF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0x20000, 0x2FA1F, Script.HAN),
)

# Letters that look alike in the two alphabets, used to mend words that mix them.
_TO_CYRILLIC = str.maketrans("aeopcyxikmhbt", "аеорсухікмнвт")
_TO_LATIN = str.maketrans("аеорсухікмнвтё", "aeopcyxikmhbte")

_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Letters, digits, and the vowel signs of Indic and South-East Asian scripts, which are not `\w`.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff])+")
# Marks that join the letters around them: apostrophes, primes, ayn and hamza signs, backticks.
_GLUE = re.compile("['`´’‘ʼʾʿʻ′\"“”„«»]+(?=\\w)|(?<=\\w)['`´’‘ʼʾʿʻ′]+")
_BRACKET = re.compile(r"[(\[{（【][^)\]}）】]*[)\]}）】]?")


@lru_cache(maxsize=65536)
def script_of(letter: str) -> Script:
    """The script a letter belongs to."""
    code = ord(letter)
    for first, last, script in _RANGES:
        if first <= code <= last:
            return script
    return Script.OTHER


def clean(text: str) -> str:
    """Lower-case text in one Unicode form, without controls, marks of direction and symbols."""
    if text.isascii():
        return _GLUE.sub("", text[:MAX_LETTERS].lower().replace("\x00", " "))
    text = unicodedata.normalize("NFKC", text[:MAX_LETTERS])
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Cf" or letter in "ـ" or "\u064b" <= letter <= "\u0655":
            continue  # direction marks, joiners, Arabic stretch and vowel signs: not spelling
        kept.append(" " if category[0] == "C" or category == "So" else letter)
    return _GLUE.sub("", "".join(kept)[:MAX_LETTERS].casefold())


def split_brackets(cleaned: str) -> tuple[str, str]:
    """The text outside brackets and the text inside; without outside text, all of it is outside."""
    if not any(mark in cleaned for mark in "([{（【"):
        return cleaned, ""
    outside = _BRACKET.sub(" ", cleaned)
    if not _WORD.search(outside):
        return cleaned, ""
    return outside, " ".join(_BRACKET.findall(cleaned))


def words(cleaned: str) -> list[str]:
    """Words of cleaned text in order, cut where the script changes (Han, kana and hangul)."""
    if cleaned.isascii():
        return [word[:MAX_WORD] for word in _ASCII_WORD.findall(cleaned)]
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", _strip_combining(cleaned))):
        found.extend(_runs(word[:MAX_LETTERS]))
    return found


def _strip_combining(text: str) -> str:
    """Text whose Latin, Cyrillic and Greek letters have lost marks that do not make new letters."""
    # Cyrillic й and ї, Japanese voiced kana and Hangul must stay whole, so only Latin is opened.
    out = []
    for letter in text:
        if "À" <= letter <= "ɏ" or "Ḁ" <= letter <= "ỿ":
            out.append(_latin(letter))
        elif "\u0300" <= letter <= "\u036f":
            continue
        else:
            out.append(letter)
    return "".join(out)


_SPECIAL = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ə": "a",
    "ħ": "h",
    "ŋ": "n",
}


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def _runs(word: str) -> list[str]:
    """Cut a word where Han, kana, hangul, digits and alphabets meet; mend mixed alphabets."""
    scripts = [script_of(letter) for letter in word]
    present = set(scripts)
    if len(present) == 1:
        return [word]
    if Script.CYRILLIC in present and Script.LATIN in present:
        cyrillic = sum(s is Script.CYRILLIC for s in scripts)
        latin = sum(s is Script.LATIN for s in scripts)
        word = word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
        scripts = [script_of(letter) for letter in word]
    runs: list[str] = []
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or _apart(scripts[at - 1], scripts[at]):
            runs.append(word[start:at])
            start = at
    return runs


def _apart(left: Script, right: Script) -> bool:
    if left is right:
        return False
    east = {Script.HAN, Script.KANA, Script.HANGUL}
    # The long-vowel mark and Han inside kana words are rare enough to cut everywhere.
    return left in east or right in east or Script.OTHER in (left, right)
