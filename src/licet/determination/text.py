"""A determination as plain text: the answer first, then why, then what is not known."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from licet.determination.model import (
    Ask,
    ChangeOut,
    Considered,
    Determination,
    Entry,
    Figure,
    Flag,
    OwnershipOut,
    PartyRef,
    Requirement,
    Statement,
)
from licet.law.conclude import Outcome
from licet.law.evaluate import Step
from licet.law.rules import Reading, Status

WIDTH = 92

HEADLINES = {
    Outcome.NOT_SUBJECT: "NOT SUBJECT TO THE EAR",
    Outcome.NO_LICENSE_REQUIRED: "NO LICENSE REQUIRED by the rules looked at",
    Outcome.LICENSE_EXCEPTION: "LICENSE EXCEPTION AVAILABLE",
    Outcome.LICENSE_REQUIRED: "LICENSE REQUIRED",
    Outcome.PROHIBITED: "PROHIBITED",
    Outcome.NEED_FACTS: "NEED FACTS before this can be answered",
}


SHORT = {
    Outcome.NOT_SUBJECT: "not subject to the EAR",
    Outcome.NO_LICENSE_REQUIRED: "no license required",
    Outcome.LICENSE_EXCEPTION: "license exception available",
    Outcome.LICENSE_REQUIRED: "license required",
    Outcome.PROHIBITED: "prohibited",
    Outcome.NEED_FACTS: "need facts",
}


def render(determination: Determination, *, what_if: bool = False) -> str:
    """The whole answer as text, wrapped to a terminal's width; `what_if` adds sensitivities."""
    lines = [*_head(determination)]
    sections = [*_sections(determination)]
    if what_if:
        place = [title for title, _ in sections].index("PRESUMED (say otherwise if it is not so)")
        sections.insert(place, ("WHAT WOULD CHANGE IT", _what_ifs(determination)))
    for title, body in sections:
        block = list(body)
        if block:
            lines += ["", title, *block]
    return "\n".join(lines) + "\n"


def _head(d: Determination) -> Iterator[str]:
    yield HEADLINES[d.outcome]
    if d.at_least:
        yield f"  at least: {SHORT[d.at_least]}"
    if d.policy:
        kind = d.policy.kind.label if d.policy.kind else _span(d)
        yield f"  Review policy: {kind}"
    subject = f"{d.title}: " if d.title else ""
    yield f"  {subject}law of {d.as_of}, {_reading(d.reading)}"
    if len(d.items) > 1:
        for item in d.items:
            policy = f" ({item.policy})" if item.policy else ""
            headline = SHORT[item.outcome]
            yield from _wrap(
                f"item {item.index + 1}, {item.description}: {headline}{policy}", "    "
            )


def _span(d: Determination) -> str:
    assert d.policy is not None
    low, high = d.policy.mildest.label, d.policy.strictest.label
    return f"{low} to {high}, depending on the open questions"


def _reading(reading: Reading) -> str:
    return "as enforced" if reading is Reading.ENFORCED else "as printed, whatever is enforced"


def _sections(d: Determination) -> Iterator[tuple[str, Iterable[str]]]:
    counted = [r for r in d.requirements if r.counted]
    yield "WHY", _requirements([r for r in counted if r.holds])
    yield "SUBJECT TO THE EAR", _requirements([r for r in d.jurisdiction if r.counted])
    yield "MAY APPLY (facts missing)", _requirements([r for r in counted if not r.holds])
    yield "PRINTED, BUT NOT BINDING", _requirements([r for r in d.requirements if not r.counted])
    yield "THE LIST ENTRY", (line for entry in d.entries for line in _entry(entry, d))
    yield "OWNERSHIP", (line for one in d.ownership for line in _ownership(one))
    yield "REVIEW POLICY", _policies(d)
    yield "COMPUTED", (line for one in d.figures for line in _figure(one))
    yield "CONSIDERED, AND NOT APPLYING", (line for c in d.considered for line in _considered(c))
    yield "LICENSE EXCEPTIONS OPEN", (f"  {e.symbol}" for e in d.exceptions)
    yield "QUESTIONS STILL OPEN", (line for ask in d.asks for line in _ask(ask))
    yield "PRESUMED (say otherwise if it is not so)", _presumed(d)
    yield "DUTIES", (line for flag in d.duties for line in _flag(flag))
    yield "RED FLAGS", (line for flag in d.red_flags for line in _flag(flag))
    yield "POLICY SIGNALS (statements, not law)", _signals(d)
    yield "SCREENING", _hits(d)
    yield "NOT LOOKED AT", _coverage(d)
    yield "SOURCES", _sources(d)


def _requirements(requirements: Iterable[Requirement]) -> Iterator[str]:
    for requirement in requirements:
        yield from _wrap(requirement.statement.says, "  - ", "    ")
        yield from _cite(requirement.statement)
        if requirement.party:
            yield from _wrap(f"because of {_party(requirement.party)}", "    ")
        if requirement.steps and requirement.holds is None:
            yield from _steps(requirement.steps)


def _cite(statement: Statement) -> Iterator[str]:
    earlier = " or earlier" if statement.older else ""
    words = f"[{statement.cite}, version of {statement.version}{earlier}"
    if statement.notice:
        words += f", {statement.notice}"
        words += f" published {statement.published}" if statement.published else ""
    words += "]"
    yield from _wrap(words, "    ")
    if not statement.verified:
        yield "    NOT VERIFIED: encoded from memory or from secondary sources"
    if statement.status is not Status.IN_FORCE:
        yield from _wrap(f"STATUS: {statement.status_note}", "    ")
    if statement.note:
        yield from _wrap(f"Note: {statement.note}", "    ")


def _party(party: PartyRef) -> str:
    listed = f", as {party.listing}" if party.listing else ""
    return f"{party.name} ({party.role.replace('_', ' ')}{listed})"


def _steps(step: Step, indent: str = "    ") -> Iterator[str]:
    value = f": {step.value}" if step.value else ""
    yield from _wrap(f"· {step.says}{value}", indent)
    for part in step.parts:
        yield from _steps(part, indent + "  ")


def _entry(entry: Entry, d: Determination) -> Iterator[str]:
    since = f", listed from {entry.listed_from}" if entry.listed_from else ""
    notes = f", footnote {', '.join(map(str, entry.footnotes))}" if entry.footnotes else ""
    yield from _wrap(f"{entry.name} ({entry.list}, {entry.place}{since}{notes})", "  - ", "    ")
    if entry.in_effect is False:
        yield f"    NOT IN EFFECT on {d.as_of}"
    elif entry.in_effect is None:
        yield f"    not known whether in effect on {d.as_of}"
    if entry.requirement:
        yield from _wrap(f"License requirement: “{entry.requirement}”", "    ")
    if entry.policy:
        yield from _wrap(f"License review policy: “{entry.policy}”", "    ")
    for term in entry.policy_terms:
        note = f". {term.note}" if term.note else ""
        yield from _wrap(f"read as: {term.test}: {term.gives}{note}", "      ")
    if entry.read_the_entry:
        yield from _wrap(f"READ THE ENTRY: not read exactly: “{entry.read_the_entry}”", "    ")
    if entry.history:
        yield from _wrap(f"Federal Register: {'; '.join(entry.history)}", "    ")
    if entry.changed_since:
        yield from _wrap(
            f"Changed after {d.as_of} by {'; '.join(entry.changed_since)}. The wording above is "
            "today's; that of the day is not held.",
            "    ",
        )


def _ownership(one: OwnershipOut) -> Iterator[str]:
    verdict = one.verdict.replace("_", " ")
    words = f"{_party(one.party)}: listed owners hold {one.listed_owners_hold}: {verdict}"
    yield from _wrap(words + " by ownership", "  - ", "    ")
    yield from ("    " + line for line in one.tree.splitlines())
    for question in one.questions:
        yield from _wrap(question, "    ? ", "      ")
    for flag in (*one.red_flags, *one.contradictions):
        yield from _wrap(flag, "    ! ", "      ")


def _policies(d: Determination) -> Iterator[str]:
    if d.policy is None:
        return
    for policy in d.policy.all:
        span = policy.mildest.label
        if policy.mildest is not policy.strictest:
            span += f" to {policy.strictest.label}"
        role = "governs" if policy.governs else "applies too"
        if policy.displaced_by:
            role = f"gives way to {', '.join(policy.displaced_by)}"
        yield from _wrap(f"{span} ({role}): {policy.statement.says}", "  - ", "    ")
        yield from _cite(policy.statement)


def _considered(considered: Considered) -> Iterator[str]:
    yield from _wrap(considered.statement.says, "  - ", "    ")
    yield from _cite(considered.statement)
    yield from _steps(considered.steps)


def _figure(figure: Figure) -> Iterator[str]:
    unit = f" {figure.unit}" if figure.unit else ""
    yield from _wrap(
        f"{figure.fact} = {figure.value}{unit} (line {figure.item + 1})", "  - ", "    "
    )
    yield from _wrap(figure.how, "    ")


def _ask(ask: Ask) -> Iterator[str]:
    yield from _wrap(ask.question, "  ? ", "    ")
    cite = f"; {ask.cite}" if ask.cite else ""
    yield from _wrap(f"answer at {ask.path}, known to the {ask.asked_of}{cite}", "    ")
    if not ask.exact:
        yield "    (may turn out not to matter)"


def _what_ifs(d: Determination) -> Iterator[str]:
    for one in sorted(d.what_if, key=lambda w: (not w.correctable, len(w.changes))):
        changes = " and ".join(_change(change) for change in one.changes)
        policy = f", {one.policy}" if one.policy else ""
        headline = SHORT[one.outcome]
        kind = "" if one.correctable else " (a fixed fact: this shows how firm the answer is)"
        yield from _wrap(f"if {changes}: {headline}{policy}{kind}", "  - ", "    ")


def _change(change: ChangeOut) -> str:
    who = f" of {change.party.name}" if change.party else ""
    return f"{change.fact}{who} were {change.then} (not {change.now})"


def _presumed(d: Determination) -> Iterator[str]:
    for one in d.presumptions:
        who = f" of {one.party.name}" if one.party else ""
        yield from _wrap(f"{one.fact}{who} = {one.value}: {one.why} [{one.path}]", "  - ", "    ")


def _flag(flag: Flag) -> Iterator[str]:
    maybe = "" if flag.holds else "Perhaps (facts missing): "
    yield from _wrap(maybe + flag.statement.says, "  ! ", "    ")
    yield from _cite(flag.statement)
    if flag.party:
        yield from _wrap(f"because of {_party(flag.party)}", "    ")


def _signals(d: Determination) -> Iterator[str]:
    for signal in d.signals:
        yield from _wrap(f"{signal.date} {signal.title}: {signal.says}", "  - ", "    ")
        yield from _wrap(f"[{signal.source}; {signal.confidence}]", "    ")


def _hits(d: Determination) -> Iterator[str]:
    for hit in d.hits:
        answer = {True: "taken as", False: "said not to be", None: "may be"}[hit.matched]
        score = f", score {hit.score:.2f}" if hit.score is not None else ""
        yield from _wrap(
            f"{hit.party.name} {answer} “{hit.name}” ({hit.listing}{score})", "  - ", "    "
        )
    searched = {hit.party.index for hit in d.hits}
    if not searched:
        yield "  no listing resembles any party"


def _coverage(d: Determination) -> Iterator[str]:
    for gap in d.coverage.not_looked_at:
        yield from _wrap(gap, "  - ", "    ")
    for status in ("not", "partly"):
        sections = [s for s in d.coverage.sections if s.status == status]
        if sections:
            word = "Not encoded" if status == "not" else "Encoded in part"
            names = "; ".join(f"{s.section} {s.title}" for s in sections)
            yield from _wrap(f"{word}: {names}", "  - ", "    ")


def _sources(d: Determination) -> Iterator[str]:
    for one in d.sources:
        age = f"{one.age_days} days old" if one.age_days is not None else "of unknown age"
        stale = ", STALE" if one.stale else ""
        note = f"; {one.note}" if one.note else ""
        yield from _wrap(f"{one.id}: {one.title} ({age}{stale}{note})", "  - ", "    ")
    yield f"  - rules {d.ruleset.digest[:12]}, last change {d.ruleset.epoch}; {d.software}"
    yield "  Decision support, not legal advice."


def _wrap(text: str, indent: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=rest if rest is not None else indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
