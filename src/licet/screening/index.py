"""The index over all listings: every name read once, laid out as arrays, mapped from disk.

A folder holds one `.npy` file per array, the listings as MessagePack with their offsets, and
`index.json` with the format version and a digest of the listings. `Index.load` maps the arrays and
reads nothing else until it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from licet.lists.model import Listing, NameKind, PartyKind
from licet.names.encode import (
    Ints,
    Rows,
    Vocabulary,
    Words,
    encode_rows,
    encode_words,
    form_of,
    frozen,
)
from licet.names.lexicon import WordClass
from licet.names.reading import read_name
from licet.names.slots import BARE, Reading
from licet.screening.grams import GRAMS, is_silent, listed_under
from licet.terms.errors import BadSource

#: Raised whenever reading, folding or layout changes: an index of another version is refused.
VERSION = 4

#: How much a word of each class can tell beside a telling word of the same rarity.
_CLASS_WEIGHT = {
    WordClass.TELLING: 1.0,
    WordClass.GENERIC: 0.8,
    WordClass.TITLE: 0.2,
    WordClass.PARTICLE: 0.12,
    WordClass.LEGAL: 0.12,
    WordClass.NUMBER: 0.6,
    WordClass.INITIAL: 0.35,
}
_LEAST_RARITY = 0.05

ANY_KIND, PERSON, ORGANIZATION = 0, 1, 2
_KIND_CODE = {PartyKind.UNKNOWN: ANY_KIND, PartyKind.PERSON: PERSON}


def kind_code(kind: PartyKind) -> int:
    """0 not known, 1 person, 2 everything that is not a person."""
    return _KIND_CODE.get(kind, ORGANIZATION)


class Places(NamedTuple):
    """Who each row belongs to, and how candidates are found."""

    name: Ints  # of each row: number of the name
    listing: Ints  # of each row: number of the listing
    kind: Ints  # of each row: kind code of the listing
    weak: Ints  # of each row: 1 where the list calls the name weak
    length: Any  # of each row: 1 / norm of its grams
    gram_at: Ints  # of each gram: its rows are rows[gram_at[g]:gram_at[g + 1]]
    rows: Ints
    frequency: Ints  # of each gram: rows that have it, where rarities were counted
    rarity: Any  # of each gram: squared inverse document frequency


class Rarity:
    """How rare words are in a set of names: weights in [0, 1] by class and document frequency."""

    def __init__(self, frequency: dict[bytes, int], listings: int) -> None:
        self.frequency = frequency
        self.listings = listings
        self._known: dict[str, float] = {}

    def __call__(self, key: str) -> float:
        """Weight of a spelling; a word never seen is as rare as can be."""
        found = self._known.get(key)
        if found is None:
            form = form_of(key)
            seen = self.frequency.get(_frequency_key(key), 0)
            rarity = 1.0 - math.log(seen + 1) / math.log(self.listings + 2)
            share = _CLASS_WEIGHT[WordClass(form.word_class)]
            found = self._known[key] = share * max(rarity, _LEAST_RARITY)
            if len(self._known) > 1_000_000:
                self._known.clear()
        return found


def _frequency_key(key: str) -> bytes:
    form = form_of(key)
    return b"\0" + form.skeleton if key.startswith(BARE) else form.fold


class Index:
    """All names of a set of listings, ready to be searched. Make one with `build` or `load`."""

    def __init__(
        self,
        *,
        words: Words,
        rows: Rows,
        places: Places,
        rarity: Rarity,
        names: Sequence[tuple[int, int]],
        packed: Any,
        packed_at: Any,
        digest: str,
    ) -> None:
        self.words = words
        self.rows = rows
        self.places = places
        self.rarity = rarity
        self.names = names  # of each name: number of the listing, number of the name in it
        self.digest = digest
        self._packed = packed
        self._packed_at = packed_at
        self._decoder = msgspec.msgpack.Decoder(Listing)

    def __len__(self) -> int:
        return len(self._packed_at) - 1

    def listing(self, number: int) -> Listing:
        """The listing of that number, decoded now."""
        start, end = self._packed_at[number], self._packed_at[number + 1]
        return self._decoder.decode(bytes(self._packed[start:end]))

    @classmethod
    def build(cls, listings: Iterable[Listing], like: Index | None = None) -> Index:
        """Index these listings. Address-only entries have no name and are never found by name.

        How rare words and grams are is taken from the index `like`, else counted here.
        """
        encoder = msgspec.msgpack.Encoder()
        packed: list[bytes] = []
        names: list[tuple[int, int]] = []
        readings: list[tuple[int, Reading]] = []
        kinds: list[int] = []
        weak: list[int] = []
        for number, listing in enumerate(listings):
            packed.append(encoder.encode(listing))
            kinds.append(kind_code(listing.kind))
            seen: set[str] = set()
            for place, name in enumerate(listing.names):
                if name.text in seen:
                    continue
                seen.add(name.text)
                weak.append(int(name.kind is NameKind.WEAK))
                readings.extend((len(names), reading) for reading in read_name(name.text))
                names.append((number, place))
        rarity = Rarity(_frequencies(readings, names), len(packed)) if like is None else like.rarity
        vocabulary = Vocabulary()
        rows = encode_rows(readings, vocabulary, rarity)
        name_table = np.array(names, np.int32).reshape(-1, 2)
        of_listing = name_table[rows.owner, 0] if len(names) else rows.owner
        places = _places(
            rows,
            vocabulary.spellings,
            of_listing,
            np.array(kinds, np.int32),
            weak,
            None if like is None else like.places,
        )
        blob = b"".join(packed)
        at = np.zeros(len(packed) + 1, np.int64)
        np.cumsum([len(p) for p in packed], out=at[1:])
        return cls(
            words=encode_words(vocabulary.spellings),
            rows=rows,
            places=places,
            rarity=rarity,
            names=frozen(name_table),  # type: ignore[arg-type]
            packed=np.frombuffer(blob, np.uint8),
            packed_at=at,
            digest=hashlib.sha256(blob).hexdigest(),
        )

    def _arrays(self) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for prefix, table in (("words", self.words), ("rows", self.rows), ("places", self.places)):
            parts |= {f"{prefix}.{k}": v for k, v in table._asdict().items()}
        return parts | {"names": self.names, "packed": self._packed, "packed_at": self._packed_at}

    def save(self, path: Path) -> None:
        """Write the index to folder `path`, replacing it whole; a reader never sees half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=path.name, dir=path.parent))
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", np.asarray(array))
        frequency = self.rarity.frequency
        about = {"version": VERSION, "digest": self.digest, "listings": self.rarity.listings}
        (folder / "frequency.msgpack").write_bytes(msgspec.msgpack.encode(frequency))
        (folder / "index.json").write_text(json.dumps(about), encoding="utf-8")
        if path.exists():
            old = Path(tempfile.mkdtemp(prefix="old", dir=path.parent))
            os.replace(path, old / "index")
            os.replace(folder, path)
            shutil.rmtree(old)
        else:
            os.replace(folder, path)

    @classmethod
    def load(cls, path: Path) -> Index:
        """Map the index in folder `path`. Raises `BadSource` if there is none of this version."""
        try:
            about = json.loads((path / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BadSource(
                f"no screening index here ({error})", where=str(path), remedy="build the index"
            ) from None
        if about.get("version") != VERSION:
            raise BadSource(
                f"the screening index has version {about.get('version')}, not {VERSION}",
                where=str(path),
                remedy="build the index again",
            )

        def array(name: str) -> Any:
            return np.asarray(np.load(path / f"{name}.npy", mmap_mode="r"))

        def table(prefix: str, kind: Callable[..., Any], fields: Iterable[str]) -> Any:
            return kind(**{field: array(f"{prefix}.{field}") for field in fields})

        frequency = msgspec.msgpack.decode(
            (path / "frequency.msgpack").read_bytes(), type=dict[bytes, int]
        )
        return cls(
            words=table("words", Words, Words._fields),
            rows=table("rows", Rows, Rows._fields),
            places=table("places", Places, Places._fields),
            rarity=Rarity(frequency, about["listings"]),
            names=array("names"),
            packed=array("packed"),
            packed_at=array("packed_at"),
            digest=about["digest"],
        )


def _frequencies(
    readings: Sequence[tuple[int, Reading]], names: Sequence[tuple[int, int]]
) -> dict[bytes, int]:
    """In how many listings each fold (and each skeleton) occurs."""
    count: dict[bytes, int] = {}
    last: dict[bytes, int] = {}
    for owner, reading in readings:
        listing = names[owner][0]
        for slot in reading.slots:
            for spelling in slot.forms:
                form = form_of(spelling)
                keys = [b"\0" + form.skeleton] if spelling.startswith(BARE) else [
                    form.fold, b"\0" + form.skeleton]  # fmt: skip
                for key in keys:
                    if last.get(key) != listing:
                        last[key] = listing
                        count[key] = count.get(key, 0) + 1
    return count


def _places(
    rows: Rows,
    keys: Sequence[str],
    listing: Any,
    kinds: Any,
    weak: Sequence[int],
    like: Places | None,
) -> Places:
    """Inverted lists from grams to rows, with rarities and row lengths."""
    grams_of = [listed_under(key) for key in keys]
    silent = np.array([is_silent(key) for key in keys], bool)
    count = np.array([len(g) for g in grams_of], np.int64)
    flat = np.array([g for grams in grams_of for g in grams], np.int64)
    start = np.zeros(len(keys) + 1, np.int64)
    np.cumsum(count, out=start[1:])
    n_rows = len(rows.slot_at) - 1
    slot_row = np.repeat(np.arange(n_rows), np.diff(rows.slot_at))
    form_row = np.repeat(slot_row, np.diff(rows.form_at))
    spoken = ~silent[rows.form] if len(rows.form) else np.zeros(0, bool)
    # A name of legal forms and articles only is found by those.
    mute = np.ones(n_rows, bool)
    mute[form_row[spoken]] = False
    use = spoken | mute[form_row]
    forms, of_row = rows.form[use], form_row[use]
    repeats = count[forms]
    total = int(repeats.sum())
    within = np.arange(total) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    gram = flat[np.repeat(start[forms], repeats) + within] if total else np.zeros(0, np.int64)
    row = np.repeat(of_row, repeats)
    pairs = np.unique(gram * max(n_rows, 1) + row)
    gram, row = pairs // max(n_rows, 1), pairs % max(n_rows, 1)
    counted = np.bincount(gram, minlength=GRAMS)
    frequency, rarity = (
        (counted, np.log((n_rows + 1) / (counted + 0.5)) ** 2)
        if like is None
        else (like.frequency, like.rarity)
    )
    norm = np.bincount(
        row, weights=np.where(gram < GRAMS // 2, rarity[gram], 0.0), minlength=n_rows
    )
    gram_at = np.zeros(GRAMS + 1, np.int32)
    np.cumsum(counted, out=gram_at[1:])
    weak_of_name = np.array(weak, np.int32)
    return Places(
        name=rows.owner,
        listing=frozen(listing.astype(np.int32)),
        kind=frozen(kinds[listing].astype(np.int32)),
        weak=frozen(weak_of_name[rows.owner] if len(weak) else np.zeros(0, np.int32)),
        length=frozen((1.0 / np.sqrt(np.maximum(norm, 1.0))).astype(np.float32)),
        gram_at=frozen(gram_at),
        rows=frozen(row.astype(np.int32)),
        frequency=frozen(frequency.astype(np.int32)),
        rarity=frozen(rarity),
    )
