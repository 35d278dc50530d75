"""Days as official lists print them, and the Federal Register notices they stand beside."""

from __future__ import annotations

import datetime as dt
import re

from licet.terms.citation import Notice

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_DAY_MONTH_YEAR = re.compile(r"(?:(\d{1,2})\s+)?(?:([A-Za-z]{3})[a-z]*\.?\s+)?(\d{4})$")
_VAGUE = re.compile(r"^(?:circa|c\.|approximately|about|around|between)\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|and|-)\s+|(?<=\d{4})-(?=\d{4}$)")
_NOTICE = re.compile(
    r"(?P<volume>\d{1,3})[ .]*F[ .]*R[ .,]*(?P<page>\d{1,6})[\s,(]*"
    r"(?P<day>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))"
)
_IN_NAME = re.compile(r"(?<!\d)(20\d{2})-?([01]\d)-?([0-3]\d)(?!\d)")

#: Ranges of birth years wider than this say too little to count as evidence.
_WIDEST_RANGE = 10


def us_day(text: str) -> dt.date | None:
    """`10/16/2017` or `7/11/00` (month first) as a day; None for an empty cell; else ValueError."""
    if not text.strip():
        return None
    month, day, year = (int(part) for part in text.strip().split("/"))
    if year < 100:  # the Federal Register began in 1936
        year += 1900 if year >= 36 else 2000
    return dt.date(year, month, day)


def iso_day(text: str) -> dt.date | None:
    """`2017-10-16`, also with a time after it; None for an empty cell; else ValueError."""
    return dt.date.fromisoformat(text.strip()[:10]) if text.strip() else None


def birth_dates(text: str) -> tuple[str, ...]:
    """A date of birth as ISO 8601 days, months or years, as exact as the source says.

    `12 Feb 1961` gives 1961-02-12; `circa 1961` gives 1961; `1961 to 1963` gives each year. Empty
    when nothing can be read or the range is wider than ten years.
    """
    stated = _VAGUE.sub("", " ".join(text.split()))
    parts = _RANGE.split(stated)
    if len(parts) == 1:
        one = _partial(stated)
        return (one,) if one else ()
    ends = [_partial(_VAGUE.sub("", part.strip())) for part in parts]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return ()
    first, last = int(ends[0][:4]), int(ends[1][:4])
    if not 0 <= last - first <= _WIDEST_RANGE:
        return ()
    return tuple(str(year) for year in range(first, last + 1))


def notices(text: str) -> tuple[Notice, ...]:
    """Federal Register notices with their days: `68 F.R. 38290 6/27/03`, `85 FR 83799, 12/23/2020`.

    Citations without a day, or with an impossible one, are left out: a `Notice` has a day.
    """
    found = []
    for match in _NOTICE.finditer(text):
        try:
            published = us_day(match["day"])
        except ValueError:
            continue
        if published:
            found.append(Notice(published, f"{match['volume']} FR {int(match['page'])}"))
    return tuple(sorted(set(found)))


def day_in_name(name: str) -> dt.date | None:
    """The day in a file's name (`un_consolidated_2026-02-27.xml`, `dpl_20260414.csv`), if any."""
    match = _IN_NAME.search(name)
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _partial(text: str) -> str | None:
    iso = _ISO.match(text)
    if iso:
        return _checked(iso[1], iso[2], iso[3])
    worded = _DAY_MONTH_YEAR.match(text)
    if worded is None or (worded[1] and not worded[2]):
        return None
    if worded[2] is None:
        return worded[3]
    if worded[2].lower() not in _MONTHS:
        return None
    return _checked(worded[3], str(_MONTHS.index(worded[2].lower()) + 1), worded[1])


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """ISO text of a possible date; sources write 00 for a month or day they do not know."""
    if not month or not int(month):
        return year
    if not day or not int(day):
        return f"{year}-{int(month):02}" if int(month) <= 12 else None
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
