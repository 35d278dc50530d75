"""Telling the two columns apart, for sources that print one column's text in the other.

The Consolidated Screening List does so for a few entries, and the eCFR swaps both cells of one.
"""

from __future__ import annotations

import re

from licet.lists.wording.text import fold

_REQUIREMENT = re.compile(r"(?:for\s+)?(?:all\s+)?items\b", re.IGNORECASE)
_POLICY = re.compile(
    r"\b(?:presumption\s+(?:of|for)\s+(?:denial|approval)|policy\s+of\s+(?:denial|approval)"
    r"|cas[ea][\s-]*by[\s-]*case)\b|^\W*see\b",
    re.IGNORECASE,
)


def looks_like_requirement(text: str) -> bool:
    """Whether a cell starts as a license requirement does: "For all items ...", "Items on ..."."""
    return _REQUIREMENT.match(fold(text)) is not None


def looks_like_policy(text: str) -> bool:
    """Whether a cell states a review policy anywhere, or does nothing but point to one."""
    return _POLICY.search(fold(text)) is not None
