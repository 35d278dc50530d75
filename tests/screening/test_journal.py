"""Entries are never changed; whoever changes them all the same is found out."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.screening.journal import Journal
from licet.terms.errors import BadInput

_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _filled(folder: Path, count: int = 4) -> Journal:
    journal = Journal(folder / "journal.sqlite")
    for number in range(count):
        journal.append([f"{number}".encode()], who="me", at=_AT)
    return journal


def test_what_was_appended_is_read_in_order(tmp_path: Path) -> None:
    journal = _filled(tmp_path)
    journal.append([b"a", b"b"], who="you", at=_AT)
    assert [e.body for e in journal.entries(after=3)] == [b"3", b"a", b"b"]
    assert [e.seq for e in journal.entries(upto=2)] == [1, 2]
    assert journal.head()[0] == 6
    assert journal.verify() is None


def test_an_absent_journal_is_empty_and_stays_absent(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "none" / "journal.sqlite")
    assert list(journal.entries()) == []
    assert journal.verify() is None
    assert not journal.path.parent.exists()


@pytest.mark.parametrize("statement", ["UPDATE entry SET body = 'x'", "DELETE FROM entry"])
def test_the_file_itself_refuses_changes(statement: str, tmp_path: Path) -> None:
    journal = _filled(tmp_path)
    with sqlite3.connect(journal.path) as db, pytest.raises(sqlite3.IntegrityError, match="never"):
        db.execute(statement)


@given(
    seq=st.integers(1, 4),
    column=st.sampled_from(["body", "who", "at", "previous", "digest", None]),
)
def test_any_change_around_the_triggers_is_named(
    seq: int, column: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = _filled(tmp_path_factory.mktemp("journal"))
    with sqlite3.connect(journal.path) as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("DROP TRIGGER no_delete")
        if column is None:
            db.execute("DELETE FROM entry WHERE seq = ?", (seq,))
        else:
            db.execute(f"UPDATE entry SET {column} = 'forged' WHERE seq = ?", (seq,))
    if column is None and seq == 4:
        # What is cut off at the end shows only against a head that was kept elsewhere.
        assert journal.verify() is None
        assert journal.head()[0] == 3
    else:
        assert f"entry {seq}" in (journal.verify() or "")


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(BadInput, match="cannot be used"):
        Journal(path).append([b"x"], who="me", at=_AT)
