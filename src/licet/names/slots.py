"""What a name is made of once read: slots in order, each with its alternative spellings.

A Latin word gives one slot with one spelling. A Chinese word may give several slots (科技 is
"technology", optionally "science") and several spellings each (`technology`, `tech`, `keji`).
"""

from __future__ import annotations

from typing import NamedTuple

#: First character of spellings that tell consonants only.
BARE = "~"


class Slot(NamedTuple):
    """One word of a name: romanised spellings, best first, and how it may be used.

    `optional` words cost nothing when the other name lacks them (words in brackets, words that
    translators leave out). `table` names the table that gave the spellings, if one did. `source`
    is the text it was read from, as written in the name. A spelling that tells consonants only
    (Arabic, Hebrew) starts with `BARE`.
    """

    forms: tuple[str, ...]
    source: str
    optional: bool = False
    table: str = ""


class Reading(NamedTuple):
    """One way to read a whole name; `truncated` tells that the name was too long to use whole."""

    slots: tuple[Slot, ...]
    truncated: bool = False
