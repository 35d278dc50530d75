"""A designated party that is on the Entity List too: its entry governs (744.8(a)(2))."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.determination.gather import gather
from licet.determination.identify import Identified
from licet.determination.transaction import parse
from licet.determination.vocabulary import EntryReader
from licet.law.load import load_ruleset
from licet.lists.model import Listing, Name

SALE = """
items: [{description: relays, eccn: EAR99, origin: US}]
parties: [{role: end_user, name: Quiet Harbour}]
"""
DAY = dt.date(2026, 3, 1)


def listing(list_id: str, programs: tuple[str, ...] = ()) -> Listing:
    return Listing(
        id=f"{list_id}:1",
        list=list_id,
        source="test",
        names=(Name("Quiet Harbour"),),
        programs=programs,
        listed_from=dt.date(2020, 1, 1),
    )


@pytest.mark.parametrize(
    ("entity_match", "also"),
    [(True, True), (False, False), (None, None)],
)
def test_also_entity_listed(entity_match: bool | None, also: bool | None) -> None:
    ruleset = load_ruleset()
    found = [
        Identified(listing("us-ofac-sdn", ("SDGT",)), True, False, "test", None),
        Identified(listing("us-bis-el"), entity_match, False, "test", None),
    ]
    gathered = gather(parse(SALE), [found], DAY, {}, ruleset.facts, EntryReader(ruleset), {})
    designated = gathered.rows[0].facts
    assert designated.get("also_entity_listed") is also
    assert designated["sdn_before_2024"] is True


def test_a_drug_program_was_not_among_those_before_2024() -> None:
    ruleset = load_ruleset()
    found = [Identified(listing("us-ofac-sdn", ("SDNTK",)), True, False, "test", None)]
    gathered = gather(parse(SALE), [found], DAY, {}, ruleset.facts, EntryReader(ruleset), {})
    row = gathered.rows[0].facts
    assert (row["sdn_744_8"], row["sdn_before_2024"]) == (True, False)
