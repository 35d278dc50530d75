"""Wordings and their terms, as a lawyer can check them: requirements.yaml and policies.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.lists.model import PolicyTerm, RequirementTerm
from licet.lists.wording import parse_policy, parse_requirement, read_footnotes
from licet.terms import yamltext
from licet.terms.policy import PolicyKind

HERE = Path(__file__).parent


def cases(name: str) -> list[Any]:
    document = yamltext.read((HERE / name).read_text(encoding="utf-8"), name)
    return [
        pytest.param(case, id=f"line {document.line((i,))}: {case['shows']}")
        for i, case in enumerate(document.data)
    ]


@pytest.mark.parametrize("case", cases("requirements.yaml"))
def test_requirement(case: dict[str, Any]) -> None:
    expected = tuple(
        RequirementTerm(
            when=term["when"],
            license=term.get("license", "yes") == "yes",
            cites=tuple(term.get("cites", ())),
            exceptions=tuple(term.get("exceptions", ())),
        )
        for term in case.get("terms", ())
    )
    read = parse_requirement(case["wording"])
    assert read.text == case["wording"]
    assert read.terms == expected
    assert read.unparsed == case.get("unparsed")
    assert read_footnotes(case["wording"]) == tuple(int(n) for n in case.get("footnotes", ()))


@pytest.mark.parametrize("case", cases("policies.yaml"))
def test_policy(case: dict[str, Any]) -> None:
    expected = tuple(
        PolicyTerm(
            when=term["when"],
            kind=PolicyKind(term["kind"]) if "kind" in term else None,
            refer=tuple(term.get("refer", ())),
            cites=tuple(term.get("cites", ())),
        )
        for term in case.get("terms", ())
    )
    read = parse_policy(case["wording"])
    assert read.text == case["wording"]
    assert read.terms == expected
    assert read.unparsed == case.get("unparsed")
