"""Ids made from names: readable, and never the same for two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from licet.lists.ids import UniqueIds, slug


def test_plain_names_read_as_they_are() -> None:
    assert slug("Böhm & Söhne GmbH") == "bohm-sohne-gmbh"


def test_what_a_slug_would_lose_is_kept_as_a_digest() -> None:
    assert slug("华为技术") != slug("华为通讯")
    assert slug("Ltd 华为").startswith("ltd-")
    long = "a" * 70
    assert slug(long + "b") != slug(long + "c")


def test_second_taker_gets_a_number() -> None:
    ids = UniqueIds()
    assert [ids.take("a"), ids.take("a"), ids.take("a-2"), ids.take("a")] == [
        "a",
        "a-2",
        "a-2-2",
        "a-3",
    ]


@given(st.lists(st.text(max_size=80)))
def test_ids_are_unique_and_plain(names: list[str]) -> None:
    ids = UniqueIds()
    made = [ids.take(slug(name)) for name in names]
    assert len(set(made)) == len(made)
    assert all(made)
    assert all(c.isascii() and (c.isalnum() or c == "-") for one in made for c in one)
