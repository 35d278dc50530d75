"""Phrases that announce what follows in an entry: a list of aliases, members, shared addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from licet.lists.ecfr.names import marker_kind
from licet.lists.ecfr.words import COUNT, count_of
from licet.lists.model import NameKind

_ALIASES = re.compile(
    rf"[,;]?\s*(?:(?P<kind>[afd]\.?\s?[kb]\.?\s?a\b\.?)\s*,?\s*)?"
    rf"(?:(?:as|and|including|the|to\s+include)\s+)*(?:(?P<before>{COUNT})\s+)?"
    rf"(?P<following>follow(?:ing)?\s+(?:the\s+following\s+)?)?(?:(?P<after>{COUNT})\s+)?"
    r"(?P<what>alias(?:es)?|aliaes|entity)\b(?P<rest>[^:\n]*)(?::|$)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"\b(?:alias|aliaes|entity\b)", re.IGNORECASE)
#: Characters that an alias lead may print before the word it announces; saves reading the line.
_LONGEST_LEAD = 100
_BARE = re.compile(r",?\s*(?P<kind>[afd]\.?[kb]\.?a\.?)[,:]?\s*$")
_MEMBERS = re.compile(
    rf"(?:(?P<count>{COUNT})\s+)?(?:named\s+)?(?:subordinate|affiliated)\s+"
    r"(?:institutions?|institutes?|entities|entity)",
    re.IGNORECASE,
)
#: A line that opens a subordinate of its own; the name may follow on the line.
SUBORDINATE = re.compile(r"^Subordinate institut?ions?\b\s*:?\s*", re.IGNORECASE)
#: A line after which every line is an affiliate with its address.
AFFILIATES = re.compile(r"^Affiliated entities\s*:\s*$", re.IGNORECASE)
#: A line that gives addresses to the entity and to its members alike.
SHARED_ADDRESSES = re.compile(
    rf"^The following addresses apply to the entity and (?:to )?the (?:{COUNT} )?"
    r"(?:subordinate|affiliated)[^:]*:\s*",
    re.IGNORECASE,
)
#: "X subordinate institution: Y": the entry is Y, named under X.
UNDER = re.compile(r"^(?P<parent>.+?)\s+subordinate institution\s*:\s*", re.IGNORECASE)
#: "The following Department of ... entities:": the entry is a group without a name of its own.
GROUP = re.compile(
    rf"^The following\s+(?:(?P<count>{COUNT})\s+)?"
    r"(?P<what>[^:\n]*\b(?:entities|institutions)\b[^:\n]*):$",
    re.IGNORECASE,
)
#: Tail of an alias line: "to include the following subordinate."
INCLUDES = re.compile(r",?\s*(?:and\s+)?(?P<said>to include the following[^.:]*)[.:]?\s*")
#: "; and the following four subordinate entities:", after which lines with a dash are members.
DASHED_MEMBERS = re.compile(
    rf"[;,]?\s*(?:and\s+)?the following (?P<count>{COUNT})\s+"
    r"(?:subordinate|affiliated)\s+\w+\s*:\s*$",
    re.IGNORECASE,
)
#: "including the Armed Forces of X and all operating units wherever located."
UNITS = re.compile(
    r",\s*(?P<said>including\s+(?:the\s+)?(?P<member>[^,.]+?)\s+and all operating units\b.*)$",
    re.DOTALL,
)
#: "(a subordinate institute of ...)" behind a name says what the party is, not how it is called.
BELONGS = re.compile(
    r"\s*\((?P<said>(?:an?\s+(?:subordinate|subsidiary|affiliate)\b|Parent Organization:)"
    r"(?:[^()]|\([^()]*\))*)\)"
)
#: An address in parentheses behind an alias.
ADDRESS_IN_PARENTHESES = re.compile(r",?\s*\(Address:\s*(?P<address>[^()]*)\)", re.IGNORECASE)


class Lead(NamedTuple):
    """An alias lead: where it stands in the line, the names' kind, how many of them and members."""

    start: int
    end: int
    kind: NameKind
    announced: int | None
    members: int | None


def find_lead(line: str) -> Lead | None:
    """The first phrase in a line that announces a list of aliases."""
    announced = _ANNOUNCED.search(line)
    begin = max(0, announced.start() - _LONGEST_LEAD) if announced else len(line)
    for match in _ALIASES.finditer(line, begin):
        counted = match["before"] or match["after"]
        if match["what"].lower() == "entity" and not match["following"]:
            continue
        if not (match["kind"] or match["following"] or counted):
            continue
        kind = marker_kind(match["kind"]) if match["kind"] else NameKind.AKA
        count = count_of(counted) if counted else None
        return Lead(match.start(), match.end(), kind, count, members_announced(match["rest"]))
    bare = _BARE.search(line)
    if bare:
        return Lead(bare.start(), bare.end(), marker_kind(bare["kind"]), None, None)
    return None


def members_announced(text: str) -> int | None:
    """How many subordinate or affiliated bodies a phrase announces, if it says."""
    match = _MEMBERS.search(text)
    return count_of(match["count"]) if match and match["count"] else None
