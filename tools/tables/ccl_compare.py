"""The official Control List against a third party's reading of it, difference by difference."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from licet.law.ccl import COMPARED
from tools.tables.ccl_source import RawEntry

COMPARED_FILE = f"ecfr/ccl_parsed_{COMPARED}.json"


#: The words that the later text has in 3A090.b and its kin, as `_plain` leaves them.
_EMIRATES = "theunitedarabemiratesor"


class Difference(NamedTuple):
    """One difference: its class, the entry, and both readings."""

    kind: str
    eccn: str
    official: str
    other: str


def compare(entries: list[RawEntry], other: dict[str, Any]) -> list[Difference]:
    """Differences in entries, license requirements and list-based exceptions."""
    theirs = {entry["eccn"]: entry for entry in other["entries"]}
    ours = {entry.eccn: entry for entry in entries}
    found = [
        Difference("entry missing there", code, code, "") for code in ours if code not in theirs
    ]
    found += [
        Difference("entry missing here", code, "", code) for code in theirs if code not in ours
    ]
    for code in ours:
        if code in theirs:
            found += _requirements(ours[code], theirs[code], _next(entries, code) not in theirs)
            found += _exceptions(ours[code], theirs[code])
    return found


def _next(entries: list[RawEntry], code: str) -> str:
    codes = [entry.eccn for entry in entries]
    return codes[min(codes.index(code) + 1, len(codes) - 1)]


def _requirements(ours: RawEntry, theirs: dict[str, Any], swallowed: bool) -> list[Difference]:
    here = {(_plain(left), _plain(right)) for left, right in ours.rows if left or right}
    there = {(_plain(r["control"]), _plain(r["countryChart"])) for r in theirs["countryChart"]}
    if here == there:
        return []
    only_here, only_there = here - there, there - here
    without = {(left, right.replace(_EMIRATES, "")) for left, right in only_there}
    if without == only_here:
        kind = "United Arab Emirates named there"
    elif swallowed:
        kind = "the next entry runs into this one there"
    elif {left for left, _ in only_here} == {left for left, _ in only_there}:
        kind = "place of a requirement differs"
    else:
        kind = "requirement lines differ"
    return [Difference(kind, ours.eccn, str(sorted(only_here)), str(sorted(only_there)))]


def _exceptions(ours: RawEntry, theirs: dict[str, Any]) -> list[Difference]:
    found: list[Difference] = []
    there = theirs["licenceExceptionFlags"] or {}
    here: dict[str, str] = {}
    for name, text in ours.exceptions:
        here[name] = f"{here[name]} {text}" if name in here else text
    for name in sorted(set(here) | set(there)):
        left, right = _plain(here.get(name, "")), _plain(there.get(name, ""))
        if left == right:
            continue
        if not right:
            kind = f"{name} missing there"
        elif not left:
            kind = f"{name} missing here"
        elif left.startswith(right):
            kind = f"{name} cut short there"
        else:
            kind = f"{name} differs"
        found.append(Difference(kind, ours.eccn, left, right))
    return found


def _plain(text: str) -> str:
    words = re.sub(r"[“”\"'‘’]", "", text).casefold()
    return re.sub(r"\s+", "", words).rstrip(".,;")
