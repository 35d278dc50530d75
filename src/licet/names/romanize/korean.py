"""Hangul in Latin letters: Revised, McCune-Reischauer without marks, and customary surnames."""

from __future__ import annotations

from itertools import product

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIAL = [
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
]
_INITIAL_HARD = [
    "k",
    "kk",
    "n",
    "t",
    "tt",
    "r",
    "m",
    "p",
    "pp",
    "s",
    "ss",
    "",
    "ch",
    "tch",
    "ch",
    "k",
    "t",
    "p",
    "h",
]
_VOWEL = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_VOWEL_SHORT = [
    "a",
    "ae",
    "ya",
    "yae",
    "o",
    "e",
    "yo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "u",
    "ui",
    "i",
]
_FINAL = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "h",
]

# Surnames are spelt by custom, not by rule.
_SURNAMES = {
    "김": "kim", "이": "lee yi ri rhee", "리": "ri lee yi", "박": "park pak", "최": "choi choe",
    "정": "jung chong jong chung", "조": "cho jo", "강": "kang", "장": "jang chang", "임": "lim im",
    "림": "rim lim", "오": "oh o", "서": "seo so suh", "신": "shin sin", "권": "kwon",
    "류": "ryu yoo yu", "유": "yoo yu", "전": "jeon chon jun", "고": "ko", "문": "moon mun",
    "손": "son sohn", "배": "bae pae", "백": "paek baek paik", "허": "huh ho hur",
    "심": "shim sim", "노": "noh no", "로": "ro noh", "곽": "kwak", "주": "joo ju chu",
    "우": "woo u", "구": "koo ku", "엄": "om um eom", "윤": "yoon yun",
}  # fmt: skip


def _parts(syllable: str) -> tuple[int, int, int] | None:
    code = ord(syllable)
    if not _FIRST <= code <= _LAST:
        return None
    index = code - _FIRST
    return index // 588, index % 588 // 28, index % 28


def spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a word in hangul, joined: Revised first."""
    found: dict[str, None] = {}
    for initial, vowel, voiced in ((_INITIAL, _VOWEL, True), (_INITIAL_HARD, _VOWEL_SHORT, True),
                                   (_INITIAL_HARD, _VOWEL_SHORT, False)):  # fmt: skip
        found[_spell(word, initial, vowel, voiced)] = None
    return tuple(spelling for spelling in found if spelling)


def syllables(word: str) -> list[tuple[str, ...]]:
    """Spellings of each syllable by itself, as names in Latin letters part them; surname first."""
    out: list[tuple[str, ...]] = []
    for at, syllable in enumerate(word):
        forms = dict.fromkeys(_SURNAMES.get(syllable, "").split() if at == 0 else ())
        for initial, vowel in product((_INITIAL, _INITIAL_HARD), (_VOWEL, _VOWEL_SHORT)):
            forms[_spell(syllable, initial, vowel, False)] = None
        out.append(tuple(form for form in forms if form)[:5])
    return out


def _spell(word: str, initials: list[str], vowels: list[str], voiced: bool) -> str:
    out = ""
    for syllable in word:
        parts = _parts(syllable)
        if parts is None:
            continue
        first, vowel, last = parts
        initial = initials[first]
        # McCune-Reischauer: plain stops between voiced sounds are written g, d, b, j.
        if voiced and initials is _INITIAL_HARD and out and out[-1] in "aeiounmlg":
            initial = _INITIAL[first]
        out += initial + vowels[vowel] + _FINAL[last]
    return out
