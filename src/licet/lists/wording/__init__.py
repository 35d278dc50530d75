"""Reading the Entity List's "License requirement" and "License review policy" wordings exactly.

The two columns are written in a small formal English. `parse_requirement` and `parse_policy` read
it by its grammar into ordered terms, whatever the case, spacing and punctuation. What cannot be
read exactly is kept in `unparsed`; nothing is guessed.
"""

from licet.lists.wording.columns import looks_like_policy, looks_like_requirement
from licet.lists.wording.policy import parse_policy
from licet.lists.wording.requirement import parse_requirement, read_footnotes

__all__ = [
    "looks_like_policy",
    "looks_like_requirement",
    "parse_policy",
    "parse_requirement",
    "read_footnotes",
]
