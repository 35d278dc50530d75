"""Asking the open questions one by one, and writing each answer where it belongs in the file.

The asking itself (a terminal, a page) is the caller's; here is what to ask next and what the
transaction looks like once it is answered.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import yaml

from licet.determination.model import Ask, Determination
from licet.determination.transaction import Transaction, from_document
from licet.terms import yamltext
from licet.terms.errors import BadInput

#: Given an open question, the person's answer; None passes the question over, "" ends the asking.
Asker = Callable[[Ask, int], str | None]
#: Given a question and what was wrong with the answer, tell the person.
Teller = Callable[[Ask, BadInput], None]

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def interview(
    document: yamltext.Document,
    determine: Callable[[Transaction], Determination],
    ask: Asker,
    tell: Teller,
) -> tuple[Determination, Any]:
    """Ask until nothing is open, everything is passed over, or the person ends it.

    Returns the last determination and the transaction as plain data, with the answers in it. An
    answer that does not fit is told and asked again; it changes nothing.
    """
    data = document.data
    passed: set[str] = set()
    answer = determine(from_document(document))
    while True:
        question = next((one for one in answer.asks if one.path not in passed), None)
        if question is None:
            return answer, data
        words = ask(question, len(answer.asks))
        if words == "":
            return answer, data
        if words is None:
            passed.add(question.path)
            continue
        changed = with_answer(data, question.path, words)
        try:
            answer = determine(from_document(yamltext.Document(document.name, changed, {})))
        except BadInput as error:
            tell(question, error)
            continue
        data = changed


def with_answer(data: Any, path: str, words: str) -> Any:
    """A copy of the transaction with `words` written at `path`, such as `items[0].facts.x`."""
    changed = copy.deepcopy(data)
    steps: list[str | int] = [
        int(number) if number else name for name, number in _STEP.findall(path)
    ]
    place = changed
    for step in steps[:-1]:
        place = place[step] if isinstance(step, int) else place.setdefault(step, {})
    place[steps[-1]] = words
    return changed


def as_yaml(data: Any) -> str:
    """The transaction as YAML text; every value stays the text that was written."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
