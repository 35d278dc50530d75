"""First days of Control List entries that are known, and entries that are gone.

From the dated rules named; the day is the day of effect. Marked as from memory where the rule's
abstract or a report of it does not name the entry.
"""

from __future__ import annotations

import datetime as dt

from licet.law.ccl import Creation
from tools.tables.destinations import codes

_CHIPS = "87 FR 62186"
_QUANTUM = "89 FR 72926"
_TOOLS = "89 FR 96790"

CREATED: dict[str, Creation] = {
    **dict.fromkeys(("3A090", "4A090"), Creation(dt.date(2022, 10, 21), _CHIPS)),
    "4D090": Creation(dt.date(2022, 10, 21), _CHIPS),
    "3B090": Creation(dt.date(2022, 10, 7), _CHIPS, until=dt.date(2023, 11, 16), verified=False),
    **dict.fromkeys(
        codes(
            "2B910 2D910 2E903 2E910 3A901 3A904 3B903 3B904 3C907 3C908 3C909 3D901 3D907 3E901 "
            "3E905 4A906 4D906 4D907 4E906"
        ),
        Creation(dt.date(2024, 9, 6), _QUANTUM, verified=False),
    ),
    **dict.fromkeys(
        ("3B993", "3B994", "3D992", "3D993", "3D994", "3E992", "3E993", "3E994"),
        Creation(dt.date(2024, 12, 2), _TOOLS, verified=False),
    ),
    "4E091": Creation(dt.date(2025, 1, 13), "90 FR 4544"),
}
