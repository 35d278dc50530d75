"""The three lists of 15 CFR Part 744: Entity List, Unverified List, Military End-User List.

`read_part744` parses the file once and reads all three; the others read one each. Supplement
No. 4 continues four of its entries in rows whose other cells are blank; Supplement No. 7 prints two
groups of subordinate institutions over many rows. Both are put together here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from licet.lists.dates import day_in_name
from licet.lists.ecfr import leads
from licet.lists.ecfr.document import Part, open_part
from licet.lists.ecfr.entity import parse_entity
from licet.lists.ecfr.history import parse_history
from licet.lists.ecfr.listings import Maker, Terms
from licet.lists.ecfr.notes import not_incorporated
from licet.lists.ecfr.problems import (
    count_problems,
    day_problems,
    entry_problems,
    history_problems,
    swapped_cells,
    wording_problems,
)
from licet.lists.ecfr.table import Row, Table, read_table
from licet.lists.importer import Files, Reading
from licet.lists.model import Problem, Requirement, ReviewPolicy
from licet.lists.wording import (
    looks_like_policy,
    looks_like_requirement,
    parse_policy,
    parse_requirement,
)
from licet.terms.country import country_code
from licet.terms.errors import BadSource

ENTITY_LIST = "us-bis-el"
UNVERIFIED_LIST = "us-bis-uvl"
MEU_LIST = "us-bis-meu"

_CITATION = "Federal Register citation"
_ENTITY_COLUMNS = (
    "Country",
    "Entity",
    "License requirement",
    "License review policy",
    _CITATION,
)
_UNVERIFIED_COLUMNS = ("Country", "Listed person and address", _CITATION)
_MEU_COLUMNS = ("Country", "Entity", _CITATION)
_BLANK = "the cell is blank"


def read_part744(files: Files, *, content_date: dt.date | None = None) -> dict[str, Reading]:
    """Read all three lists, by list id, from `files["main"]`.

    The file itself holds no date: the reading's is `content_date`, else the day in the file's
    name, else None. Raises `BadSource` when the file is not Part 744 as the eCFR publishes it.
    """
    part, day = _opened(files, content_date)
    return {
        ENTITY_LIST: _entity_list(part, day),
        UNVERIFIED_LIST: _unverified_list(part, day),
        MEU_LIST: _meu_list(part, day),
    }


def read_entity_list(files: Files, *, content_date: dt.date | None = None) -> Reading:
    """The Entity List, Supplement No. 4; see `read_part744`."""
    return _entity_list(*_opened(files, content_date))


def read_unverified_list(files: Files, *, content_date: dt.date | None = None) -> Reading:
    """The Unverified List, Supplement No. 6, whose rule is 15 CFR 744.15; see `read_part744`."""
    return _unverified_list(*_opened(files, content_date))


def read_meu_list(files: Files, *, content_date: dt.date | None = None) -> Reading:
    """The MEU List, Supplement No. 7, whose rule is 15 CFR 744.21; see `read_part744`."""
    return _meu_list(*_opened(files, content_date))


def _opened(files: Files, content_date: dt.date | None) -> tuple[Part, dt.date | None]:
    path: Path | None = files.get("main")
    if path is None:
        raise BadSource(
            f"no file is given as 'main' (given: {', '.join(files) or 'none'})",
            where="eCFR Part 744",
            remedy="give the XML of Part 744 as 'main'",
        )
    return open_part(path), content_date or day_in_name(path.name)


def _entity_list(part: Part, day: dt.date | None) -> Reading:
    table = read_table(part, 4, _ENTITY_COLUMNS)
    maker = Maker(ENTITY_LIST)
    problems = list(table.problems)
    entries = _with_continuations(table.rows)
    bearing: dict[int, int] = dict.fromkeys(sorted(table.footnotes), 0)
    for rows in entries:
        row = rows[0]
        history = parse_history(row.cells[3].text)
        requirement, policy = row.cells[1].line, row.cells[2].line
        if looks_like_policy(requirement) and looks_like_requirement(policy):
            requirement, policy = policy, requirement
            problems.append(swapped_cells(row))
        terms = Terms(
            heading=row.heading,
            where=row.where,
            requirement=_requirement(requirement),
            policy=_policy(policy),
            footnotes=_footnotes(rows),
            history=history.notices,
        )
        entity = parse_entity(
            "\n".join(continued.cells[0].text for continued in rows), country_code(row.heading)
        )
        maker.add(entity, terms)
        for number in terms.footnotes:
            bearing[number] += 1
        problems += entry_problems(entity, row)
        problems += history_problems(history, row.where)
        problems += wording_problems(terms)
    problems += day_problems(maker.listings)
    problems += not_incorporated(part, 4)
    counts = _counts(table, maker)
    counts["entries"] = len(entries)
    counts["continuation-rows"] = len(table.rows) - len(entries)
    counts |= {f"footnote-{number}-entries": count for number, count in bearing.items()}
    return Reading(listings=maker.listings, counts=counts, problems=problems, content_date=day)


def _unverified_list(part: Part, day: dt.date | None) -> Reading:
    table = read_table(part, 6, _UNVERIFIED_COLUMNS)
    maker = Maker(UNVERIFIED_LIST)
    problems = list(table.problems)
    for row in table.rows:
        problems += _add_row(maker, row, row)
    problems += day_problems(maker.listings)
    counts = _counts(table, maker)
    return Reading(listings=maker.listings, counts=counts, problems=problems, content_date=day)


def _meu_list(part: Part, day: dt.date | None) -> Reading:
    table = read_table(part, 7, _MEU_COLUMNS)
    maker = Maker(MEU_LIST)
    problems = list(table.problems)
    for rows in _in_groups(table.rows):
        head, *others = rows
        group = leads.GROUP.match(head.cells[0].line)
        if group is None:
            problems += _add_row(maker, head, head)
            continue
        members = [row for row in others if not leads.SUBORDINATE.fullmatch(row.cells[0].line)]
        remark = " ".join(("one of the", *(said for said in group.groups() if said)))
        for row in members:
            problems += _add_row(maker, row, head, remark=remark)
        problems += count_problems(head.where, group["what"], group["count"], len(members))
    problems += day_problems(maker.listings)
    counts = _counts(table, maker)
    return Reading(listings=maker.listings, counts=counts, problems=problems, content_date=day)


def _add_row(maker: Maker, row: Row, head: Row, *, remark: str | None = None) -> list[Problem]:
    """Add a row of Supplement No. 6 or 7; `head` is the row that prints its history."""
    history = parse_history(head.cells[1].text)
    entity = parse_entity(row.cells[0].text, country_code(row.heading))
    terms = Terms(row.heading, row.where, history=history.notices, remark=remark)
    maker.add(entity, terms)
    return [*entry_problems(entity, row), *history_problems(history, row.where)]


def _with_continuations(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows by entry: a row that prints nothing but the entity goes on with the row above."""
    entries: list[list[Row]] = []
    for row in rows:
        goes_on = not any(cell.text for cell in row.cells[1:])
        if entries and goes_on and entries[-1][0].heading == row.heading:
            entries[-1].append(row)
        else:
            entries.append([row])
    return entries


def _in_groups(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows by entry: rows without a notice belong to the "following institutions" above them."""
    groups: list[list[Row]] = []
    for row in rows:
        open_group = bool(groups) and leads.GROUP.match(groups[-1][0].cells[0].line)
        starts = row.cells[1].text or leads.GROUP.match(row.cells[0].line)
        if open_group and not starts:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _requirement(text: str) -> Requirement:
    return parse_requirement(text) if text else Requirement(text="", unparsed=_BLANK)


def _policy(text: str) -> ReviewPolicy:
    return parse_policy(text) if text else ReviewPolicy(text="", unparsed=_BLANK)


def _footnotes(rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(sorted({mark for row in rows for cell in row.cells for mark in cell.footnotes}))


def _counts(table: Table, maker: Maker) -> dict[str, int]:
    return {
        "rows": len(table.rows),
        "headings": len(set(table.headings)),
        "reserved": table.reserved,
        "listings": len(maker.listings),
        "members": sum(1 for listing in maker.listings if listing.parent),
        "names": sum(len(listing.names) for listing in maker.listings),
        "addresses": sum(len(listing.addresses) for listing in maker.listings),
    }
