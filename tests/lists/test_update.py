"""An update brings a whole list or changes nothing, from an address and from files alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from licet.lists.archive import Archive
from licet.lists.bis import denied_persons
from licet.lists.fetch import Fetcher, Patience
from licet.lists.freshness import freshness
from licet.lists.importer import Reading
from licet.lists.locate import locate
from licet.lists.sources import DOWNLOADS, Download, Part
from licet.lists.store import Store, Verdict
from licet.lists.update import read_again, update_from_address, update_from_files
from licet.terms.errors import BadInput, BadSource

from .server import Server, says

SOURCE = "us-bis-dpl"
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
SEPTEMBER = "Tue, 01 Sep 2026 08:00:00 GMT"
HEADER = (
    "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\t"
    "Standard_Order\tLast_Update\tAction\tFR_Citation"
)


def denied(count: int) -> bytes:
    """The list as BIS prints it, with this many made-up persons."""
    rows = (
        f"PERSON {n}\t{n} ROAD\tLYON\t\tFR\t\t01/02/2020\t\tY\t2020-01-02\t\t85 F.R. 1 1/2/2020"
        for n in range(count)
    )
    return "\n".join((HEADER, *rows, "")).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(Store(tmp_path / "store"))


@pytest.fixture
def download(server: Server) -> Download:
    part = Part("main", f"{server.address}/dpl.txt", ("dpl*.txt",))
    return msgspec.structs.replace(DOWNLOADS["bis-dpl"], parts=(part,))


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(patience=Patience(attempts=2), sleep=lambda _: None)


def files_in(store: Store) -> list[Path]:
    return [path for path in store.home.rglob("*") if path.is_file()]


def test_a_fetched_list_becomes_the_active_one(
    server: Server, archive: Archive, download: Download, fetcher: Fetcher
) -> None:
    server.answers["/dpl.txt"] = [says(denied(600), Last_Modified=SEPTEMBER), says(status=304)]
    result = update_from_address(archive, download, fetcher, now=NOW)
    assert [o.verdict for o in result.outcomes] == [Verdict.ACTIVATED]
    active = archive.active()[SOURCE]
    assert (active.content_date, active.retrieved_at) == (dt.date(2026, 9, 1), NOW)
    assert len(archive.open(active).entries()) == 600

    later = NOW + dt.timedelta(days=20)
    assert update_from_address(archive, download, fetcher, now=later).outcomes == ()
    assert server.requests["/dpl.txt"][1]["If-Modified-Since"] == SEPTEMBER
    (dpl,) = [one for one in freshness(archive, later.date()) if one.source.id == SOURCE]
    assert (dpl.age_days, dpl.stale) == (0, False)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>We are busy</body></html>",
        b"",
        HEADER.replace("Postal_Code", "ZIP").encode() + b"\n",
        b"\xff\xfe" + denied(600)[:100],
    ],
    ids=["html page", "empty", "renamed column", "wrong encoding"],
)
def test_what_is_not_the_list_changes_nothing(
    server: Server, archive: Archive, download: Download, fetcher: Fetcher, body: bytes
) -> None:
    before = archive.active()
    server.answers["/dpl.txt"] = [says(body, ETag='"bad"')]
    with pytest.raises(BadSource):
        update_from_address(archive, download, fetcher, now=NOW)
    assert archive.active() == before
    assert archive.store.fetched(f"{server.address}/dpl.txt") is None
    assert files_in(archive.store) == []


def test_half_the_list_is_refused_and_asked_for_again_next_time(
    server: Server, archive: Archive, download: Download, fetcher: Fetcher
) -> None:
    server.answers["/dpl.txt"] = [
        says(denied(600), ETag='"1"', Last_Modified=SEPTEMBER),
        says(denied(300), ETag='"2"', Last_Modified=SEPTEMBER),
    ]
    update_from_address(archive, download, fetcher, now=NOW)
    result = update_from_address(archive, download, fetcher, now=NOW)
    assert [o.verdict for o in result.refused] == [Verdict.REFUSED]
    assert archive.active()[SOURCE].listings == 600
    held = archive.store.fetched(f"{server.address}/dpl.txt")
    assert held is not None
    assert held.etag == '"1"'
    accepted = update_from_address(archive, download, fetcher, now=NOW, accept_drop=True)
    assert accepted.refused == ()
    assert archive.active()[SOURCE].listings == 300


def test_an_address_that_fails_changes_nothing(
    server: Server, archive: Archive, download: Download, fetcher: Fetcher
) -> None:
    before = archive.active()
    server.answers["/dpl.txt"] = [says(denied(600), length=10**6)]
    with pytest.raises(BadSource):
        update_from_address(archive, download, fetcher, now=NOW)
    assert archive.active() == before
    assert files_in(archive.store) == []


def test_a_local_file_is_imported_with_the_day_of_its_name(
    archive: Archive, download: Download, tmp_path: Path
) -> None:
    path = tmp_path / "dpl_2026-10-01.txt"
    path.write_bytes(denied(600))
    update_from_files(archive, download, locate(download, [path]), now=NOW)
    active = archive.active()[SOURCE]
    assert (active.content_date, active.note) == (dt.date(2026, 10, 1), "")
    folder = tmp_path / "out"
    folder.mkdir()
    assert archive.store.extract(active, folder)["main"].read_bytes() == denied(600)


def test_a_given_day_stands_over_the_name(
    archive: Archive, download: Download, tmp_path: Path
) -> None:
    path = tmp_path / "dpl_2026-10-01.txt"
    path.write_bytes(denied(600))
    day = dt.date(2026, 10, 9)
    update_from_files(archive, download, locate(download, [path]), now=NOW, content_date=day)
    assert archive.active()[SOURCE].content_date == day


def test_snapshots_are_found_by_source_day_and_id(
    archive: Archive, download: Download, tmp_path: Path
) -> None:
    for day in ("2026-10-01", "2026-10-08"):
        path = tmp_path / f"dpl_{day}.txt"
        path.write_bytes(denied(600 + int(day[-2:])))
        update_from_files(archive, download, locate(download, [path]), now=NOW)
    first, last = archive.all(SOURCE)[-2:]
    assert archive.find(SOURCE) == last
    assert archive.find(f"{SOURCE}@2026-10-01") == archive.find(first.id) == first
    assert archive.as_of(dt.date(2026, 10, 7))[SOURCE] == first
    assert archive.as_of(dt.date(2020, 1, 1))[SOURCE] == archive.all(SOURCE)[0]
    with pytest.raises(BadInput, match="more than one"):
        archive.find(f"{SOURCE}@2026-10")
    with pytest.raises(BadInput, match=r"(?s)no snapshot.*2026-10-08"):
        archive.find(f"{SOURCE}@1999-01-01")
    with pytest.raises(BadInput, match="names no snapshot"):
        archive.find("dpl")


def test_stored_files_are_read_again_by_a_newer_importer(
    archive: Archive, download: Download, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dpl_2026-10-01.txt"
    path.write_bytes(denied(600))
    update_from_files(archive, download, locate(download, [path]), now=NOW)
    before = archive.active()[SOURCE]
    path.unlink()

    real = denied_persons.read

    def marked(files: Mapping[str, Path]) -> Reading:
        reading = real(files)
        reading.listings = [
            msgspec.structs.replace(one, remarks="read anew") for one in reading.listings
        ]
        return reading

    monkeypatch.setattr(denied_persons, "read", marked)
    (outcome,) = read_again(archive, download).outcomes
    assert outcome.verdict is Verdict.UNCHANGED
    assert archive.active()[SOURCE] == before
    assert {one.remarks for one in archive.open(before).entries()} == {"read anew"}


def test_an_importer_that_loses_listings_does_not_replace_the_reading(
    archive: Archive, download: Download, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dpl_2026-10-01.txt"
    path.write_bytes(denied(600))
    update_from_files(archive, download, locate(download, [path]), now=NOW)
    real = denied_persons.read

    def forgetful(files: Mapping[str, Path]) -> Reading:
        reading = real(files)
        reading.listings = reading.listings[:300]
        return reading

    monkeypatch.setattr(denied_persons, "read", forgetful)
    (outcome,) = read_again(archive, download).refused
    assert "300 listings" in outcome.why
    assert len(archive.open(archive.active()[SOURCE]).entries()) == 600
