"""The three lists of a small Part 744, and that bad bytes give a reading or a `BadSource`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.lists.ecfr.part744 import (
    read_entity_list,
    read_meu_list,
    read_part744,
    read_unverified_list,
)
from licet.lists.importer import Reading
from licet.lists.model import Listing, PartyKind
from licet.terms.errors import BadSource

from .parts import ALL_ITEMS, DENIAL, ENTITY_ROWS, NOTICE, UNVERIFIED_ROWS, part, save


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return read_entity_list(save(tmp_path, part()))


def named(reading: Reading, name: str) -> Listing:
    (found,) = [listing for listing in reading.listings if listing.name == name]
    return found


def test_entries_members_and_addresses_become_listings(reading: Reading) -> None:
    assert [(listing.name, listing.where) for listing in reading.listings] == [
        ("Acme Rockets Co., Ltd.", "row 1"),
        ("Ivan Petrov", "row 2"),
        ("Grand Academy", "row 3"),
        ("Rocket Works", "row 3"),
        ("Engine Plant 5E002", "row 3"),
        ("Unit 4, 9 Hill Road, Kowloon, Hong Kong", "row 5"),
    ]
    assert reading.problems == []


def test_counts(reading: Reading) -> None:
    assert reading.counts == {
        "rows": 5,
        "headings": 2,
        "reserved": 0,
        "listings": 6,
        "members": 2,
        "names": 8,
        "addresses": 6,
        "entries": 4,
        "continuation-rows": 1,
        "footnote-1-entries": 0,
        "footnote-2-entries": 0,
        "footnote-3-entries": 1,
        "footnote-4-entries": 0,
        "footnote-5-entries": 0,
    }


def test_what_an_entry_says(reading: Reading) -> None:
    listing = named(reading, "Ivan Petrov")
    assert (listing.list, listing.source) == ("us-bis-el", "us-bis-el")
    assert [name.text for name in listing.names] == ["Ivan Petrov", "Vanya Petrov", "I. Petrov"]
    assert listing.kind is PartyKind.PERSON
    assert listing.heading == "FREEDONIA"
    assert listing.see_also == ("China",)
    assert listing.footnotes == (3,)
    assert listing.requirement is not None
    assert listing.requirement.text == ALL_ITEMS
    assert listing.policy is not None
    assert listing.policy.text == DENIAL
    assert [str(notice) for notice in listing.history] == [
        "73 FR 54503 (2008-09-22)",
        "85 FR 83769 (2020-12-23)",
    ]
    assert listing.listed_from == dt.date(2008, 9, 22)


def test_the_first_notice_counts_from_its_effective_day(reading: Reading) -> None:
    listing = named(reading, "Acme Rockets Co., Ltd.")
    assert listing.history[0].published == dt.date(2019, 5, 21)
    assert listing.listed_from == dt.date(2019, 5, 16)
    assert listing.listed_on(dt.date(2019, 5, 15)) is False
    assert listing.listed_on(dt.date(2019, 5, 16)) is True


def test_members_are_bound_as_their_entry_is(reading: Reading) -> None:
    head = named(reading, "Grand Academy")
    for name in ("Rocket Works", "Engine Plant 5E002"):
        member = named(reading, name)
        assert member.parent == head.id
        assert member.addresses == head.addresses
        assert (member.requirement, member.policy) == (head.requirement, head.policy)
        assert (member.history, member.listed_from) == (head.history, head.listed_from)


def test_an_address_entry_has_no_name(reading: Reading) -> None:
    listing = reading.listings[-1]
    assert listing.kind is PartyKind.ADDRESS
    assert listing.names == ()
    assert listing.countries == ("cn", "hk")
    assert listing.remarks == "Address 01"


def test_ids_stay_when_the_entry_changes_elsewhere(tmp_path: Path, reading: Reading) -> None:
    rows = [
        (
            ENTITY_ROWS[0][0],
            "ACME Rockets Co. Ltd, 2 New Street, Glory, Freedonia.",
            *ENTITY_ROWS[0][2:],
        ),
        *ENTITY_ROWS[1:],
    ]
    changed = read_entity_list(save(tmp_path, part(rows)))
    assert [listing.id for listing in changed.listings] == [
        listing.id for listing in reading.listings
    ]


def test_equal_names_get_different_ids(tmp_path: Path) -> None:
    twice = [ENTITY_ROWS[0], (" ", *ENTITY_ROWS[0][1:])]
    first, second = read_entity_list(save(tmp_path, part(twice))).listings
    assert first.id != second.id
    assert first.id.startswith("us-bis-el-")


def test_an_entry_under_another_entry_is_linked_to_it(tmp_path: Path) -> None:
    rows = [
        (
            "CHINA",
            "Tide 13th Institute (TI 13), 1 Elm Road, Xian, China",
            ALL_ITEMS,
            DENIAL,
            NOTICE,
        ),
        (
            " ",
            "Tide 13th Institute (TI 13) subordinate institution: Bow Foam, 2 Elm Road, China",
            ALL_ITEMS,
            DENIAL,
            NOTICE,
        ),
        (
            " ",
            "Tide 99th Institute subordinate institution: Bow Sail, 2 Elm Road, Xian, China",
            ALL_ITEMS,
            DENIAL,
            NOTICE,
        ),
    ]
    head, linked, alone = read_entity_list(save(tmp_path, part(rows))).listings
    assert linked.parent == head.id
    assert linked.name == "Bow Foam"
    assert (alone.parent, alone.remarks) == (None, "subordinate institution of Tide 99th Institute")


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (("Acme, 1 Elm Road", "For some items", DENIAL, NOTICE), ["unparsed-requirement"]),
        (("Acme, 1 Elm Road", "", DENIAL, NOTICE), ["unparsed-requirement"]),
        (("Acme, 1 Elm Road", ALL_ITEMS, "As the wind blows", NOTICE), ["unparsed-policy"]),
        (("Acme, 1 Elm Road", ALL_ITEMS, DENIAL, ""), ["no-history"]),
        (("Acme, 1 Elm Road", ALL_ITEMS, DENIAL, "84 FR 1, 13/13/19."), ["bad-date"]),
        (("", ALL_ITEMS, DENIAL, NOTICE), ["blank-entry"]),
        (("Acme, 1 Elm Road, Xian, China", ALL_ITEMS, DENIAL, NOTICE), ["heading-disagrees"]),
    ],
)
def test_problems_name_their_row(tmp_path: Path, cells: tuple[str, ...], kinds: list[str]) -> None:
    reading = read_entity_list(save(tmp_path, part([("FRANCE", *cells)])))
    assert [(problem.kind, problem.where) for problem in reading.problems] == [
        (kind, "row 1") for kind in kinds
    ]
    assert all(problem.remedy for problem in reading.problems)


def test_two_days_for_one_page_are_reported(tmp_path: Path) -> None:
    rows = [*ENTITY_ROWS, (" ", "Acme, 1 Elm Road", ALL_ITEMS, DENIAL, "84 FR 22963, 5/22/19.")]
    (problem,) = read_entity_list(save(tmp_path, part(rows))).problems
    assert (problem.kind, problem.where) == ("date-disagrees", "row 6")
    assert "2019-05-22, other rows 2019-05-21" in problem.what


def test_the_unverified_list(tmp_path: Path) -> None:
    (listing,) = read_unverified_list(save(tmp_path, part())).listings
    assert (listing.list, listing.heading, listing.countries) == ("us-bis-uvl", "FINLAND", ("fi",))
    assert [name.text for name in listing.names] == ["NO NA OY", "Nonna OY"]
    assert listing.listed_from == dt.date(2025, 4, 25)
    assert (listing.requirement, listing.policy) == (None, None)


def test_the_meu_list_and_its_groups(tmp_path: Path) -> None:
    reading = read_meu_list(save(tmp_path, part()))
    assert [(listing.name, listing.listed_from) for listing in reading.listings] == [
        ("Sky Engine Co., Ltd.", dt.date(2020, 12, 23)),
        ("Sky Wing Institute", dt.date(2020, 12, 23)),
        ("Plain Motors Ltd.", dt.date(2021, 1, 15)),
    ]
    assert reading.listings[0].remarks == "one of the two subordinate institutions of Sky Holding"
    assert reading.counts["reserved"] == 1
    assert reading.problems == []


def test_a_group_with_a_wrong_count_is_reported(tmp_path: Path) -> None:
    text = part().replace("The following two", "The following three")
    (problem,) = read_meu_list(save(tmp_path, text)).problems
    assert (problem.kind, problem.where) == ("member-count", "row 2")


@pytest.mark.parametrize(
    ("name", "given_day", "expected"),
    [
        ("part-744_2026-07-23.xml", None, dt.date(2026, 7, 23)),
        ("part-744_2026-07-23.xml", dt.date(2026, 7, 1), dt.date(2026, 7, 1)),
        ("latest.xml", None, None),
    ],
)
def test_the_content_date(
    tmp_path: Path, name: str, given_day: dt.date | None, expected: dt.date | None
) -> None:
    readings = read_part744(save(tmp_path, part(), name), content_date=given_day)
    assert set(readings) == {"us-bis-el", "us-bis-uvl", "us-bis-meu"}
    assert {reading.content_date for reading in readings.values()} == {expected}


def test_a_reading_without_a_main_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="'main'"):
        read_part744({"other": tmp_path / "part-744.xml"})


def _readable(folder: Path, data: bytes) -> None:
    files = save(folder, data)
    refused: BadSource | None = None
    readings: dict[str, Reading] = {}
    try:
        readings = read_part744(files)
    except BadSource as error:
        refused = error
    assert refused is None or (refused.where and refused.remedy)
    for reading in readings.values():
        assert all(listing.names or listing.addresses for listing in reading.listings)


WHOLE = part().encode()
FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(end=st.integers(0, len(WHOLE)))
def test_cut_anywhere(tmp_path: Path, end: int) -> None:
    _readable(tmp_path, WHOLE[:end])


@FUZZ
@given(flips=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=12))
def test_flipped_bytes(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in flips:
        data[at] = value
    _readable(tmp_path, bytes(data))


@FUZZ
@given(dropped=st.sets(st.integers(0, 40), max_size=10))
def test_dropped_cells(tmp_path: Path, dropped: set[int]) -> None:
    pieces = WHOLE.split(b"<TD>")
    kept = [
        piece.partition(b"</TD>")[2] if at in dropped else b"<TD>" + piece
        for at, piece in enumerate(pieces[1:])
    ]
    _readable(tmp_path, pieces[0] + b"".join(kept))


@FUZZ
@given(cell=st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="<>&")))
def test_any_text_in_a_cell(tmp_path: Path, cell: str) -> None:
    rows = [("FREEDONIA", cell, cell, cell, cell), *ENTITY_ROWS]
    text = part(rows, unverified_rows=[("FINLAND", cell, cell), *UNVERIFIED_ROWS])
    _readable(tmp_path, text.encode())
