"""The ruleset inside the package, loaded once for a determination and the facts derived for it."""

from __future__ import annotations

from functools import lru_cache

from licet.law.load import load_ruleset
from licet.law.ruleset import Ruleset


@lru_cache(maxsize=1)
def shipped_ruleset() -> Ruleset:
    """The ruleset inside the package, loaded once."""
    return load_ruleset()
