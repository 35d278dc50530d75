"""No cell, however long or odd, makes a reader slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from licet.lists.dates import birth_dates, notices
from licet.lists.ids import slug
from licet.lists.inner_names import names_inside
from licet.lists.ofac.remarks import parse_remarks
from licet.terms.country import country_code

READERS: tuple[Callable[[str], object], ...] = (
    *(birth_dates, notices, slug, names_inside, parse_remarks, country_code),
)
ODD = (
    " ",
    "-",
    "(",
    "(AKA ",
    "AKA-",
    "1 F R ",
    "1.",
    "; DOB ",
    "a.k.a. '",
    "公(",
    "Passport 1 (",
    ",;",
)


@pytest.mark.parametrize("piece", ODD)
def test_long_cells_are_read_in_linear_time(piece: str) -> None:
    text = "x" + piece * (100_000 // len(piece)) + "x"
    for reader in READERS:
        started = time.perf_counter()
        reader(text)
        assert time.perf_counter() - started < 5, reader
