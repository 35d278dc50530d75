"""A screener for a set of lists, with its index kept on disk between runs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from licet.lists.catalog import Lists, load
from licet.lists.model import PartyKind
from licet.lists.store import Store
from licet.screening.index import VERSION, Index
from licet.screening.model import Hit, PartyQuery, Settings
from licet.screening.screener import Screener
from licet.terms.country import country_code
from licet.terms.errors import BadInput, LicetError

#: Indexes of other snapshots are kept for going back and forth; older ones are removed.
KEPT = 3


def open_screener(
    lists: Lists,
    settings: Settings | None = None,
    *,
    folder: Path | None = None,
    on_build: Callable[[], None] | None = None,
) -> Screener:
    """A screener over all listings of `lists`.

    The index is built once for each set of snapshots and then loaded; `on_build` is called before
    a build. `folder` is where indexes are kept, by default beside the store of snapshots.
    """
    root = folder or Store.default().home.parent / "index"
    path = root / index_key(lists)
    if path.is_dir():
        try:
            return Screener(Index.load(path), settings)
        except (LicetError, OSError):
            shutil.rmtree(path, ignore_errors=True)  # damaged: made anew below
    if on_build is not None:
        on_build()
    index = Index.build(lists)
    try:
        index.save(path)
        _drop_oldest(path)
    except OSError:
        return Screener(index, settings)  # a read-only or full disk does not stop screening
    return Screener(Index.load(path), settings)


def screen(
    name: str,
    *,
    country: str | None = None,
    address: str | None = None,
    kind: PartyKind = PartyKind.UNKNOWN,
    lists: Lists | None = None,
    settings: Settings | None = None,
) -> tuple[Hit, ...]:
    """Listings that a party may be, best first; `lists` are the active ones by default.

    Raises `BadInput` for a name without a letter or digit and for a country that is none.
    """
    code = country_code(country) if country else None
    if country and code is None:
        raise BadInput(f"`{country}` names no single country", remedy="write the ISO code: CN")
    query = PartyQuery(
        name=name,
        kind=kind,
        countries=(code,) if code else (),
        addresses=(address,) if address else (),
    )
    return open_screener(lists if lists is not None else load(), settings).screen(query)


def index_key(lists: Lists) -> str:
    """Names the listings and the index format: another snapshot or format gives another key."""
    parts = sorted(f"{list_id}={lists.snapshot_of(list_id).id}" for list_id in lists.ids)
    return hashlib.sha256("\n".join((str(VERSION), *parts)).encode()).hexdigest()[:24]


def _drop_oldest(kept: Path) -> None:
    folders = sorted(kept.parent.glob("[0-9a-f]*"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in folders[KEPT:]:
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)
