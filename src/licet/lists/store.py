"""The embedded store of snapshots: compiled lists and the raw bytes they came from.

Files (see `blobs`) are written before the index (SQLite) knows of them, so a crash at any point
leaves at worst a file nobody points to. One transaction compares a new snapshot with the active
one and moves the mark, so two processes may update at once. Nothing is deleted: an answer given
on an older snapshot can be given again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import platformdirs

from licet.lists.blobs import Blobs
from licet.lists.compiled import CompiledFile, encode, open_compiled
from licet.lists.model import CompiledList, Snapshot
from licet.terms.errors import BadInput

#: A new snapshot with fewer than this share of the listings is refused unless told otherwise.
SMALLEST_SHARE = 0.95

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS snapshot (
    source TEXT NOT NULL, sha256 TEXT NOT NULL, described TEXT NOT NULL, compiled TEXT NOT NULL,
    PRIMARY KEY (source, sha256)
);
CREATE TABLE IF NOT EXISTS active (source TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS raw (
    sha256 TEXT NOT NULL, part TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL,
    PRIMARY KEY (sha256, part)
);
CREATE TABLE IF NOT EXISTS fetched (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, file TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS checked (source TEXT PRIMARY KEY, at TEXT NOT NULL);
"""
_LOCK_WAIT_SECONDS = 30.0


class Verdict(enum.StrEnum):
    """What became of a snapshot that was offered to the store."""

    ACTIVATED = "activated"  # stored, and now the one that answers come from
    UNCHANGED = "unchanged"  # the same bytes are active already
    KEPT = "kept"  # stored for the past; the active one speaks of a later day
    REFUSED = "refused"  # not stored; the active one stays


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with the snapshot it is about and, where it is not plain, the reason."""

    verdict: Verdict
    snapshot: Snapshot
    why: str = ""


class Fetched(msgspec.Struct, frozen=True):
    """What a publisher said about a file, for the next conditional request."""

    etag: str | None
    modified: str | None
    file: str  # sha-256 of the raw file


def age_key(snapshot: Snapshot) -> tuple[dt.date, dt.datetime]:
    """Orders snapshots of one source by the day they speak of, then by when they were fetched."""
    return snapshot.content_date or snapshot.retrieved_at.date(), snapshot.retrieved_at


class Store:
    """Snapshots under one folder; a store that does not exist yet is empty and creates nothing."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._blobs = Blobs(home / "blobs")

    @classmethod
    def default(cls) -> Store:
        """The user's store: in `$LICET_HOME`, or else in the platform's folder for user data."""
        named = os.environ.get("LICET_HOME")
        return cls((Path(named) if named else Path(platformdirs.user_data_dir("licet"))) / "lists")

    def snapshots(self, source: str | None = None) -> tuple[Snapshot, ...]:
        """Every stored snapshot (of one source), oldest content first."""
        with self._reading() as index:
            rows = index.execute(
                "SELECT described FROM snapshot WHERE ?1 IS NULL OR source = ?1", (source,)
            ).fetchall()
        return tuple(sorted((_described(row[0]) for row in rows), key=age_key))

    def active(self) -> dict[str, Snapshot]:
        """The active snapshot of each source that has one."""
        with self._reading() as index:
            rows = index.execute(
                "SELECT source, described FROM snapshot JOIN active USING (source, sha256)"
            ).fetchall()
        return {source: _described(text) for source, text in rows}

    def open(self, snapshot: Snapshot) -> CompiledFile:
        """The compiled list of a stored snapshot; `BadInput` when it is not stored or damaged."""
        with self._reading() as index:
            row = index.execute(
                "SELECT compiled FROM snapshot WHERE source = ? AND sha256 = ?",
                (snapshot.source, snapshot.sha256),
            ).fetchone()
        if row is None:
            raise BadInput(
                f"snapshot {snapshot.id} is not in the store",
                where=str(self.home),
                remedy="see the stored snapshots with: licet lists status --all",
            )
        return open_compiled(self._blobs.path(row[0]))

    def add(
        self,
        offered: CompiledList,
        raw: Mapping[str, Path],
        *,
        base: Snapshot | None = None,
        accept_drop: bool = False,
    ) -> Outcome:
        """Store a snapshot and make it the active one, unless that would lose something.

        `raw` gives the source files by part. `base` is what answers come from while the store has
        nothing newer (the shipped snapshot). Refused, leaving all as it was: a list without
        listings, and, unless `accept_drop`, one that lost more than 5 percent of them. One whose
        content is older than the active one is stored, but the active one stays.
        """
        snapshot = offered.snapshot
        if not offered.entries:
            return Outcome(verdict=Verdict.REFUSED, snapshot=snapshot, why="it has no listings")
        encoded = encode(offered)
        with self._writing() as index:
            current = _newest(_active(index, snapshot.source), base)
            outcome = _judge(snapshot, current, accept_drop=accept_drop)
            if outcome.verdict is Verdict.REFUSED:
                return outcome
            compiled = self._blobs.put(encoded, suffix=".bin")
            files = [(part, path.name, self._blobs.put_raw(path)) for part, path in raw.items()]
            _insert(index, snapshot, compiled, files)
            if outcome.verdict in (Verdict.ACTIVATED, Verdict.UNCHANGED):
                index.execute(
                    "INSERT OR REPLACE INTO active VALUES (?, ?)",
                    (snapshot.source, snapshot.sha256),
                )
        return outcome

    def extract(self, snapshot: Snapshot, folder: Path) -> dict[str, Path]:
        """Write the source files of a stored snapshot below `folder`; their paths by part."""
        with self._reading() as index:
            rows = index.execute(
                "SELECT part, name, file FROM raw WHERE sha256 = ?", (snapshot.sha256,)
            ).fetchall()
        paths = {part: folder / part / name for part, name, _ in rows}
        for part, _, file in rows:
            paths[part].parent.mkdir()
            paths[part].write_bytes(self._blobs.raw(file))
        return paths

    def fetched(self, url: str) -> Fetched | None:
        """What the publisher said about `url` when its file was stored, if it is still here."""
        with self._reading() as index:
            row = index.execute(
                "SELECT etag, modified, file FROM fetched WHERE url = ?", (url,)
            ).fetchone()
        return Fetched(*row) if row and self._blobs.has_raw(row[2]) else None

    def checked(self) -> dict[str, dt.datetime]:
        """When each source was last confirmed at its official address (UTC)."""
        with self._reading() as index:
            rows = index.execute("SELECT source, at FROM checked").fetchall()
        return {source: dt.datetime.fromisoformat(at) for source, at in rows}

    def record_check(
        self, sources: Sequence[str], at: dt.datetime, fetched: Mapping[str, Fetched]
    ) -> None:
        """Note that the active snapshots of `sources` are what the official addresses offer."""
        with self._writing() as index:
            index.executemany(
                "INSERT OR REPLACE INTO checked VALUES (?, ?)",
                [(source, at.isoformat()) for source in sources],
            )
            index.executemany(
                "INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?)",
                [(url, seen.etag, seen.modified, seen.file) for url, seen in fetched.items()],
            )

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder for files under way, on the same disk, gone when the block ends."""
        parent = self.home / "under-way"
        _make(parent)
        with tempfile.TemporaryDirectory(dir=parent) as folder:
            yield Path(folder)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        path = self.home / "index.sqlite"
        with contextlib.closing(_connect(path if path.exists() else None)) as index:
            yield index

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        _make(self.home)
        with contextlib.closing(_connect(self.home / "index.sqlite")) as index:
            try:
                index.execute("BEGIN IMMEDIATE")
                yield index
                index.execute("COMMIT")
            except sqlite3.Error as error:
                raise BadInput(
                    f"the index of the list store cannot be written: {error}",
                    where=str(self.home),
                    remedy="let the other licet finish; check space and permissions",
                ) from error


def digest_of(files: Mapping[str, Path]) -> str:
    """The sha-256 that names a snapshot: of the one file, or of the parts' names and digests."""
    digests = {part: hashlib.sha256(path.read_bytes()).hexdigest() for part, path in files.items()}
    if len(digests) == 1:
        return next(iter(digests.values()))
    lines = "".join(f"{part} {digest}\n" for part, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _judge(new: Snapshot, current: Snapshot | None, *, accept_drop: bool) -> Outcome:
    if current is None:
        return Outcome(verdict=Verdict.ACTIVATED, snapshot=new, why="first of its source")
    same = new.sha256 == current.sha256
    if not same and age_key(new)[0] < age_key(current)[0]:
        why = f"it speaks of an earlier day than the active {current.id}"
        return Outcome(verdict=Verdict.KEPT, snapshot=new, why=why)
    if new.listings < current.listings * SMALLEST_SHARE and not accept_drop:
        why = (
            f"it has {new.listings:,} listings, the active {current.id} has "
            f"{current.listings:,}: a fall of more than {1 - SMALLEST_SHARE:.0%}"
        )
        return Outcome(verdict=Verdict.REFUSED, snapshot=new, why=why)
    if same:
        return Outcome(verdict=Verdict.UNCHANGED, snapshot=new)
    return Outcome(verdict=Verdict.ACTIVATED, snapshot=new, why=f"it replaces {current.id}")


def _newest(*snapshots: Snapshot | None) -> Snapshot | None:
    return max((s for s in snapshots if s is not None), key=age_key, default=None)


def _active(index: sqlite3.Connection, source: str) -> Snapshot | None:
    row = index.execute(
        "SELECT described FROM snapshot JOIN active USING (source, sha256) WHERE source = ?",
        (source,),
    ).fetchone()
    return _described(row[0]) if row else None


def _insert(
    index: sqlite3.Connection,
    snapshot: Snapshot,
    compiled: str,
    files: Sequence[tuple[str, str, str]],
) -> None:
    """The same bytes read again, perhaps by a better importer, replace what was read before."""
    index.execute(
        "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?)",
        (snapshot.source, snapshot.sha256, msgspec.json.encode(snapshot).decode(), compiled),
    )
    index.executemany(
        "INSERT OR REPLACE INTO raw VALUES (?, ?, ?, ?)",
        [(snapshot.sha256, *file) for file in files],
    )


def _described(text: str) -> Snapshot:
    return msgspec.json.decode(text, type=Snapshot)


def _connect(path: Path | None) -> sqlite3.Connection:
    """The index at `path` with its tables, or an empty one in memory for None."""
    try:
        index = sqlite3.connect(path or ":memory:", timeout=_LOCK_WAIT_SECONDS)
        index.isolation_level = None  # transactions are begun and ended in plain sight
        version = index.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            index.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;"
            )
    except sqlite3.Error as error:
        raise BadInput(
            f"the index of the list store cannot be opened: {error}",
            where=str(path),
            remedy="check space and permissions; a damaged index may be moved away, and the "
            "lists imported again",
        ) from error
    if version > _SCHEMA_VERSION:
        index.close()
        raise BadInput(
            f"the list store was written by a newer licet (schema {version})",
            where=str(path),
            remedy="install that version, or set LICET_HOME to another folder",
        )
    return index


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"the folder of the list store cannot be made: {error.strerror}",
            where=str(folder),
            remedy="set LICET_HOME to a folder you may write to",
        ) from error
