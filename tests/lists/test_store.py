"""The store keeps what it has: good snapshots come in, bad ones change nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import multiprocessing
import sqlite3
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from licet.lists.model import CompiledList, Listing, Name, Snapshot
from licet.lists.store import Fetched, Store, Verdict, digest_of
from licet.terms.errors import BadInput

DAY = dt.date(2026, 7, 1)


def compiled(size: int, *, day: dt.date = DAY, seed: str = "") -> CompiledList:
    """A list of `size` parties; equal arguments stand for equal source bytes."""
    snapshot = Snapshot(
        source="us-bis-el",
        sha256=hashlib.sha256(f"{size} {day} {seed}".encode()).hexdigest(),
        retrieved_at=dt.datetime(2026, 7, 23, tzinfo=dt.UTC),
        content_date=day,
        listings=size,
    )
    parties = tuple(
        Listing(id=f"p{n}", list="us-bis-el", source="us-bis-el", names=(Name(f"Party {n}"),))
        for n in range(size)
    )
    return CompiledList(snapshot=snapshot, entries=parties)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "lists")


@pytest.fixture
def raw(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "part-744.xml"
    path.write_bytes(b"<source/>")
    return {"main": path}


def test_an_empty_store_creates_nothing(store: Store) -> None:
    assert store.active() == {}
    assert store.snapshots() == ()
    assert not store.home.exists()


def test_what_was_added_is_read_back_with_its_source(
    store: Store, raw: dict[str, Path], tmp_path: Path
) -> None:
    added = compiled(3)
    assert store.add(added, raw).verdict is Verdict.ACTIVATED
    again = Store(store.home)
    assert again.active() == {"us-bis-el": added.snapshot}
    assert again.open(added.snapshot).read() == added
    target = tmp_path / "out"
    target.mkdir()
    paths = again.extract(added.snapshot, target)
    assert {part: path.read_bytes() for part, path in paths.items()} == {"main": b"<source/>"}


def test_older_snapshots_stay_readable(store: Store, raw: dict[str, Path]) -> None:
    first, second = compiled(100), compiled(101, day=DAY + dt.timedelta(1))
    store.add(first, raw)
    store.add(second, raw)
    assert store.snapshots("us-bis-el") == (first.snapshot, second.snapshot)
    assert store.open(first.snapshot).read() == first


def test_a_fall_of_more_than_five_percent_is_refused_unless_accepted(
    store: Store, raw: dict[str, Path]
) -> None:
    store.add(compiled(100), raw)
    before = sorted(path for path in store.home.rglob("*") if path.is_file())
    fewer = compiled(94, day=DAY + dt.timedelta(1))
    outcome = store.add(fewer, raw)
    assert outcome.verdict is Verdict.REFUSED
    assert "94 listings" in outcome.why
    assert store.active()["us-bis-el"].listings == 100
    assert sorted(path for path in store.home.rglob("*") if path.is_file()) == before
    assert store.add(fewer, raw, accept_drop=True).verdict is Verdict.ACTIVATED


def test_a_fall_of_five_percent_is_not_refused(store: Store, raw: dict[str, Path]) -> None:
    store.add(compiled(100), raw)
    assert store.add(compiled(95, day=DAY + dt.timedelta(1)), raw).verdict is Verdict.ACTIVATED


def test_an_empty_list_is_refused_even_as_the_first(store: Store, raw: dict[str, Path]) -> None:
    assert store.add(compiled(0), raw, accept_drop=True).verdict is Verdict.REFUSED
    assert not store.home.exists()


def test_older_content_is_kept_but_not_made_active(store: Store, raw: dict[str, Path]) -> None:
    store.add(compiled(100), raw)
    older = compiled(90, day=DAY - dt.timedelta(120))
    assert store.add(older, raw).verdict is Verdict.KEPT
    assert store.active()["us-bis-el"].content_date == DAY
    assert store.open(older.snapshot).read() == older


def test_the_shipped_snapshot_counts_as_the_one_to_beat(store: Store, raw: dict[str, Path]) -> None:
    shipped = compiled(100).snapshot
    fewer = compiled(50, day=DAY + dt.timedelta(1))
    assert store.add(fewer, raw, base=shipped).verdict is Verdict.REFUSED
    assert store.add(compiled(100), raw, base=shipped).verdict is Verdict.UNCHANGED


def test_bytes_read_again_by_a_better_importer_replace_the_reading(
    store: Store, raw: dict[str, Path]
) -> None:
    store.add(compiled(3), raw)
    better = CompiledList(snapshot=compiled(3).snapshot, entries=compiled(2).entries)
    assert store.add(better, raw).verdict is Verdict.UNCHANGED
    assert store.open(better.snapshot).read() == better


def test_a_damaged_index_is_a_clear_error(store: Store, raw: dict[str, Path]) -> None:
    store.add(compiled(3), raw)
    (store.home / "index.sqlite").write_bytes(b"not a database at all, but long enough" * 40)
    with pytest.raises(BadInput, match=r"index\.sqlite"):
        store.active()


def test_a_store_of_a_newer_licet_is_left_alone(store: Store, raw: dict[str, Path]) -> None:
    store.add(compiled(3), raw)
    with sqlite3.connect(store.home / "index.sqlite") as index:
        index.execute("PRAGMA user_version = 99")
    index.close()
    with pytest.raises(BadInput, match="newer licet"):
        store.active()


def test_a_damaged_list_is_mended_by_importing_it_again(store: Store, raw: dict[str, Path]) -> None:
    store.add(compiled(3), raw)
    (blob,) = store.home.glob("blobs/*/*.bin")
    blob.write_bytes(blob.read_bytes()[:-1])
    with pytest.raises(BadInput, match=r"(?s)damaged.*import the source again"):
        store.open(compiled(3).snapshot)
    store.add(compiled(3), raw)
    assert store.open(compiled(3).snapshot).read() == compiled(3)


def test_a_damaged_source_file_is_noticed(store: Store, raw: dict[str, Path], tmp_path) -> None:
    store.add(compiled(3), raw)
    (blob,) = store.home.glob("blobs/*/*.zst")
    blob.write_bytes(blob.read_bytes()[:-4])
    with pytest.raises(BadInput, match="source file"):
        store.extract(compiled(3).snapshot, tmp_path)


def test_what_the_publisher_said_is_forgotten_with_the_file(
    store: Store, raw: dict[str, Path]
) -> None:
    store.add(compiled(3), raw)
    told = Fetched('"v1"', None, digest_of(raw))
    at = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
    store.record_check(["us-bis-el"], at, {"https://example.gov/list": told})
    assert store.fetched("https://example.gov/list") == told
    assert store.checked() == {"us-bis-el": at}
    (blob,) = store.home.glob("blobs/*/*.zst")
    blob.unlink()
    assert store.fetched("https://example.gov/list") is None


def test_several_files_have_one_digest(tmp_path: Path) -> None:
    files = {}
    for part in ("main", "aliases"):
        files[part] = tmp_path / part
        files[part].write_text(part)
    first = digest_of(files)
    assert digest_of(dict(reversed(files.items()))) == first
    files["aliases"].write_text("other")
    assert digest_of(files) != first


def test_work_under_way_leaves_nothing_behind(store: Store) -> None:
    def interrupted() -> None:
        with store.workspace() as folder:
            (folder / "half").write_bytes(b"half a file")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [path for path in store.home.rglob("*") if path.is_file()] == []


def _add_many(home: Path, raw: Path, sizes: list[int]) -> None:
    for size in sizes:
        Store(home).add(compiled(size, day=DAY + dt.timedelta(size)), {"main": raw})


def test_two_processes_at_once_lose_nothing(store: Store, raw: dict[str, Path]) -> None:
    spawn = multiprocessing.get_context("fork")
    runs = [list(range(100, 110)), list(range(105, 115))]
    workers = [spawn.Process(target=_add_many, args=(store.home, raw["main"], run)) for run in runs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [s.listings for s in store.snapshots()] == list(range(100, 115))
    assert store.active()["us-bis-el"].listings == 114
    assert store.open(store.active()["us-bis-el"]).read().entries == compiled(114).entries


class AnyUpdates(RuleBasedStateMachine):
    """After any sequence of good and bad updates the right snapshot is active and readable."""

    @initialize()
    def start(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        home = Path(self.temporary.name)
        self.raw = {"main": home / "source.xml"}
        self.raw["main"].write_bytes(b"<source/>")
        self.store = Store(home / "lists")
        self.expected: CompiledList | None = None

    @rule(size=st.integers(0, 40), days=st.integers(-3, 3), accept=st.booleans())
    def update(self, size: int, days: int, accept: bool) -> None:
        active = self.expected
        day = (active.snapshot.content_date if active else DAY) + dt.timedelta(days)
        offered = compiled(size, day=day)
        outcome = self.store.add(offered, self.raw, accept_drop=accept)
        good = size > 0 and (
            active is None or (days >= 0 and (accept or size >= 0.95 * len(active.entries)))
        )
        if good:
            self.expected = offered
        assert (outcome.verdict in (Verdict.ACTIVATED, Verdict.UNCHANGED)) == good

    @rule(
        size=st.integers(1, 40),
        trouble=st.sampled_from([OSError(28, "No space"), KeyboardInterrupt()]),
    )
    def update_breaks_off(self, size: int, trouble: BaseException) -> None:
        day = (self.expected.snapshot.content_date if self.expected else DAY) + dt.timedelta(1)
        with (
            mock.patch("licet.lists.blobs._write_whole", side_effect=trouble),
            contextlib.suppress(BadInput, KeyboardInterrupt),
        ):
            outcome = self.store.add(compiled(size, day=day, seed="broken off"), self.raw)
            assert outcome.verdict is Verdict.REFUSED

    @rule(keep=st.integers(0, 30))
    def stray_file_of_a_crash(self, keep: int) -> None:
        folder = self.store.home / "blobs" / "ab"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f".under-way-{keep}").write_bytes(b"half")

    @invariant()
    def active_is_whole(self) -> None:
        active = Store(self.store.home).active()
        if self.expected is None:
            assert active == {}
        else:
            assert active["us-bis-el"] == self.expected.snapshot
            assert self.store.open(active["us-bis-el"]).read() == self.expected

    def teardown(self) -> None:
        if hasattr(self, "temporary"):
            self.temporary.cleanup()


TestAnyUpdates = AnyUpdates.TestCase
TestAnyUpdates.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)
