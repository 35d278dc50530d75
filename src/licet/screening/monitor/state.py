"""What a portfolio remembers between runs: what the listings were, who had hits, what score."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from licet.lists.model import Listing
from licet.screening.index import VERSION, Index
from licet.screening.model import Settings
from licet.screening.weights import shipped
from licet.terms.errors import BadInput
from licet.terms.version import __version__


class State(msgspec.Struct, kw_only=True):
    """The state after a run. `generation` names the files of that run.

    `listings` holds a digest of each listing as far as screening reads it, `hits` the listings and
    scores of each party that has any, `rows` the keys of the index's rows (see `row_keys`).
    """

    made_by: str
    settings: Settings
    parties: int
    shards: int
    generation: int = 0
    day: dt.date | None = None
    snapshots: tuple[str, ...] = ()
    index: str = ""
    listings: dict[str, bytes] = {}
    hits: dict[int, dict[str, float]] = {}
    rows: list[bytes] = []


def made_by() -> str:
    """Names everything that scores are made of, beside listings and parties."""
    weights = hashlib.sha256(msgspec.json.encode(shipped(), order="deterministic")).hexdigest()
    return f"licet {__version__}, index {VERSION}, weights {weights[:16]}"


def load(folder: Path) -> State:
    """The state of the portfolio in `folder`; `BadInput` if there is none, or of another licet."""
    state = read(folder)
    if state.made_by != made_by():
        raise BadInput(
            f"the portfolio was made by {state.made_by}; this is {made_by()}",
            where=str(folder),
            remedy="scores may differ: make the portfolio again with licet monitor add",
        )
    return state


def read(folder: Path) -> State:
    """The state of the portfolio in `folder`, whoever made it; `BadInput` if there is none."""
    path = folder / "state.msgpack"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        raise BadInput(
            "there is no portfolio here", where=str(folder), remedy="make one: licet monitor add"
        ) from None
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(
            f"the portfolio's state cannot be read: {error}",
            where=str(path),
            remedy="make the portfolio again: licet monitor add",
        ) from None


def save(folder: Path, state: State) -> None:
    """Replace the state as a whole: a run counts from here on."""
    beside = folder / "state.msgpack.new"
    with beside.open("wb") as file:
        file.write(msgspec.msgpack.encode(state))
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / "state.msgpack")


class Keyed(NamedTuple):
    """A listing under a key of its own, with the digest of what screening reads of it."""

    key: str
    digest: bytes
    listing: Listing


def keyed(listings: Iterable[Listing], day: dt.date) -> list[Keyed]:
    """Listings with keys and digests; whether a listing is in force on `day` is part of it.

    They come in the order of their keys: of two listed rows alike to a party, the same one comes
    first in every run.
    """
    seen: Counter[tuple[str, str]] = Counter()
    encoder = msgspec.msgpack.Encoder()
    found = []
    for listing in listings:
        number = seen[listing.list, listing.id]
        seen[listing.list, listing.id] += 1
        content = encoder.encode(
            (
                listing.names, listing.kind, listing.addresses, listing.countries,
                listing.nationalities, listing.identifiers, listing.birth_dates,
                listing.listed_on(day) is not False,
            )
        )  # fmt: skip
        digest = hashlib.blake2b(content, digest_size=16).digest()
        found.append(Keyed(f"{listing.list}\t{listing.id}\t{number}", digest, listing))
    return sorted(found, key=lambda one: one.key)


def row_keys(index: Index, listings: list[Keyed]) -> list[bytes]:
    """What identifies each listed row for good: listing, name, kind, weakness, reading."""
    keys = []
    last, reading = -1, 0
    places = index.places
    for row, name in enumerate(places.name.tolist()):
        reading = reading + 1 if name == last else 0
        last = name
        listing, place = index.names[name]
        text = listings[listing].listing.names[place].text
        content = f"{listings[listing].key}\n{places.kind[row]}{places.weak[row]}{reading}\n{text}"
        keys.append(
            hashlib.blake2b(content.encode(errors="surrogatepass"), digest_size=16).digest()
        )
    return keys
