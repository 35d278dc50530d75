"""What the stated end use speaks of is asked, not presumed absent; plain words leave that be."""

from __future__ import annotations

import pytest

from licet.law.conclude import Outcome
from tests.determination.conftest import Check

SALE = """
items: [{description: radios, eccn: EAR99, origin: US}]
parties: [{role: end_user, name: Quiet Harbour Bakery Cooperative, country: NZ}]
destination: NZ
from: US
end_use: END USE
"""


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("radios for the army", "known_military_use"),
        ("telemetry of rockets", "missile_end_use"),
        ("signals intelligence", "military_intelligence_use"),
    ],
)
def test_words_of_a_restricted_end_use_are_a_question(check: Check, words: str, asked: str) -> None:
    answer = check(SALE.replace("END USE", words), "2025-12-01")
    assert answer.outcome is Outcome.NEED_FACTS
    assert asked in {ask.fact for ask in answer.asks}


def test_an_answer_settles_it(check: Check) -> None:
    told = SALE.replace("END USE", "radios for the army") + "facts: {known_military_use: none}\n"
    assert check(told, "2025-12-01").outcome is Outcome.NO_LICENSE_REQUIRED


def test_plain_words_leave_the_presumption(check: Check) -> None:
    answer = check(SALE.replace("END USE", "a bakery's delivery vans"), "2025-12-01")
    assert answer.outcome is Outcome.NO_LICENSE_REQUIRED
    assert {"missile_end_use", "known_military_use"} <= {p.fact for p in answer.presumptions}
    assert not any(p.fact.startswith("flag_") for p in answer.presumptions)
