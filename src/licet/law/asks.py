"""Which missing facts can still change the answer, most telling first.

Rules can tell apart only finitely many values of a fact: its landmarks. So the completions of
the missing facts are finite too. Up to a limit all of them are decided, and exactly the facts
that change the answer in some completion are asked; beyond it the list is an upper bound.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import TypeAlias

import msgspec

from licet.law.decide import Decision, decide
from licet.law.evaluate import Context, Row, Terms, Value, truth
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

#: Most completions that are decided one by one.
LIMIT = 3000
#: Stands for every country or code that no rule names.
OTHER = "zz"

Key: TypeAlias = tuple[str, int | None]  # a fact, and the party it is about


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
    landmarks = {key: _landmarks(ruleset, program, context, key) for key in missing}
    landmarks = {key: values for key, values in landmarks.items() if values}
    exact = prod(len(values) for values in landmarks.values()) <= limit
    telling = _telling(program, context, landmarks, reading) if exact else set(landmarks)
    found = [
        Ask(
            fact=ruleset.facts[name],
            party=party,
            settles=_settles(program, context, (name, party), landmarks[(name, party)], reading),
            values=len(landmarks[(name, party)]),
            exact=exact,
        )
        for name, party in landmarks
        if (name, party) in telling
    ]
    return tuple(sorted(found, key=lambda a: (-a.settles / a.values, a.fact.name, a.party or 0)))


def complete(context: Context, values: Mapping[Key, Scalar]) -> tuple[Row, list[Row]]:
    """The facts and parties of `context` with `values` filled in."""
    facts = dict(context.facts)
    parties = [dict(row) for row in context.parties]
    for (name, party), value in values.items():
        if party is None:
            facts[name] = value
        else:
            parties[party][name] = value
    return facts, list(parties)


def _telling(
    program: Program, context: Context, landmarks: Mapping[Key, Sequence[Scalar]], reading: Reading
) -> set[Key]:
    keys = list(landmarks)
    answers: dict[tuple[int, ...], object] = {}
    for choice in itertools.product(*(range(len(landmarks[k])) for k in keys)):
        values = {k: landmarks[k][i] for k, i in zip(keys, choice, strict=True)}
        answers[choice] = decide(program, *complete(context, values), reading).answer
    telling: set[Key] = set()
    for place, key in enumerate(keys):
        seen: dict[tuple[int, ...], object] = {}
        for choice, answer in answers.items():
            rest = choice[:place] + choice[place + 1 :]
            if seen.setdefault(rest, answer) != answer:
                telling.add(key)
                break
    return telling


def _settles(
    program: Program, context: Context, key: Key, values: Sequence[Scalar], reading: Reading
) -> int:
    count = 0
    for value in values:
        decision = decide(program, *complete(context, {key: value}), reading)
        policy = decision.policy
        if decision.outcome != "need_facts" and (policy is None or len(policy.kinds) == 1):
            count += 1
    return count


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
            return (*_named(program, context, name), OTHER)
        case FactType.ECCN:
            return _eccns(_named(program, context, name), current)
        case FactType.NUMBER:
            return _numbers(program, context, name, current)
        case FactType.DATE:
            return _days(program, context, name)
        case FactType.TERMS | FactType.POLICY:
            return ()


def _named(program: Program, context: Context, name: str) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for node in _nodes(program, context):
        if isinstance(node, Member) and node.fact == name:
            codes.update(dict.fromkeys(node.members or program.sets[node.of]))
    return tuple(codes)


def _eccns(named: Sequence[str], current: Value) -> tuple[Scalar, ...]:
    """ECCNs the rules name, and one they do not; below a stated ECCN only its own paragraphs."""
    if isinstance(current, str):
        below = [code for code in named if covers(current, code) and code != current]
        return (*below, f"{current}.zzzz")
    return (*named, "9Z999")


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
