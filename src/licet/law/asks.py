"""Which missing facts can still change the answer, most telling first.

Rules can tell apart only finitely many values of a fact: its landmarks. So the completions of
the missing facts are finite too. Up to a limit all of them are decided, as one batch, and exactly
the facts that change the answer in some completion are asked; beyond it the list is an upper
bound, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any, TypeAlias

import msgspec
import numpy as np

from licet.law.columns import Answers, Column, Lines, Place, column_of, decide_lines, repeated
from licet.law.conclude import OUTCOMES, Outcome
from licet.law.decide import Decision
from licet.law.evaluate import Context, Terms, Value, member, truth
from licet.law.facts import Fact, FactType
from licet.law.language import All as AllOf
from licet.law.language import (
    AnyParty,
    Compare,
    FactRef,
    Member,
    Node,
    RuleRef,
    walk,
)
from licet.law.language import Not as Negation
from licet.law.language import Some as SomeOf
from licet.law.rules import Per, Reading
from licet.law.ruleset import Live, Program, Ruleset
from licet.law.values import Between, Scalar, Truth
from licet.terms.eccn import covers

#: Most completions that are decided.
LIMIT = 40_000
#: Stands for every country or code that no rule names.
OTHER = "zz"

Key: TypeAlias = tuple[str, int | None]  # a fact, and the party it is about
Choices: TypeAlias = Mapping[Key, Sequence[Scalar]]


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
    choices = {key: _landmarks(ruleset, program, context, key) for key in missing}
    choices = {key: values for key, values in choices.items() if values}
    exact = prod(len(values) for values in choices.values()) <= limit
    telling = _telling(program, context, choices, reading) if exact else set(choices)
    settled = _settles(program, context, choices, reading)
    found = [
        Ask(ruleset.facts[name], party, settled[(name, party)], len(values), exact)
        for (name, party), values in choices.items()
        if (name, party) in telling
    ]
    return tuple(sorted(found, key=lambda a: (-a.settles / a.values, a.fact.name, a.party or 0)))


def _telling(program: Program, context: Context, choices: Choices, reading: Reading) -> set[Key]:
    """The facts along whose axis the answers of all completions differ somewhere."""
    shape = tuple(len(values) for values in choices.values())
    axes = np.indices(shape).reshape(len(shape), -1) if shape else np.zeros((0, 1), np.intp)
    places = dict(zip(choices, axes, strict=True))
    answers = decide_lines(program, _completed(context, choices, places, axes.shape[1]), reading)
    grid = _codes(answers).reshape(shape)
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
    answers = decide_lines(program, _completed(context, choices, places, count), reading)
    settled = (answers.outcome != OUTCOMES.index(Outcome.NEED_FACTS)) & (
        answers.mildest == answers.strictest
    )
    return {key: int(np.sum(settled & (place >= 0))) for key, place in places.items()}


def _codes(answers: Answers) -> Any:
    policy = (answers.mildest.astype(np.int32) + 1) * 8 + answers.strictest + 1
    return answers.outcome.astype(np.int32) * 64 + policy


def _completed(context: Context, choices: Choices, places: Mapping[Key, Any], count: int) -> Lines:
    """`count` copies of the facts, with the chosen values at `places` (-1: as it was)."""
    same = np.zeros(count, np.intp)

    def column(key: Key, value: Value) -> Column | None:
        if key not in choices:
            known = column_of([value])
            return None if known is None else repeated(known, same)
        options = column_of([value, *choices[key]])
        return None if options is None else repeated(options, places[key] + 1)

    def columns(party: int | None, known: Mapping[str, Value]) -> dict[str, Column]:
        names = dict.fromkeys([*known, *(name for name, of in choices if of == party)])
        made = {name: column((name, party), known.get(name)) for name in names}
        return {name: one for name, one in made.items() if one is not None}

    everyone = np.ones(count, np.bool_)
    parties = [Place(everyone, columns(i, row)) for i, row in enumerate(context.parties)]
    return Lines(count, columns(None, context.facts), parties)


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
            if isinstance(value, Terms):
                yield from _terms_waiting(value, context, row, live)
            else:
                yield fact, row if of_party else None
        case Compare(fact, of_party) | Member(fact, of_party):
            yield fact, row if of_party else None


def _terms_waiting(
    value: Value, context: Context, row: int | None, live: Mapping[str, Live]
) -> Iterator[Key]:
    if isinstance(value, Terms):
        for term in value.terms:
            yield from _waiting(term.when, context, row, live)


def _nodes(program: Program, context: Context) -> Iterator[Node]:
    for rule in program.rules:
        yield from walk(rule.version.when)
    for row in context.parties:
        for value in row.values():
            if isinstance(value, Terms):
                for term in value.terms:
                    yield from walk(term.when)


def _landmarks(
    ruleset: Ruleset, program: Program, context: Context, key: Key
) -> tuple[Scalar, ...]:
    """The values of a missing fact that the rules can tell apart, inside what is known of it."""
    name, party = key
    fact = ruleset.facts[name]
    current = context.facts.get(name) if party is None else context.parties[party].get(name)
    match fact.type:
        case FactType.BOOL:
            return (True, False)
        case FactType.CODE:
            return fact.values
        case FactType.COUNTRY:
            return (*_named(program, context, name, None), OTHER)
        case FactType.ECCN:
            return _eccns(program, context, name, current)
        case FactType.NUMBER:
            return _numbers(program, context, name, current)
        case FactType.DATE:
            return _days(program, context, name)
        case FactType.TERMS | FactType.POLICY:
            return ()


def _named(program: Program, context: Context, name: str, within: str | None) -> tuple[str, ...]:
    """Codes that rules name (below `within`), one for each class that all rules treat alike."""
    sets = {
        node.members or program.sets[node.of]
        for node in _nodes(program, context)
        if isinstance(node, Member) and node.fact == name
    }
    classes: dict[tuple[Truth, ...], str] = {}
    for code in dict.fromkeys(code for members in sets for code in members):
        if within is None or (code != within and covers(within, code)):
            classes.setdefault(tuple(member(code, members) for members in sets), code)
    return tuple(classes.values())


def _eccns(program: Program, context: Context, name: str, current: Value) -> tuple[Scalar, ...]:
    """ECCNs the rules name, and one they do not; below a stated ECCN only its own paragraphs."""
    if isinstance(current, str):
        return (*_named(program, context, name, current), f"{current}.zzzz")
    return (*_named(program, context, name, None), "9Z999")


def _numbers(program: Program, context: Context, name: str, current: Value) -> tuple[Scalar, ...]:
    limits = sorted(
        {
            float(node.constant)
            for node in _nodes(program, context)
            if isinstance(node, Compare)
            and node.fact == name
            and not isinstance(node.constant, dt.date)
        }
    )
    points = [p for limit in limits for p in (limit - 1e-6, limit, limit + 1e-6)]
    if isinstance(current, Between):
        inside = [p for p in points if current.low <= p <= current.high]
        return tuple(sorted({current.low, *inside, current.high}))
    return tuple(points)


def _days(program: Program, context: Context, name: str) -> tuple[Scalar, ...]:
    one = dt.timedelta(days=1)
    days: set[dt.date] = set()
    for node in _nodes(program, context):
        if isinstance(node, Compare) and node.fact == name and isinstance(node.constant, dt.date):
            days |= {node.constant - one, node.constant, node.constant + one}
    return tuple(sorted(days))
