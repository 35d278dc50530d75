"""The interview asks what is open, writes answers where they belong, and never loses one."""

from __future__ import annotations

import msgspec

from licet.determination.interview import as_yaml, interview, with_answer
from licet.determination.model import Ask
from licet.law.conclude import Outcome
from licet.terms import yamltext
from licet.terms.errors import BadInput
from tests.determination.conftest import Check

OPEN = """
as_of: 2025-12-01
items: [{description: relays, eccn: EAR99}]
parties: [{role: end_user, name: Quiet Harbour Bakery Cooperative, country: NZ}]
destination: NZ
end_use: ovens
"""


def test_answers_settle_the_question_and_stay_in_the_file(check: Check) -> None:
    asked: list[str] = []
    told: list[str] = []
    replies = iter(["maybe", "US"])

    def ask(question: Ask, still_open: int) -> str | None:
        asked.append(question.fact)
        assert still_open > 0
        return next(replies) if question.path == "items[0].origin" else None

    def tell(question: Ask, error: BadInput) -> None:
        told.append(f"{question.fact}: {error.what}")

    document = yamltext.read(OPEN, "t.yaml")
    answer, data = interview(document, lambda t: check(as_yaml_of(t)), ask, tell)
    assert answer.outcome is Outcome.NO_LICENSE_REQUIRED
    assert told == ["us_origin: `maybe` names no single country"]
    assert data["items"][0]["origin"] == "US"
    assert check(as_yaml(data)).outcome is Outcome.NO_LICENSE_REQUIRED
    assert "origin" not in document.data["items"][0]


def as_yaml_of(transaction: object) -> str:
    return msgspec.yaml.encode(transaction).decode()


def test_the_first_question_follows_the_order_of_review(check: Check) -> None:
    bare = "items: [{description: relays}]\nparties: [{role: end_user, name: Quiet Harbour}]\n"
    facts = [ask.fact for ask in check(bare, "2025-10-15").asks]
    assert facts.index("eccn") < facts.index("destination") < facts.index("owned_50_by_listed")


def test_an_answer_changes_a_copy_only() -> None:
    data = {"items": [{"description": "relays"}]}
    changed = with_answer(data, "items[0].facts.below_5g", "yes")
    assert changed["items"][0]["facts"] == {"below_5g": "yes"}
    assert data == {"items": [{"description": "relays"}]}
