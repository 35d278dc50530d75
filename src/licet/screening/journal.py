"""An append-only file of entries, each chained to the one before by its digest.

SQLite refuses updates and deletions by trigger; whoever goes around that breaks the chain, and
`verify` says where. What was cut off at the end shows only against a head kept elsewhere.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from licet.terms.errors import BadInput

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, body BLOB NOT NULL,
    previous TEXT NOT NULL, digest TEXT NOT NULL UNIQUE
);
CREATE TRIGGER no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
"""
_LOCK_WAIT_SECONDS = 30.0
# SQLite keeps any type anywhere; an entry forged with other types must still be readable.
_COLUMNS = (
    "seq, CAST(at AS TEXT), CAST(who AS TEXT), CAST(body AS BLOB), "
    "CAST(previous AS TEXT), CAST(digest AS TEXT)"
)
#: What the first entry is chained to.
START = "0" * 64


class Entry(msgspec.Struct, frozen=True):
    """One entry: its number from 1, when (UTC, ISO 8601), by whom, and what (JSON)."""

    seq: int
    at: str
    who: str
    body: bytes
    previous: str
    digest: str


class Journal:
    """Entries in one file; a file that does not exist yet is empty and is made on first writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, bodies: Sequence[bytes], *, who: str, at: dt.datetime) -> list[Entry]:
        """Add entries, all or none. `at` is a moment in UTC."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(str(error.strerror)) from None
        added: list[Entry] = []
        with self._open(create=True) as db:
            try:
                db.execute("BEGIN IMMEDIATE")
                seq, previous = _head(db)
                for body in bodies:
                    seq += 1
                    moment = at.isoformat()
                    digest = _digest(previous, seq, moment, who, body)
                    added.append(Entry(seq, moment, who, body, previous, digest))
                    previous = digest
                db.executemany(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
                    [msgspec.structs.astuple(entry) for entry in added],
                )
                db.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._unusable(str(error)) from error
        return added

    def entries(self, *, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """Entries in order, from the one after `after` to `upto` (both by number)."""
        with self._open() as db:
            try:
                yield from (
                    Entry(*row)
                    for row in db.execute(
                        f"SELECT {_COLUMNS} FROM entry "
                        "WHERE seq > ?1 AND (?2 IS NULL OR seq <= ?2) ORDER BY seq",
                        (after, upto),
                    )
                )
            except sqlite3.Error as error:
                raise self._unusable(str(error)) from error

    def entry(self, seq: int) -> Entry:
        """The entry of that number; `BadInput` if there is none."""
        found = next(self.entries(after=seq - 1, upto=seq), None)
        if found is None:
            raise BadInput(f"there is no entry {seq}", where=str(self.path), remedy="see the list")
        return found

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry (0 and zeros when empty)."""
        with self._open() as db:
            return _head(db)

    def verify(self) -> str | None:
        """What is wrong with the chain, named by the first entry that shows it; None if nothing."""
        previous, expected = START, 1
        for entry in self.entries():
            if entry.seq != expected:
                return f"entry {expected} is missing"
            if entry.previous != previous:
                return f"entry {entry.seq} does not follow the one before"
            if entry.digest != _digest(previous, entry.seq, entry.at, entry.who, entry.body):
                return f"entry {entry.seq} was altered"
            previous, expected = entry.digest, expected + 1
        return None

    @contextlib.contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        path = self.path if create or self.path.exists() else ":memory:"
        try:
            db = sqlite3.connect(path, timeout=_LOCK_WAIT_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(str(error)) from error
        with contextlib.closing(db):
            try:
                version = db.execute("PRAGMA user_version").fetchone()[0]
                if version == 0:
                    db.execute("BEGIN IMMEDIATE")
                    # Another process may have made the table while this one waited.
                    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                        for statement in _statements(_SCHEMA):
                            db.execute(statement)
                        db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
                    db.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._unusable(str(error)) from error
            if version > _SCHEMA_VERSION:
                raise self._unusable(f"it was written by a newer licet (schema {version})")
            yield db

    def _unusable(self, what: str) -> BadInput:
        return BadInput(
            f"the journal cannot be used: {what}",
            where=str(self.path),
            remedy="check the path, its permissions and the space on the disk",
        )


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _head(db: sqlite3.Connection) -> tuple[int, str]:
    row = db.execute("SELECT seq, digest FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, START)


def _digest(previous: str, seq: int, at: str, who: str, body: bytes) -> str:
    head = msgspec.json.encode((previous, seq, at, who))
    return hashlib.sha256(head + body).hexdigest()
