"""A row of the Consolidated Screening List as a listing, and what is wrong with the row.

Known faults of the source are reported and left as printed: a license requirement in the policy
cell, a policy in the requirement cell, a country code that is none, a name mixed with its alias.
Where the Entity List itself (eCFR) is at hand it stands over these rows. A notice without a day
cannot be dated, so its citation is kept in the remarks only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from licet.lists.bis.denied_row import NON_STANDARD, STANDARD
from licet.lists.csl.publications import list_of
from licet.lists.csl.record import Record
from licet.lists.dates import birth_dates, iso_day, notices
from licet.lists.inner_names import names_inside
from licet.lists.model import Listing, Name, NameKind, PartyKind, Problem
from licet.lists.person_names import given_first
from licet.lists.wording import (
    looks_like_policy,
    looks_like_requirement,
    parse_policy,
    parse_requirement,
    read_footnotes,
)
from licet.terms.country import country_code

SOURCE = "us-trade-csl"
_COMPARE = "compare with the list itself, which stands over this copy"
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_ORDERS = {"y": (STANDARD,), "n": (NON_STANDARD,)}
_CITATION = re.compile(r"\bF[ .]*R\b|\bVol\.", re.IGNORECASE)
#: State's nonproliferation notices print these behind the name.
_SUCCESSORS = re.compile(r"[;,]?\s+(?P<clause>and (?:any|its) (?:successor|sub-?unit).*)$")
_STATED_KIND = re.compile(r"\s*\([^()]*\b(?P<kind>individual|national|entity)\)", re.IGNORECASE)


def listing(record: Record, listing_id: str, problems: list[Problem]) -> Listing | None:
    """The listing, or None (reported) when the row has no name or its publication is not known."""
    list_id = list_of(record.publication)
    if list_id is None:
        what = f"publication {record.publication!r} is not known"
        problems.append(Problem(kind="broken-row", where=record.where, what=what))
        return None
    name, kind, clause = _own_name(record, list_id)
    if not name:
        problems.append(Problem(kind="broken-row", where=record.where, what="row has no name"))
        return None
    history = notices(record.notice)
    remarks = [*record.remarks, clause]
    if len(_CITATION.findall(record.notice)) > len(history):
        remarks.append(f"Federal Register: {record.notice}")
    requirement = parse_requirement(record.requirement) if record.requirement else None
    problems.extend(_swapped(record))
    if list_id == "us-state-dtc" and _garbled(name):
        what = f"{name!r} was put given name first through its alias, so its parts are mixed"
        problems.append(
            Problem(kind="garbled-name", where=record.where, what=what, remedy=_COMPARE)
        )
    return Listing(
        id=listing_id,
        list=list_id,
        source=SOURCE,
        names=_names(name, record, kind, list_id),
        kind=kind,
        addresses=tuple(dict.fromkeys(place for place in record.addresses if place.text)),
        countries=tuple(dict.fromkeys(_countries(record, problems))),
        identifiers=tuple(dict.fromkeys(record.identifiers)),
        birth_dates=tuple(
            dict.fromkeys(day for text in record.births for day in birth_dates(text))
        ),
        birth_places=tuple(dict.fromkeys(record.birth_places)),
        nationalities=tuple(
            dict.fromkeys(code for text in record.nationalities if (code := country_code(text)))
        ),
        programs=(*record.programs, *_ORDERS.get(record.standard_order.strip().lower(), ())),
        requirement=requirement,
        policy=parse_policy(record.policy) if record.policy else None,
        footnotes=read_footnotes(record.requirement) if list_id == "us-bis-el" else (),
        history=history,
        listed_from=_day(record.start, record.where, problems),
        listed_until=_day(record.end, record.where, problems),
        remarks="; ".join(filter(None, remarks)) or None,
        where=record.where,
    )


def _own_name(record: Record, list_id: str) -> tuple[str, PartyKind, str]:
    """The name without what a notice prints behind it, the kind, and the successors' clause."""
    name = " ".join(record.name.split())
    kind = _KINDS.get(record.kind.lower(), PartyKind.UNKNOWN)
    if list_id != "us-state-isn":
        return name, kind, ""
    successors = _SUCCESSORS.search(name)
    name = name[: successors.start()] if successors else name
    stated = _STATED_KIND.search(name)
    if stated and stated.start():
        name = name[: stated.start()] + name[stated.end() :]
        entity = stated["kind"].lower() == "entity"
        kind = PartyKind.ORGANIZATION if entity else PartyKind.PERSON
    return name, kind, successors["clause"] if successors else ""


def _names(name: str, record: Record, kind: PartyKind, list_id: str) -> tuple[Name, ...]:
    """OFAC has a column for every alias; the others also print aliases inside the name."""
    own = (Name(name),) if list_id.startswith("us-ofac") else names_inside(name)
    aliases = (Name(" ".join(alias.split()), NameKind.AKA) for alias in record.aliases)
    every = [one for one in (*own, *aliases) if one.text]
    if kind is PartyKind.PERSON:
        every = [Name(given_first(one.text), one.kind) for one in every]
    return tuple(dict.fromkeys(every))


def _garbled(name: str) -> bool:
    """State prints `Doe, Jane a/k/a Roe`; the list's reordering makes it `Jane a/k/a Roe Doe`."""
    return len(names_inside(name)) > 1 or 0 <= name.find(")") < name.find("(")


def _countries(record: Record, problems: list[Problem]) -> Iterator[str]:
    for address in record.addresses:
        if address.country:
            yield address.country
    for printed in record.countries:
        code = country_code(printed)
        if code:
            yield code
        elif len(printed) == 2:
            what = f"country {printed!r} is none"
            problems.append(Problem(kind="bad-country", where=record.where, what=what))


def _swapped(record: Record) -> Iterator[Problem]:
    if looks_like_requirement(record.policy) and not looks_like_policy(record.policy):
        what = f"the review policy cell reads as a license requirement: {record.policy!r}"
        yield Problem(kind="requirement-in-policy", where=record.where, what=what, remedy=_COMPARE)
    if looks_like_policy(record.requirement) and not looks_like_requirement(record.requirement):
        what = f"the license requirement cell reads as a review policy: {record.requirement!r}"
        yield Problem(kind="policy-in-requirement", where=record.where, what=what, remedy=_COMPARE)


def _day(text: str, where: str, problems: list[Problem]) -> dt.date | None:
    try:
        return iso_day(text)
    except ValueError:
        problems.append(Problem(kind="bad-date", where=where, what=f"{text!r} is no date"))
        return None
