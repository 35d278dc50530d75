"""A false match is quiet until the party or the listing changes in a field that mattered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.model import Address, Identifier, Listing, Name, NameKind, Requirement
from licet.screening.decisions.ledger import Ledger
from licet.screening.decisions.memory import Memory, Settled, Side
from licet.screening.decisions.model import Disposition, decide
from licet.screening.decisions.particulars import differences, digest, of_listing
from licet.screening.model import Hit, PartyQuery
from licet.terms.errors import BadInput

from ..made import LISTINGS

_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_LISTING = LISTINGS[0]
_PARTY = PartyQuery(name="Borealis Quantum", countries=("us",), id="77")


def _hit(listing: Listing) -> Hit:
    return Hit(
        listing_id=listing.id,
        list=listing.list,
        source=listing.source,
        name=listing.name,
        name_kind=NameKind.PRIMARY,
        query_name="",
        score=0.9,
        reasons=(),
        listing=listing,
    )


def _decided(
    folder: Path, party: PartyQuery, *dispositions: Disposition, listing: Listing = _LISTING
) -> Ledger:
    ledger = Ledger(folder / "decisions.sqlite")
    for disposition in dispositions:
        ledger.add([decide(party, listing, disposition, "seen")], who="officer", at=_AT)
    return ledger


def _settled(ledger: Ledger, party: PartyQuery, *listings: Listing, limit: int = 10) -> Settled:
    return Memory(ledger).settle(party, [_hit(listing) for listing in listings], limit)


def test_a_false_match_is_quiet_and_takes_no_place(tmp_path: Path) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH)
    settled = _settled(ledger, _PARTY, *LISTINGS, limit=2)
    assert [judged.hit.listing_id for judged in settled.hits] == ["xx-2", "yy-1"]
    assert [quiet.listing_id for quiet in settled.cleared] == ["xx-1"]


@pytest.mark.parametrize(
    "same",
    [
        {"requirement": Requirement("For all items")},
        {"remarks": "amended", "where": "row 9", "programs": ("X",)},
        {"names": (Name("BOREALIS Quantum Instruments Co. Ltd"), Name("B.Q.I.", NameKind.WEAK))},
    ],
)
def test_an_update_that_does_not_touch_it_leaves_it_quiet(
    same: dict[str, object], tmp_path: Path
) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH)
    settled = _settled(ledger, _PARTY, msgspec.structs.replace(_LISTING, **same))
    assert not settled.hits
    assert len(settled.cleared) == 1


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("names", {"names": (*_LISTING.names, Name("Boreal"))}),
        ("addresses", {"addresses": (Address("9 New Street", "us"),)}),
        ("identifiers", {"identifiers": (Identifier("lei", "1234567890"),)}),
        ("birth dates", {"birth_dates": ("1970",)}),
        ("countries", {"countries": ("ru", "us")}),
    ],
)
def test_a_listing_that_changed_brings_it_back_and_says_why(
    field: str, change: dict[str, object], tmp_path: Path
) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH)
    after = msgspec.structs.replace(_LISTING, **change)
    (judged,) = _settled(ledger, _PARTY, after).hits
    assert judged.disposition is Disposition.UNRESOLVED
    assert [(r.side, r.change.field) for r in judged.reopened] == [(Side.LISTING, field)]
    assert judged.reopened[0].change == differences(of_listing(_LISTING), of_listing(after))[0]


def test_a_party_that_changed_brings_it_back_and_says_why(tmp_path: Path) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH)
    moved = msgspec.structs.replace(_PARTY, countries=("ru",))
    (judged,) = _settled(ledger, moved, _LISTING).hits
    (why,) = judged.reopened
    assert (why.side, why.change.field) == (Side.PARTY, "countries")
    assert (why.change.before, why.change.after) == (("us",), ("ru",))


def test_a_clearance_is_one_partys_own(tmp_path: Path) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH)
    other = msgspec.structs.replace(_PARTY, id="78")
    (judged,) = _settled(ledger, other, _LISTING).hits
    assert judged.decision is None
    assert not judged.reopened


@pytest.mark.parametrize("last", list(Disposition))
def test_the_last_decision_counts(last: Disposition, tmp_path: Path) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.FALSE_MATCH, Disposition.TRUE_MATCH, last)
    settled = _settled(ledger, _PARTY, _LISTING)
    if last is Disposition.FALSE_MATCH:
        assert settled.cleared[0].decision == 3
    else:
        assert (settled.hits[0].disposition, settled.hits[0].decision) == (last, 3)


def test_memory_knows_nothing_after_its_head(tmp_path: Path) -> None:
    ledger = _decided(tmp_path, _PARTY, Disposition.TRUE_MATCH, Disposition.FALSE_MATCH)
    settled = Memory(ledger, 1).settle(_PARTY, [_hit(_LISTING)], 10)
    assert settled.hits[0].disposition is Disposition.TRUE_MATCH


def test_a_false_match_without_reason_or_person_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "decisions.sqlite")
    good = decide(_PARTY, _LISTING, Disposition.TRUE_MATCH, "")
    bad = decide(_PARTY, _LISTING, Disposition.FALSE_MATCH, " ")
    with pytest.raises(BadInput, match="reason"):
        ledger.add([good, bad], who="officer", at=_AT)
    with pytest.raises(BadInput, match="nobody"):
        ledger.add([good], who="", at=_AT)
    assert list(ledger.decisions()) == []


_values = st.lists(st.text(max_size=4), max_size=3).map(tuple)
_particulars = st.dictionaries(st.sampled_from(["names", "kind"]), _values)


@given(before=_particulars, after=_particulars)
def test_digests_differ_exactly_where_fields_do(
    before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]]
) -> None:
    both = dict.fromkeys((*before, *after), ())
    same = digest(both | before) == digest(both | after)
    assert same == (not differences(before, after))
