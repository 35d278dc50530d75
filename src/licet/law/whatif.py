"""Sensitivity: the smallest changes of the stated facts that would change the answer.

The answer rests on these facts; if one is wrong, it changes as shown. Facts that the parties
cannot mend (where the item goes, who takes part in which role) are marked fixed: they show how
firm the answer is, and are no advice to split, reroute or hide.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import combinations
from typing import Any

import msgspec
import numpy as np

from licet.law.columns import decide_lines
from licet.law.conclude import Outcome
from licet.law.decide import Decision
from licet.law.evaluate import Value
from licet.law.facts import Fact, FactType
from licet.law.landmarks import Choices, Key, completed, landmarks
from licet.law.language import Compare, FactRef, Member, Node, RuleRef, walk
from licet.law.rules import Kind, Reading
from licet.law.ruleset import Program, Ruleset
from licet.law.values import PolicySpan, Scalar, Truth

#: Most single changes whose pairs are tried when none alone changes the outcome.
PAIRED = 40


class Change(msgspec.Struct, frozen=True):
    """One fact at another value."""

    fact: Fact
    party: int | None
    now: Value
    then: Scalar


class WhatIf(msgspec.Struct, frozen=True):
    """A smallest set of changes, and the answer it would give."""

    changes: tuple[Change, ...]
    outcome: Outcome
    policy: PolicySpan | None

    @property
    def correctable(self) -> bool:
        """Whether every change is of a fact that can be wrong or be mended."""
        return all(change.fact.correctable for change in self.changes)


def what_if(
    ruleset: Ruleset,
    program: Program,
    decision: Decision,
    reading: Reading = Reading.ENFORCED,
    leave: Set[Key] = frozenset(),
) -> tuple[WhatIf, ...]:
    """Single changes that flip the outcome or the policy; pairs where no single one flips it.

    Pairs are of facts that the requirements now holding rest on: two requirements may have to
    fall for the outcome to change. `leave` names facts not to change, such as presumptions that
    the answer lists anyway.
    """
    choices = _choices(ruleset, program, decision, leave)
    singles = [((key, place),) for key, values in choices.items() for place in range(len(values))]
    found = _try(ruleset, program, decision, choices, singles, reading)
    if any(one.outcome is not decision.outcome for one in found):
        return found
    bearing = _bearing(program, decision)
    paired = [one for one in singles if one[0][0][0] in bearing][:PAIRED]
    pairs = [
        first + second for first, second in combinations(paired, 2) if first[0][0] != second[0][0]
    ]
    of_pairs = _try(ruleset, program, decision, choices, pairs, reading)
    return found + tuple(one for one in of_pairs if one.outcome is not decision.outcome)


def _bearing(program: Program, decision: Decision) -> set[str]:
    """Facts that the requirements and prohibitions now holding are read from."""
    waiting: list[Node] = [
        finding.live.version.when
        for finding in decision.findings
        if finding.counted
        and finding.truth is Truth.YES
        and finding.live.rule.text.kind in (Kind.REQUIREMENT, Kind.PROHIBITION)
    ]
    facts: set[str] = set()
    seen: set[str] = set()
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, RuleRef) and node.rule not in seen:
                seen.add(node.rule)
                if node.rule in program.definitions:
                    waiting.append(program.definitions[node.rule])
            elif isinstance(node, FactRef | Compare | Member):
                facts.add(node.fact)
    return facts


def _choices(ruleset: Ruleset, program: Program, decision: Decision, leave: Set[Key]) -> Choices:
    """The other values of every stated fact that the rules can tell apart."""
    context = decision.context
    rows: list[tuple[int | None, Any]] = [(None, context.facts), *enumerate(context.parties)]
    choices: dict[Key, tuple[Scalar, ...]] = {}
    for party, row in rows:
        for name, value in row.items():
            fact = ruleset.facts[name]
            if value is None or (name, party) in leave or not _stated_by_user(fact):
                continue
            others = [
                v
                for v in landmarks(ruleset, program, context, (name, party), anew=True)
                if v != value
            ]
            if others:
                choices[(name, party)] = tuple(others)
    return choices


def _stated_by_user(fact: Fact) -> bool:
    """What the list itself says of an entry is not for the user to change."""
    return fact.type not in (FactType.TERMS, FactType.POLICY) and not fact.path.endswith(".name")


def _try(
    ruleset: Ruleset,
    program: Program,
    decision: Decision,
    choices: Choices,
    trials: Sequence[tuple[tuple[Key, int], ...]],
    reading: Reading,
) -> tuple[WhatIf, ...]:
    if not trials:
        return ()
    places = {key: np.full(len(trials), -1, np.intp) for key in choices}
    for line, trial in enumerate(trials):
        for key, place in trial:
            places[key][line] = place
    answers = decide_lines(
        program, completed(decision.context, choices, places, len(trials)), reading
    )
    found: list[WhatIf] = []
    for line, trial in enumerate(trials):
        outcome, policy = answers.one(line)
        if (outcome, policy) != decision.answer:
            changes = tuple(_change(ruleset, decision, choices, key, at) for key, at in trial)
            found.append(WhatIf(changes, outcome, policy))
    return tuple(found)


def _change(ruleset: Ruleset, decision: Decision, choices: Choices, key: Key, place: int) -> Change:
    name, party = key
    context = decision.context
    now = context.facts.get(name) if party is None else context.parties[party].get(name)
    return Change(ruleset.facts[name], party, now, choices[key][place])
