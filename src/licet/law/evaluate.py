"""Reading an expression against the facts: a three-valued answer, quick or with its steps."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import msgspec

from licet.law.codes import CodeSet
from licet.law.language import (
    All,
    AnyParty,
    Compare,
    Const,
    FactRef,
    Member,
    Node,
    Not,
    Op,
    RuleRef,
    Some,
)
from licet.law.values import Between, FactValue, PolicySpan, Truth
from licet.terms.policy import PolicyKind

_Result = TypeVar("_Result")


class Term(msgspec.Struct, frozen=True):
    """One ordered limb of a list entry: where its test holds first, its value decides.

    A requirement's value is True (a license is required) or False; a policy's is a span, or the
    joint policy of the paragraphs that the entry points to.
    """

    when: Node
    value: bool | PolicySpan | Joint
    text: str
    cites: tuple[str, ...] = ()
    note: str = ""
    verified: bool = True


class Terms(msgspec.Struct, frozen=True):
    """An entry's ordered terms. `unread` marks wording that could not be read exactly."""

    terms: tuple[Term, ...]
    unread: str = ""


class Joint(msgspec.Struct, frozen=True):
    """Several sets of terms that all apply: the strictest of what they give governs."""

    parts: tuple[Terms, ...]


FULL_SPAN = PolicySpan.of(PolicyKind.APPROVAL, PolicyKind.DENIAL)

Value: TypeAlias = FactValue | Terms | Joint | None
Row: TypeAlias = Mapping[str, Value]


class Context(msgspec.Struct, frozen=True):
    """What an expression is read against: facts, the parties' facts, and other rules' values."""

    facts: Row
    parties: Sequence[Row]
    rules: Mapping[str, Truth]
    party_rules: Mapping[str, Sequence[Truth]]
    sets: Mapping[str, CodeSet]
    definitions: Mapping[str, Node]


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One node of a trace: what was tested, on what value, with what result, and why."""

    says: str
    truth: Truth
    value: str = ""
    parts: tuple[Step, ...] = ()


_NUMBER_OPS: dict[Op, Callable[[float, float], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.GE: operator.ge,
    Op.GT: operator.gt,
}


def truth(node: Node, context: Context, party: int | None = None) -> Truth:
    """The value of `node`; `party` is the index of the party whose facts `p.` names."""
    match node:
        case Const(value):
            return Truth.YES if value else Truth.NO
        case Not(inner):
            return ~truth(inner, context, party)
        case All(parts):
            lowest = Truth.YES
            for part in parts:
                lowest = min(lowest, truth(part, context, party))
                if lowest is Truth.NO:
                    break
            return lowest
        case Some(parts):
            highest = Truth.NO
            for part in parts:
                highest = max(highest, truth(part, context, party))
                if highest is Truth.YES:
                    break
            return highest
        case AnyParty(inner):
            return max(
                (truth(inner, context, row) for row in range(len(context.parties))),
                default=Truth.NO,
            )
        case RuleRef(rule, of_party):
            if of_party:
                return context.party_rules[rule][_row(party)]
            return context.rules[rule]
        case FactRef(fact, of_party):
            return _fact_truth(_value(context, party, fact, of_party), context, party)
        case Compare(fact, of_party, op, constant):
            return compare(_value(context, party, fact, of_party), op, constant)
        case Member(fact, of_party, members, of):
            return member(_value(context, party, fact, of_party), members or context.sets[of])


def _row(party: int | None) -> int:
    if party is None:
        raise RuntimeError("a party's fact was read outside any party; the loader must refuse this")
    return party


def _value(context: Context, party: int | None, fact: str, of_party: bool) -> Value:
    if of_party:
        return context.parties[_row(party)].get(fact)
    return context.facts.get(fact)


def _fact_truth(value: Value, context: Context, party: int | None) -> Truth:
    if isinstance(value, Joint):
        parts = (_fact_truth(part, context, party) for part in value.parts)
        return max(parts, default=Truth.NO)
    if isinstance(value, Terms):
        reachable, decided = reach(value, context, party)
        outcomes = {term.value for term in reachable} | (set() if decided else {False})
        if value.unread or len(outcomes) != 1:
            return Truth.UNKNOWN
        return Truth.YES if outcomes.pop() is True else Truth.NO
    if value is None:
        return Truth.UNKNOWN
    return Truth.YES if value is True else Truth.NO


def compare(value: Value, op: Op, constant: float | dt.date) -> Truth:
    """A number, bounds, or a day against a constant; bounds on both sides of it are unknown."""
    if value is None or isinstance(value, Terms | Joint):
        return Truth.UNKNOWN
    test = _NUMBER_OPS[op]
    bound = constant.toordinal() if isinstance(constant, dt.date) else constant
    if isinstance(value, Between):
        if op in (Op.EQ, Op.NE):
            if value.low == value.high == bound:
                return Truth.YES if op is Op.EQ else Truth.NO
            inside = value.low <= bound <= value.high
            return Truth.UNKNOWN if inside else (Truth.NO if op is Op.EQ else Truth.YES)
        ends = {test(value.low, bound), test(value.high, bound)}
        return Truth.UNKNOWN if len(ends) > 1 else (Truth.YES if ends.pop() else Truth.NO)
    number = value.toordinal() if isinstance(value, dt.date) else value
    if isinstance(number, str):
        return Truth.UNKNOWN
    return Truth.YES if test(number, bound) else Truth.NO


def member(value: Value, members: CodeSet) -> Truth:
    """Membership of a code; an ECCN less exact than the set's paragraphs is unknown."""
    if not isinstance(value, str):
        return Truth.UNKNOWN
    return members.holds(value)


def reach(terms: Terms, context: Context, party: int | None) -> tuple[tuple[Term, ...], bool]:
    """The terms that may decide, and whether one of them surely does.

    These are the first that holds and, before it, those whose test is still unknown. When none
    surely holds, the entry may say nothing of the case.
    """
    found: list[Term] = []
    for term in terms.terms:
        value = truth(term.when, context, party)
        if value is not Truth.NO:
            found.append(term)
        if value is Truth.YES:
            return tuple(found), True
    return tuple(found), False


def policy_span(value: Value, context: Context, party: int | None) -> PolicySpan:
    """The policy that an entry's terms give; the whole range where they say nothing certain."""
    if isinstance(value, Joint):
        return _joint_span(value, context, party)
    if not isinstance(value, Terms):
        return FULL_SPAN
    span, decided = _terms_span(value, context, party)
    return span if decided and span is not None else FULL_SPAN


def _joint_span(joint: Joint, context: Context, party: int | None) -> PolicySpan:
    mildest, strictest = 0, 0
    spoke = False
    for part in joint.parts:
        span, decided = _terms_span(part, context, party)
        if span is None:
            continue
        spoke = True
        # Terms that may say nothing cannot raise the mildest policy there is.
        mildest = max(mildest, span.mildest if decided else 0)
        strictest = max(strictest, span.strictest)
    return PolicySpan(mildest, strictest) if spoke else FULL_SPAN


def _terms_span(
    terms: Terms, context: Context, party: int | None
) -> tuple[PolicySpan | None, bool]:
    """What the terms may give (None: surely nothing), and whether they surely give something."""
    if terms.unread:
        return FULL_SPAN, True
    reachable, decided = reach(terms, context, party)
    spans = [
        _joint_span(term.value, context, party) if isinstance(term.value, Joint) else term.value
        for term in reachable
        if not isinstance(term.value, bool)
    ]
    if not spans:
        return None, False
    return PolicySpan(min(s.mildest for s in spans), max(s.strictest for s in spans)), decided


def nodes_of(value: Value) -> Iterator[Node]:
    """The tests inside an entry's terms, nested ones too."""
    for term in terms_of(value):
        yield term.when


def terms_of(value: object) -> Iterator[Term]:
    """The terms of an entry, those of the paragraphs it points to after the term that does."""
    if isinstance(value, Joint):
        for part in value.parts:
            yield from terms_of(part)
    elif isinstance(value, Terms):
        for term in value.terms:
            yield term
            yield from terms_of(term.value)


def explain(node: Node, context: Context, party: int | None = None) -> Step:
    """The same answer as `truth`, with the steps that carry it; other operands are left out."""
    value = truth(node, context, party)
    match node:
        case Const(constant):
            return Step("always" if constant else "never", value)
        case Not(inner):
            return Step("not", value, parts=(explain(inner, context, party),))
        case All(parts) | Some(parts):
            carrying = [p for p in parts if truth(p, context, party) is value]
            word = "all of" if isinstance(node, All) else "any of"
            steps = tuple(explain(p, context, party) for p in carrying)
            return steps[0] if len(steps) == 1 else Step(word, value, parts=steps)
        case AnyParty(inner):
            rows = [i for i in range(len(context.parties)) if truth(inner, context, i) is value]
            return Step("any party", value, parts=tuple(explain(inner, context, i) for i in rows))
        case RuleRef(rule, of_party):
            if rule not in context.definitions:
                return Step(f"rule {rule}, which did not stand then", value)
            own = explain(context.definitions[rule], context, party if of_party else None)
            return Step(f"rule {rule}", value, parts=(own,))
        case FactRef(fact, of_party):
            stated = _value(context, party, fact, of_party)
            if isinstance(stated, Terms | Joint):
                entries = (stated,) if isinstance(stated, Terms) else stated.parts
                limbs = tuple(
                    Step(t.text, truth(t.when, context, party))
                    for entry in entries
                    for t in reach(entry, context, party)[0]
                )
                return Step(fact, value, parts=limbs)
            return Step(fact, value, spell(stated))
        case Compare(fact, of_party, op, constant):
            return Step(
                f"{fact} {op} {spell(constant)}",
                value,
                spell(_value(context, party, fact, of_party)),
            )
        case Member(fact, of_party, members, of):
            word = "is" if len(members) == 1 else "in"
            return Step(f"{fact} {word} {of}", value, spell(_value(context, party, fact, of_party)))


def spell(value: Value) -> str:
    """A fact's value as a person reads it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Terms | Joint):
        return "the entry's terms"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
