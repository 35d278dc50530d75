"""`licet screen`, `compare`, `decisions`, `proof` and `monitor` as a user meets them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from licet.cli import screening
from licet.cli.main import main
from licet.lists.catalog import Lists
from licet.lists.compiled import CompiledFile, encode
from licet.lists.model import CompiledList, Listing, Snapshot

from ..screening.made import LISTINGS

Run = Callable[..., tuple[int, str, str]]
_BOREALIS = "Borealis Quantum Instruments"


class Published:
    """The lists in force in these tests; setting `listings` is a new snapshot."""

    def __init__(self) -> None:
        self.listings: tuple[Listing, ...] = LISTINGS
        self.edition = 0

    def load(self, *, as_of: dt.date | None = None) -> Lists:
        snapshot = Snapshot(
            source="xx-list",
            sha256=f"{self.edition:012d}".ljust(64, "0"),
            retrieved_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            content_date=dt.date(2026, 1, 1),
            listings=len(self.listings),
        )
        data = encode(CompiledList(snapshot=snapshot, entries=self.listings))
        file = CompiledFile(data)
        return Lists(dict.fromkeys(file.lists, file))

    def publish(self, *listings: Listing) -> None:
        self.listings, self.edition = listings, self.edition + 1


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch) -> Published:
    published = Published()
    monkeypatch.setattr(screening.catalog, "load", published.load)
    return published


@pytest.fixture
def licet(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line; its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsysbinary.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def _file(folder: Path, *names: str) -> Path:
    path = folder / "parties.csv"
    rows = "".join(f"{n},{name}\n" for n, name in enumerate(names))
    path.write_text("id,name\n" + rows, encoding="utf-8")
    return path


def test_a_hit_is_printed_with_score_listing_source_and_reasons(licet: Run) -> None:
    code, out, err = licet("screen", _BOREALIS, "--country", "RU")
    assert code == 0
    assert "Borealis Quantum Instruments Co., Ltd. (ru)  xx-list" in out
    for line in ("listing    xx-1", "source     xx-list@2026-01-01", "because    words borealis"):
        assert line in out
    assert "same country" in out
    assert "Looked at 4 listings" in out
    assert "On record as proof 1." in err


def test_json_holds_the_listing_and_repeats_to_the_byte(licet: Run) -> None:
    first = licet("screen", _BOREALIS, "--json")
    assert first[:2] == licet("screen", _BOREALIS, "--json")[:2]
    answer = json.loads(first[1])
    assert answer["hits"][0]["hit"]["listing"]["addresses"][0]["country"] == "ru"
    assert answer["snapshots"] == ["xx-list@2026-01-01:000000000000"]


def test_fail_on_and_limits_on_lists(licet: Run) -> None:
    assert licet("screen", _BOREALIS, "--fail-on", "hit")[0] == 1
    assert licet("screen", "Lumen Harbour", "--fail-on", "hit")[0] == 0
    assert "xx-1" not in licet("screen", _BOREALIS, "--list", "yy-list")[1]
    assert len(json.loads(licet("screen", _BOREALIS, "--limit", "1", "--json")[1])["hits"]) == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "either a name or a file"),
        (("A", "--input", "b.csv"), "either a name or a file"),
        (("A", "--country", "Atlantis"), "no single country"),
        (("A", "--kind", "ufo"), "no kind of party"),
        (("A", "--birth-date", "9 May"), "no date"),
        (("A", "--threshold", "7"), "no score"),
        (("A", "--list", "zz-list"), "not loaded"),
        (("A", "--as-of", "today"), "no day"),
        (("🚢",), "no letter or digit"),
        (("--input", "absent.csv"), "cannot be read"),
        (("--input", "absent.xlsx"), "does not tell the format"),
    ],
)
def test_bad_input_says_what_and_how_to_mend_it(
    arguments: tuple[str, ...], reason: str, licet: Run
) -> None:
    code, _, err = licet("screen", *arguments)
    assert code == 2
    assert reason in err
    assert "To mend it" in err


def test_a_file_is_screened_and_proved(licet: Run, tmp_path: Path) -> None:
    source, target = _file(tmp_path, _BOREALIS, "", "Lumen"), tmp_path / "hits.csv"
    code, _, err = licet("screen", "--input", source, "--output", target, "--workers", 1)
    assert code == 0
    assert "3 rows" in err
    assert "1 bad rows" in err
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [(row["row"], row["status"]) for row in rows] == [("1", "hit"), ("3", "no hit")]
    assert licet("proof", "verify")[0] == 0
    target.write_text("other")
    code, out, _ = licet("proof", "verify")
    assert code == 1
    assert "OTHER BYTES" in out
    assert json.loads(licet("proof", "show")[1])["run"]["counts"]["bad_rows"] == 1


def test_decisions_quiet_a_hit_until_the_listing_changes(licet: Run, lists: Published) -> None:
    party = (_BOREALIS, "--id", "77")
    assert licet("decisions", "add", *party, "--listing", "xx-1", "--as", "false_match")[0] == 2
    reason = ("--as", "false_match", "--reason", "our Borealis is in Turku")
    assert licet("decisions", "add", *party, "--listing", "xx-1", *reason)[0] == 0
    out = licet("screen", *party)[1]
    assert "Cleared: xx-1 (decision 1)" in out
    moved = LISTINGS[0].__class__(
        id="xx-1", list="xx-list", source="xx-list", names=LISTINGS[0].names, countries=("kz",)
    )
    lists.publish(moved, *LISTINGS[1:])
    out = licet("screen", *party)[1]
    assert "reopened   listing countries: ru -> kz (decision 1)" in out
    assert "our Borealis is in Turku" in licet("decisions", "list")[1]
    assert json.loads(licet("decisions", "export")[1])["who"]


def test_answers_on_a_file_carry_what_a_decision_needs(licet: Run, tmp_path: Path) -> None:
    source, target = _file(tmp_path, _BOREALIS), tmp_path / "hits.jsonl"
    licet("screen", "--input", source, "--output", target, "--workers", 1)
    answer = json.loads(target.read_text(encoding="utf-8"))
    decided = tmp_path / "decided.jsonl"
    listings = [hit["listing_id"] for hit in answer["hits"]]
    lines = [
        {"party": answer["party"], "listing": x, "disposition": "false_match", "reason": "no"}
        for x in listings
    ]
    decided.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert licet("decisions", "add", "--input", decided)[0] == 0
    licet("screen", "--input", source, "--output", target, "--workers", 1)
    again = json.loads(target.read_text(encoding="utf-8"))
    assert again["hits"] == []
    assert [quiet["listing_id"] for quiet in again["cleared"]] == listings


def test_pairs_keep_their_columns_and_get_score_and_reasons(licet: Run, tmp_path: Path) -> None:
    source = tmp_path / "pairs.csv"
    source.write_text(
        "key,schema,name1,name2\n"
        "a,Company,Zentrix Avionics GmbH,Zentrix Avionics\n"
        "b,Person,Marek Ostrovan,Lumen Harbour\n"
        "c,Company,too,many,cells\n"
        "d,Company,,Zentrix\n"
    )
    code, out, err = licet("compare", "--input", source, "--fail-on", "bad-row")
    assert code == 1
    assert "line 4" in err
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == ["key", "schema", "name1", "name2", "score", "reasons"]
    assert [row["key"] for row in rows] == ["a", "b", "d"]
    assert float(rows[0]["score"]) > 0.8 > 0.2 > float(rows[1]["score"])
    assert float(rows[2]["score"]) == 0.0
    source.write_text("schema,name1\nCompany,A\n")
    assert "no column 'name2'" in licet("compare", "--input", source)[2]


def test_monitoring_tells_what_a_new_snapshot_changed(
    licet: Run, lists: Published, tmp_path: Path
) -> None:
    source = _file(tmp_path, _BOREALIS, "", "Lumen Harbour")
    lists.publish(*LISTINGS[1:])
    code, _, err = licet("monitor", "add", "customers", "--input", source, "--workers", 1)
    assert code == 0
    assert "line 3: the name is empty (not taken)" in err
    lists.publish(*LISTINGS)
    code, out, _ = licet("monitor", "run", "customers", "--workers", 1, "--fail-on", "hit")
    assert code == 1
    event = json.loads(out)
    assert (event["event"], event["party"]["id"], event["listing_id"]) == ("new_hit", "0", "xx-1")
    lists.publish(*LISTINGS[1:])
    event = json.loads(licet("monitor", "run", "customers", "--workers", 1)[1])
    assert event["event"] == "no_longer_listed"
    status = licet("monitor", "status")[1]
    assert "customers  2" in status
    assert "monitor run customers" in licet("proof", "list")[1]
    assert licet("monitor", "run", "../customers")[0] == 2
