"""Every case in `cases/` comes out as it says."""

from __future__ import annotations

import pytest

from licet.law.asks import asks
from licet.law.decide import Decision, decide
from licet.law.load import load_ruleset
from licet.law.rules import Kind
from licet.law.ruleset import Ruleset
from licet.law.values import PolicySpan, Truth
from licet.terms.policy import PolicyKind
from tests.law.casebook import Case, cases, given

ALL = [pytest.param(case, id=f"{name}: {case.case}") for name, case in cases()]


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset()


def _decide(case: Case, ruleset: Ruleset) -> Decision:
    return decide(ruleset.at(case.on), *given(case, ruleset), case.reading)


def _holding(decision: Decision, kind: Kind) -> list[str]:
    return sorted(
        f.live.rule.name
        for f in decision.findings
        if f.live.rule.text.kind is kind and f.counted and f.truth is not Truth.NO
    )


@pytest.mark.parametrize("case", ALL)
def test_case(case: Case, ruleset: Ruleset) -> None:
    decision = _decide(case, ruleset)
    assert decision.outcome == case.outcome
    if case.policy is not None:
        mildest, dots, strictest = case.policy.partition("..")
        kinds = PolicyKind(mildest), PolicyKind(strictest if dots else mildest)
        assert decision.policy == PolicySpan.of(*kinds)
    if case.at_least is not None:
        assert decision.at_least == case.at_least
    if case.asks is not None:
        found = asks(ruleset, ruleset.at(case.on), decision, case.reading)
        assert sorted({a.fact.name for a in found}) == sorted(case.asks)
    if case.exceptions is not None:
        assert sorted(decision.exceptions) == sorted(case.exceptions)
    if case.duties is not None:
        assert _holding(decision, Kind.DUTY) == sorted(case.duties)
    if case.red_flags is not None:
        assert _holding(decision, Kind.RED_FLAG) == sorted(case.red_flags)
    if case.unconfirmed_since is not None:
        since = {f.live.standing.since for f in decision.findings if f.truth is Truth.YES}
        assert case.unconfirmed_since in since


def test_every_rule_is_cited_by_a_case(ruleset: Ruleset) -> None:
    """A requirement, prohibition or policy that holds in no case is untested."""
    held: set[str] = set()
    for _, case in cases():
        decision = _decide(case, ruleset)
        held |= {f.live.rule.name for f in decision.findings if f.truth is not Truth.NO}
    telling = {Kind.JURISDICTION, Kind.PROHIBITION, Kind.REQUIREMENT, Kind.POLICY, Kind.DUTY}
    untested = {r.name for r in ruleset.rules if r.text.kind in telling} - held
    assert not untested, f"write a case in cases/ in which these hold: {sorted(untested)}"
