"""licet: export licensing under the EAR, from the official lists to the decision.

import licet
answer = licet.check("transaction.yaml", as_of=datetime.date(2019, 7, 9))
hits = licet.screen("Huawei Technologies", country="CN")
lists = licet.lists.load(["us-bis-el"])
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from licet.terms.version import __version__

if TYPE_CHECKING:
    from licet import lists
    from licet.determination.service import check
    from licet.screening.service import screen

__all__ = ["__version__", "check", "lists", "screen"]

_HOMES = {"check": "licet.determination.service", "screen": "licet.screening.service"}


def __getattr__(name: str) -> Any:
    """Load the entry points when they are first used: `licet --version` needs none of them."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    if name == "lists":
        return importlib.import_module("licet.lists")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
