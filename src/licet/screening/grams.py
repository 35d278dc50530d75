"""Pieces of words that candidates are found by: three-letter grams of folds and of skeletons.

Words in an alphabet with vowels are found by their folds; words whose writing tells consonants
only (Arabic, Hebrew) by skeletons, which is why the index keeps both for every name.
"""

from __future__ import annotations

from functools import lru_cache

from licet.names.encode import form_of
from licet.names.lexicon import WordClass
from licet.names.slots import BARE

# Letters of folds and skeletons in 0..42: 0 is the word's edge.
_CODE = {ord(c): n for n, c in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", start=1)}
_CODE |= {code: n for n, code in enumerate(b"\x7b\x7c\x7d\x7e\x7fSJ", start=37)}
_BASE = 44
_SPACE = _BASE**3
#: Grams are numbers below this: trigrams of folds, trigrams of skeletons, then first letters.
GRAMS = 2 * _SPACE + _BASE

_SILENT = {int(WordClass.LEGAL), int(WordClass.PARTICLE)}


def is_silent(key: str) -> bool:
    """Whether a word is too common to look for (legal forms, articles)."""
    return form_of(key).word_class in _SILENT


def _trigrams(letters: bytes, base: int) -> list[int]:
    codes = [0, *(_CODE.get(letter, 43) for letter in letters), 0]
    return [
        base + (codes[i] * _BASE + codes[i + 1]) * _BASE + codes[i + 2]
        for i in range(len(codes) - 2)
    ]


@lru_cache(maxsize=300_000)
def looked_for(key: str) -> tuple[int, ...]:
    """Grams by which a query looks for this word."""
    form = form_of(key)
    if key.startswith(BARE):
        return tuple(_trigrams(form.skeleton, _SPACE))
    if len(form.fold) == 1:
        return (2 * _SPACE + _CODE.get(form.fold[0], 43),)
    return tuple(_trigrams(form.fold, 0))


def listed_under(key: str) -> tuple[int, ...]:
    """Grams under which the index lists this word."""
    form = form_of(key)
    found = (
        _trigrams(form.skeleton, _SPACE) if len(form.skeleton) > 1 or key.startswith(BARE) else []
    )
    if not key.startswith(BARE) and form.fold:
        found += _trigrams(form.fold, 0)
        found.append(2 * _SPACE + _CODE.get(form.fold[0], 43))
    return tuple(found)
