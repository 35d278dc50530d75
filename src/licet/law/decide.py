"""The conclusion: from the rules' values to one outcome and one span of review policy.

Written once, in values that are YES, NO or UNKNOWN:

- a requirement counts when it holds for any party;
- a license exception is open when its conditions hold, no restriction bars it, and it overcomes
  every requirement that holds (one exception must beat them all);
- a license is required when some requirement holds and no exception is open;
- a policy speaks only where its requirement does; an exception to a policy displaces it for the
  same requirement and party; over all requirements the strictest governs (15 CFR 742.1(f)).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from licet.law.evaluate import Context, Row, Step, Terms, explain, reach, truth
from licet.law.rules import LICENSE_REQUIRED, Kind, Per, Reading
from licet.law.ruleset import Live, Program
from licet.law.values import PolicySpan, Truth
from licet.terms.errors import BadRule
from licet.terms.policy import PolicyKind

ANY = "any"
_FULL_SPAN = PolicySpan.of(PolicyKind.APPROVAL, PolicyKind.DENIAL)


class Outcome(enum.StrEnum):
    """What the EAR requires of the transaction, in the words of the JSON output."""

    NOT_SUBJECT = "not_subject"
    NO_LICENSE_REQUIRED = "no_license_required"
    LICENSE_EXCEPTION = "license_exception"
    LICENSE_REQUIRED = "license_required"
    PROHIBITED = "prohibited"
    NEED_FACTS = "need_facts"


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
    """Apply `program` to one item of a transaction and its parties."""
    rules: dict[str, Truth] = _Absent()
    party_rules: dict[str, list[Truth]] = _AbsentRows(len(parties))
    context = Context(facts, parties, rules, party_rules, program.sets)
    findings: list[Finding] = []
    after: list[Live] = []
    for live in program.rules:
        if live.rule.text.kind in (Kind.DUTY, Kind.RED_FLAG):
            after.append(live)
        else:
            findings.extend(_read(live, context, rules, party_rules, reading))

    subject = max((f.truth for f in _of(findings, Kind.JURISDICTION)), default=Truth.UNKNOWN)
    prohibited = max((f.truth for f in _of(findings, Kind.PROHIBITION)), default=Truth.NO)
    required = max((f.truth for f in _of(findings, Kind.REQUIREMENT)), default=Truth.NO)
    open_exceptions = _exceptions(findings)
    best = max(open_exceptions.values(), default=Truth.NO)
    license_needed = min(required, ~best)
    rules[LICENSE_REQUIRED] = min(subject, license_needed)
    for live in after:
        findings.extend(_read(live, context, rules, party_rules, reading))

    outcome, at_least = _outcome(subject, prohibited, license_needed, required)
    policies = tuple(_policies(findings, context)) if license_needed is not Truth.NO else ()
    return Decision(
        outcome=outcome,
        at_least=at_least,
        subject=subject,
        license=license_needed,
        findings=tuple(findings),
        exceptions=tuple(n for n, v in open_exceptions.items() if v is Truth.YES),
        policies=policies,
        policy=_strictest(policies, findings),
        context=context,
    )


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


def _of(findings: Sequence[Finding], kind: Kind) -> Iterator[Finding]:
    return (f for f in findings if f.counted and f.live.rule.text.kind is kind)


def _exceptions(findings: Sequence[Finding]) -> dict[str, Truth]:
    """Each license exception by symbol: whether it is open for this transaction."""
    requirements = list(_of(findings, Kind.REQUIREMENT))
    restrictions = list(_of(findings, Kind.RESTRICTION))
    result: dict[str, Truth] = {}
    for offer in _of(findings, Kind.AUTHORIZATION):
        symbol = offer.live.rule.text.exception
        value = offer.truth
        for bar in restrictions:
            if ANY in bar.live.rule.text.bars or symbol in bar.live.rule.text.bars:
                value = min(value, ~bar.truth)
        for requirement in requirements:
            if not _overcomes(symbol, offer.live.rule.text.tags, requirement):
                value = min(value, ~requirement.truth)
        result[symbol] = max(result.get(symbol, Truth.NO), value)
    return result


def _overcomes(symbol: str, tags: Sequence[str], requirement: Finding) -> bool:
    by = requirement.live.rule.text.overcome_by
    return ANY in by or symbol in by or bool(set(by) & set(tags))


def _outcome(
    subject: Truth, prohibited: Truth, license_needed: Truth, required: Truth
) -> tuple[Outcome, Outcome | None]:
    if subject is Truth.NO:
        return Outcome.NOT_SUBJECT, None
    certain = Outcome.LICENSE_REQUIRED if license_needed is Truth.YES else None
    if subject is Truth.UNKNOWN:
        return Outcome.NEED_FACTS, None
    if prohibited is Truth.YES:
        return Outcome.PROHIBITED, None
    if prohibited is Truth.UNKNOWN:
        return Outcome.NEED_FACTS, certain
    if certain:
        return certain, None
    if license_needed is Truth.NO and required is Truth.NO:
        return Outcome.NO_LICENSE_REQUIRED, None
    if license_needed is Truth.NO and required is Truth.YES:
        return Outcome.LICENSE_EXCEPTION, None
    return Outcome.NEED_FACTS, None


def _policies(findings: Sequence[Finding], context: Context) -> Iterator[PolicyFinding]:
    policies = [f for f in _of(findings, Kind.POLICY) if f.truth is not Truth.NO]
    for requirement in _of(findings, Kind.REQUIREMENT):
        if requirement.truth is Truth.NO:
            continue
        name = requirement.live.rule.name
        speaking = [
            p
            for p in policies
            if name in p.live.rule.text.of and p.party in (None, requirement.party)
        ]
        displaced = _displaced(speaking)
        for policy in speaking:
            if policy.truth is Truth.UNKNOWN and not policy.live.rule.text.exception_to:
                span = PolicySpan(0, _span(policy, context).strictest)
            else:
                span = _span(policy, context)
            span = _softened(policy, span, speaking, context)
            by = displaced.get(policy.live.rule.name, ())
            yield PolicyFinding(policy, name, span, by)


def _displaced(speaking: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """Policies that an exception surely displaces. An exception itself never displaces one."""
    by: dict[str, tuple[str, ...]] = {}
    for exception in speaking:
        for base in exception.live.rule.text.exception_to:
            if exception.truth is Truth.YES:
                by[base] = (*by.get(base, ()), exception.live.rule.name)
    for base, names in by.items():
        if len(names) > 1:
            spans = {f.live.version.span for f in speaking if f.live.rule.name in names}
            if len(spans) > 1:
                cites = ", ".join(
                    f"{f.live.rule.name} ({f.live.version.text.cite})"
                    for f in speaking
                    if f.live.rule.name in names
                )
                raise BadRule(
                    f"two exceptions to the policy `{base}` hold and differ: {cites}",
                    where=base,
                    remedy="narrow one of them, or make one an exception to the other",
                )
    return by


def _softened(
    policy: Finding, span: PolicySpan, speaking: Sequence[Finding], context: Context
) -> PolicySpan:
    """Widen a policy's span by the exceptions to it that may still hold."""
    for exception in speaking:
        applies = policy.live.rule.name in exception.live.rule.text.exception_to
        if applies and exception.truth is Truth.UNKNOWN:
            other = _span(exception, context)
            span = PolicySpan(
                min(span.mildest, other.mildest), max(span.strictest, other.strictest)
            )
    return span


def _span(policy: Finding, context: Context) -> PolicySpan:
    version = policy.live.version
    if version.span is not None:
        return version.span
    row = policy.party
    terms = context.parties[row].get(version.party_terms) if row is not None else None
    if not isinstance(terms, Terms) or terms.unread:
        return _FULL_SPAN
    reachable, decided = reach(terms, context, row)
    spans = [term.value for term in reachable if isinstance(term.value, PolicySpan)]
    if not decided or not spans:
        return _FULL_SPAN
    return PolicySpan(min(s.mildest for s in spans), max(s.strictest for s in spans))


def _strictest(policies: Sequence[PolicyFinding], findings: Sequence[Finding]) -> PolicySpan | None:
    certain: Mapping[tuple[str, int | None], Truth] = {
        (f.live.rule.name, f.party): f.truth for f in _of(findings, Kind.REQUIREMENT)
    }
    mildest, strictest = 0, 0
    spoke = False
    for policy in policies:
        if policy.displaced_by:
            continue
        maybe_exception = bool(policy.finding.live.rule.text.exception_to)
        if maybe_exception and policy.finding.truth is Truth.UNKNOWN:
            continue  # already in the span of the policy it may displace
        spoke = True
        row = policy.finding.party
        holds = max(
            certain.get((policy.requirement, row), Truth.NO),
            certain.get((policy.requirement, None), Truth.NO),
        )
        if holds is Truth.YES:
            mildest = max(mildest, policy.span.mildest)
        strictest = max(strictest, policy.span.strictest)
    return PolicySpan(mildest, strictest) if spoke else None
