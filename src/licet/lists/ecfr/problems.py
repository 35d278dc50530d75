"""What is wrong with an entry, as problems for a person: each with its row and what to do."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from licet.lists.ecfr.history import History
from licet.lists.ecfr.listings import Terms
from licet.lists.ecfr.party import Entity
from licet.lists.ecfr.table import Row
from licet.lists.ecfr.words import count_of
from licet.lists.model import Listing, Problem
from licet.terms.country import country_code

_LOOK_UP = "look the notice up in the Federal Register"
_COMPARE = "compare the entry with the official text"


#: Territories that the lists print under the heading of the state they belong to.
_UNDER = {"cn": {"hk", "mo"}, "gb": {"ai", "bm", "gg", "gi", "im", "je", "ky", "ms", "tc", "vg"}}


def entry_problems(entity: Entity, row: Row) -> list[Problem]:
    """Counts that disagree with what an entry announces, an entry that names nobody, one whose
    addresses all lie outside its heading."""
    problems = [
        Problem(kind=fault.kind, where=row.where, what=fault.what, remedy=_COMPARE)
        for party in (entity, *entity.members)
        for fault in party.faults
    ]
    if not (entity.names or entity.addresses or entity.members):
        what = "names nobody and gives no address; nothing was listed"
        problems.append(Problem(kind="blank-entry", where=row.where, what=what, remedy=_COMPARE))
    heading = country_code(row.heading)
    countries = {address.country for address in entity.addresses}
    if heading and countries and not countries & {heading, *_UNDER.get(heading, ())}:
        places = ", ".join(sorted(str(country) for country in countries))
        what = f"stands under {row.heading}; its addresses are in {places}"
        problems.append(
            Problem(kind="heading-disagrees", where=row.where, what=what, remedy=_COMPARE)
        )
    return problems


def history_problems(history: History, where: str) -> list[Problem]:
    """What could not be read of a history, and an entry without any notice."""
    if not history.notices and not history.faults:
        what = "prints no Federal Register citation; since when it is listed is not known"
        return [Problem(kind="no-history", where=where, what=what, remedy=_LOOK_UP)]
    return [
        Problem(kind=fault.kind, where=where, what=fault.what, remedy=_LOOK_UP)
        for fault in history.faults
    ]


def wording_problems(terms: Terms) -> list[Problem]:
    """Requirement or policy that could not be read exactly; answers then say "read the entry"."""
    problems = []
    for kind, wording in (("requirement", terms.requirement), ("policy", terms.policy)):
        if wording is not None and wording.unparsed:
            problems.append(
                Problem(
                    kind=f"unparsed-{kind}",
                    where=terms.where,
                    what=f"the license {kind} is not read exactly: {wording.unparsed!r}",
                    remedy="read the entry itself; teach licet.lists.wording this wording",
                )
            )
    return problems


def swapped_cells(row: Row) -> Problem:
    """An entry that prints its policy in the requirement's cell and the requirement in its."""
    return Problem(
        kind="swapped-cells",
        where=row.where,
        what="prints license requirement and license review policy in each other's cell",
        remedy="read as if each stood in its own cell",
    )


def count_problems(where: str, group: str, announced: str | None, found: int) -> list[Problem]:
    """A group of rows that announces another number of members than follow."""
    if announced is None or count_of(announced) == found:
        return []
    what = f"announces {announced} {group} and lists {found}"
    return [Problem(kind="member-count", where=where, what=what, remedy=_COMPARE)]


def day_problems(listings: Iterable[Listing]) -> list[Problem]:
    """Notices that one row dates otherwise than most rows that cite the same page."""
    days: dict[str, Counter[dt.date]] = defaultdict(Counter)
    rows: dict[tuple[str, dt.date], list[str]] = defaultdict(list)
    for listing in listings:
        for notice in listing.history:
            days[notice.cite][notice.published] += 1
            if listing.where not in rows[notice.cite, notice.published]:
                rows[notice.cite, notice.published].append(listing.where)
    problems: list[Problem] = []
    for cite, counted in days.items():
        (usual, _), *others = counted.most_common()
        for day, _ in others:
            problems.extend(
                Problem(
                    kind="date-disagrees",
                    where=where,
                    what=f"dates {cite} {day}, other rows {usual}",
                    remedy=_LOOK_UP,
                )
                for where in rows[cite, day]
            )
    return problems
