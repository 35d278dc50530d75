"""Every test that a wording comes out as is in the rule language and asks only declared facts."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from licet.law.language import Names, parse
from licet.law.load import load_ruleset, shipped_folder
from licet.lists.wording import parse_policy, parse_requirement
from licet.terms import yamltext
from licet.terms.citation import is_cfr_cite
from licet.terms.policy import PolicyKind

HERE = Path(__file__).parent


def shipped(name: str) -> list[Any]:
    text = (shipped_folder() / name).read_text(encoding="utf-8")
    return list(yamltext.read(text, name).data)


@pytest.fixture(scope="module")
def names() -> Names:
    ruleset = load_ruleset()
    return Names(ruleset.facts, ruleset.tables)


@pytest.fixture(scope="module")
def written_tests() -> set[str]:
    """Every `when` that the readable cases come out as."""
    cases = {
        name: yamltext.read((HERE / name).read_text(encoding="utf-8"), name).data
        for name in ("requirements.yaml", "policies.yaml")
    }
    requirements = [parse_requirement(c["wording"]) for c in cases["requirements.yaml"]]
    policies = [parse_policy(c["wording"]) for c in cases["policies.yaml"]]
    return {term.when for read in (*requirements, *policies) for term in read.terms}


@pytest.fixture(scope="module")
def references() -> list[Any]:
    return shipped("policy_references.yaml")


def facts_of(test: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(test)) if isinstance(node, ast.Name)}


def test_readable_cases_come_out_in_the_rule_language(written_tests, names) -> None:
    for test in written_tests:
        parse(test, names, where="a case")


def test_real_wordings_come_out_in_the_rule_language(
    ecfr_rows, csl_requirements, csl_policies, names
) -> None:
    requirements = {r.requirement for r in ecfr_rows} | {w.text for w in csl_requirements}
    policies = {r.policy for r in ecfr_rows} | {w.text for w in csl_policies}
    terms = [t for text in requirements for t in parse_requirement(text).terms]
    for test in {t.when for t in terms} | {
        t.when for text in policies for t in parse_policy(text).terms
    }:
        parse(test, names, where="an entry")
    cites = {c for t in terms for c in t.cites}
    assert len(cites) > 10
    assert all(is_cfr_cite(c) for c in cites)


def test_no_declared_fact_is_idle(written_tests, references) -> None:
    used = set().union(*(facts_of(test) for test in written_tests))
    used |= {f for r in references for limb in r["limbs"] for f in facts_of(limb["when"])}
    declared = {fact["name"] for fact in shipped("facts/entry_terms.yaml")}
    assert declared <= used


def test_facts_say_what_they_ask_and_where_the_answer_goes() -> None:
    for fact in shipped("facts/entry_terms.yaml"):
        where = "items[].facts." if fact["scope"] == "item" else "facts."
        assert fact["path"] == where + fact["name"]
        assert fact["question"].endswith("?")
        assert is_cfr_cite(fact["cite"]), fact["name"]
        assert fact["asked_of"] in {"exporter", "manufacturer", "end_user", "counsel"}


def test_policy_references_are_well_formed(references, names) -> None:
    for reference in references:
        assert all(is_cfr_cite(p) for p in reference["paragraphs"])
        dt.date.fromisoformat(reference["text_of"])
        for limb in reference["limbs"]:
            where = reference["paragraphs"][0]
            parse(limb["when"], names, where=where)
            assert PolicyKind(limb["mildest"]).rank <= PolicyKind(limb["strictest"]).rank
            assert limb["cite"].startswith(where.split("(")[0])
            assert limb["verified"] in {"true", "false"}
            assert limb["says"].endswith(".")
    paragraphs = [p for reference in references for p in reference["paragraphs"]]
    assert len(paragraphs) == len(set(paragraphs))


def test_every_paragraph_that_an_entry_refers_to_is_there(
    ecfr_rows, csl_policies, references
) -> None:
    policies = {r.policy for r in ecfr_rows} | {w.text for w in csl_policies}
    referred = {p for text in policies for t in parse_policy(text).terms for p in t.refer}
    assert len(referred) == 9
    assert referred <= {p for reference in references for p in reference["paragraphs"]}
