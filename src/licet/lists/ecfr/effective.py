"""Since when a notice has had effect: a dated table beside this file, else its publication day.

The Entity List prints publication days. Several rules were made effective days before: Huawei was
listed from 2019-05-16, and its entry prints 84 FR 22963, 5/21/19.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import importlib.resources
from typing import Any

from licet.terms import yamltext
from licet.terms.citation import Notice
from licet.terms.errors import BadInput

_TABLE = "effective_dates.yaml"
_FIELDS = {"volume", "pages", "published", "effective", "mark", "source"}


@dataclasses.dataclass(frozen=True)
class EffectiveDate:
    """A document with its effective day; `mark` is V (verified) or P (partly), see the table."""

    volume: int
    first_page: int
    last_page: int
    published: dt.date
    effective: dt.date
    mark: str
    source: str

    def covers(self, notice: Notice) -> bool:
        """Whether the notice cites a page of this document, on its publication day."""
        volume, _, page = notice.cite.split()
        return (
            notice.published == self.published
            and int(volume) == self.volume
            and self.first_page <= int(page) <= self.last_page
        )


def effective_from(notice: Notice) -> dt.date:
    """First day on which the notice had effect, as far as the table tells."""
    for row in effective_dates():
        if row.covers(notice):
            return row.effective
    return notice.published


@functools.cache
def effective_dates() -> tuple[EffectiveDate, ...]:
    """The table that licet ships."""
    text = importlib.resources.files(__package__).joinpath(_TABLE).read_text(encoding="utf-8")
    return parse_table(text, _TABLE)


def parse_table(text: str, name: str) -> tuple[EffectiveDate, ...]:
    """Read a table of effective days; `BadInput` names the row that cannot be read."""
    document = yamltext.read(text, name)
    return tuple(_row(row, document.where((number,))) for number, row in enumerate(document.data))


def _row(row: dict[str, Any], where: str) -> EffectiveDate:
    if set(row) != _FIELDS:
        raise BadInput(
            f"has the fields {sorted(row)}", where=where, remedy=f"write {sorted(_FIELDS)}"
        )
    try:
        first, last = (int(page) for page in row["pages"])
        found = EffectiveDate(
            volume=int(row["volume"]),
            first_page=first,
            last_page=last,
            published=dt.date.fromisoformat(row["published"]),
            effective=dt.date.fromisoformat(row["effective"]),
            mark=row["mark"],
            source=row["source"],
        )
    except ValueError as error:
        raise BadInput(
            f"cannot be read: {error}", where=where, remedy="days are 2019-05-16, pages numbers"
        ) from error
    if found.mark not in {"V", "P"} or not found.source:
        raise BadInput("has no mark V or P with a source", where=where, remedy="say who says so")
    return found
