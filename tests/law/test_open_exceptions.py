"""What a section of Part 744 or 746 leaves open is an exception, or a limb of one, that exists."""

from __future__ import annotations

from licet.law.load import load_ruleset
from licet.law.rules import Kind

RULES = load_ruleset().rules


def test_every_exception_named_is_one_of_part_740() -> None:
    known = {"any"}
    for rule in RULES:
        if rule.text.kind is Kind.AUTHORIZATION:
            known |= {rule.text.exception, *rule.text.tags}
    named = {
        (rule.name, symbol)
        for rule in RULES
        if rule.text.kind is Kind.REQUIREMENT and {"part744", "part746"} & set(rule.text.tags)
        for symbol in rule.text.overcome_by
    }
    unknown = sorted(pair for pair in named if pair[1] not in known)
    assert not unknown, f"no authorization has this symbol or tag: {unknown}"
