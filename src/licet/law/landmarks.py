"""Landmarks: the finitely many values of a fact that the rules can tell apart.

Between two thresholds nothing changes, and countries or ECCNs that stand in the same sets are
alike; so trying one value of each kind tries them all.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from licet.law.codes import CodeSet, ancestors
from licet.law.columns import Answers, Column, Lines, Place, column_of, repeated
from licet.law.evaluate import Context, Value, nodes_of
from licet.law.facts import FactType
from licet.law.language import Compare, Member, Node, walk
from licet.law.ruleset import Program, Ruleset
from licet.law.values import Between, Scalar
from licet.terms.eccn import covers

#: Stands for every country or code that no rule names.
OTHER = "zz"
#: Stands for every ECCN that no rule names.
UNNAMED_ECCN = "9Z999"

Key: TypeAlias = tuple[str, int | None]  # a fact, and the party it is about
Choices: TypeAlias = Mapping[Key, Sequence[Scalar]]


def _nodes(program: Program, context: Context) -> Iterator[Node]:
    for rule in program.rules:
        yield from walk(rule.version.when)
    for row in context.parties:
        for value in row.values():
            for node in nodes_of(value):
                yield from walk(node)


def landmarks(
    ruleset: Ruleset, program: Program, context: Context, key: Key, *, anew: bool = False
) -> tuple[Scalar, ...]:
    """The values of a fact that the rules can tell apart.

    They lie inside what is known of it (below a stated ECCN, within bounds), unless the fact is
    looked at `anew`, as if nothing were known.
    """
    name, party = key
    fact = ruleset.facts[name]
    current = context.facts.get(name) if party is None else context.parties[party].get(name)
    if anew:
        current = None
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
    sets = dict.fromkeys(
        node.members or program.sets[node.of]
        for node in _nodes(program, context)
        if isinstance(node, Member) and node.fact == name
    )
    classes: dict[_Standing, str] = {}
    for code, standing in _standings(tuple(sets)).items():
        if within is None or (code != within and covers(within, code)):
            classes.setdefault(standing, code)
    return tuple(classes.values())


#: In which of some sets a code stands, and of which it covers only a part.
_Standing: TypeAlias = tuple[frozenset[int], frozenset[int]]


@lru_cache(maxsize=256)
def _standings(sets: tuple[CodeSet, ...]) -> dict[str, _Standing]:
    """How every code of the sets stands to all of them."""
    exact: dict[str, set[int]] = defaultdict(set)
    above: dict[str, set[int]] = defaultdict(set)
    for number, codes in enumerate(sets):
        for code in codes:
            exact[code].add(number)
            for up in ancestors(code):
                above[up].add(number)
    found: dict[str, _Standing] = {}
    for code in exact:
        inside = frozenset().union(exact[code], *(exact.get(up, ()) for up in ancestors(code)))
        found[code] = inside, frozenset(above.get(code, ())) - inside
    return found


def _eccns(program: Program, context: Context, name: str, current: Value) -> tuple[Scalar, ...]:
    """ECCNs the rules name, and one they do not; below a stated ECCN only its own paragraphs."""
    if isinstance(current, str):
        return (*_named(program, context, name, current), f"{current}.zzzz")
    return (*_named(program, context, name, None), UNNAMED_ECCN)


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


def completed(context: Context, choices: Choices, places: Mapping[Key, Any], count: int) -> Lines:
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


def answer_codes(answers: Answers) -> Any:
    """One number for each answer: equal numbers, equal outcome and policy."""
    policy = (answers.mildest.astype(np.int32) + 1) * 8 + answers.strictest + 1
    return answers.outcome.astype(np.int32) * 64 + policy
