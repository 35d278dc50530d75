"""Days given on the command line."""

from __future__ import annotations

import datetime as dt

from licet.terms.errors import BadInput


def day(words: str | None, option: str) -> dt.date | None:
    """The day meant by `words`, None for none; `BadInput` names the option otherwise."""
    if words is None:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise BadInput(
            f"{words!r} is no day", where=option, remedy="write it as 2026-07-23"
        ) from None


def today() -> dt.date:
    """Today in UTC, the time zone of every stored moment."""
    return dt.datetime.now(dt.UTC).date()
