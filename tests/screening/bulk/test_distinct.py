"""The set of keys seen behaves as a set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from licet.screening.bulk.distinct import Distinct

_keys = st.integers(0, 40) | st.integers(2**64 - 3, 2**64 - 1)


@given(batches=st.lists(st.lists(_keys, min_size=1, max_size=20), max_size=12))
def test_repeats_are_found_within_and_across_batches(batches: list[list[int]]) -> None:
    distinct, seen = Distinct(), set[int]()
    for batch in batches:
        expected = []
        for key in batch:
            expected.append(key in seen)
            seen.add(key)
        assert distinct.add(batch).tolist() == expected
    assert len(distinct) == len(seen)
