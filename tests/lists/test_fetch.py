"""Fetching, from a server on this machine that misbehaves in every way known of real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from licet.lists.fetch import Fetcher, Patience
from licet.lists.sources import Download, Part
from licet.lists.store import Fetched
from licet.terms.errors import BadSource

from .server import Handler, Server, hangs, says


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def fetcher(pauses: list[float]) -> Fetcher:
    patience = Patience(attempts=3, connect=1, silence=0.3, whole=5)
    return Fetcher(patience=patience, sleep=pauses.append)


def download(server: Server, *paths: str, limit: int = 1000, index: str | None = None) -> Download:
    return Download(
        id="test",
        importer="",
        parts=tuple(Part(Path(path).name, server.address + path, ()) for path in paths),
        size_limit=limit,
        page="https://example.gov",
        documented=True,
        dated_by=server.address + index if index else None,
    )


def test_a_file_comes_with_what_to_ask_next_time(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(b"a list", ETag='"v1"', Last_Modified="Thu, 23 Jul 2026")]
    catch = fetcher.fetch(download(server, "/list"), tmp_path)
    assert catch.files["list"].read_bytes() == b"a list"
    told = catch.told[f"{server.address}/list"]
    assert (told.etag, told.modified) == ('"v1"', "Thu, 23 Jul 2026")


def test_an_unchanged_file_costs_one_conditional_request(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(status=304)]
    held = Fetched('"v1"', "Thu, 23 Jul 2026", "0" * 64)
    catch = fetcher.fetch(download(server, "/list"), tmp_path, known=lambda _: held)
    assert catch.files == {}
    (request,) = server.requests["/list"]
    assert request["If-None-Match"] == '"v1"'
    assert request["If-Modified-Since"] == "Thu, 23 Jul 2026"


def test_when_one_of_several_files_changed_all_are_fetched(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/main"] = [says(status=304), says(b"main")]
    server.answers["/alt"] = [says(b"alt")]
    held = Fetched('"v1"', None, "0" * 64)
    known = {f"{server.address}/main": held}.get
    catch = fetcher.fetch(download(server, "/main", "/alt"), tmp_path, known=known)
    assert {name: path.read_bytes() for name, path in catch.files.items()} == {
        "main": b"main",
        "alt": b"alt",
    }


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_error_is_tried_again(
    server: Server, fetcher: Fetcher, pauses: list[float], tmp_path: Path, status: int
) -> None:
    server.answers["/list"] = [says(status=status), says(b"a list")]
    assert (
        fetcher.fetch(download(server, "/list"), tmp_path).files["list"].read_bytes() == b"a list"
    )
    assert len(pauses) == 1


def test_pauses_grow_and_heed_the_server(
    server: Server, fetcher: Fetcher, pauses: list[float], tmp_path: Path
) -> None:
    server.answers["/list"] = [says(status=503), says(status=429, Retry_After="42"), says(b"x")]
    fetcher.fetch(download(server, "/list"), tmp_path)
    assert pauses[0] < 5
    assert pauses[1] >= 42


def test_it_gives_up_in_the_end_and_says_why(
    server: Server, fetcher: Fetcher, pauses: list[float], tmp_path: Path
) -> None:
    server.answers["/list"] = [says(status=503)]
    with pytest.raises(BadSource, match=r"(?s)/list: .*in 3 attempts: .*503.*--from-file"):
        fetcher.fetch(download(server, "/list"), tmp_path)
    assert len(server.requests["/list"]) == 3
    assert len(pauses) == 2


def test_silence_is_not_waited_out(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    server.answers["/list"] = [hangs(0.6), says(b"a list")]
    assert (
        fetcher.fetch(download(server, "/list"), tmp_path).files["list"].read_bytes() == b"a list"
    )


def test_a_body_cut_short_is_fetched_again(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(b"half of", length=14), says(b"half of a list")]
    catch = fetcher.fetch(download(server, "/list"), tmp_path)
    assert catch.files["list"].read_bytes() == b"half of a list"


def test_a_body_cut_short_every_time_is_an_error(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(b"half of", length=14)]
    with pytest.raises(BadSource, match="3 attempts"):
        fetcher.fetch(download(server, "/list"), tmp_path)


def trickle_without_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 64)


def test_a_file_too_large_is_dropped_while_it_arrives(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [trickle_without_end]
    with pytest.raises(BadSource, match="larger than the 1,000 bytes"):
        fetcher.fetch(download(server, "/list", limit=1000), tmp_path)


def test_a_file_announced_as_too_large_is_not_read(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(b"x", length=5000)]
    with pytest.raises(BadSource, match="larger than"):
        fetcher.fetch(download(server, "/list", limit=1000), tmp_path)


def test_a_server_that_trickles_for_ever_is_left(server: Server, tmp_path: Path) -> None:
    server.answers["/list"] = [trickle_without_end]
    fetcher = Fetcher(patience=Patience(whole=0.2))
    with pytest.raises(BadSource, match="not complete after"):
        fetcher.fetch(download(server, "/list", limit=10**12), tmp_path)


def test_a_missing_page_is_not_tried_again(
    server: Server, fetcher: Fetcher, pauses: list[float], tmp_path: Path
) -> None:
    server.answers["/list"] = [says(status=404)]
    with pytest.raises(BadSource, match="404"):
        fetcher.fetch(download(server, "/list"), tmp_path)
    assert pauses == []


def test_nobody_listening_is_a_clear_error(fetcher: Fetcher, tmp_path: Path) -> None:
    stopped = Server()
    stopped.close()
    with pytest.raises(BadSource, match=r"could not be fetched in 3 attempts"):
        fetcher.fetch(download(stopped, "/list"), tmp_path)


def test_a_redirect_within_the_host_is_followed(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/list"] = [says(status=302, Location="/moved")]
    server.answers["/moved"] = [says(b"a list")]
    assert (
        fetcher.fetch(download(server, "/list"), tmp_path).files["list"].read_bytes() == b"a list"
    )


def test_a_redirect_to_another_host_needs_leave(server: Server, tmp_path: Path) -> None:
    elsewhere = server.address.replace("127.0.0.1", "localhost") + "/moved"
    server.answers["/list"] = [says(status=302, Location=elsewhere)]
    server.answers["/moved"] = [says(b"a list")]
    with pytest.raises(BadSource, match="--allow-redirect localhost"):
        Fetcher().fetch(download(server, "/list"), tmp_path)
    assert server.requests["/moved"] == []
    allowed = Fetcher(allow_hosts=["localhost"])
    catch = allowed.fetch(download(server, "/list"), tmp_path)
    assert catch.files["list"].read_bytes() == b"a list"


def test_redirects_in_a_circle_end(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    server.answers["/list"] = [says(status=302, Location="/list")]
    with pytest.raises(BadSource, match="again and again"):
        fetcher.fetch(download(server, "/list"), tmp_path)


INDEX = b'{"titles": [{"number": 15, "up_to_date_as_of": "2026-08-01"}, {"number": 35}]}'


def test_the_address_asks_for_the_newest_edition(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    server.answers["/titles"] = [says(INDEX.replace(b"35}", b'35, "up_to_date_as_of": null}'))]
    server.answers["/2026-08-01/part"] = [says(b"part 744")]
    wanted = download(server, "/{date}/part", index="/titles")
    catch = fetcher.fetch(wanted, tmp_path)
    assert catch.edition == dt.date(2026, 8, 1)
    assert next(iter(catch.files.values())).read_bytes() == b"part 744"
    assert fetcher.fetch(wanted, tmp_path, edition=catch.edition).files == {}


@pytest.mark.parametrize("index", [b"<html>busy</html>", b'{"titles": []}', b"{}"])
def test_an_index_that_tells_no_day_is_a_clear_error(
    server: Server, fetcher: Fetcher, tmp_path: Path, index: bytes
) -> None:
    server.answers["/titles"] = [says(index)]
    with pytest.raises(BadSource, match="index of editions"):
        fetcher.fetch(download(server, "/{date}", index="/titles"), tmp_path)


def test_a_source_without_address_says_where_to_look(fetcher: Fetcher, tmp_path: Path) -> None:
    by_hand = Download(
        id="test",
        importer="",
        parts=(Part("main", None, ()),),
        size_limit=1,
        page="https://example.go.jp",
        documented=False,
    )
    with pytest.raises(BadSource, match=r"(?s)no fixed address.*example\.go\.jp"):
        fetcher.fetch(by_hand, tmp_path)


def test_progress_is_told_as_bytes_arrive(server: Server, tmp_path: Path) -> None:
    server.answers["/list"] = [says(b"a list")]
    told: list[tuple[str, int, int | None]] = []
    Fetcher(progress=lambda *seen: told.append(seen)).fetch(download(server, "/list"), tmp_path)
    assert told[-1] == (f"{server.address}/list", 6, 6)
