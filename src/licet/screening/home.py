"""Where screening keeps what it must remember: `$LICET_HOME`, or the platform's data folder."""

from __future__ import annotations

from pathlib import Path

from licet.lists.store import Store


def home() -> Path:
    """The user's data folder, the one that also holds the list store."""
    return Store.default().home.parent
