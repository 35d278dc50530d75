"""The normal form: what names in every script are read as, and that nothing breaks it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.names.encode import form_of
from licet.names.reading import MAX_READINGS, read_name
from licet.names.slots import BARE
from licet.names.text import MAX_WORDS, clean, words


def forms(name: str) -> list[str]:
    """Spellings of the likeliest reading, alternatives parted by `/`, optional words marked."""
    return [
        ("?" if slot.optional else "") + "/".join(slot.forms) for slot in read_name(name)[0].slots
    ]


def test_inverted_person_and_plain_person_read_alike() -> None:
    assert forms("OSTROVAN, Marek Tadeusz") == forms("Marek Tadeusz Ostrovan")


def test_comma_before_a_legal_form_is_no_inversion() -> None:
    assert forms("Borealis Instruments, Inc.") == ["borealis", "instruments", "inc"]


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        ("Остров", "ostrov"),
        ("Харьков", "harkov"),  # letter by letter, beside kharkov
        ("Цебенко", "tsebenko"),
        ("Київ", "kyyiv"),
        ("АO", "ao"),  # the second letter is Latin
    ],
)
def test_cyrillic_has_the_usual_spellings(written: str, spelling: str) -> None:
    assert spelling in forms(written)[0].split("/")


def test_arabic_compounds_are_cut_alike_in_both_scripts() -> None:
    latin = [form_of(form).skeleton for form in forms("Abdulhakim Nasrullah")]
    arabic = [form_of(form.split("/")[0]).skeleton for form in forms("عبدالحكيم نصرالله")]
    assert latin == arabic


def test_arabic_words_tell_consonants_only() -> None:
    assert all(form.startswith(BARE) for form in forms("سامر"))


def test_general_words_in_arabic_are_translated() -> None:
    assert forms("شركة الصناعات")[0].startswith("company")


def test_chinese_company_is_place_brand_trade_and_form() -> None:
    read = forms("宁波星岚精密机械有限公司")
    assert read[0].split("/")[0] == "ningbo"
    assert read[1].split("/")[0] == "xinglan"
    assert [word.split("/")[0] for word in read[2:4]] == ["precision", "machinery"]
    assert all(word.startswith("?") for word in read[4:])


def test_traditional_and_simplified_characters_read_alike() -> None:
    assert forms("寧波星嵐機械") == forms("宁波星岚机械")


def test_numbered_institute_is_a_number_in_any_writing() -> None:
    assert forms("第三十二研究所")[0] == forms("第32研究所")[0] == forms("32nd")[0] == "32"


def test_known_name_says_its_table() -> None:
    readings = read_name("哈尔滨工业大学")
    assert {slot.table for slot in readings[0].slots} == {"known names"}
    assert any(not slot.table for reading in readings for slot in reading.slots)


def test_korean_reading_of_characters_is_offered() -> None:
    assert "myongsong" in forms("明星貿易会社")[0].split("/")


def test_hangul_person_is_read_by_syllables() -> None:
    assert len(read_name("홍길동")[0].slots) == 3


def test_kana_is_read_with_and_without_helping_vowels() -> None:
    assert {"burukuneru", "brkneru"} & set(forms("ブルクネル")[0].split("/"))


def test_brackets_hold_optional_words() -> None:
    assert forms("Academy of Launching (AOL)")[-1] == "?aol"


def test_addressing_words_are_no_part_of_the_name() -> None:
    assert forms("c/o Borealis") == forms("Messrs Borealis") == forms("Borealis")


@pytest.mark.parametrize("empty", ["", " ", "!!!", "\u200f\u202e", "🙂", "\x00\x01"])
def test_names_without_letters_have_no_reading(empty: str) -> None:
    assert read_name(empty) == ()


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_cleaning_is_idempotent(text: str) -> None:
    readings = read_name(text)
    assert len(readings) <= MAX_READINGS
    for reading in readings:
        assert 0 < len(reading.slots) <= MAX_WORDS
        assert all(form for slot in reading.slots for form in slot.forms)
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.sampled_from(["borealis", "5th", "nasrullah", "kvantum", "x"]), min_size=1))
def test_reading_its_own_normal_form_changes_nothing(parts: list[str]) -> None:
    once = forms(" ".join(parts))
    assert forms(" ".join(once)) == once[:MAX_WORDS]


@pytest.mark.parametrize("letter", ["a", "ж", "字", "م", "한", "カ", "ก", "- ", "a ", "( "])
def test_ten_thousand_letters_take_no_time(letter: str) -> None:
    read_name("warm 字 ก")
    start = time.process_time()
    readings = read_name(letter * 10_000)
    assert time.process_time() - start < 0.05
    assert all(reading.truncated for reading in readings)


def test_words_of_glued_scripts_are_parted() -> None:
    assert words(clean("ABC平壌支社")) == ["abc", "平壌支社"]
