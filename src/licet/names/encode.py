"""Readings as arrays: what the compiled comparison works on.

`Words` holds every distinct spelling once (its fold, skeleton, class, meaning); `Rows` holds names
as rows of slots, each slot a few spellings. Both are flat arrays, so an index can be mapped from
disk and a batch of queries is built in one pass.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from licet.names.fold import fold, skeleton
from licet.names.lexicon import WordClass, meaning_of
from licet.names.slots import Reading
from licet.names.symbols import name_numbers

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

#: A key of the vocabulary: the spelling, and whether it tells consonants only.
Key = tuple[str, bool]

#: Letters of a name, joined, that are compared as a whole.
MAX_JOINED = 60


class Form(NamedTuple):
    """Everything the comparison asks of one spelling."""

    fold: bytes
    skeleton: bytes
    word_class: int
    concept: int
    raw: int  # hash of the spelling itself


@lru_cache(maxsize=300_000)
def form_of(key: Key) -> Form:
    """The form of a spelling; consonant spellings have no fold of their own."""
    word, consonants = key
    bones = skeleton(word)
    if consonants:
        raw = zlib.crc32(b"c" + word.encode())
        return Form(bones, bones, int(WordClass.TELLING), 0, raw & 0x7FFFFFFF)
    meaning = meaning_of(word)
    raw = zlib.crc32(word.encode()) & 0x7FFFFFFF
    return Form(fold(word), bones, int(meaning.word_class), meaning.concept, raw)


class Words(NamedTuple):
    """Distinct spellings as flat arrays; spelling `i` has `fold[fold_at[i]:fold_at[i + 1]]`."""

    fold: Bytes
    fold_at: Ints
    bones: Bytes
    bones_at: Ints
    letters: npt.NDArray[np.uint32]  # which letters the fold has, one bit each
    raw: Ints
    concept: Ints
    word_class: Bytes
    consonants: Bytes


class Rows(NamedTuple):
    """Names as rows: row `r` has slots `slot_at[r]:slot_at[r + 1]`, slot `s` spellings likewise."""

    owner: Ints  # the caller's number of the name
    slot_at: Ints
    form_at: Ints
    form: Ints
    weight: Floats  # of each slot
    optional: Bytes  # of each slot
    numbers: Ints  # Wikidata numbers of each slot's word, ascending
    numbers_at: Ints
    joined: Bytes
    joined_at: Ints


def _bit(code: int) -> int:
    return code - 97 if code >= 97 else 31


@lru_cache(maxsize=300_000)
def _letters(folded: bytes) -> int:
    mask = 0
    for code in folded:
        mask |= 1 << _bit(code)
    return mask & 0xFFFFFFFF


def frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The array, read-only like one mapped from disk: compiled code is made for one kind only."""
    array.flags.writeable = False
    return array


def _offsets(lengths: Sequence[int]) -> Ints:
    at = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(np.asarray(lengths, np.int32), out=at[1:])
    return frozen(at)


def _array(values: Sequence[Any], kind: Any) -> npt.NDArray[Any]:
    return frozen(np.array(values, kind))


def encode_words(keys: Sequence[Key]) -> Words:
    """Arrays of these spellings, in order."""
    forms = [form_of(key) for key in keys]
    return Words(
        fold=np.frombuffer(b"".join(f.fold for f in forms), np.uint8),
        fold_at=_offsets([len(f.fold) for f in forms]),
        bones=np.frombuffer(b"".join(f.skeleton for f in forms), np.uint8),
        bones_at=_offsets([len(f.skeleton) for f in forms]),
        letters=_array([_letters(f.fold) for f in forms], np.uint32),
        raw=_array([f.raw for f in forms], np.int32),
        concept=_array([f.concept for f in forms], np.int32),
        word_class=_array([f.word_class for f in forms], np.uint8),
        consonants=_array([key[1] for key in keys], np.uint8),
    )


class Vocabulary:
    """Numbers for spellings, given in order of first use."""

    def __init__(self) -> None:
        self.number: dict[Key, int] = {}

    @property
    def keys(self) -> list[Key]:
        """Spellings in order of their numbers."""
        return list(self.number)


def encode_rows(
    readings: Sequence[tuple[int, Reading]],
    vocabulary: Vocabulary,
    weight_of: Callable[[Key], float],
) -> Rows:
    """Arrays of these readings (each with its owner); new spellings enter the vocabulary."""
    number = vocabulary.number
    owner: list[int] = []
    slots: list[int] = []
    forms_per_slot: list[int] = []
    form: list[int] = []
    weight: list[float] = []
    optional: list[bool] = []
    numbers: list[int] = []
    numbers_per_slot: list[int] = []
    joined: list[bytes] = []
    for who, reading in readings:
        owner.append(who)
        slots.append(len(reading.slots))
        letters = b""
        for slot in reading.slots:
            consonants = slot.consonants
            forms_per_slot.append(len(slot.forms))
            for spelling in slot.forms:
                form.append(number.setdefault((spelling, consonants), len(number)))
            first = (slot.forms[0], consonants)
            weight.append(weight_of(first))
            optional.append(slot.optional)
            names = name_numbers(slot.source)
            numbers.extend(names)
            numbers_per_slot.append(len(names))
            if not slot.optional:
                found = form_of(first)
                letters += found.skeleton if consonants else found.fold
        joined.append(letters[:MAX_JOINED])
    return Rows(
        owner=_array(owner, np.int32),
        slot_at=_offsets(slots),
        form_at=_offsets(forms_per_slot),
        form=_array(form, np.int32),
        weight=_array(weight, np.float32),
        optional=_array(optional, np.uint8),
        numbers=_array(numbers, np.int32),
        numbers_at=_offsets(numbers_per_slot),
        joined=np.frombuffer(b"".join(joined), np.uint8),
        joined_at=_offsets([len(j) for j in joined]),
    )
