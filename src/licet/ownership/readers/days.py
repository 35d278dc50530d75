"""Days as ownership files write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")


def parse_day(text: str | None, *, last: bool = False) -> dt.date | None:
    """An ISO day, month, year or instant; of a month or a year the first day, or the `last`.

    Raises `ValueError`, worded for the reader, for anything else.
    """
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError("no ISO 8601 date")
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        end = calendar.monthrange(year, month)[1] if last else 1
        return dt.date(year, month, int(match[3] or end))
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no day ({error})") from None
