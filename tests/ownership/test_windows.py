"""The days of each rule: every day once, and the same days as the ruleset's own rule."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from licet.law.load import load_ruleset
from licet.law.rules import Then
from licet.ownership.windows import STATUSES, Effect, Rule, status_on


@pytest.mark.parametrize("rule", list(Rule))
def test_every_day_has_one_status(rule: Rule) -> None:
    statuses = STATUSES[rule]
    assert statuses[0].period.start is None
    assert statuses[-1].period.end is None
    for before, after in itertools.pairwise(statuses):
        assert before.period.end is not None
        assert after.period.start == before.period.end + dt.timedelta(days=1)


def test_the_affiliates_rule_has_the_days_of_the_ruleset() -> None:
    ruleset = load_ruleset()
    text = next(r.text for r in ruleset.rules if r.name == "affiliate_of_listed")
    (version,), (stay,) = text.versions, text.stays
    first = status_on(Rule.BIS, version.start)
    assert first.period.start == version.start
    assert first.notice is not None
    assert (first.notice.cite, first.notice.published) == (version.by, version.published)
    stayed = status_on(Rule.BIS, stay.start)
    assert stayed.effect is Effect.STAYED
    assert (stayed.period.start, stayed.period.end) == (stay.start, stay.until)
    assert stayed.notice is not None
    assert stayed.notice.cite == stay.by
    after = status_on(Rule.BIS, stay.until + dt.timedelta(days=1))
    assert after.effect is Effect.IN_FORCE
    assert after.confirmed is (stay.then is not Then.UNCONFIRMED)
