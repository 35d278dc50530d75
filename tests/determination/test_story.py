"""The sale of July 2019 and its neighbours: the example files give what the README says."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from licet.determination import page, text
from licet.determination.model import Determination
from licet.law.conclude import Outcome
from licet.terms.citation import is_cfr_cite
from licet.terms.policy import PolicyKind
from tests.determination.conftest import Check

EXAMPLES = Path(__file__).parents[2] / "examples" / "huawei-2019"
DENIAL = PolicyKind.PRESUMPTION_OF_DENIAL


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "outcome", "policy"),
    [
        ("2019-05-15", Outcome.NO_LICENSE_REQUIRED, None),
        ("2019-07-09", Outcome.LICENSE_REQUIRED, DENIAL),
        ("2020-09-01", Outcome.LICENSE_REQUIRED, DENIAL),
        ("today", Outcome.LICENSE_REQUIRED, DENIAL),
    ],
)
def test_the_four_days(check: Check, name: str, outcome: Outcome, policy: PolicyKind) -> None:
    answer = check(example(name))
    assert answer.outcome is outcome
    assert (answer.policy.kind if answer.policy else None) is policy
    assert not answer.asks


def test_the_answer_of_july_2019_names_paragraph_entry_general_license_and_signals(
    check: Check,
) -> None:
    answer = check(example("2019-07-09"))
    (requirement,) = [r for r in answer.requirements if r.holds]
    assert requirement.statement.cite == "15 CFR 744.11(a)"
    assert requirement.party is not None
    assert requirement.party.name.startswith("Huawei")
    entry = next(e for e in answer.entries if e.listing == requirement.party.listing)
    assert entry.listed_from is not None
    assert entry.listed_from.isoformat() == "2019-05-16"
    assert entry.history[0] == "84 FR 22963 (2019-05-21)"
    assert entry.changed_since  # the stored wording is younger than the day
    assert {c.statement.rule for c in answer.considered} >= {"huawei_general_license"}
    assert [s.date.isoformat() for s in answer.signals] == ["2019-07-01", "2019-07-09"]


def test_signals_of_later_days_are_not_known_earlier(check: Check) -> None:
    assert not check(example("2019-05-15")).signals
    assert len(check(example("today")).signals) > len(check(example("2020-09-01")).signals)


def test_the_below_5g_clause_is_considered_and_does_not_reach_a_us_origin_item(
    check: Check,
) -> None:
    answer = check(example("2020-09-01"))
    assert "below_5g_entry_policy" in {c.statement.rule for c in answer.considered}
    assert answer.policy is not None
    assert [p.statement.rule for p in answer.policy.all] == ["entity_list_policy"]


@pytest.mark.parametrize("name", ["2019-05-15", "2019-07-09", "2020-09-01", "today"])
def test_every_statement_of_law_carries_its_citation_and_version(check: Check, name: str) -> None:
    answer = check(example(name))
    statements = [r.statement for r in (*answer.requirements, *answer.jurisdiction)]
    statements += [f.statement for f in (*answer.duties, *answer.red_flags)]
    statements += [c.statement for c in answer.considered]
    statements += [p.statement for p in answer.policy.all] if answer.policy else []
    assert statements
    shown = text.render(answer)
    for statement in statements:
        assert is_cfr_cite(statement.cite)
        assert f"version of {statement.version}" in shown


def test_the_same_question_gives_the_same_bytes(check: Check) -> None:
    first, second = check(example("today")), check(example("today"))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    assert page.render(first) == page.render(second)


def test_an_answer_that_is_not_a_license_shows_what_was_not_looked_at(check: Check) -> None:
    answer = check(example("2019-05-15"))
    shown = text.render(answer)
    assert answer.coverage.not_looked_at
    assert any(s.status == "not" for s in answer.coverage.sections)
    assert "NOT LOOKED AT" in shown
    assert "removed, and wordings superseded, before" in shown


def test_stale_sources_are_called_stale(check: Check) -> None:
    answer = check(example("today"))
    assert all(s.stale for s in answer.sources)
    assert "STALE" in text.render(answer)


def test_the_json_has_what_other_programs_rely_on(check: Check) -> None:
    data = msgspec.json.decode(msgspec.json.encode(check(example("2019-07-09"))))
    for key in [
        "outcome",
        "as_of",
        "reading",
        "requirements",
        "exceptions",
        "policy",
        "asks",
        "red_flags",
        "signals",
        "hits",
        "coverage",
        "sources",
        "ruleset",
    ]:
        assert key in data
    assert data["policy"]["kind"] == "presumption_of_denial"
    assert data["requirements"][0]["statement"]["cite"] == "15 CFR 744.11(a)"


def test_the_page_escapes_what_the_user_wrote(check: Check) -> None:
    hostile = example("2019-07-09").replace("RF front-end modules to Huawei", "<script>x</script>")
    assert "<script>" not in page.render(check(hostile))


def _open(answer: Determination) -> set[str]:
    return {ask.fact for ask in answer.asks}


UNLISTED = """
items: [{description: relays, eccn: EAR99, origin: US}]
parties: [{role: end_user, name: Quiet Harbour Bakery Cooperative, country: NZ}]
destination: NZ
end_use: ovens
"""


def test_the_affiliates_rule_over_time(check: Check) -> None:
    """In force 2025-10-15, stayed 2025-12-01, unconfirmed on 2026-11-21 (90 FR 47201, 50857)."""
    assert _open(check(UNLISTED, "2025-10-15")) == {"owned_50_by_listed"}
    assert check(UNLISTED, "2025-12-01").outcome is Outcome.NO_LICENSE_REQUIRED
    owned = UNLISTED.replace("NZ}]", "NZ, facts: {owned_50_by_listed: yes}}]")
    assert check(owned, "2025-10-15").outcome is Outcome.LICENSE_REQUIRED
    stayed = check(owned, "2025-12-01")
    assert stayed.outcome is Outcome.NO_LICENSE_REQUIRED
    assert [r.statement.rule for r in stayed.requirements if not r.counted] == [
        "affiliate_of_listed"
    ]
    today = check(owned, "2026-11-21")
    (requirement,) = today.requirements
    assert requirement.statement.status == "unconfirmed"
    assert str(requirement.statement.status_unconfirmed_since) == "2026-11-09"
    assert "unconfirmed since 2026-11-09" in text.render(today)


def test_a_likeness_is_never_a_no_until_somebody_says_so(check: Check) -> None:
    likeness = example("today").replace("Huawei Technologies Co., Ltd.", "Huawey Technology")
    assert check(likeness).outcome in (Outcome.NEED_FACTS, Outcome.LICENSE_REQUIRED)
    denied: set[str] = set()
    while True:
        said = ", ".join(f"{listing}: no" for listing in sorted(denied))
        stated = likeness.replace("    country: CN", f"    country: CN\n    matches: {{{said}}}")
        answer = check(stated, "2025-12-01")
        open_hits = {hit.listing for hit in answer.hits if hit.matched is not False}
        if not open_hits:
            break
        assert answer.outcome in (Outcome.NEED_FACTS, Outcome.LICENSE_REQUIRED)
        denied |= open_hits
    assert denied
    assert answer.outcome is Outcome.NO_LICENSE_REQUIRED


def test_without_an_end_use_no_knowledge_is_presumed(check: Check) -> None:
    answer = check(UNLISTED.replace("end_use: ovens", ""), "2025-12-01")
    assert answer.outcome is Outcome.NEED_FACTS
    assert _open(answer) >= {"missile_end_use", "chemical_biological_end_use", "informed_by_bis"}


def test_a_party_with_another_name_at_a_listed_address_is_caught(check: Check) -> None:
    """744.11(a), 744.16(f): an address entry reaches whoever uses the address."""
    hidden = """
items: [{description: relays, eccn: EAR99, origin: US}]
parties:
- role: ultimate_consignee
  name: Quiet Harbour Bakery Cooperative
  country: HK
  address: Flat 1512, 15/F Lucky Centre, 165-171 Wan Chai Road, Hong Kong
destination: HK
end_use: ovens
"""
    answer = check(hidden, "2025-12-01")
    (hit,) = [hit for hit in answer.hits if hit.matched is not False]
    assert hit.matched is True
    assert _open(answer) == {"listed_in_supp_7_to_746"}
    assert check(hidden.replace("EAR99", "3A991"), "2025-12-01").outcome is Outcome.LICENSE_REQUIRED
