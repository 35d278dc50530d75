"""licet: export licensing under the EAR, from the official lists to the decision.

import licet
answer = licet.check("transaction.yaml", as_of=datetime.date(2019, 7, 9))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from licet.terms.version import __version__

if TYPE_CHECKING:
    from licet.determination.service import check

__all__ = ["__version__", "check"]


def __getattr__(name: str) -> Any:
    """Load the entry points when they are first used: `licet --version` needs none of them."""
    if name == "check":
        from licet.determination.service import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
