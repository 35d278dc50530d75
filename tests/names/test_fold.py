"""Folds and skeletons: spellings of one sound fall together, different words stay apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.names.align import alike, workspace
from licet.names.fold import fold, skeleton

latin = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


def similarity(a: bytes, b: bytes) -> float:
    left, right = np.frombuffer(a, np.uint8), np.frombuffer(b, np.uint8)
    return float(alike(left, right, workspace()))


@pytest.mark.parametrize(
    ("one", "other"),
    [("qadhafi", "kaddafi"), ("yuriy", "iuri"), ("khoury", "houri"), ("phillip", "filip")],
)
def test_spellings_of_one_sound_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hussein", "hsyn"), ("yousef", "ywsf"), ("tariq", "tarq")]
)
def test_skeletons_meet_arabic_writing(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(latin, latin)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == pytest.approx(similarity(b, a), abs=1e-6)


@given(latin)
def test_a_word_is_wholly_like_itself(word: str) -> None:
    assert not fold(word) or similarity(fold(word), fold(word)) == 1.0


def test_vowels_count_less_than_consonants() -> None:
    assert similarity(fold("marek"), fold("marik")) > similarity(fold("marek"), fold("marem"))


def test_swapped_letters_count_as_one_edit() -> None:
    assert similarity(b"zentrik", b"zetnrik") > similarity(b"zentrik", b"zexprik")
