"""Every case in `cases/` comes out as it says."""

from __future__ import annotations

import pytest

from tests.ownership.casebook import Case, Expected, answer, cases

ALL = [
    pytest.param(case, entity, id=f"{name}: {case.case}: {entity}")
    for name, case in cases()
    for entity in case.then
]


@pytest.mark.parametrize(("case", "entity"), ALL)
def test_case(case: Case, entity: str) -> None:
    wanted = case.then[entity]
    expected = Expected(wanted) if isinstance(wanted, str) else wanted
    found = answer(case, entity)
    assert found.verdict == expected.verdict
    if expected.by_ownership is not None:
        assert found.by_ownership == expected.by_ownership
    if expected.aggregate is not None:
        assert str(found.aggregate) == expected.aggregate
    if expected.restricting is not None:
        assert sorted({c.root.id for c in found.restricting}) == sorted(expected.restricting)
    if expected.minority is not None:
        assert sorted({flag.path[0] for flag in found.minority}) == sorted(expected.minority)
    if expected.red_flags is not None:
        assert sorted(flag.kind for flag in found.red_flags) == sorted(expected.red_flags)
    if expected.asks is not None:
        decisive = sorted({q.kind for q in found.questions if q.decides})
        assert decisive == sorted(expected.asks)
    if expected.contradictions is not None:
        assert len(found.contradictions) == expected.contradictions
    if expected.confirmed is not None:
        assert found.status.confirmed is expected.confirmed


def test_a_verdict_that_needs_facts_always_asks_for_them() -> None:
    for _, case in cases():
        for entity in case.then:
            found = answer(case, entity)
            if found.verdict == "need_facts":
                assert any(q.decides for q in found.questions), case.case
