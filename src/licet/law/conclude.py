"""The conclusion, written once: from the rules' values to an outcome and a span of review policy.

It is written over an algebra, so that one decision (plain numbers) and millions of lines (arrays)
pass through the same lines of code. Values are 0 (NO), 1 (UNKNOWN) and 2 (YES).

- A requirement counts when it holds for any party.
- A license exception is open when its conditions hold, no restriction bars it, and it overcomes
  every requirement that holds: one exception must beat them all.
- A license is required when some requirement holds and no exception is open.
- A policy speaks only where its requirement does. An exception to a policy displaces it for the
  same requirement and party. Over all requirements the strictest governs (15 CFR 742.1(f)).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from licet.law.rules import Kind, Per
from licet.law.ruleset import Live

#: One value (an int) or a column of them (an array).
V = TypeVar("V")

ANY = "any"
NO, UNKNOWN, YES = 0, 1, 2


class Outcome(enum.StrEnum):
    """What the EAR requires of the transaction, in the words of the JSON output."""

    NOT_SUBJECT = "not_subject"
    NO_LICENSE_REQUIRED = "no_license_required"
    LICENSE_EXCEPTION = "license_exception"
    LICENSE_REQUIRED = "license_required"
    PROHIBITED = "prohibited"
    NEED_FACTS = "need_facts"


OUTCOMES = tuple(Outcome)
_CODE = {outcome: code for code, outcome in enumerate(OUTCOMES)}


class Algebra(Protocol[V]):
    """What the conclusion needs of its values; tests are truth values of the host (bool, mask)."""

    def constant(self, value: int) -> V:
        """The value `value` everywhere."""
        ...

    def low(self, first: V, second: V) -> V:
        """The lower of two (`and`)."""
        ...

    def high(self, first: V, second: V) -> V:
        """The higher of two (`or`)."""
        ...

    def negate(self, value: V) -> V:
        """`2 - value`."""
        ...

    def equals(self, value: V, constant: int) -> Any:
        """A test: where `value` is `constant`."""
        ...

    def both(self, first: Any, second: Any) -> Any:
        """Where both tests hold."""
        ...

    def choose(self, test: Any, then: V, otherwise: V) -> V:
        """`then` where the test holds, else `otherwise`."""
        ...

    def never(self, value: V) -> bool:
        """Whether `value` is NO everywhere."""
        ...


class Plain:
    """The algebra of single values."""

    def constant(self, value: int) -> int:
        """The value itself."""
        return value

    def low(self, first: int, second: int) -> int:
        """The lower of two."""
        return min(first, second)

    def high(self, first: int, second: int) -> int:
        """The higher of two."""
        return max(first, second)

    def negate(self, value: int) -> int:
        """`2 - value`."""
        return 2 - value

    def equals(self, value: int, constant: int) -> bool:
        """Whether the value is the constant."""
        return value == constant

    def both(self, first: bool, second: bool) -> bool:
        """Whether both tests hold."""
        return first and second

    def choose(self, test: bool, then: int, otherwise: int) -> int:
        """One of two."""
        return then if test else otherwise

    def never(self, value: int) -> bool:
        """Whether the value is NO."""
        return value == NO


class Span(NamedTuple, Generic[V]):
    """The ranks of a policy's mildest and strictest kind."""

    mildest: V
    strictest: V


class Reader(Protocol[V]):
    """Where the conclusion takes its values from."""

    def values(self, rule: str) -> Sequence[V]:
        """A rule's value: one, or one for each party where it is read per party."""
        ...

    def span(self, policy: Live, row: int | None) -> Span[V]:
        """A policy's own span, for one party where it is read per party."""
        ...


class Spoken(NamedTuple, Generic[V]):
    """A policy that may speak to a requirement: its span after exceptions, and what displaces it.

    `asked` is how far its requirement holds and calls for a license; `speaks` is YES where the
    policy contributes to the governing one.
    """

    policy: Live
    requirement: Live
    row: int | None
    policy_row: int | None
    span: Span[V]
    asked: V
    speaks: V
    displaced_by: tuple[tuple[str, V], ...]


class Conclusion(NamedTuple, Generic[V]):
    """Outcome codes (indices into `OUTCOMES`), the policy's span, and how they came about."""

    outcome: V
    license_certain: V  # YES where a license is required whatever the missing facts are
    subject: V
    license: V
    exceptions: dict[str, V]
    mildest: V
    strictest: V
    spoken_at_all: V
    spoken: list[Spoken[V]]
    conflict: V  # YES where two exceptions to one policy hold and differ


def license_needed(
    rules: Sequence[Live], reader: Reader[V], algebra: Algebra[V]
) -> tuple[V, V, dict[str, V]]:
    """Whether a license is needed, whether any requirement holds, and each exception's state."""
    against = [
        (live, value)
        for live in rules
        if live.rule.text.kind in (Kind.REQUIREMENT, Kind.RESTRICTION)
        and not algebra.never(value := _all(algebra, reader, live))
    ]
    required = _any(
        algebra, (value for live, value in against if live.rule.text.kind is Kind.REQUIREMENT)
    )
    exceptions: dict[str, V] = {}
    for live in rules:
        if live.rule.text.kind is Kind.AUTHORIZATION:
            symbol = live.rule.text.exception
            value = _open(live, against, reader, algebra)
            known = exceptions.get(symbol)
            exceptions[symbol] = value if known is None else algebra.high(known, value)
    best = _any(algebra, exceptions.values())
    return algebra.low(required, algebra.negate(best)), required, exceptions


def conclude(
    rules: Sequence[Live],
    reader: Reader[V],
    algebra: Algebra[V],
    needed: tuple[V, V, dict[str, V]],
) -> Conclusion[V]:
    """The conclusion from the counted `rules`; `needed` is what `license_needed` gave."""
    license_value, required, exceptions = needed
    kinds = {kind: [r for r in rules if r.rule.text.kind is kind] for kind in Kind}
    subject = _any(algebra, (_all(algebra, reader, r) for r in kinds[Kind.JURISDICTION]))
    if not kinds[Kind.JURISDICTION]:
        subject = algebra.constant(UNKNOWN)
    prohibited = _any(algebra, (_all(algebra, reader, r) for r in kinds[Kind.PROHIBITION]))
    outcome = _outcome(subject, prohibited, license_value, required, algebra)
    certain = algebra.low(subject, license_value)
    spoken = list(_spoken(kinds[Kind.REQUIREMENT], kinds[Kind.POLICY], certain, reader, algebra))
    mildest, strictest, at_all = _strictest(spoken, reader, algebra)
    return Conclusion(
        outcome=outcome,
        license_certain=certain,
        subject=subject,
        license=license_value,
        exceptions=exceptions,
        mildest=mildest,
        strictest=strictest,
        spoken_at_all=at_all,
        spoken=spoken,
        conflict=_conflict(kinds[Kind.POLICY], reader, algebra),
    )


def _all(algebra: Algebra[V], reader: Reader[V], live: Live) -> V:
    return _any(algebra, reader.values(live.rule.name))


def _any(algebra: Algebra[V], values: Iterable[V]) -> V:
    result = algebra.constant(NO)
    for value in values:
        result = algebra.high(result, value)
    return result


def _open(
    offer: Live, against: Sequence[tuple[Live, V]], reader: Reader[V], algebra: Algebra[V]
) -> V:
    """How far a license exception is open; `against` are the rules that hold somewhere."""
    value = _all(algebra, reader, offer)
    if algebra.never(value):
        return value
    for live, holds in against:
        if _stops(live, offer):
            value = algebra.low(value, algebra.negate(holds))
    return value


def _stops(live: Live, offer: Live) -> bool:
    """Whether a restriction bars the exception, or a requirement is one it cannot overcome."""
    symbol = offer.rule.text.exception
    if live.rule.text.kind is Kind.RESTRICTION:
        return ANY in live.rule.text.bars or symbol in live.rule.text.bars
    by = live.rule.text.overcome_by
    return not (ANY in by or symbol in by or set(by) & set(offer.rule.text.tags))


def _outcome(subject: V, prohibited: V, needed: V, required: V, algebra: Algebra[V]) -> V:
    def code(outcome: Outcome) -> V:
        return algebra.constant(_CODE[outcome])

    open_question = code(Outcome.NEED_FACTS)
    not_needed = algebra.equals(needed, NO)
    result = open_question
    result = algebra.choose(
        algebra.both(not_needed, algebra.equals(required, YES)),
        code(Outcome.LICENSE_EXCEPTION),
        result,
    )
    result = algebra.choose(
        algebra.both(not_needed, algebra.equals(required, NO)),
        code(Outcome.NO_LICENSE_REQUIRED),
        result,
    )
    result = algebra.choose(algebra.equals(needed, YES), code(Outcome.LICENSE_REQUIRED), result)
    result = algebra.choose(algebra.equals(prohibited, UNKNOWN), open_question, result)
    result = algebra.choose(algebra.equals(prohibited, YES), code(Outcome.PROHIBITED), result)
    result = algebra.choose(algebra.equals(subject, UNKNOWN), open_question, result)
    return algebra.choose(algebra.equals(subject, NO), code(Outcome.NOT_SUBJECT), result)


def _spoken(
    requirements: Sequence[Live],
    policies: Sequence[Live],
    needed: V,
    reader: Reader[V],
    algebra: Algebra[V],
) -> Iterator[Spoken[V]]:
    for requirement in requirements:
        name = requirement.rule.name
        speaking = [p for p in policies if name in p.rule.text.of]
        for row, holds in enumerate(reader.values(name)):
            about = row if requirement.rule.text.per is Per.PARTY else None
            asked = algebra.low(holds, needed)
            for policy in speaking:
                yield _one(policy, requirement, about, asked, speaking, reader, algebra)


def _one(
    policy: Live,
    requirement: Live,
    row: int | None,
    asked: V,
    speaking: Sequence[Live],
    reader: Reader[V],
    algebra: Algebra[V],
) -> Spoken[V]:
    value, own_row = _value(policy, row, reader)
    mildest, strictest = reader.span(policy, own_row)
    if policy.rule.text.exception_to:
        # An exception that may not hold is already in the span of the policy it may displace.
        speaks = algebra.choose(algebra.equals(value, YES), value, algebra.constant(NO))
    else:
        unsure = algebra.equals(value, UNKNOWN)
        mildest = algebra.choose(unsure, algebra.constant(0), mildest)
        speaks = algebra.choose(
            algebra.equals(value, NO), algebra.constant(NO), algebra.constant(YES)
        )
    displaced: list[tuple[str, V]] = []
    for exception in speaking:
        if policy.rule.name not in exception.rule.text.exception_to:
            continue
        other, other_row = _value(exception, row, reader)
        span = reader.span(exception, other_row)
        open_question = algebra.equals(other, UNKNOWN)
        low, high = algebra.low(mildest, span.mildest), algebra.high(strictest, span.strictest)
        mildest = algebra.choose(open_question, low, mildest)
        strictest = algebra.choose(open_question, high, strictest)
        holds = algebra.choose(algebra.equals(other, YES), other, algebra.constant(NO))
        speaks = algebra.low(speaks, algebra.negate(holds))
        displaced.append((exception.rule.name, holds))
    # Where the requirement may not hold, the policy may still make the answer stricter.
    speaks = algebra.choose(algebra.equals(asked, NO), algebra.constant(NO), speaks)
    return Spoken(
        policy,
        requirement,
        row,
        own_row,
        Span(mildest, strictest),
        asked,
        speaks,
        tuple(displaced),
    )


def _value(policy: Live, row: int | None, reader: Reader[V]) -> tuple[V, int | None]:
    values = reader.values(policy.rule.name)
    if policy.rule.text.per is Per.PARTY and row is not None:
        return values[row], row
    return values[0], None


def _strictest(
    spoken: Sequence[Spoken[V]], reader: Reader[V], algebra: Algebra[V]
) -> tuple[V, V, V]:
    nothing = algebra.constant(0)
    mildest, strictest, at_all = nothing, nothing, nothing
    for one in spoken:
        values = reader.values(one.requirement.rule.name)
        holds = values[one.row if one.row is not None else 0]
        speaks = algebra.equals(one.speaks, YES)
        sure = algebra.both(speaks, algebra.equals(holds, YES))
        mildest = algebra.choose(sure, algebra.high(mildest, one.span.mildest), mildest)
        strictest = algebra.choose(speaks, algebra.high(strictest, one.span.strictest), strictest)
        at_all = algebra.high(at_all, one.speaks)
    return mildest, strictest, at_all


def _conflict(policies: Sequence[Live], reader: Reader[V], algebra: Algebra[V]) -> V:
    result = algebra.constant(NO)
    for index, first in enumerate(policies):
        for second in policies[index + 1 :]:
            shared = set(first.rule.text.exception_to) & set(second.rule.text.exception_to)
            if not shared or first.version.span == second.version.span:
                continue
            for one, other in _pairs(
                reader.values(first.rule.name), reader.values(second.rule.name)
            ):
                result = algebra.high(result, algebra.low(one, other))
    return result


def _pairs(first: Sequence[V], second: Sequence[V]) -> Iterator[tuple[V, V]]:
    if len(first) == len(second):
        yield from zip(first, second, strict=True)
    else:
        yield from ((one, other) for one in first for other in second)
