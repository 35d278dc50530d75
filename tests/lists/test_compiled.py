"""A compiled list comes back exactly, in the same bytes every time, or not at all."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists.compiled import CompiledFile, encode, open_compiled
from licet.lists.model import CompiledList, Listing, Name, Requirement, Snapshot
from licet.terms.errors import BadInput

from .strategies import compiled_lists

SNAPSHOT = Snapshot(
    source="us-bis-el",
    sha256="0" * 64,
    retrieved_at=dt.datetime(2026, 7, 23, tzinfo=dt.UTC),
    content_date=dt.date(2026, 7, 23),
    listings=300,
)


def listing(number: int, list_id: str = "us-bis-el", wording: str | None = None) -> Listing:
    return Listing(
        id=f"{list_id}-{number}",
        list=list_id,
        source="us-bis-el",
        names=(Name(f"Party {number}"),),
        requirement=Requirement(wording) if wording else None,
    )


@settings(max_examples=25)
@given(compiled_lists())
def test_round_trip_is_exact_and_deterministic(compiled: CompiledList) -> None:
    data = encode(compiled)
    assert CompiledFile(data).read() == compiled
    assert encode(msgspec.msgpack.decode(msgspec.msgpack.encode(compiled), type=CompiledList)) == (
        data
    )


@settings(max_examples=25)
@given(compiled_lists())
def test_one_list_is_read_apart_from_the_others(compiled: CompiledList) -> None:
    file = CompiledFile(encode(compiled))
    for name, count in file.lists.items():
        expected = tuple(entry for entry in compiled.entries if entry.list == name)
        assert file.entries(name) == expected
        assert count == len(expected)
    assert file.snapshot == compiled.snapshot


def test_a_repeated_wording_is_stored_once_and_shared() -> None:
    wording = "For all items subject to the EAR. " * 20
    compiled = CompiledList(
        snapshot=SNAPSHOT, entries=tuple(listing(n, wording=wording) for n in range(300))
    )
    entries = CompiledFile(encode(compiled)).read().entries
    assert all(entry.requirement is entries[0].requirement for entry in entries)


@settings(max_examples=25)
@given(compiled_lists(), st.data())
def test_any_damage_is_noticed(compiled: CompiledList, data: st.DataObject) -> None:
    whole = encode(compiled)
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    flipped = bytearray(whole)
    flipped[place] ^= 1 << bit
    for broken in (bytes(flipped), whole[:place], whole + b"x"):
        with pytest.raises(BadInput):
            CompiledFile(broken).read()


def test_another_format_is_refused_with_the_remedy() -> None:
    data = bytearray(encode(CompiledList(snapshot=SNAPSHOT, entries=())))
    data[8] += 1
    with pytest.raises(BadInput, match=r"(?s)el\.bin: .*format 2, this licet reads.*--from-file"):
        CompiledFile(bytes(data), where="el.bin")


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(BadInput, match=r"gone\.bin"):
        open_compiled(tmp_path / "gone.bin")
