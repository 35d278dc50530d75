"""Every what-if is true when decided by itself, and no smaller one was passed over."""

from __future__ import annotations

import pytest

from licet.law.decide import decide
from licet.law.load import load_ruleset
from licet.law.whatif import what_if
from tests.law.casebook import Case, cases, given, sample

RULESET = load_ruleset()
ALL = [case for _, case in cases()]


@pytest.mark.parametrize("case", sample(40, "what if"), ids=lambda c: c.case)
def test_what_ifs_hold(case: Case) -> None:
    facts, parties = given(case, RULESET)
    program = RULESET.at(case.on)
    decision = decide(program, facts, parties, case.reading)
    found = what_if(RULESET, program, decision, case.reading)
    for one in found:
        changed, rows = dict(facts), [dict(row) for row in parties]
        for change in one.changes:
            target = changed if change.party is None else rows[change.party]
            assert target[change.fact.name] == change.now
            target[change.fact.name] = change.then
        again = decide(program, changed, rows, case.reading)
        assert again.answer == (one.outcome, one.policy)
        assert again.answer != decision.answer
    if any(len(one.changes) == 2 for one in found):
        singles = [one for one in found if len(one.changes) == 1]
        assert all(one.outcome is decision.outcome for one in singles)


def test_a_listed_party_may_be_another_or_the_role_outside_the_four() -> None:
    case = next(c for c in ALL if c.case == "the first day on the list")
    decision = decide(RULESET.at(case.on), *given(case, RULESET))
    found = what_if(RULESET, RULESET.at(case.on), decision)
    flips = {(one.changes[0].fact.name, one.correctable) for one in found if len(one.changes) == 1}
    assert ("match", True) in flips
    assert ("role", False) in flips


def test_a_destination_is_fixed_and_never_offered_as_a_remedy() -> None:
    fixed = {fact.name for fact in RULESET.facts if not fact.correctable}
    assert {"destination", "role"} <= fixed
