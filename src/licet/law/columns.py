"""The same rules read over columns: one expression tree, millions of lines.

Codes are integers into a dictionary, truth values are bytes, a party's facts are one set of
columns for each place in the longest line. The conclusion is the one of `conclude`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

import msgspec
import numpy as np
import numpy.typing as npt

from licet.law.codes import CodeSet
from licet.law.conclude import NO, OUTCOMES, UNKNOWN, YES, Outcome, Span, conclude, license_needed
from licet.law.decide import AFTERWARDS
from licet.law.evaluate import FULL_SPAN, Joint, Row, Terms, Value, member
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
from licet.law.rules import Kind, Per, Reading
from licet.law.ruleset import Live, Program
from licet.law.values import Between, PolicySpan

Truths: TypeAlias = npt.NDArray[np.int8]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: Lines handled at once: small enough for the processor's cache.
CHUNK = 16_384


class Codes(msgspec.Struct, frozen=True):
    """Strings as indices into `names`; -1 is unknown."""

    index: npt.NDArray[np.int32]
    names: tuple[str, ...]


class Numbers(msgspec.Struct, frozen=True):
    """Numbers or days between `low` and `high`; NaN is unknown. Days are ordinals."""

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


class EntryTerms(msgspec.Struct, frozen=True):
    """Entries' ordered terms as indices into `terms`; -1 is unknown."""

    index: npt.NDArray[np.int32]
    terms: tuple[Terms | Joint, ...]


Column: TypeAlias = Truths | Codes | Numbers | EntryTerms


class Place(msgspec.Struct, frozen=True):
    """The parties at one place of each line; `present` is False where a line has fewer."""

    present: Mask
    facts: Mapping[str, Column]


class Lines(msgspec.Struct, frozen=True):
    """Transaction lines as columns; a fact without a column is unknown on every line."""

    count: int
    facts: Mapping[str, Column]
    places: Sequence[Place]

    def part(self, start: int, end: int) -> Lines:
        """The lines from `start` up to `end`."""
        cut = slice(start, end)
        return Lines(
            count=len(range(*cut.indices(self.count))),
            facts={name: _cut(column, cut) for name, column in self.facts.items()},
            places=[
                Place(place.present[cut], {n: _cut(c, cut) for n, c in place.facts.items()})
                for place in self.places
            ],
        )


class Answers(msgspec.Struct, frozen=True):
    """Codes into `OUTCOMES`, and the policy's span (-1 where no license is in question)."""

    outcome: npt.NDArray[np.int8]
    license_certain: Truths
    mildest: npt.NDArray[np.int8]
    strictest: npt.NDArray[np.int8]
    conflict: Truths
    causes: dict[str, Truths]  # the rules asked for: their values, over all parties

    def one(self, line: int) -> tuple[Outcome, PolicySpan | None]:
        """The answer of one line, as `Decision.answer` gives it."""
        low, high = int(self.mildest[line]), int(self.strictest[line])
        return OUTCOMES[int(self.outcome[line])], PolicySpan(low, high) if low >= 0 else None


def decide_lines(
    program: Program,
    lines: Lines,
    reading: Reading = Reading.ENFORCED,
    causes: Sequence[Kind] = (),
) -> Answers:
    """Apply `program` to every line; `causes` asks for the values of the rules of these kinds."""
    counted = [
        live
        for live in program.rules
        if live.counts(reading) and live.rule.text.kind not in AFTERWARDS
    ]
    tables: dict[tuple[int, int], Truths] = {}
    starts = range(0, lines.count, CHUNK) or range(1)
    parts = [
        _decide_part(program, counted, lines.part(start, start + CHUNK), tables, causes)
        for start in starts
    ]
    names = parts[0].causes
    return Answers(
        outcome=np.concatenate([part.outcome for part in parts]),
        license_certain=np.concatenate([part.license_certain for part in parts]),
        mildest=np.concatenate([part.mildest for part in parts]),
        strictest=np.concatenate([part.strictest for part in parts]),
        conflict=np.concatenate([part.conflict for part in parts]),
        causes={name: np.concatenate([part.causes[name] for part in parts]) for name in names},
    )


def _decide_part(
    program: Program,
    counted: Sequence[Live],
    lines: Lines,
    tables: dict[tuple[int, int], Truths],
    causes: Sequence[Kind],
) -> Answers:
    reader = _Reader(program, lines, tables)
    for live in counted:
        reader.read(live)
    algebra = _Arrays(lines.count)
    found = conclude(counted, reader, algebra, license_needed(counted, reader, algebra))
    silent = found.spoken_at_all == NO
    return Answers(
        outcome=found.outcome,
        license_certain=found.license_certain,
        mildest=np.where(silent, np.int8(-1), found.mildest),
        strictest=np.where(silent, np.int8(-1), found.strictest),
        conflict=found.conflict,
        causes={
            live.rule.name: cast(Truths, np.maximum.reduce([*values]))
            for live in counted
            if live.rule.text.kind in causes and (values := reader.values(live.rule.name))
        },
    )


class _Arrays:
    """The algebra of columns."""

    def __init__(self, count: int) -> None:
        self._constants = {value: np.full(count, value, np.int8) for value in range(8)}

    def constant(self, value: int) -> Truths:
        return self._constants[value]

    def low(self, first: Truths, second: Truths) -> Truths:
        return np.minimum(first, second)

    def high(self, first: Truths, second: Truths) -> Truths:
        return np.maximum(first, second)

    def negate(self, value: Truths) -> Truths:
        return cast(Truths, np.int8(YES) - value)

    def equals(self, value: Truths, constant: int) -> Mask:
        return cast(Mask, value == constant)

    def both(self, first: Mask, second: Mask) -> Mask:
        return first & second

    def choose(self, test: Mask, then: Truths, otherwise: Truths) -> Truths:
        return np.where(test, then, otherwise)

    def never(self, value: Truths) -> bool:
        return not np.any(value)


class _Reader:
    """Reads expressions over the columns of one part, each distinct node once."""

    def __init__(
        self, program: Program, lines: Lines, tables: dict[tuple[int, int], Truths]
    ) -> None:
        self._sets = program.sets
        self._tables = tables  # of each dictionary and set, shared by all parts of a batch
        self._lines = lines
        self._known: dict[tuple[int, int], Truths] = {}
        self._rules: dict[str, list[Truths]] = {}
        self._absent = np.full(lines.count, NO, np.int8)
        self._unknown = np.full(lines.count, UNKNOWN, np.int8)
        self._always = np.full(lines.count, YES, np.int8)

    def read(self, live: Live) -> None:
        """Read a rule and keep its value for those that refer to it."""
        node = live.version.when
        if live.rule.text.per is Per.TRANSACTION:
            self._rules[live.rule.name] = [self.truth(node, -1)]
            return
        self._rules[live.rule.name] = [
            np.where(place.present, self.truth(node, row), NO).astype(np.int8)
            for row, place in enumerate(self._lines.places)
        ]

    def values(self, rule: str) -> Sequence[Truths]:
        """A counted rule's values: one, or one for each place."""
        return self._rules[rule]

    def span(self, policy: Live, row: int | None) -> Span[Truths]:
        """A policy's own span on every line."""
        fixed = policy.version.span
        count = self._lines.count
        if fixed is not None:
            return Span(
                np.full(count, fixed.mildest, np.int8), np.full(count, fixed.strictest, np.int8)
            )
        low = np.full(count, FULL_SPAN.mildest, np.int8)
        high = np.full(count, FULL_SPAN.strictest, np.int8)
        if row is None:
            return Span(low, high)
        column = self._lines.places[row].facts.get(policy.version.party_terms)
        if isinstance(column, EntryTerms):
            for index in np.unique(column.index[column.index >= 0]):
                here = column.index == index
                mildest, strictest = self._entry_span(column.terms[index], row)
                low, high = np.where(here, mildest, low), np.where(here, strictest, high)
        return Span(low, high)

    def truth(self, node: Node, row: int) -> Truths:
        """The value of `node` on every line, for the parties at place `row` (-1: none)."""
        key = (id(node), row)
        if key not in self._known:
            self._known[key] = self._truth(node, row)
        return self._known[key]

    def _truth(self, node: Node, row: int) -> Truths:
        match node:
            case Const(value):
                return self._always if value else self._absent
            case Not(inner):
                return cast(Truths, np.int8(YES) - self.truth(inner, row))
            case All(parts):
                return cast(Truths, np.minimum.reduce([self.truth(p, row) for p in parts]))
            case Some(parts):
                return cast(Truths, np.maximum.reduce([self.truth(p, row) for p in parts]))
            case AnyParty(inner):
                values = [
                    np.where(place.present, self.truth(inner, index), NO).astype(np.int8)
                    for index, place in enumerate(self._lines.places)
                ]
                return cast(Truths, np.maximum.reduce(values)) if values else self._absent
            case RuleRef(rule, of_party):
                values = self._rules.get(rule, [])
                if not values:
                    return self._absent
                return values[row] if of_party else values[0]
            case FactRef(fact, of_party):
                return self._fact(self._column(fact, row, of_party), row)
            case Compare(fact, of_party, op, constant):
                return self._compare(self._column(fact, row, of_party), op, constant)
            case Member(fact, of_party, members, of):
                return self._member(self._column(fact, row, of_party), members or self._sets[of])

    def _column(self, fact: str, row: int, of_party: bool) -> Column | None:
        facts = self._lines.places[row].facts if of_party else self._lines.facts
        return facts.get(fact)

    def _fact(self, column: Column | None, row: int) -> Truths:
        if column is None:
            return self._unknown
        if isinstance(column, EntryTerms):
            result = self._unknown.copy()
            for index in np.unique(column.index[column.index >= 0]):
                here = column.index == index
                result = np.where(here, self._entry_truth(column.terms[index], row), result)
            return result
        return cast(Truths, column)

    def _compare(self, column: Column | None, op: Op, constant: float | dt.date) -> Truths:
        if not isinstance(column, Numbers):
            return self._unknown
        bound = constant.toordinal() if isinstance(constant, dt.date) else constant
        low, high = column.low, column.high
        match op:
            case Op.LT:
                sure, never = high < bound, low >= bound
            case Op.LE:
                sure, never = high <= bound, low > bound
            case Op.GT:
                sure, never = low > bound, high <= bound
            case Op.GE:
                sure, never = low >= bound, high < bound
            case Op.EQ:
                sure, never = (low == bound) & (high == bound), (high < bound) | (low > bound)
            case Op.NE:
                sure, never = (high < bound) | (low > bound), (low == bound) & (high == bound)
        return np.where(sure, YES, np.where(never, NO, UNKNOWN)).astype(np.int8)

    def _member(self, column: Column | None, members: CodeSet) -> Truths:
        if not isinstance(column, Codes):
            return self._unknown
        key = (id(column.names), id(members))
        if key not in self._tables:
            looked_up = (member(name, members) for name in column.names)
            self._tables[key] = np.array([*looked_up, UNKNOWN], np.int8)
        return self._tables[key][column.index]

    def _entry_truth(self, entry: Terms | Joint, row: int) -> Truths:
        if isinstance(entry, Terms):
            return self._terms_truth(entry, row)
        parts = [self._terms_truth(part, row) for part in entry.parts]
        return cast(Truths, np.maximum.reduce(parts)) if parts else self._absent

    def _terms_truth(self, terms: Terms, row: int) -> Truths:
        if terms.unread:
            return self._unknown
        shape = self._lines.count
        may, may_not = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        alive = np.ones(shape, np.bool_)
        for term in terms.terms:
            value = self.truth(term.when, row)
            reached = alive & (value != NO)
            if term.value is True:
                may |= reached
            else:
                may_not |= reached
            alive &= value != YES
        may_not |= alive
        return np.where(may & ~may_not, YES, np.where(may, UNKNOWN, NO)).astype(np.int8)

    def _entry_span(self, entry: Terms | Joint, row: int) -> tuple[Truths, Truths]:
        if isinstance(entry, Joint):
            return self._joint_span(entry, row)
        low, high, spoke, decided = self._terms_span(entry, row)
        sure = spoke & decided
        return (
            np.where(sure, low, FULL_SPAN.mildest).astype(np.int8),
            np.where(sure, high, FULL_SPAN.strictest).astype(np.int8),
        )

    def _joint_span(self, joint: Joint, row: int) -> tuple[Truths, Truths]:
        count = self._lines.count
        low, high = np.zeros(count, np.int8), np.zeros(count, np.int8)
        any_spoke = np.zeros(count, np.bool_)
        for part in joint.parts:
            mildest, strictest, spoke, decided = self._terms_span(part, row)
            low = np.maximum(low, np.where(spoke & decided, mildest, 0)).astype(np.int8)
            high = np.maximum(high, np.where(spoke, strictest, 0)).astype(np.int8)
            any_spoke |= spoke
        return (
            np.where(any_spoke, low, FULL_SPAN.mildest).astype(np.int8),
            np.where(any_spoke, high, FULL_SPAN.strictest).astype(np.int8),
        )

    def _terms_span(self, terms: Terms, row: int) -> tuple[Truths, Truths, Mask, Mask]:
        """What the terms may give, where they may give anything, and where they surely do."""
        count = self._lines.count
        if terms.unread:
            always = np.ones(count, np.bool_)
            low = np.full(count, FULL_SPAN.mildest, np.int8)
            return low, np.full(count, FULL_SPAN.strictest, np.int8), always, always
        low = np.full(count, FULL_SPAN.strictest, np.int8)
        high = np.full(count, FULL_SPAN.mildest, np.int8)
        spoke, alive = np.zeros(count, np.bool_), np.ones(count, np.bool_)
        for term in terms.terms:
            value = self.truth(term.when, row)
            reached = alive & (value != NO)
            if isinstance(term.value, Joint):
                mildest, strictest = self._joint_span(term.value, row)
            elif isinstance(term.value, PolicySpan):
                mildest = np.full(count, term.value.mildest, np.int8)
                strictest = np.full(count, term.value.strictest, np.int8)
            else:
                continue
            low = np.where(reached, np.minimum(low, mildest), low)
            high = np.where(reached, np.maximum(high, strictest), high)
            spoke |= reached
            alive &= value != YES
        return low, high, spoke, ~alive


def _cut(column: Column, cut: slice) -> Column:
    match column:
        case Codes(index, names):
            return Codes(index[cut], names)
        case Numbers(low, high):
            return Numbers(low[cut], high[cut])
        case EntryTerms(index, terms):
            return EntryTerms(index[cut], terms)
        case _:
            return column[cut]


def lines_of(transactions: Sequence[tuple[Row, Sequence[Row]]]) -> Lines:
    """Single transactions (facts, parties) as lines."""
    places = []
    for place in range(max((len(parties) for _, parties in transactions), default=0)):
        rows = [parties[place] if place < len(parties) else {} for _, parties in transactions]
        present = np.array([place < len(parties) for _, parties in transactions], np.bool_)
        places.append(Place(present, _columns(rows)))
    return Lines(len(transactions), _columns([facts for facts, _ in transactions]), places)


def _columns(rows: Sequence[Row]) -> dict[str, Column]:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: column_of([row.get(name) for row in rows]) for name in names}
    return {name: column for name, column in columns.items() if column is not None}


def repeated(column: Column, index: npt.NDArray[np.intp]) -> Column:
    """The column with its lines taken as `index` says; one line may be taken many times."""
    match column:
        case Codes(codes, names):
            return Codes(codes[index], names)
        case Numbers(low, high):
            return Numbers(low[index], high[index])
        case EntryTerms(codes, terms):
            return EntryTerms(codes[index], terms)
        case _:
            return column[index]


def column_of(values: Sequence[Value]) -> Column | None:
    """A column from single values of one fact; None when all of them are unknown."""
    sample = next((value for value in values if value is not None), None)
    if sample is None:
        return None
    if isinstance(sample, bool):
        return np.array([UNKNOWN if v is None else (YES if v else NO) for v in values], np.int8)
    if isinstance(sample, str):
        names = tuple(dict.fromkeys(v for v in values if isinstance(v, str)))
        places = {name: place for place, name in enumerate(names)}
        index = [places[v] if isinstance(v, str) else -1 for v in values]
        return Codes(np.array(index, np.int32), names)
    if isinstance(sample, Terms | Joint):
        distinct = tuple(dict.fromkeys(v for v in values if isinstance(v, Terms | Joint)))
        where = {terms: place for place, terms in enumerate(distinct)}
        index = [where[v] if isinstance(v, Terms | Joint) else -1 for v in values]
        return EntryTerms(np.array(index, np.int32), distinct)
    bounds = [_bounds(value) for value in values]
    return Numbers(np.array([b[0] for b in bounds]), np.array([b[1] for b in bounds]))


def _bounds(value: Value) -> tuple[float, float]:
    if isinstance(value, Between):
        return value.low, value.high
    if isinstance(value, dt.date):
        return float(value.toordinal()), float(value.toordinal())
    if isinstance(value, int | float):
        return float(value), float(value)
    return float("nan"), float("nan")
