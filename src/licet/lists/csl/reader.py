"""Which form of the Consolidated Screening List a file is, and its rows as listings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from licet.lists.csl.compact import read_compact
from licet.lists.csl.delimited import read_delimited
from licet.lists.csl.listing import SOURCE, listing
from licet.lists.csl.official_json import read_official_json
from licet.lists.csl.record import Record
from licet.lists.dates import day_in_name
from licet.lists.ids import UniqueIds, slug
from licet.lists.importer import Files, Reading
from licet.lists.model import Listing, Problem
from licet.lists.safe import is_json, read_json
from licet.terms.errors import BadSource


def read(files: Files) -> Reading:
    """Read the list from `files["main"]`: official CSV or JSON, or a third party's compact JSON.

    Raises `BadSource` when the file is none of them. `counts` has the rows by list, and `repeated`:
    rows whose names all stand on an earlier row of the same list.
    """
    path = files["main"]
    problems: list[Problem] = []
    records, content_date = _records(path, problems)
    ids = UniqueIds()
    listings = []
    for record in records:
        made = listing(record, ids.take(f"{SOURCE}-{slug(record.id or record.name)}"), problems)
        if made is not None:
            listings.append(made)
    if not listings:
        raise BadSource("holds no listed party", where=path.name, remedy="fetch the file again")
    problems += [*_unparsed(listings), *_undated_denials(listings)]
    return Reading(
        listings=listings,
        counts={**Counter(one.list for one in listings), "repeated": _repeated(listings)},
        problems=[_in_file(problem, path) for problem in problems],
        content_date=content_date or day_in_name(path.name),
    )


def _records(path: Path, problems: list[Problem]) -> tuple[Iterable[Record], dt.date | None]:
    if not is_json(path):
        return list(read_delimited(path, problems)), None
    content = read_json(path)
    if isinstance(content, dict) and "tables" in content:
        return read_compact(content, path, problems)
    return read_official_json(content, path, problems)


def _unparsed(listings: Iterable[Listing]) -> Iterator[Problem]:
    """Each wording that could not be read exactly, once, with the rows that have it."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in listings:
        if one.requirement and one.requirement.unparsed:
            rows.setdefault(("unparsed-requirement", one.requirement.text), []).append(one.where)
        if one.policy and one.policy.unparsed:
            rows.setdefault(("unparsed-policy", one.policy.text), []).append(one.where)
    for (kind, text), places in rows.items():
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield Problem(kind=kind, where=places[0] + more, what=text, remedy="read the entry")


def _undated_denials(listings: Iterable[Listing]) -> Iterator[Problem]:
    """The publisher's copy keeps denials that have ended; without dates they cannot be told."""
    denials = [one for one in listings if one.list == "us-bis-dpl"]
    undated = sum(1 for one in denials if one.listed_from is None and one.listed_until is None)
    if undated:
        yield Problem(
            kind="undated-denials",
            where="list us-bis-dpl",
            what=f"{undated} of {len(denials)} denied persons have no dates; some have ended",
            remedy="use the Denied Persons List itself, which has them",
        )


def _in_file(problem: Problem, path: Path) -> Problem:
    """The problem with its place led by the file's name."""
    if problem.where.startswith(path.name):
        return problem
    return msgspec.structs.replace(problem, where=f"{path.name}, {problem.where}")


def _repeated(listings: Iterable[Listing]) -> int:
    seen: dict[str, set[str]] = {}
    count = 0
    for one in listings:
        names = {f"{one.list} {name.text.casefold()}" for name in one.names}
        rows = set.intersection(*(seen.get(name, set()) for name in names))
        count += bool(rows)
        for name in names:
            seen.setdefault(name, set()).add(one.id)
    return count
