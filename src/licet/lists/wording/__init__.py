"""Reading the Entity List's "License requirement" and "License review policy" wordings exactly.

`parse_requirement` and `parse_policy` turn the text of a cell into ordered terms. What cannot be
read exactly is kept in `unparsed`; nothing is guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from licet.lists.model import PolicyTerm, Requirement, RequirementTerm, ReviewPolicy
from licet.terms.policy import PolicyKind

_ALL_ITEMS = re.compile(r"^(for )?all items subject to the ear\b", re.IGNORECASE)
_SECTION = re.compile(r"\b(7\d\d\.\d+(?:\([A-Za-z0-9]+\))*)")
_PLAIN_SEE = re.compile(
    r"^[\s.,()§]*(?:see[\s§]*(?:[\d.()a-z,\s§]|and|of the ear)*)?$", re.IGNORECASE
)
_POLICIES = {
    "presumption of denial": PolicyKind.PRESUMPTION_OF_DENIAL,
    "policy of denial": PolicyKind.DENIAL,
    "case-by-case review": PolicyKind.CASE_BY_CASE,
    "case-by-case basis": PolicyKind.CASE_BY_CASE,
}


@lru_cache(maxsize=1024)
def parse_requirement(text: str) -> Requirement:
    """Read a "License requirement" cell."""
    match = _ALL_ITEMS.match(text)
    if match is None or not _PLAIN_SEE.match(text[match.end() :]):
        return Requirement(text=text, unparsed=text)
    cites = tuple(f"15 CFR {c}" for c in _SECTION.findall(text))
    return Requirement(text=text, terms=(RequirementTerm(when="True", cites=cites),))


@lru_cache(maxsize=1024)
def parse_policy(text: str) -> ReviewPolicy:
    """Read a "License review policy" cell."""
    kind = _POLICIES.get(text.strip(" .").lower())
    if kind is None:
        return ReviewPolicy(text=text, unparsed=text)
    return ReviewPolicy(text=text, terms=(PolicyTerm(when="True", kind=kind),))


def looks_like_requirement(text: str) -> bool:
    """Whether the text speaks as a requirement does ("for all items subject to the EAR")."""
    return text.lower().startswith(("for all items", "all items", "for items"))


def looks_like_policy(text: str) -> bool:
    """Whether the text speaks as a review policy does ("presumption of denial")."""
    return text.lower().startswith(("presumption", "policy of", "case-by-case", "see "))
