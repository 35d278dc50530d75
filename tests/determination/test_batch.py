"""Order lines get the answers that single transactions get, and a bad line costs only itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from licet.determination.batch.orders import lines, transaction
from licet.determination.batch.run import Batch, Decided
from licet.determination.identify import Together
from licet.law.conclude import Outcome
from licet.law.load import load_ruleset
from licet.lists.catalog import Lists
from licet.screening.addresses import AddressFinder
from licet.screening.bulk.rows import Flaw, Row
from licet.screening.index import Index
from licet.screening.screener import Screener
from tests.determination.conftest import ASKED_ON, Check

BASE = {
    "eccn": "EAR99",
    "origin": "US",
    "from": "US",
    "destination": "NZ",
    "end_use": "ovens",
    "as_of": "2025-12-01",
    "ultimate_consignee": "Quiet Harbour Bakery Cooperative",
    "ultimate_consignee_country": "NZ",
}
LISTED = BASE | {"ultimate_consignee": "Huawei Technologies Co., Ltd.", "destination": "CN"}


def rows(*cells: dict[str, str]) -> list[Row]:
    return [Row(number, number + 1, one) for number, one in enumerate(cells, start=1)]


@pytest.fixture(scope="module")
def batch(lists: Lists) -> Batch:
    finder = Together((Screener(Index.build(lists)), AddressFinder(lists.of("us-bis-el"))))
    return Batch(load_ruleset(), lists, finder, ASKED_ON)


def test_lines_are_answered_as_single_transactions(batch: Batch, check: Check) -> None:
    decided = [one for one in batch.decide(rows(BASE, LISTED)) if isinstance(one, Decided)]
    assert [one.answer.outcome for one in decided] == [
        Outcome.NO_LICENSE_REQUIRED,
        Outcome.LICENSE_REQUIRED,
    ]
    text = """
items: [{description: x, eccn: EAR99, origin: US}]
parties: [{role: ultimate_consignee, name: "Huawei Technologies Co., Ltd.", country: NZ}]
destination: CN
from: US
end_use: ovens
"""
    single = check(text, "2025-12-01")
    assert decided[1].answer.outcome is single.outcome
    assert single.policy is not None
    assert single.policy.kind is not None
    assert decided[1].answer.policy == single.policy.kind.label
    assert decided[1].answer.causes == ("entity_list",)


def test_a_bad_line_is_told_with_its_line_and_the_rest_goes_on(batch: Batch) -> None:
    found = list(batch.decide(rows(BASE | {"origin": "Atlantis"}, BASE, BASE | {"value": "much"})))
    flaws = {one.row: one for one in found if isinstance(one, Flaw)}
    assert set(flaws) == {1, 3}
    assert "Atlantis" in flaws[1].what
    assert flaws[1].line == 2
    assert [one.row for one in found if isinstance(one, Decided)] == [2]


def _values(several: Sequence[dict[str, str]]) -> list[str | None]:
    cases = [one.case for one in lines(rows(*several)) if not isinstance(one, Flaw)]
    return [transaction(case, "2025-12-01").items[0].value for case in cases]


def test_the_order_not_the_line_stands_to_the_limit() -> None:
    """15 CFR 740.3(b), (d): the lines of an order under one entry count together."""
    line = BASE | {"eccn": "3A001.a.5", "order": "A"}
    single, both = line | {"value": "2000 USD"}, line | {"value": "4000 USD"}
    assert _values([single]) != _values([single, both])[:1]
    assert len(set(_values([single, both]))) == 1
    assert _values([single, line]) == [None, None]  # a line without a value leaves it open


def test_an_order_in_two_places_is_refused() -> None:
    first, other = BASE | {"order": "A"}, BASE | {"order": "B"}
    (flaw,) = [one for one in lines(rows(first, other, first)) if isinstance(one, Flaw)]
    assert flaw.row == 3
    assert "sort the file" in flaw.remedy
