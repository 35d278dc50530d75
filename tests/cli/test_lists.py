"""`licet lists` as a user meets it: what it prints, what it exits with, what it says of faults."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from licet.cli.main import main
from licet.lists import shipped
from licet.lists.model import Problem
from licet.lists.sources import DOWNLOADS, Part

from ..lists.server import Server, says

HEADER = (
    "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\t"
    "Standard_Order\tLast_Update\tAction\tFR_Citation"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def licet(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line; its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    return run


def denied(folder: Path, day: str, count: int, street: str = "ROAD") -> Path:
    """A Denied Persons List of made-up persons in BIS's form."""
    path = folder / f"dpl_{day}.txt"
    rows = (
        f"PERSON {n}\t{n} {street}\tLYON\t\tFR\t\t01/02/2020\t\tY\t2020-01-02\t\t85 F.R. 1 1/2/2020"
        for n in range(count)
    )
    path.write_text("\n".join((HEADER, *rows, "")))
    return path


def test_status_calls_the_shipped_snapshot_stale_and_says_how_to_mend_it(licet: Run) -> None:
    code, out, _ = licet("lists", "status", "--asked-on", "2026-11-21")
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("us-bis-el"))
    assert line.split()[1:4] == ["STALE", "121", "d"]
    assert "2026-07-23" in line
    assert "6 of 6 sources are stale: older than 7 or 30 days" in out
    assert "licet lists update" in out


def test_status_is_fresh_within_a_week(licet: Run) -> None:
    _, out, _ = licet("lists", "status", "--asked-on", "2026-07-30", "--json")
    states = {one["source"]: one["state"] for one in json.loads(out)["sources"]}
    assert (states["us-bis-el"], states["un-sc"]) == ("fresh", "never imported")
    _, out, _ = licet("lists", "status", "--asked-on", "2026-07-31", "--json")
    states = {one["source"]: one["state"] for one in json.loads(out)["sources"]}
    assert (states["us-bis-el"], states["us-ecfr-744"]) == ("STALE", "fresh")
    _, out, _ = licet("lists", "status", "--asked-on", "2026-08-23", "--json")
    states = {one["source"]: one["state"] for one in json.loads(out)["sources"]}
    assert states["us-ecfr-744"] == "STALE"


def test_status_fails_on_stale_only_where_asked(licet: Run) -> None:
    assert licet("lists", "status", "--asked-on", "2026-11-21", "--fail-on", "stale")[0] == 1
    assert licet("lists", "status", "--asked-on", "2026-04-15", "--fail-on", "stale")[0] == 0


def test_status_refuses_a_day_that_is_none(licet: Run) -> None:
    code, _, err = licet("lists", "status", "--asked-on", "yesterday")
    assert code == 2
    assert "--asked-on: 'yesterday' is no day" in err


def test_output_is_the_same_every_time(licet: Run) -> None:
    command = ("lists", "status", "--asked-on", "2026-11-21", "--all")
    assert licet(*command) == licet(*command)


def test_a_file_is_imported_by_hand_and_speaks_from_then_on(licet: Run, tmp_path: Path) -> None:
    path = denied(tmp_path, "2026-10-01", 600)
    code, out, err = licet("lists", "update", "us-bis-dpl", "--from-file", path)
    assert (code, err) == (0, "")
    assert "us-bis-dpl: activated" in out
    assert "600 listings" in out
    _, out, _ = licet("lists", "status", "--asked-on", "2026-10-05")
    assert any(line.split()[:4] == ["us-bis-dpl", "fresh", "4", "d"] for line in out.splitlines())
    code, out, _ = licet("lists", "show", "person 7", "--list", "us-bis-dpl")
    assert code == 0
    assert "7 ROAD, LYON" in out
    assert "us-bis-dpl@2026-10-01" in out


def test_the_source_of_a_file_is_known_by_its_name(licet: Run, tmp_path: Path) -> None:
    path = denied(tmp_path, "2026-10-01", 600)
    assert "activated" in licet("lists", "update", "--from-file", path)[1]
    strange = path.rename(tmp_path / "download.bin")
    code, _, err = licet("lists", "update", "--from-file", strange)
    assert code == 2
    assert "download.bin" in err


def test_a_file_is_of_one_source(licet: Run, tmp_path: Path) -> None:
    path = denied(tmp_path, "2026-10-01", 600)
    code, _, err = licet("lists", "update", "us-bis-el", "us-bis-dpl", "--from-file", path)
    assert code == 2
    assert "one source at a time" in err
    code, _, err = licet("lists", "update", "us-bis-dpl", "--content-date", "2026-10-01")
    assert code == 2
    assert "--content-date" in err


def test_a_file_that_cannot_be_read_is_named(licet: Run, tmp_path: Path) -> None:
    code, _, err = licet("lists", "update", "us-bis-dpl", "--from-file", tmp_path / "gone.txt")
    assert code == 2
    assert "gone.txt" in err


def test_half_a_list_is_refused_until_accepted(licet: Run, tmp_path: Path) -> None:
    licet("lists", "update", "--from-file", denied(tmp_path, "2026-10-01", 600))
    half = denied(tmp_path, "2026-10-02", 300)
    code, _, err = licet("lists", "update", "--from-file", half)
    assert code == 2
    assert "300 listings" in err
    assert "--accept-drop" in err
    assert licet("lists", "update", "--from-file", half, "--accept-drop")[0] == 0
    _, out, _ = licet("lists", "status", "--all")
    assert "us-bis-dpl@2026-10-01" in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><body>busy</body></html>", "HTML page"),
        (b"", "empty"),
        (HEADER.replace("Name\t", "Naam\t").encode(), "Name"),
    ],
)
def test_what_is_not_the_list_is_refused_with_the_remedy(
    licet: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "dpl_2026-10-01.txt"
    path.write_bytes(content)
    code, _, err = licet("lists", "update", "us-bis-dpl", "--from-file", path)
    assert code == 2
    assert message in err
    assert "dpl_2026-10-01.txt" in err
    assert "To mend it" in err


def test_a_source_without_address_says_where_to_look(licet: Run) -> None:
    code, _, err = licet("lists", "update", "jp-meti-eul")
    assert code == 2
    assert "meti.go.jp" in err


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The address of the Denied Persons List, on this machine."""
    running = Server()
    part = Part("main", f"{running.address}/dpl.txt", ("dpl*.txt",))
    replaced = msgspec.structs.replace(DOWNLOADS["bis-dpl"], parts=(part,))
    monkeypatch.setitem(DOWNLOADS, "bis-dpl", replaced)
    yield running
    running.close()


@pytest.mark.parametrize("terminal", [False, True])
def test_a_list_is_fetched_and_next_time_found_unchanged(
    licet: Run,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    body = denied(tmp_path, "2026-10-01", 600).read_bytes()
    server.answers["/dpl.txt"] = [says(body, ETag='"1"'), says(status=304)]
    code, out, _ = licet("lists", "update", "us-bis-dpl")
    assert (code, "us-bis-dpl: activated" in out) == (0, True)
    code, out, _ = licet("lists", "update", "us-bis-dpl")
    assert (code, out) == (0, "bis-dpl: unchanged since it was last fetched\n")


def test_a_source_that_cannot_be_had_keeps_no_other_back(
    licet: Run, server: Server, tmp_path: Path
) -> None:
    body = denied(tmp_path, "2026-10-01", 600).read_bytes()
    server.answers["/dpl.txt"] = [says(body)]
    code, out, err = licet("lists", "update", "jp-meti-eul", "us-bis-dpl")
    assert code == 2
    assert "us-bis-dpl: activated" in out
    assert "jp-meti-eul" in err


def test_stored_lists_are_read_again_on_request(licet: Run, tmp_path: Path) -> None:
    licet("lists", "update", "--from-file", denied(tmp_path, "2026-10-01", 600))
    code, out, _ = licet("lists", "update", "--reread")
    assert code == 0
    assert out.startswith("us-bis-dpl: unchanged: us-bis-dpl@2026-10-01")


def test_update_as_json_tells_outcome_and_problems(licet: Run, tmp_path: Path) -> None:
    path = denied(tmp_path, "2026-10-01", 600)
    path.write_text(path.read_text() + "BAD\t\t\t\tXX\t\t01/02/2020\t\tY\t\t\t\n")
    _, out, _ = licet("lists", "update", "--from-file", path, "--json")
    (told,) = json.loads(out)
    assert told["outcomes"][0]["verdict"] == "activated"
    (problem,) = told["problems"]["us-bis-dpl"]
    assert problem["kind"] == "bad-country"
    assert "line 602" in problem["where"]


def test_diff_shows_what_came_went_and_changed(licet: Run, tmp_path: Path) -> None:
    earlier = denied(tmp_path, "2026-10-01", 600)
    licet("lists", "update", "--from-file", earlier)
    later = denied(tmp_path, "2026-10-08", 601, "road.")
    code, out, _ = licet("lists", "diff", "us-bis-dpl@2026-10-01", later)
    assert code == 0
    assert "1 added, 0 removed, 0 changed, 600 changed in print only, 0 unchanged" in out
    assert "+ us-bis-dpl-person-600" in out
    moved = denied(tmp_path, "2026-10-15", 600, "AVENUE")
    _, out, _ = licet("lists", "diff", earlier, moved)
    assert "    addresses - 7 ROAD, LYON" in out
    assert "    addresses + 7 AVENUE, LYON" in out
    _, out, _ = licet("lists", "diff", earlier, moved, "--json")
    assert len(json.loads(out)["difference"]["changed"]) == 600


def test_diff_of_different_sources_is_refused(licet: Run) -> None:
    code, _, err = licet("lists", "diff", "us-bis-el", "us-bis-dpl")
    assert code == 2
    assert "different sources" in err


def test_show_gives_everything_known_of_a_listing(licet: Run) -> None:
    code, out, _ = licet("lists", "show", "Huawei Technologies Co., Ltd.", "--list", "us-bis-el")
    assert code == 0
    for text in (
        "destination heading",
        "license requirement",
        "- license required",
        "review policy",
        "- presumption of denial",
        "footnotes             1, 2",
        "listed from           2019-05-16",
        "84 FR 22963 (2019-05-21)",
        "named under it",
        "us-bis-el@2026-07-23",
    ):
        assert text in out
    _, as_json, _ = licet(
        "lists", "show", "HUAWEI TECHNOLOGIES CO LTD", "--list", "us-bis-el", "--json"
    )
    (told,) = json.loads(as_json)
    assert told["listing"]["listed_from"] == "2019-05-16"
    assert len(told["named_under_it"]) == 22
    member = told["named_under_it"][0]
    _, out, _ = licet("lists", "show", member)
    assert "named under           Huawei Technologies Co., Ltd." in out


def test_show_of_part_of_a_name_lists_the_candidates(licet: Run) -> None:
    code, _, err = licet("lists", "show", "Huawei Technologies Co")
    assert code == 2
    assert "names contain it" in err
    assert "Huawei Technologies Co., Ltd." in err
    code, _, err = licet("lists", "show", "Nobody At All GmbH")
    assert code == 2
    assert "licet screen" in err


def test_reconcile_counts_by_class_and_shows_each(licet: Run) -> None:
    code, out, _ = licet("lists", "reconcile", "--class", "policy-differs", "--limit", "0")
    assert code == 0
    assert "3,420 rows" in out
    assert "Huawei Technologies Dusseldorf GmbH" in out
    _, out, _ = licet("lists", "reconcile", "--json")
    told = json.loads(out)
    assert sum(told["counts"].values()) == len(told["differences"])


def test_export_writes_one_object_a_line(licet: Run, tmp_path: Path) -> None:
    for name in ("jsonl", "ftm"):
        path = tmp_path / name
        assert licet("lists", "export", "us-bis-meu", "--format", name, "--output", path)[0] == 0
        objects = [json.loads(line) for line in path.read_text().splitlines()]
        assert len(objects) >= shipped.manifest().files["us-bis-meu"].snapshot.listings
    assert {"id", "schema", "properties"} <= set(objects[0])


def test_a_place_that_cannot_be_written_is_named(licet: Run, tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    code, _, err = licet("lists", "export", "us-bis-meu", "--output", occupied / "out.jsonl")
    assert code == 2
    assert "out.jsonl: cannot be written" in err


def test_build_reproduces_the_shipped_snapshot_byte_for_byte(
    licet: Run, shared: Path, tmp_path: Path
) -> None:
    code, out, _ = licet("lists", "build", "--from", shared / "data", "--output", tmp_path)
    assert code == 0
    assert "part-744_2026-07-23.xml" in out
    differing = shipped.differing(tmp_path, shipped.FOLDER)
    assert differing == [], "importers changed: licet lists build --from FOLDER, and commit"


def test_build_can_check_without_writing(
    licet: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def copied(_: Path, output: Path) -> tuple[shipped.Manifest, dict[str, list[Problem]]]:
        for path in shipped.FOLDER.glob("*.[bj]*"):
            (output / path.name).write_bytes(path.read_bytes())
        return shipped.manifest(), {}

    command = importlib.import_module("licet.cli.commands.lists.build")
    monkeypatch.setattr(command, "build_shipped", copied)
    assert licet("lists", "build", "--from", tmp_path, "--check")[0] == 0
    code, out, _ = licet("lists", "build", "--from", tmp_path, "--output", tmp_path, "--check")
    assert code == 1
    assert "us-bis-uvl.bin: differs" in out
    assert list(tmp_path.iterdir()) == []


def test_build_names_the_source_it_has_no_file_of(licet: Run, tmp_path: Path) -> None:
    code, _, err = licet("lists", "build", "--from", tmp_path)
    assert code == 2
    assert "no files for ecfr-part-744" in err
