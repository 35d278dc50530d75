"""A ruleset that is wrong is refused at load, naming file, rule and text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licet.law.load import load_ruleset
from licet.terms.errors import BadInput, BadRule

FACTS = """
- {name: civil, type: bool, question: Is it civil?}
"""
RULE = """
- name: {name}
  kind: requirement
  says: A license is needed.
  versions:
  - {{from: 2020-01-01, cite: 15 CFR 744.11(a), when: {when}}}
"""


def write(folder: Path, rules: str, facts: str = FACTS) -> Path:
    (folder / "facts").mkdir()
    (folder / "rules").mkdir()
    (folder / "tables").mkdir()
    (folder / "facts" / "all.yaml").write_text(facts)
    (folder / "rules" / "744.11.yaml").write_text(rules)
    return folder


def test_a_sound_ruleset_loads_with_a_digest(tmp_path: Path) -> None:
    first = load_ruleset(write(tmp_path, RULE.format(name="a", when="civil")))
    assert [r.name for r in first.rules] == ["a"]
    assert len(first.digest) == 64
    (tmp_path / "rules" / "744.11.yaml").write_text(RULE.format(name="a", when="not civil"))
    assert load_ruleset(tmp_path).digest != first.digest


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (RULE.format(name="a", when="civl"), ["744.11.yaml:2", "`a`", "`civl`"]),
        (RULE.format(name="a", when="civil") * 2, ["744.11.yaml:8", "744.11.yaml:2"]),
        (RULE.format(name="civil", when="True"), ["already a fact"]),
        (RULE.format(name="a", when="b") + RULE.format(name="b", when="a"), ["circle", "a -> b"]),
        (RULE.format(name="a", when="license_required"), ["known only after"]),
        (RULE.format(name="a", when="civil").replace("744.11(a)", "EAR"), ["`15 CFR EAR`"]),
        (RULE.format(name="a", when="civil").replace("says:", "sayz:"), ["sayz", "`a`"]),
        (RULE.format(name="a", when="civil").replace("2020-01-01", "soon"), ["`a`"]),
        (RULE.format(name="a", when="civil").replace("requirement", "policy"), ["`of:"]),
        ("- name: a\n  name: b\n", ["written twice", ":2"]),
        ("name: a\n", ["must hold a list"]),
        ("- &x [*x]\n", ["aliases"]),
    ],
)
def test_refused(tmp_path: Path, rules: str, words: list[str]) -> None:
    with pytest.raises(BadRule) as caught:
        load_ruleset(write(tmp_path, rules))
    for word in words:
        assert word in str(caught.value)


def test_two_versions_on_one_day_are_refused(tmp_path: Path) -> None:
    rules = RULE.format(name="a", when="civil") + (
        "  - {from: 2021-01-01, cite: 15 CFR 744.11(a), when: civil}\n"
    )
    with pytest.raises(BadRule, match="two versions hold on 2021-01-01"):
        load_ruleset(write(tmp_path, rules))


def test_a_day_before_the_first_version_is_refused() -> None:
    with pytest.raises(BadInput, match="reach back to 2018-01-01"):
        load_ruleset().at(dt.date(2017, 12, 31))


def test_programs_change_exactly_at_the_epochs() -> None:
    ruleset = load_ruleset()
    for epoch in ruleset.epochs:
        assert ruleset.at(epoch).start == epoch
        if epoch != ruleset.epochs[0]:
            assert ruleset.at(epoch - dt.timedelta(days=1)).start < epoch
