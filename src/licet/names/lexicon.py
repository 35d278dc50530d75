"""The trade's general words: what each word means and how much it can tell, read from `data/`.

`words.txt` gives meaning and class of words in Latin letters; `han.txt`, `places.txt` and
`known_names.txt` give the English of Chinese characters. The files explain their own form.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple


class WordClass(enum.IntEnum):
    """How much a word can tell about who bears the name, from most to least."""

    TELLING = 0
    GENERIC = 1
    TITLE = 2
    PARTICLE = 3
    LEGAL = 4
    NUMBER = 5
    INITIAL = 6


class Meaning(NamedTuple):
    """Class of a word, and the number of its line: words of one line mean the same (0: none)."""

    word_class: WordClass
    concept: int


_TELLING = Meaning(WordClass.TELLING, 0)
_SECTIONS = {
    "legal": WordClass.LEGAL,
    "particle": WordClass.PARTICLE,
    "title": WordClass.TITLE,
    "generic": WordClass.GENERIC,
}
# Lines of these sections do not gather words of one meaning, only words of one class.
_NO_CONCEPT = {WordClass.PARTICLE}
_SHORTEST_STEM = 3
#: Legal words at least this long are known even with one letter wrong.
_SHORTEST_MISSPELT = 7


def data_lines(name: str) -> Iterator[str]:
    """Lines of a data file without comments and blanks."""
    text = resources.files("licet.names").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def _words() -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    whole: dict[str, Meaning] = {}
    stems: dict[str, Meaning] = {}
    word_class = WordClass.GENERIC
    for number, line in enumerate(data_lines("words.txt"), start=1):
        if line.startswith("["):
            word_class = _SECTIONS[line.strip("[]")]
            continue
        meaning = Meaning(word_class, 0 if word_class in _NO_CONCEPT else number)
        for word in line.split():
            table = stems if word.endswith("*") else whole
            table.setdefault(word.rstrip("*"), meaning)
    return whole, stems


def meaning_of(word: str) -> Meaning:
    """What a lower-case Latin word means; a word in no table is telling."""
    if word.isdigit():
        return Meaning(WordClass.NUMBER, 0)
    whole, stems = _words()
    found = whole.get(word)
    if found is not None:
        return found
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        found = stems.get(word[:end])
        if found is not None:
            return found
    if len(word) == 1:
        return Meaning(WordClass.INITIAL, 0)
    return _near_legal(word)


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


@cache
def _misspelt() -> dict[str, tuple[str, Meaning]]:
    """Long legal words, whole and with any one letter missing."""
    whole, _ = _words()
    table: dict[str, tuple[str, Meaning]] = {}
    for word, meaning in whole.items():
        if meaning.word_class is WordClass.LEGAL and len(word) >= _SHORTEST_MISSPELT:
            for piece in (word, *_deletions(word)):
                table.setdefault(piece, (word, meaning))
    return table


def _near_legal(word: str) -> Meaning:
    """Meaning of the long legal word that this one misspells by a letter, else telling."""
    if len(word) < _SHORTEST_MISSPELT - 1:
        return _TELLING
    table = _misspelt()
    for piece in (word, *_deletions(word)):
        found = table.get(piece)
        if found is not None and abs(len(found[0]) - len(word)) <= 1:
            return found[1]
    return _TELLING


class HanWord(NamedTuple):
    """English of a run of characters: slots of alternatives, and whether each may be missing."""

    slots: tuple[tuple[tuple[str, ...], bool], ...]
    table: str


@cache
def han_words() -> dict[str, HanWord]:
    """Every run of simplified characters the tables know."""
    known: dict[str, HanWord] = {}
    for name in ("han.txt", "places.txt"):
        for line in data_lines(name):
            run, *fields = line.split()
            known.setdefault(run, HanWord(tuple(_slot(field) for field in fields), ""))
    return known


def _slot(field: str) -> tuple[tuple[str, ...], bool]:
    optional = field.startswith("?")
    return tuple(field.lstrip("?#").split("/")), optional or "#" in field


@cache
def known_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Characters of a known name, and its English names as words."""
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in data_lines("known_names.txt"):
        run, _, english = line.partition("|")
        names = (tuple(name.lower().replace("-", " ").split()) for name in english.split(";"))
        table[run.strip()] = tuple(names)
    return table


@cache
def hangul_words() -> dict[str, tuple[str, ...]]:
    """English words for general words in hangul."""
    return {
        run: tuple(english) for run, *english in (line.split() for line in data_lines("hangul.txt"))
    }


@cache
def _arabic_words() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(english)
        for word, *english in (line.split() for line in data_lines("arabic.txt"))
    }


def arabic_word(word: str) -> tuple[str, ...]:
    """English words for a general word in Arabic letters, with or without article and `for`."""
    table = _arabic_words()
    for prefix in ("", "ال", "لل", "وال", "و", "بال"):
        found = table.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        if found:
            return found
    return ()


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {
        short: tuple(long)
        for short, *long in (line.split() for line in data_lines("abbreviations.txt"))
    }


def spelt_out(word: str) -> tuple[str, ...]:
    """The words that a general abbreviation stands for (`npo`), or nothing."""
    return _abbreviations().get(word, ())
