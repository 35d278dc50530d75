"""A file is screened whole, in order, and taken up again to the very same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from licet.screening.bulk import run
from licet.screening.bulk.formats import Format
from licet.screening.bulk.normal import normal_key
from licet.screening.bulk.run import Job, Progress, Report, screen_file
from licet.screening.bulk.work import Setup
from licet.screening.decisions.ledger import Ledger
from licet.screening.decisions.model import Disposition, decide
from licet.screening.index import Index
from licet.screening.model import PartyQuery, Settings
from licet.screening.screener import Screener
from licet.terms.errors import BadInput

from ..made import LISTINGS, index_at, names, parties

_DAY = dt.date(2026, 1, 1)
_ROWS = [
    ("1", "Borealis Quantum Instruments", "ru"),
    ("2", "Lumen Harbour", "de"),
    ("3", "", "de"),
    ("4", "borealis  quantum INSTRUMENTS", "ru"),
    ("5", "Zentrix Avionics", "Atlantis"),
    ("1", "Lumen Harbour", ""),
] * 7


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_at(tmp_path_factory.mktemp("index"))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "CHUNK", 5)
    monkeypatch.setattr(run, "_SECONDS_BETWEEN_MARKS", 0.0)


def _job(folder: Path, index: Path, target: str = "out.jsonl", **changes: object) -> Job:
    source = folder / "in.csv"
    if not source.exists():
        with source.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("id", "name", "country"), *_ROWS])
    job = Job(
        source=source,
        target=folder / target,
        setup=Setup(
            index=index,
            day=_DAY,
            settings=Settings(),
            decisions=folder / "decisions.sqlite",
            decisions_head=0,
            output_format=Format(Path(target).suffix[1:]),
        ),
        against={},
        workers=1,
    )
    return msgspec.structs.replace(job, **changes)


def _interrupted(job: Job, after: int) -> None:
    told = 0

    def stop(_: Progress) -> None:
        nonlocal told
        told += 1
        if told == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(job, stop)


def _answers(report: Report, job: Job) -> list[dict[str, object]]:
    del report
    return [json.loads(line) for line in job.target.read_text(encoding="utf-8").splitlines()]


def test_every_row_is_answered_in_order_or_told(tmp_path: Path, index: Path) -> None:
    job = _job(tmp_path, index)
    report = screen_file(job)
    answers = _answers(report, job)
    with open(f"{job.target}.errors.csv", encoding="utf-8") as file:
        errors = list(csv.DictReader(file))
    bad = [int(e["row"]) for e in errors if e["screened"] == "no"]
    assert [a["row"] for a in answers] == [n for n in range(1, 43) if n not in bad]
    assert bad == list(range(3, 43, 6))
    assert report.counts.rows == 42
    assert report.counts.screened + report.counts.bad_rows == 42
    assert report.distinct == 4
    found = {a["row"]: [hit["listing_id"] for hit in a["hits"]] for a in answers}
    assert found[1][0] == "xx-1"
    assert found[4][0] == "xx-1"
    assert found[2] == []
    assert found[5] == ["xx-2"]
    assert any("was used by an earlier row" in e["what"] and e["row"] == "6" for e in errors)


def test_two_workers_give_the_bytes_of_one(tmp_path: Path, index: Path) -> None:
    one = screen_file(_job(tmp_path, index))
    two = screen_file(_job(tmp_path, index, "two.jsonl", workers=2))
    assert one.written.sha256 == two.written.sha256


@pytest.mark.parametrize("target", ["out.jsonl", "out.csv", "out.parquet"])
@pytest.mark.parametrize("after", [1, 4, 8, 9])
def test_an_interrupted_run_ends_with_the_same_bytes(
    target: str, after: int, tmp_path: Path, index: Path
) -> None:
    whole = screen_file(_job(tmp_path, index, "whole" + Path(target).suffix))
    job = _job(tmp_path, index, target)
    _interrupted(job, after)
    assert not job.target.exists()
    # What was written after the last mark is cut off again.
    with Path(f"{job.target}.part").open("ab") as file:
        file.write(b"half a li")
    resumed = screen_file(msgspec.structs.replace(job, resume=True))
    assert resumed.counts == whole.counts
    assert resumed.distinct == whole.distinct
    assert resumed.written.sha256 == whole.written.sha256
    assert resumed.written.errors_sha256 == whole.written.errors_sha256
    assert sorted(p.name for p in tmp_path.glob(f"{target}*")) == [target, f"{target}.errors.csv"]


def test_an_interrupted_run_is_neither_lost_nor_mixed(tmp_path: Path, index: Path) -> None:
    job = _job(tmp_path, index)
    _interrupted(job, 2)
    with pytest.raises(BadInput, match="interrupted run"):
        screen_file(job)
    with pytest.raises(BadInput, match="another index"):
        screen_file(msgspec.structs.replace(job, against={"index": "other"}, resume=True))
    job.source.write_text("name\nSomeone Else\n", encoding="utf-8")
    with pytest.raises(BadInput, match="another input"):
        screen_file(msgspec.structs.replace(job, resume=True))


def test_csv_and_parquet_say_what_json_says(tmp_path: Path, index: Path) -> None:
    job = _job(tmp_path, index)
    answers = _answers(screen_file(job), job)
    hits = [(a["row"], hit["listing_id"]) for a in answers for hit in a["hits"]]
    screen_file(_job(tmp_path, index, "out.csv"))
    screen_file(_job(tmp_path, index, "out.parquet"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(int(x["row"]), x["listing_id"]) for x in lines if x["status"] == "hit"] == hits
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame["row"].to_list() == [int(x["row"]) for x in lines]
    assert [x or "" for x in frame["reasons"]] == [x["reasons"] for x in lines]


def test_a_cleared_hit_leaves_its_place_to_the_next(tmp_path: Path, index: Path) -> None:
    party = PartyQuery(name="Borealis Quantum Instruments", countries=("ru",), id="1")
    ledger = Ledger(tmp_path / "decisions.sqlite")
    ledger.add(
        [decide(party, LISTINGS[0], Disposition.FALSE_MATCH, "another Borealis")],
        who="officer",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    job = _job(tmp_path, index)
    narrow = Setup(
        index=index,
        day=_DAY,
        settings=Settings(limit=1, threshold=0.05),
        decisions=ledger.path,
        decisions_head=1,
        output_format=Format.JSONL,
    )
    job = msgspec.structs.replace(job, setup=narrow)
    answers = _answers(screen_file(job), job)
    assert [hit["listing_id"] for hit in answers[0]["hits"]] == ["yy-2"]
    assert answers[0]["cleared"] == [{"listing_id": "xx-1", "decision": 1}]
    # The party of row 4 is spelt alike but has another id: nobody decided about it.
    assert [hit["listing_id"] for hit in answers[2]["hits"]] == ["xx-1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(party=parties, spelt=names)
def test_equal_keys_mean_equal_hits(party: PartyQuery, spelt: str, index: Path) -> None:
    screener = Screener(Index.load(index), Settings(threshold=0.1))
    loud = msgspec.structs.replace(party, name=f"  {party.name.upper()} ", id=spelt)
    assert normal_key(loud) == normal_key(party)
    one, two = screener.screen_many([party]), screener.screen_many([loud])
    assert [(h.listing_id, h.score) for h in one[0]] == [(h.listing_id, h.score) for h in two[0]]


_PEAK = """
import resource, sys
from tests.screening.bulk import peak
peak.main(*sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path, index: Path) -> None:
    peaks = []
    for rows in (20_000, 100_000):
        source = tmp_path / f"{rows}.csv"
        with source.open("w", encoding="utf-8") as file:
            file.write("id,name\n")
            # Few distinct parties, so that time goes into reading and writing, not into matching.
            file.writelines(f"{n},Lumen Harbour {n % 50}\n" for n in range(rows))
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, source, tmp_path / f"{rows}.jsonl", index],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        peaks.append(int(done.stdout) / 1024)
    # 80,000 more rows, each with an id: the keys seen take 16 bytes a row.
    assert peaks[1] - peaks[0] < 20, peaks
