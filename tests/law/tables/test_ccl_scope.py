"""Wordings of the Control List that say which part of an entry a line speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.ccl import Scope
from licet.law.values import Truth
from tools.tables.ccl_scope import eccns, exact_scopes, parse_list, read_scopes, tidy


@pytest.mark.parametrize(
    ("words", "eccn", "applies", "excluded"),
    [
        ("entire entry", "3A001", ["3A001"], []),
        ("the entire entry.", "3D992", ["3D992"], []),
        ("entireentry, except 0A617.y.", "0A617", ["0A617"], ["0A617.y"]),
        ("entire entry, except 0A606.b and .y", "0A606", ["0A606"], ["0A606.b", "0A606.y"]),
        ("entire entry, except 8A620. b and .y", "8A620", ["8A620"], ["8A620.b", "8A620.y"]),
        ("entire entry except 9D515.x and y", "9D515", ["9D515"], ["9D515.x", "9D515.y"]),
        ("entire entry, except .a.1", "9A012", ["9A012"], ["9A012.a.1"]),
        ("paragraphs .a, .d, and .x", "0B505", ["0B505.a", "0B505.d", "0B505.x"], []),
        ("9A004 .g, .r and .w", "9A004", ["9A004.g", "9A004.r", "9A004.w"], []),
        ("9A990.a only", "9A990", ["9A990.a"], []),
        ("1C351.d.15 and .16", "1C351", ["1C351.d.15", "1C351.d.16"], []),
        ("3B001.a.1 to a.3, b, f.2 to f.3", "3B001",
         ["3B001.a.1", "3B001.a.2", "3B001.a.3", "3B001.b", "3B001.f.2", "3B001.f.3"], []),
        ("3B001.k to m", "3B001", ["3B001.k", "3B001.l", "3B001.m"], []),
        ("5A001.b (except .b.5), .c and .f (except f.3)", "5A001",
         ["5A001.b", "5A001.c", "5A001.f"], ["5A001.b.5", "5A001.f.3"]),
        ("“software” controlled by 5D992.z.1", "5D992", ["5D992.z.1"], []),
    ],
)  # fmt: skip
def test_read_exactly(words: str, eccn: str, applies: list[str], excluded: list[str]) -> None:
    assert read_scopes(words, eccn) == [Scope(tuple(applies), tuple(excluded))]


@pytest.mark.parametrize(
    ("words", "eccn", "applies", "excluded"),
    [
        ("shotguns with a barrel length less than 18 inches", "0A502", ["0A502"], []),
        ("3A002.h when the parameters in 3A101.a.2.b are met", "3A002", ["3A002.h"], []),
        ("1C002.b.3 or b.4 if they exceed the parameters stated in 1C202", "1C002",
         ["1C002.b.3", "1C002.b.4"], []),
        # nothing outside the grammar may be lost: a bare `b (` keeps the whole entry
        ("1C010.a (aramid “fibrous materials”, b (carbon), and e.1 for what meets 1C210", "1C010",
         ["1C010"], []),
        ("spin-forming machines; and flow-forming machines that meet the parameters of 2B009.a",
         "2B009", ["2B009"], []),
        ("entire entry, except 2B004.b.3 and presses with a pressure below 69 MPa", "2B004",
         ["2B004"], ["2B004.b.3"]),
        # `.a.11` is a paragraph of 1C607, not of this entry
        ("entire entry, except “software” for 1C607.a.10, .a.11 and .a.12", "1D607",
         ["1D607"], []),
    ],
)  # fmt: skip
def test_what_is_not_read_exactly_keeps_its_words_and_stays_wide(
    words: str, eccn: str, applies: list[str], excluded: list[str]
) -> None:
    assert read_scopes(words, eccn) == [Scope(tuple(applies), tuple(excluded), tidy(words))]


def test_clauses_are_read_one_by_one() -> None:
    words = "3A001.a.1.a when usable in “missiles”; and to 3A001.a.5.a when hot; and 3A001.z.2"
    assert read_scopes(words, "3A001") == [
        Scope(("3A001.a.1.a",), condition="3A001.a.1.a when usable in “missiles”"),
        Scope(("3A001.a.5.a",), condition="3A001.a.5.a when hot"),
        Scope(("3A001.z.2",)),
    ]


def test_technology_for_items_names_the_items() -> None:
    words = "“technology” for items controlled by 1B001 to 1B003, 1C010.c, or 1C018 for MT reasons"
    (scope,) = read_scopes(words, "1E001")
    assert scope.related == ("1B001", "1B002", "1B003", "1C010.c", "1C018")
    assert (scope.related_for, scope.exact) == ("MT", False)
    assert scope.holds("1E001") is Truth.UNKNOWN


def test_lists_of_entries() -> None:
    assert eccns("6A002.a.1, .a.2 or .c, 6A003.b.3 or .b.4") == (
        "6A002.a.1", "6A002.a.2", "6A002.c", "6A003.b.3", "6A003.b.4",
    )  # fmt: skip
    assert eccns("3B001 (except as noted in the heading)") is None
    assert eccns("3B (except 3B991)") is None


PARAGRAPHS = st.lists(
    st.from_regex(r"[a-z]\.[1-9](\.[a-f])?", fullmatch=True), min_size=1, max_size=6, unique=True
)


@given(PARAGRAPHS, st.sampled_from([", ", ", and ", " and ", " or "]), st.booleans())
def test_any_list_of_paragraphs_is_read_back(found: list[str], joint: str, dots: bool) -> None:
    text = joint.join(f".{p}" if dots else p for p in found)
    listed = parse_list(text, "3A001")
    assert listed is not None
    assert [p for scope in listed for p in scope.applies] == [f"3A001.{p}" for p in found]


@given(st.text(max_size=60))
def test_any_words_give_a_scope_inside_the_entry(words: str) -> None:
    scopes = read_scopes(words, "3A001")
    assert scopes
    for scope in scopes:
        assert all(p.split(".")[0] == "3A001" for p in (*scope.applies, *scope.excluded))
        if exact_scopes(tidy(words), "3A001") is None:
            assert not scope.exact
