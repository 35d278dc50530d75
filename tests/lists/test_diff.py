"""Differences between two readings: what is one, what is only print, and that it has two sides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists.diff import Diff, FieldChange, diff
from licet.lists.ecfr.part744 import read_part744
from licet.lists.essence import essence
from licet.lists.model import Address, Listing, Name, NameKind, Requirement
from licet.terms.citation import Notice

from .strategies import entries

NOTICE = Notice(dt.date(2019, 5, 21), "84 FR 22963")


def listing(name: str, *aliases: str, **fields: object) -> Listing:
    given_fields = {"id": name.lower(), "list": "us-bis-el", "source": "us-bis-el"} | fields
    names = (Name(name), *(Name(alias, NameKind.AKA) for alias in aliases))
    return Listing(names=names, **given_fields)  # type: ignore[arg-type]


def sides_swapped(difference: Diff) -> Diff:
    return Diff(
        added=difference.removed,
        removed=difference.added,
        changed=tuple(
            msgspec.structs.replace(
                change,
                before=change.after,
                after=change.before,
                fields=tuple(FieldChange(f.field, f.after, f.before) for f in change.fields),
            )
            for change in difference.changed
        ),
        cosmetic=difference.cosmetic,
        unchanged=difference.unchanged,
    )


@settings(max_examples=20)
@given(entries())
def test_nothing_differs_from_itself(listings: tuple[Listing, ...]) -> None:
    same = diff(listings, reversed(listings))
    assert same.empty
    assert (same.cosmetic, same.unchanged) == (0, len(listings))


@settings(max_examples=25)
@given(entries(), entries())
def test_each_side_is_the_other_seen_backwards(
    a: tuple[Listing, ...], b: tuple[Listing, ...]
) -> None:
    assert diff(b, a) == sides_swapped(diff(a, b))


@settings(max_examples=25)
@given(entries(), entries())
def test_every_listing_is_accounted_for(a: tuple[Listing, ...], b: tuple[Listing, ...]) -> None:
    found = diff(a, b)
    pairs = len(found.changed) + found.cosmetic + found.unchanged
    assert (pairs + len(found.removed), pairs + len(found.added)) == (len(a), len(b))


@given(st.text(), st.sampled_from([" ", ",", ".", "—", "\u00a0"]))
def test_print_is_no_part_of_the_essence(text: str, mark: str) -> None:
    assert essence(f"{mark}{text}{mark}".upper()) == essence(text.upper())


def test_numbers_letters_and_marks_count() -> None:
    assert essence("744.2(d)") != essence("7442(d)")
    assert essence("Müller") != essence("Muller")
    assert essence("Co., Ltd") == essence("CO LTD.")


def test_punctuation_alone_is_cosmetic() -> None:
    before = listing("Alpha Co., Ltd.", requirement=Requirement("All items (see § 744.11)."))
    after = listing("Alpha Co. Ltd", requirement=Requirement("All items, see §744.11"))
    found = diff([before], [after])
    assert found.empty
    assert found.cosmetic == 1


def test_changed_fields_show_what_only_one_side_has() -> None:
    before = listing("Alpha", "A One", addresses=(Address("1 High Street"),), history=(NOTICE,))
    newer = Notice(dt.date(2020, 8, 20), "85 FR 51603")
    after = listing("Alpha", "A Two", addresses=(Address("1 High St."),), history=(NOTICE, newer))
    (change,) = diff([before], [after]).changed
    assert change.fields == (
        FieldChange("names", ("aka A One",), ("aka A Two",)),
        FieldChange("addresses", ("1 High Street",), ("1 High St.",)),
        FieldChange("history", (), ("85 FR 51603 (2020-08-20)",)),
    )


def test_a_listing_under_another_heading_has_moved() -> None:
    before = listing("Alpha", id="china-alpha", heading="China")
    after = listing("Alpha", id="iran-alpha", heading="Iran")
    (change,) = diff([before], [after]).changed
    assert change.moved
    assert not change.renamed


def test_a_former_name_kept_as_alias_is_a_renaming() -> None:
    (change,) = diff([listing("Alpha")], [listing("Omega", "ALPHA")]).changed
    assert change.renamed


def test_the_same_history_and_address_is_a_renaming() -> None:
    place = {"heading": "China", "addresses": (Address("1 High St"),), "history": (NOTICE,)}
    (change,) = diff([listing("Alpha", **place)], [listing("Alpha Works", **place)]).changed
    assert change.renamed


def test_what_could_be_either_of_two_is_not_guessed() -> None:
    found = diff([listing("Alpha")], [listing("Omega", "Alpha"), listing("Psi", "Alpha")])
    assert (len(found.removed), len(found.added), found.changed) == (1, 2, ())


def test_a_moved_comma_that_ends_a_name_elsewhere_is_cosmetic() -> None:
    before = listing("Alpha", "A One Tower 1", addresses=(Address("9th Floor, Dubai"),))
    after = listing("Alpha", "A One", addresses=(Address("Tower 1, 9th Floor, Dubai"),))
    assert diff([before], [after]).empty
    another = listing("Alpha", "A One", addresses=(Address("Tower 2, 9th Floor, Dubai"),))
    assert not diff([before], [another]).empty


def test_words_in_another_order_within_an_address_are_a_change() -> None:
    before = listing("Alpha", addresses=(Address("12 High Street 34"),))
    after = listing("Alpha", addresses=(Address("34 High Street 12"),))
    assert not diff([before], [after]).empty


@pytest.mark.parametrize("earlier", ["2026-03-25", "2026-07-18"])
def test_part_744_of_2026_differs_in_print_only(shared: Path, earlier: str) -> None:
    before, after = (
        read_part744({"main": shared / "data" / "ecfr" / f"part-744_{day}.xml"})
        for day in (earlier, "2026-07-23")
    )
    for list_id, reading in after.items():
        found = diff(before[list_id].listings, reading.listings)
        assert (found.added, found.removed, found.changed) == ((), (), ())
        assert found.cosmetic + found.unchanged == len(reading.listings)
    entity_list = diff(before["us-bis-el"].listings, after["us-bis-el"].listings)
    assert entity_list.cosmetic > 0
