"""Which snapshot speaks for a list, and what is in it on a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from licet.lists.catalog import OUTRUN_DAYS, load
from licet.lists.model import CompiledList, Listing, Name, Snapshot
from licet.lists.store import Store
from licet.terms.errors import BadInput

DAY = dt.date(2026, 10, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "lists")


def put(
    store: Store, source: str, day: dt.date, names: dict[str, list[str]], **fields: object
) -> Snapshot:
    """Store a made-up snapshot of `source` with these names by list."""
    entries = tuple(
        Listing(id=f"{source}-{name}", list=list_id, source=source, names=(Name(name),), **fields)
        for list_id, parties in names.items()
        for name in parties
    )
    snapshot = Snapshot(
        source=source,
        sha256=hashlib.sha256(f"{source}{day}{names}".encode()).hexdigest(),
        retrieved_at=dt.datetime.combine(day, dt.time(), dt.UTC),
        content_date=day,
        listings=len(entries),
    )
    raw = store.home.parent / f"{source}-{day}.txt"
    raw.write_text(str(names))
    store.add(CompiledList(snapshot=snapshot, entries=entries), {"main": raw})
    return snapshot


def names_of(store: Store, list_id: str, **options: dt.date) -> list[str]:
    return [one.name for one in load([list_id], store=store, **options)]


def test_the_shipped_lists_are_there_from_the_first_minute(store: Store) -> None:
    lists = load(store=store)
    assert {"us-bis-el", "us-bis-dpl", "us-bis-uvl", "us-bis-meu", "us-ofac-sdn"} <= set(lists.ids)
    assert len(lists) == len(list(lists)) == len(lists.by_id)
    assert not store.home.exists()


def test_the_list_itself_speaks_before_its_copy(store: Store) -> None:
    lists = load(store=store)
    assert lists.snapshot_of("us-bis-el").source == "us-bis-el"
    assert lists.snapshot_of("us-bis-dpl").source == "us-bis-dpl"
    assert lists.snapshot_of("us-ofac-sdn").source == "us-trade-csl"


def test_a_newer_snapshot_stands_over_the_shipped_one(store: Store) -> None:
    put(store, "us-bis-meu", DAY, {"us-bis-meu": ["Alpha"]})
    assert names_of(store, "us-bis-meu") == ["Alpha"]


def test_an_older_snapshot_does_not(store: Store) -> None:
    put(store, "us-bis-meu", dt.date(2020, 1, 1), {"us-bis-meu": ["Alpha"]})
    assert names_of(store, "us-bis-meu") != ["Alpha"]


def test_a_copy_speaks_where_the_list_itself_is_history(store: Store) -> None:
    put(store, "us-ofac-sdn", DAY, {"us-ofac-sdn": ["Alpha"]})
    newer = DAY + dt.timedelta(OUTRUN_DAYS)
    put(store, "us-trade-csl", newer, {"us-ofac-sdn": ["Beta"]})
    assert names_of(store, "us-ofac-sdn") == ["Alpha"]
    put(store, "us-trade-csl", newer + dt.timedelta(1), {"us-ofac-sdn": ["Gamma"]})
    assert names_of(store, "us-ofac-sdn") == ["Gamma"]


def test_a_source_named_gives_what_it_carries_as_it_has_it(store: Store) -> None:
    lists = load(["us-trade-csl"], store=store)
    assert {one.source for one in lists} == {"us-trade-csl"}
    assert "us-bis-el" in lists.ids


def test_a_list_named_beside_the_source_comes_from_the_better_one(store: Store) -> None:
    for names in (["us-trade-csl", "us-bis-el"], ["us-bis-el", "us-trade-csl"]):
        lists = load(names, store=store)
        assert lists.snapshot_of("us-bis-el").source == "us-bis-el"
        assert lists.snapshot_of("us-bis-uvl").source == "us-trade-csl"


def test_parties_that_another_list_covers_do_not_come_twice(store: Store) -> None:
    assert "us-ofac-ssi" in load(store=store).ids
    put(store, "us-ofac-cons", DAY, {"us-ofac-cons": ["Alpha"]})
    ids = load(store=store).ids
    assert "us-ofac-cons" in ids
    assert "us-ofac-ssi" not in ids
    assert "us-ofac-sdn" in ids
    assert load(["us-ofac-ssi"], store=store).ids == ("us-ofac-ssi",)


def test_a_damaged_snapshot_keeps_only_its_own_lists_back(store: Store) -> None:
    put(store, "un-sc", DAY, {"un-sc": ["Alpha"]})
    for path in store.home.glob("blobs/*/*.bin"):
        path.write_bytes(b"LICETLST")
    assert len(load(["us-bis-meu"], store=store)) > 0
    with pytest.raises(BadInput, match="not a compiled list"):
        load(store=store)


def test_the_snapshot_of_a_day_is_the_newest_before_it(store: Store) -> None:
    for day, name in ((1, "Alpha"), (8, "Beta"), (15, "Gamma")):
        put(store, "un-sc", dt.date(2026, 10, day), {"un-sc": [name]})
    assert names_of(store, "un-sc") == ["Gamma"]
    assert names_of(store, "un-sc", as_of=dt.date(2026, 10, 8)) == ["Beta"]
    assert names_of(store, "un-sc", as_of=dt.date(2026, 10, 14)) == ["Beta"]
    assert names_of(store, "un-sc", as_of=dt.date(2019, 7, 9)) == ["Alpha"]


def test_on_a_day_are_those_listed_then_and_those_nobody_knows_of(store: Store) -> None:
    put(store, "un-sc", DAY, {"un-sc": ["Alpha"]}, listed_from=dt.date(2020, 5, 1))
    put(store, "gb-fcdo", DAY, {"gb-fcdo": ["Beta"]})
    lists = load(["un-sc", "gb-fcdo"], store=store)
    assert [one.name for one in lists.on(dt.date(2020, 4, 30))] == ["Beta"]
    assert [one.name for one in lists.on(dt.date(2020, 5, 1))] == ["Alpha", "Beta"]


def test_a_name_nobody_knows_and_one_never_imported_are_told_apart(store: Store) -> None:
    with pytest.raises(BadInput, match=r"(?s)no source or list 'us-bis-ell'.*us-bis-el"):
        load(["us-bis-ell"], store=store)
    with pytest.raises(BadInput, match=r"(?s)un-sc was never imported.*licet lists update un-sc"):
        load(["un-sc"], store=store)
    with pytest.raises(BadInput, match="not loaded"):
        load(["us-bis-meu"], store=store).of("us-bis-el")
