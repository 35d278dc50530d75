"""One decision: every rule read on one item and its parties, and the conclusion drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from licet.law.conclude import (
    OUTCOMES,
    Outcome,
    Plain,
    Span,
    Spoken,
    conclude,
    license_needed,
)
from licet.law.evaluate import FULL_SPAN, Context, Row, Step, explain, policy_span, truth
from licet.law.rules import LICENSE_REQUIRED, LICENSE_WITHOUT_EXCEPTION, Kind, Per, Reading
from licet.law.ruleset import Live, Program
from licet.law.values import PolicySpan, Truth
from licet.terms.errors import BadRule

#: Rules that are read after the conclusion: they may ask whether a license is required.
AFTERWARDS = (Kind.DUTY, Kind.RED_FLAG)
PLAIN = Plain()


class Finding(msgspec.Struct, frozen=True):
    """One rule's value, for one party where it is read per party.

    `counted` is False for a rule that is printed but does not bind in this reading: stayed, or
    not enforced.
    """

    live: Live
    truth: Truth
    party: int | None
    counted: bool


class PolicyFinding(msgspec.Struct, frozen=True):
    """A review policy that speaks to a requirement (of one party), and whether it governs."""

    finding: Finding
    requirement: str
    span: PolicySpan
    displaced_by: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True):
    """The conclusion with everything it rests on."""

    outcome: Outcome
    at_least: Outcome | None  # what is certain already although facts are missing
    subject: Truth
    license: Truth
    findings: tuple[Finding, ...]
    exceptions: tuple[str, ...]
    policies: tuple[PolicyFinding, ...]
    policy: PolicySpan | None
    context: Context

    @property
    def answer(self) -> tuple[Outcome, PolicySpan | None]:
        """What a user acts on: the outcome and the policy."""
        return self.outcome, self.policy

    def steps(self, finding: Finding) -> Step:
        """Why `finding` has its value."""
        return explain(finding.live.version.when, self.context, finding.party)


def decide(
    program: Program, facts: Row, parties: Sequence[Row], reading: Reading = Reading.ENFORCED
) -> Decision:
    """Apply `program` to one item of a transaction and its parties.

    Raises `BadRule` when two exceptions to one policy hold and differ.
    """
    rules: dict[str, Truth] = _Absent()
    party_rules: dict[str, list[Truth]] = _AbsentRows(len(parties))
    context = Context(facts, parties, rules, party_rules, program.sets, program.definitions)
    findings: list[Finding] = []
    counted = [live for live in program.rules if live.counts(reading)]
    for live in program.rules:
        if live.rule.text.kind not in AFTERWARDS:
            findings.extend(_read(live, context, rules, party_rules, reading))
    reader = _Reader(context)
    needed = license_needed(counted, reader, PLAIN)
    conclusion = conclude(counted, reader, PLAIN, needed)
    if conclusion.conflict == Truth.YES:
        raise _conflict(counted, reader)
    rules[LICENSE_REQUIRED] = Truth(conclusion.license_certain)
    rules[LICENSE_WITHOUT_EXCEPTION] = Truth(min(conclusion.subject, needed[1]))
    for live in program.rules:
        if live.rule.text.kind in AFTERWARDS:
            findings.extend(_read(live, context, rules, party_rules, reading))

    outcome = OUTCOMES[conclusion.outcome]
    certain = conclusion.license_certain == Truth.YES and outcome is Outcome.NEED_FACTS
    return Decision(
        outcome=outcome,
        at_least=Outcome.LICENSE_REQUIRED if certain else None,
        subject=Truth(conclusion.subject),
        license=Truth(conclusion.license),
        findings=tuple(findings),
        exceptions=tuple(n for n, v in conclusion.exceptions.items() if v == Truth.YES),
        policies=tuple(_policies(conclusion.spoken, findings)),
        policy=PolicySpan(conclusion.mildest, conclusion.strictest)
        if conclusion.spoken_at_all
        else None,
        context=context,
    )


class _Reader:
    """Gives the conclusion the values of one decision."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def values(self, rule: str) -> Sequence[int]:
        if rule in self._context.party_rules:
            return self._context.party_rules[rule]
        return (self._context.rules[rule],)

    def span(self, policy: Live, row: int | None) -> Span[int]:
        span = _span(policy, self._context, row)
        return Span(span.mildest, span.strictest)


class _Absent(dict[str, Truth]):
    """A rule without a version on the day does not hold."""

    def __missing__(self, name: str) -> Truth:
        return Truth.NO


class _AbsentRows(dict[str, list[Truth]]):
    def __init__(self, parties: int) -> None:
        super().__init__()
        self._parties = parties

    def __missing__(self, name: str) -> list[Truth]:
        return [Truth.NO] * self._parties


def _read(
    live: Live,
    context: Context,
    rules: dict[str, Truth],
    party_rules: dict[str, list[Truth]],
    reading: Reading,
) -> Iterator[Finding]:
    counted = live.counts(reading)
    node = live.version.when
    if live.rule.text.per is Per.TRANSACTION:
        value = truth(node, context)
        if counted:
            rules[live.rule.name] = value
        yield Finding(live, value, None, counted)
        return
    values = [truth(node, context, row) for row in range(len(context.parties))]
    if counted:
        party_rules[live.rule.name] = values
    for row, value in enumerate(values):
        yield Finding(live, value, row, counted)


def _policies(
    spoken: Sequence[Spoken[int]], findings: Sequence[Finding]
) -> Iterator[PolicyFinding]:
    found = {(f.live.rule.name, f.party): f for f in findings}
    for one in spoken:
        finding = found[(one.policy.rule.name, one.policy_row)]
        displaced = tuple(name for name, holds in one.displaced_by if holds == Truth.YES)
        silent = one.speaks != Truth.YES and not displaced
        open_exception = finding.truth is Truth.UNKNOWN and one.policy.rule.text.exception_to
        if one.asked == Truth.NO or (silent and not open_exception):
            continue
        yield PolicyFinding(finding, one.requirement.rule.name, PolicySpan(*one.span), displaced)


def _conflict(counted: Sequence[Live], reader: _Reader) -> BadRule:
    holding = [
        live
        for live in counted
        if live.rule.text.exception_to and max(reader.values(live.rule.name)) == Truth.YES
    ]
    cites = ", ".join(f"{live.rule.name} ({live.version.text.cite})" for live in holding)
    return BadRule(
        f"two exceptions to one policy hold and differ: {cites}",
        where=holding[0].rule.where,
        remedy="narrow one of them, or make one an exception to the other",
    )


def _span(policy: Live, context: Context, row: int | None) -> PolicySpan:
    """A policy's own span: the rule's, or that of the party's entry where the rule says so."""
    if policy.version.span is not None:
        return policy.version.span
    if row is None:
        return FULL_SPAN
    return policy_span(context.parties[row].get(policy.version.party_terms), context, row)
