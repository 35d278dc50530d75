"""The Federal Register history of an entry: the last column, read into notices with their days.

The printing varies: `84 FR 22963, 5/21/19.`, `85 FR 64017, October 9, 2020.`, a comma or a full
stop between page and day or none at all, a year of four digits, `88 FR FR 12158`, editor's
leftovers between page and day. What cannot be read is reported, never dropped in silence.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from licet.lists.dates import us_day
from licet.terms.citation import Notice

_CITE = re.compile(r"(?P<volume>\d{1,3})\s*FR(?:\s+FR)?\s*(?P<page>\d{1,6})")
_NUMERIC_DAY = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)")
_WORDED_DAY = re.compile(r"(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2}),\s*(?P<year>\d{4})")
_PUNCTUATION = " .,;\n"
#: A leftover of the editors' software, printed in a few cells.
_NOISE = ("preview citation details",)
_MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
#: The Federal Register's volume 1 is 1936.
_YEAR_OF_VOLUME_ZERO = 1935


class Fault(NamedTuple):
    """Something wrong in a history cell: a stable slug and what it is."""

    kind: str
    what: str


class History(NamedTuple):
    """Notices in printed order, and what could not be read or contradicts itself."""

    notices: tuple[Notice, ...]
    faults: tuple[Fault, ...]


def parse_history(text: str) -> History:
    """Read the cell. Never raises: an unreadable piece becomes a fault."""
    cites = list(_CITE.finditer(text))
    starts = [*(cite.start() for cite in cites), len(text)]
    notices: list[Notice] = []
    faults = _leftover(text[: starts[0]])
    for cite, end in zip(cites, starts[1:], strict=True):
        name = f"{int(cite['volume'])} FR {int(cite['page'])}"
        rest = text[cite.end() : end]
        printed, day = _day(rest)
        if day is None:
            what = f"{name} has no day that can be read: {rest.strip()!r}"
            faults.append(Fault("bad-date", what))
            continue
        notices.append(Notice(day, name))
        faults.extend(_leftover(rest.replace(printed, "", 1)))
        if day.year != int(cite["volume"]) + _YEAR_OF_VOLUME_ZERO:
            faults.append(
                Fault("cite-disagrees", f"volume {cite['volume']} is not of {day.year}: {name}")
            )
    return History(tuple(notices), tuple(faults))


def worded_day(text: str) -> dt.date | None:
    """`October 9, 2020` or `Nov. 12, 2025`, alone or first in a text; None if there is none."""
    worded = _WORDED_DAY.search(text)
    month = worded["month"].lower() if worded else ""
    found = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(month)]
    if worded is None or len(found) != 1:
        return None
    try:
        return dt.date(int(worded["year"]), found[0], int(worded["day"]))
    except ValueError:
        return None


def _day(text: str) -> tuple[str, dt.date | None]:
    """The day in the text after a citation, as printed and as a date."""
    numeric = _NUMERIC_DAY.search(text)
    if numeric:
        try:
            return numeric[0], us_day(numeric[0])
        except ValueError:
            return "", None
    worded = _WORDED_DAY.search(text)
    return (worded[0], worded_day(worded[0])) if worded else ("", None)


def _leftover(text: str) -> list[Fault]:
    for noise in _NOISE:
        text = text.replace(noise, "")
    rest = text.strip(_PUNCTUATION)
    return [Fault("history-text", f"cannot be read as a citation: {rest!r}")] if rest else []
