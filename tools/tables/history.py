"""Dated versions of a set of destinations, reckoned backwards from the one text that is held.

Only the text of one day is held. For earlier days the set is that text's, with the changes that
are known undone; every such version is marked unverified and says so, because changes that nobody
recorded here are not undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from licet.law.tables import TableVersion
from tools.tables.output import require

START = dt.date(2018, 1, 1)
_DAY = dt.timedelta(days=1)


class Change(NamedTuple):
    """Destinations that entered (`into`) or left (`out_of`) tables on a day.

    `read` tells whether the change was read in a source (the Federal Register's abstract or a
    report of the rule) or is from memory.
    """

    day: dt.date
    destinations: str
    into: str = ""
    out_of: str = ""
    by: str = ""
    read: bool = True
    note: str = ""


def always(members: set[str], cite: str) -> tuple[TableVersion, ...]:
    """One version for a set that has read the same since before the first day held."""
    return (TableVersion(START, cite, tuple(sorted(members))),)


def versions(
    name: str, members: set[str], vintage: dt.date, cite: str, changes: Iterable[Change]
) -> tuple[TableVersion, ...]:
    """Versions of the table `name`, whose members on `vintage` are `members`."""
    own = sorted(
        (c for c in changes if name in c.into.split() or name in c.out_of.split()),
        key=lambda c: c.day,
    )
    later = TableVersion(vintage, cite, tuple(sorted(members)))
    done = [later]
    current = set(members)
    for day in sorted({c.day for c in own}, reverse=True):
        of_day = [c for c in own if c.day == day]
        if day != vintage:
            done.append(_earlier(day, done[-1].start, current, cite, of_day, vintage))
        for change in of_day:
            codes = set(change.destinations.split())
            entered = name in change.into.split()
            consistent = codes <= current if entered else not codes & current
            require(consistent, f"the change of {day} does not lead to its later text", name)
            current = current - codes if entered else current | codes
    done.append(_earlier(START, done[-1].start, current, cite, [], vintage))
    return tuple(reversed(done))


def _earlier(
    start: dt.date,
    next_start: dt.date,
    members: set[str],
    cite: str,
    opening: list[Change],
    vintage: dt.date,
) -> TableVersion:
    notes = [f"Taken from the text of {vintage} with the changes known here undone."]
    for change in opening:
        source = "" if change.read else "; from memory"
        note = f": {change.note}" if change.note else ""
        notes.append(f"Changed for {change.destinations.replace(' ', ', ')}{note}{source}.")
    return TableVersion(
        start=start,
        until=next_start - _DAY,
        cite=cite,
        by="; ".join(dict.fromkeys(c.by for c in opening if c.by)),
        members=tuple(sorted(members)),
        verified=False,
        note=" ".join(notes),
    )
