"""Unknown never becomes "no": what partial facts give bounds what full ones give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.law.asks import asks
from licet.law.columns import decide_lines
from licet.law.conclude import Outcome
from licet.law.decide import decide
from licet.law.evaluate import Terms, explain, truth
from licet.law.landmarks import completed
from licet.law.load import load_ruleset
from licet.law.ruleset import Ruleset
from licet.law.values import Truth
from tests.law.casebook import Case, cases, sample
from tests.law.casebook import given as facts_of

RULESET = load_ruleset()
ALL = [case for _, case in cases()]
#: Presumed whenever nobody states them; presumptions of knowledge hang on a stated end use.
PRESUMED = {f.name for f in RULESET.facts if f.presumed is not None and not f.presumed_with}


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return RULESET


@settings(max_examples=300, deadline=None)
@given(case=st.sampled_from(ALL), data=st.data())
def test_dropping_facts_gives_the_same_answer_or_need_facts(
    case: Case, data: st.DataObject
) -> None:
    facts, parties = facts_of(case, RULESET)
    program = RULESET.at(case.on)
    whole = decide(program, facts, parties, case.reading)
    keys = [(None, name) for name in facts if name not in PRESUMED]
    keys += [
        (i, name)
        for i, row in enumerate(parties)
        for name, value in row.items()
        if name not in PRESUMED and not isinstance(value, Terms)
    ]
    dropped = data.draw(st.sets(st.sampled_from(keys), max_size=6))
    less = {name: value for name, value in facts.items() if (None, name) not in dropped}
    fewer = [
        {name: value for name, value in row.items() if (i, name) not in dropped}
        for i, row in enumerate(parties)
    ]
    partial = decide(program, less, fewer, case.reading)
    assert partial.outcome in (whole.outcome, Outcome.NEED_FACTS)
    if partial.policy is not None and whole.policy is not None:
        assert partial.policy.mildest <= whole.policy.mildest
        assert partial.policy.strictest >= whole.policy.strictest


@pytest.mark.parametrize("case", sample(8, "trace"), ids=lambda c: c.case)
def test_the_trace_agrees_with_the_quick_reading(case: Case, ruleset: Ruleset) -> None:
    facts, parties = facts_of(case, ruleset)
    decision = decide(ruleset.at(case.on), facts, parties, case.reading)
    for finding in decision.findings:
        node = finding.live.version.when
        quick = truth(node, decision.context, finding.party)
        assert explain(node, decision.context, finding.party).truth is quick is finding.truth


@pytest.mark.parametrize("case", sample(8, "asks"), ids=lambda c: c.case)
def test_a_settled_answer_asks_nothing_and_an_open_one_asks(case: Case, ruleset: Ruleset) -> None:
    program = ruleset.at(case.on)
    decision = decide(program, *facts_of(case, ruleset), case.reading)
    questions = asks(ruleset, program, decision, case.reading)
    if decision.outcome is Outcome.NEED_FACTS:
        assert questions
    elif decision.policy is None and all(f.truth is not Truth.UNKNOWN for f in decision.findings):
        assert not questions


@pytest.mark.parametrize("name", sorted(PRESUMED))
def test_a_presumption_never_weakens_an_answer(name: str, ruleset: Ruleset) -> None:
    """Stating the opposite of what is presumed may free a transaction, never the presumption."""
    fact = ruleset.facts[name]
    strength = [
        Outcome.NOT_SUBJECT,
        Outcome.NO_LICENSE_REQUIRED,
        Outcome.LICENSE_EXCEPTION,
        Outcome.LICENSE_REQUIRED,
        Outcome.PROHIBITED,
    ]
    others = [True] if fact.type == "bool" else [v for v in fact.values if v != fact.presumed]
    key = (name, None)
    places = {key: np.arange(len(others))}
    for case in sample(30, name):
        if name in case.facts:
            continue
        program = ruleset.at(case.on)
        decision = decide(program, *facts_of(case, ruleset), case.reading)
        lines = completed(decision.context, {key: others}, places, len(others))
        answers = decide_lines(program, lines, case.reading)
        for place in range(len(others)):
            stated, _ = answers.one(place)
            if Outcome.NEED_FACTS not in (decision.outcome, stated):
                assert strength.index(stated) <= strength.index(decision.outcome)
