"""Which missing facts can still change the answer, in the order of review.

Rules can tell apart only finitely many values of a fact: its landmarks. So the completions of
the missing facts are finite too. Up to a limit all of them are decided, as one batch, and exactly
the facts that change the answer in some completion are asked; beyond it the list is an upper
bound, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

import msgspec
import numpy as np

from licet.law.columns import decide_lines
from licet.law.conclude import OUTCOMES, Outcome
from licet.law.decide import Decision
from licet.law.evaluate import Context, Joint, Terms, Value, nodes_of, truth
from licet.law.facts import Fact
from licet.law.landmarks import Choices, Key, answer_codes, completed, landmarks
from licet.law.language import All as AllOf
from licet.law.language import (
    AnyParty,
    Compare,
    FactRef,
    Member,
    Node,
    RuleRef,
)
from licet.law.language import Not as Negation
from licet.law.language import Some as SomeOf
from licet.law.rules import Per, Reading
from licet.law.ruleset import Live, Program, Ruleset
from licet.law.values import Truth

#: Most completions that are decided.
LIMIT = 40_000


class Ask(msgspec.Struct, frozen=True):
    """A fact to find out. `settles` counts its values that alone would give the answer."""

    fact: Fact
    party: int | None
    settles: int
    values: int
    exact: bool  # False: the list is an upper bound, this fact may turn out not to matter


def asks(
    ruleset: Ruleset,
    program: Program,
    decision: Decision,
    reading: Reading = Reading.ENFORCED,
    limit: int = LIMIT,
) -> tuple[Ask, ...]:
    """The facts whose value could still change `decision`'s outcome or policy."""
    context = decision.context
    missing = _missing(program, context)
    choices = {key: landmarks(ruleset, program, context, key) for key in missing}
    choices = {key: values for key, values in choices.items() if values}
    exact = prod(len(values) for values in choices.values()) <= limit
    telling = _telling(program, context, choices, reading) if exact else set(choices)
    settled = _settles(program, context, choices, reading)
    found = [
        Ask(ruleset.facts[name], party, settled[(name, party)], len(values), exact)
        for (name, party), values in choices.items()
        if (name, party) in telling
    ]
    return tuple(sorted(found, key=_rank))


def _rank(ask: Ask) -> tuple[int, float, str, int]:
    """In the order of review, and within a step what settles the answer most often."""
    return ask.fact.step, -ask.settles / ask.values, ask.fact.name, ask.party or 0


def _telling(program: Program, context: Context, choices: Choices, reading: Reading) -> set[Key]:
    """The facts along whose axis the answers of all completions differ somewhere."""
    shape = tuple(len(values) for values in choices.values())
    axes = np.indices(shape).reshape(len(shape), -1) if shape else np.zeros((0, 1), np.intp)
    places = dict(zip(choices, axes, strict=True))
    answers = decide_lines(program, completed(context, choices, places, axes.shape[1]), reading)
    grid = answer_codes(answers).reshape(shape)
    return {
        key
        for axis, key in enumerate(choices)
        if bool(np.any(grid != np.take(grid, [0], axis=axis)))
    }


def _settles(
    program: Program, context: Context, choices: Choices, reading: Reading
) -> dict[Key, int]:
    """For each fact, how many of its values alone give the answer, all other facts as they are."""
    count = sum(len(values) for values in choices.values())
    places: dict[Key, Any] = {}
    start = 0
    for key, values in choices.items():
        place = np.full(count, -1, np.intp)
        place[start : start + len(values)] = np.arange(len(values))
        places[key] = place
        start += len(values)
    answers = decide_lines(program, completed(context, choices, places, count), reading)
    settled = (answers.outcome != OUTCOMES.index(Outcome.NEED_FACTS)) & (
        answers.mildest == answers.strictest
    )
    return {key: int(np.sum(settled & (place >= 0))) for key, place in places.items()}


def _missing(program: Program, context: Context) -> list[Key]:
    """Facts that some undecided rule still waits for, in the order of the rules."""
    live = {rule.rule.name: rule for rule in program.rules}
    found: dict[Key, None] = {}
    for rule in program.rules:
        rows = range(len(context.parties)) if rule.rule.text.per is Per.PARTY else (None,)
        for row in rows:
            for key in _waiting(rule.version.when, context, row, live):
                found.setdefault(key)
            if rule.version.party_terms and row is not None:
                for key in _terms_waiting(
                    context.parties[row].get(rule.version.party_terms), context, row, live
                ):
                    found.setdefault(key)
    return list(found)


def _waiting(
    node: Node, context: Context, row: int | None, live: Mapping[str, Live]
) -> Iterator[Key]:
    if truth(node, context, row) is not Truth.UNKNOWN:
        return
    match node:
        case Negation(inner):
            yield from _waiting(inner, context, row, live)
        case AllOf(parts) | SomeOf(parts):
            for part in parts:
                yield from _waiting(part, context, row, live)
        case AnyParty(inner):
            for index in range(len(context.parties)):
                yield from _waiting(inner, context, index, live)
        case RuleRef(rule, of_party):
            if rule in live:
                yield from _waiting(
                    live[rule].version.when, context, row if of_party else None, live
                )
        case FactRef(fact, of_party):
            value = context.parties[row].get(fact) if of_party and row is not None else None
            if isinstance(value, Terms | Joint):
                yield from _terms_waiting(value, context, row, live)
            else:
                yield fact, row if of_party else None
        case Compare(fact, of_party) | Member(fact, of_party):
            yield fact, row if of_party else None


def _terms_waiting(
    value: Value, context: Context, row: int | None, live: Mapping[str, Live]
) -> Iterator[Key]:
    for node in nodes_of(value):
        yield from _waiting(node, context, row, live)
