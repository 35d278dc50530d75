"""An answer in words for a terminal: the verdict first, then why, then what is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from licet.law.values import Truth
from licet.ownership.draw import text_tree
from licet.ownership.result import Owner, Restriction, Summary, Verdict
from licet.ownership.windows import Effect, Rule, RuleStatus, status_on

_MOST_SHOWN = 20
_HEADLINES = {
    Verdict.RESTRICTED: "RESTRICTED through its owners",
    Verdict.NOT_RESTRICTED: "not restricted through its owners",
    Verdict.NEED_FACTS: "NEED FACTS: cannot be told yet",
}
_EFFECTS = {
    Effect.NOT_YET: "not yet in force",
    Effect.IN_FORCE: "in force",
    Effect.STAYED: "stayed",
    Effect.EARLIER_GUIDANCE: "earlier guidance",
}
_COUNTS = {Truth.YES: "counts", Truth.UNKNOWN: "may count", Truth.NO: "does not count"}


def render(answer: Restriction) -> str:
    """The whole answer for one entity."""
    return "\n".join(_lines(answer)) + "\n"


def render_summaries(lines: Sequence[Summary], rule: Rule, day: dt.date) -> str:
    """A whole graph: the rule's status, then a line for each entity."""
    rows = [
        f"{_HEADLINES[line.verdict]}: {line.entity.name} ({line.entity.id}); owners that count "
        f"hold {line.aggregate}; steps below a listed party: {line.layers}"
        for line in lines
    ]
    rows = rows or ["No entity is, or may be, owned 50 percent or more by listed parties."]
    head = (f"Rule on {day}: {rule.full_name}", f"  {status_line(status_on(rule, day))}", "")
    return "\n".join((*head, *rows)) + "\n"


def status_line(status: RuleStatus) -> str:
    """The rule's legal effect in one line, with its notice and what is not confirmed."""
    start = status.period.start.isoformat() if status.period.start else "the beginning"
    end = status.period.end.isoformat() if status.period.end else "further notice"
    notice = f", {status.notice}" if status.notice else ""
    note = f". Note: {status.note}" if status.note else ""
    sure = "" if status.confirmed else " UNCONFIRMED"
    return f"{_EFFECTS[status.effect]}{sure} from {start} until {end}{notice}{note}"


def _lines(answer: Restriction) -> Iterator[str]:
    yield f"{answer.entity.name}: {_HEADLINES[answer.verdict]} on {answer.on}: {answer.why}."
    if answer.listed is not None:
        yield "It is listed itself: the listing governs, whatever its owners."
    yield ""
    yield f"Rule: {answer.rule.full_name}"
    yield f"  {status_line(answer.status)}"
    yield ""
    yield f"Arithmetic: owners that count hold {answer.aggregate} together (50 % restricts)"
    for owner in answer.owners[:_MOST_SHOWN]:
        yield f"  {_owner(owner)}"
    if len(answer.owners) > _MOST_SHOWN:
        yield f"  ... and {len(answer.owners) - _MOST_SHOWN} more owners"
    if not answer.owners:
        yield "  no owner is stated for this day"
    yield f"  all stated direct owners together: {answer.stated}"
    if answer.links:
        yield ""
        yield "Chain:"
        yield from (f"  {line}" for line in text_tree(answer).split("\n"))
    if answer.chains:
        yield ""
        yield "Listed parties that bear on it (the strictest of their terms governs):"
        for chain in answer.chains[:_MOST_SHOWN]:
            way = " -> ".join([chain.root.name, *(link.owned_name for link in chain.links)])
            lists = ", ".join(dict.fromkeys(entry.list for entry in chain.listed.listings))
            yield f"  {way}  [{lists}]{'' if chain.sure else '  (possible)'}"
        if len(answer.chains) > _MOST_SHOWN:
            yield f"  ... and {len(answer.chains) - _MOST_SHOWN} more chains"
    yield from _section("Contradictions in the data", answer.contradictions)
    yield from _section(
        "Red flags", [f"{f.text} ({f.cite})" for f in (*answer.minority, *answer.red_flags)]
    )
    yield from _section(
        "Questions",
        [f"{'decides: ' if q.decides else ''}{q.text} ({q.cite})" for q in answer.questions],
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if place == 0:
            yield ""
            yield f"{title}:"
        yield f"  - {line}"


def _owner(owner: Owner) -> str:
    share = "share not stated" if owner.unknown else str(owner.share)
    if owner.listed is not None:
        lists = ", ".join(dict.fromkeys(entry.list for entry in owner.listed.listings))
        listed = f", listed ({lists})"
    else:
        listed = ""
    return f"{share}  {owner.entity.name}: {_COUNTS[owner.counts]}{listed}"
