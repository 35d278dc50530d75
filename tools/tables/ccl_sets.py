"""Sets of ECCN paragraphs that rules can name, made from what was read of every entry.

Each subject gives three sets, empty ones too, so that rules can be written by one pattern.
`ccl_ns1` holds the paragraphs that its lines reach and `ccl_ns1_except` those below them that they
leave out. `ccl_ns1_conditional` holds the paragraphs of which the classification alone does not
decide; a rule must ask there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from licet.law.ccl import EDITION, Creation, Entry, Scope
from licet.law.tables import Table, TableVersion
from licet.terms.eccn import covers
from tools.tables.history import START
from tools.tables.output import require

CITE = "Supplement No. 1 to Part 774"
_DAY = dt.timedelta(days=1)
_EARLIER = f"Taken from the text of {EDITION}; no earlier list is held."


def tables(entries: list[Entry], created: Mapping[str, Creation]) -> list[Table]:
    """Every table of the Control List, sorted by name but `ccl_all` first."""
    subjects: dict[str, tuple[str, list[Scope]]] = {}
    for entry in entries:
        for name, says, scope in _subjects(entry):
            subjects.setdefault(name, (says, []))[1].append(scope)
    made = [_all(entries, created)]
    for name in sorted(subjects):
        says, scopes = subjects[name]
        made += _three(name, says, scopes)
    groups = {
        "ccl_600_series": ("Entries of the 600 series.", [e for e in entries if e.eccn[2] == "6"]),
        "ccl_9x515": (
            "Entries 9x515.",
            [e for e in entries if e.eccn[0] == "9" and e.eccn[2:] == "515"],
        ),
        "ccl_itar": (
            "Entries whose heading says that the items are subject to the ITAR.",
            [e for e in entries if e.itar],
        ),
        "ccl_unread": (
            "Entries whose license requirements are not read whole; read the entry itself.",
            [e for e in entries if e.unread or not (e.controls or e.itar)],
        ),
    }
    made += [
        _table(name, says, [e.eccn for e in chosen]) for name, (says, chosen) in groups.items()
    ]
    return made


def _subjects(entry: Entry) -> Iterable[tuple[str, str, Scope]]:
    for control in entry.controls:
        yield (
            f"ccl_reason_{control.reason.lower()}",
            f"Paragraphs controlled for {control.reason} reasons, wherever the requirement stands.",
            control,
        )
        if control.column:
            yield (
                f"ccl_{control.column.lower()}",
                f"Paragraphs controlled under {control.column[:2]} Column {control.column[2]}.",
                control,
            )
        elif control.section:
            yield (
                f"ccl_{_slug(control.section)}",
                f"Paragraphs whose entry states a requirement by {control.section}.",
                control,
            )
    for limit in entry.limits:
        yield "ccl_lvs", "Paragraphs with a value for License Exception LVS.", limit
        for reason in limit.not_if:
            yield (
                f"ccl_lvs_not_if_{reason.lower()}",
                f"Paragraphs to which LVS is closed when controlled for {reason}.",
                Scope(limit.applies, limit.excluded),
            )
    for flag in entry.flags:
        if flag.name.startswith("STA "):
            group = flag.name.removeprefix("STA ")
            yield (
                f"ccl_sta_not_{_slug(group)}",
                f"Paragraphs that may not go to Country Group {group} under STA by their entry.",
                flag,
            )
            continue
        yield f"ccl_{_slug(flag.name)}", f"Paragraphs open to License Exception {flag.name}.", flag
        for reason in flag.not_if:
            yield (
                f"ccl_{_slug(flag.name)}_not_if_{reason.lower()}",
                f"Paragraphs to which {flag.name} is closed when controlled for {reason}.",
                Scope(flag.applies, flag.excluded),
            )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace(":", "")).strip("_")


def _three(name: str, says: str, scopes: list[Scope]) -> list[Table]:
    """The set, what it leaves out, and what must be asked."""
    exact = [scope for scope in scopes if scope.exact]
    reached = _shortest(p for scope in exact for p in scope.applies)
    left_out = [
        p
        for scope in exact
        for p in scope.excluded
        if not _reached(p, [other for other in exact if other is not scope])
    ]
    for scope in exact:
        for p in scope.excluded:
            others = [q for o in exact if o is not scope for q in o.applies if covers(p, q)]
            require(not (p in left_out and others), f"{p} is left out and {others} reached", name)
    asked = _shortest(
        p for scope in scopes if not scope.exact for p in scope.applies if not _reached(p, exact)
    )
    return [
        _table(name, says, reached),
        _table(f"{name}_except", f"What the lines of `{name}` leave out.", _shortest(left_out)),
        _table(f"{name}_conditional", f"As `{name}`, on conditions that must be asked.", asked),
    ]


def _reached(paragraph: str, scopes: list[Scope]) -> bool:
    """Whether one of the exact scopes holds the whole paragraph."""
    return any(
        any(covers(p, paragraph) for p in scope.applies)
        and not any(covers(p, paragraph) or covers(paragraph, p) for p in scope.excluded)
        for scope in scopes
    )


def _shortest(paragraphs: Iterable[str]) -> list[str]:
    """Sorted, without what another member covers already."""
    by_entry: dict[str, set[str]] = defaultdict(set)
    for paragraph in paragraphs:
        by_entry[paragraph.split(".")[0]].add(paragraph)
    return sorted(
        p
        for found in by_entry.values()
        for p in found
        if not any(other != p and covers(other, p) for other in found)
    )


def _table(name: str, says: str, members: list[str]) -> Table:
    codes = tuple(members)
    earlier = TableVersion(START, CITE, codes, until=EDITION - _DAY, verified=False, note=_EARLIER)
    return Table(name, says, (earlier, TableVersion(EDITION, CITE, codes)))


def _all(entries: list[Entry], created: Mapping[str, Creation]) -> Table:
    """Every entry; before the edition held, without those whose first day had not come."""
    today = {entry.eccn for entry in entries}
    days = sorted({c.start for c in created.values()} | {START, EDITION})
    days += [c.until + _DAY for c in created.values() if c.until]
    days = sorted(set(days))
    versions: list[TableVersion] = []
    for index, day in enumerate(days):
        future = {code for code, c in created.items() if c.start > day}
        gone = {code for code, c in created.items() if c.until and c.start <= day <= c.until}
        new = sorted({c.by for c in created.values() if c.start == day})
        held = day >= EDITION
        versions.append(
            TableVersion(
                day,
                CITE,
                tuple(sorted(today - future | gone)),
                until=days[index + 1] - _DAY if index + 1 < len(days) else None,
                by="; ".join(new),
                verified=held,
                note="" if held else f"{_EARLIER} Entries with a known first day begin on it.",
            )
        )
    return Table("ccl_all", "Every ECCN of the Commerce Control List.", tuple(versions))
