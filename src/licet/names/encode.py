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
from licet.names.slots import BARE, Reading

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

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
def form_of(spelling: str) -> Form:
    """The form of a spelling; for a spelling of consonants the fold is its skeleton."""
    word = spelling.removeprefix(BARE)
    bones = skeleton(word)
    raw = zlib.crc32(spelling.encode()) & 0x7FFFFFFF
    if word != spelling:
        return Form(bones, bones, int(WordClass.TELLING), 0, raw)
    meaning = meaning_of(word)
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
    joined: Bytes  # folds of the needed words, together; skeletons in a name of consonants
    joined_at: Ints
    joined_bones: Bytes  # their skeletons, together
    joined_bones_at: Ints
    bare: Bytes  # of each row: whether the name tells consonants only


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


def encode_words(spellings: Sequence[str]) -> Words:
    """Arrays of these spellings, in order."""
    forms = [form_of(spelling) for spelling in spellings]
    return Words(
        fold=np.frombuffer(b"".join(f.fold for f in forms), np.uint8),
        fold_at=_offsets([len(f.fold) for f in forms]),
        bones=np.frombuffer(b"".join(f.skeleton for f in forms), np.uint8),
        bones_at=_offsets([len(f.skeleton) for f in forms]),
        letters=_array([_letters(f.fold) for f in forms], np.uint32),
        raw=_array([f.raw for f in forms], np.int32),
        concept=_array([f.concept for f in forms], np.int32),
        word_class=_array([f.word_class for f in forms], np.uint8),
        consonants=_array([spelling.startswith(BARE) for spelling in spellings], np.uint8),
    )


class Vocabulary:
    """Numbers for spellings, given in order of first use."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    @property
    def spellings(self) -> list[str]:
        """Spellings in order of their numbers."""
        return list(self.number)


def encode_rows(
    readings: Sequence[tuple[int, Reading]],
    vocabulary: Vocabulary,
    weight_of: Callable[[str], float],
) -> Rows:
    """Arrays of these readings (each with its owner); new spellings enter the vocabulary."""
    number = vocabulary.number
    owner: list[int] = []
    slots: list[int] = []
    forms_per_slot: list[int] = []
    form: list[int] = []
    weight: list[float] = []
    optional: list[bool] = []
    joined: list[bytes] = []
    bones: list[bytes] = []
    bare: list[bool] = []
    for who, reading in readings:
        owner.append(who)
        slots.append(len(reading.slots))
        letters = skeletons = b""
        for slot in reading.slots:
            forms_per_slot.append(len(slot.forms))
            form.extend(number.setdefault(spelling, len(number)) for spelling in slot.forms)
            first = slot.forms[0]
            weight.append(weight_of(first))
            optional.append(slot.optional)
            if not slot.optional:
                found = form_of(first)
                letters += found.fold
                skeletons += found.skeleton
        joined.append(letters[:MAX_JOINED])
        bones.append(skeletons[:MAX_JOINED])
        bare.append(any(slot.forms[0].startswith(BARE) for slot in reading.slots))
    return Rows(
        owner=_array(owner, np.int32),
        slot_at=_offsets(slots),
        form_at=_offsets(forms_per_slot),
        form=_array(form, np.int32),
        weight=_array(weight, np.float32),
        optional=_array(optional, np.uint8),
        joined=np.frombuffer(b"".join(joined), np.uint8),
        joined_at=_offsets([len(j) for j in joined]),
        joined_bones=np.frombuffer(b"".join(bones), np.uint8),
        joined_bones_at=_offsets([len(j) for j in bones]),
        bare=_array(bare, np.uint8),
    )
