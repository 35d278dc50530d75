"""The generated tables are what their builders make of the official files, byte for byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.tables import ccl, country_chart, country_groups
from tools.tables.output import DATA, Refused

BUILDERS = {"chart": country_chart, "groups": country_groups, "ccl": ccl}


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_committed_files_are_rebuilt(shared: Path, builder: str) -> None:
    files, report = BUILDERS[builder].build(shared / "data")
    assert report
    for name, text in files.items():
        assert (DATA / name).read_text(encoding="utf-8") == text, f"run the builder of {name}"


def _drop_chad(data: dict[str, Any]) -> None:
    del data["countries"]["Chad"]


def _mark_britain(data: dict[str, Any]) -> None:
    data["countries"]["United Kingdom"]["marks"].append("NS 1")


def _empty_pointer(data: dict[str, Any]) -> None:
    data["embargoed"]["Cuba"]["pointer"] = ""


def _unknown_country(data: dict[str, Any]) -> None:
    data["countries"]["Ruritania"] = data["countries"].pop("Chad")


def _shift_columns(data: dict[str, Any]) -> None:
    data["columns"].reverse()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_drop_chad, "195 rows"),
        (_mark_britain, "row of gb"),
        (_empty_pointer, "Part 746"),
        (_unknown_country, "Ruritania"),
        (_shift_columns, "other columns"),
    ],
)
def test_a_spoilt_chart_is_refused(
    shared: Path, tmp_path: Path, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    _spoilt(shared, tmp_path, country_chart.SOURCE, spoil)
    with pytest.raises(Refused, match=words):
        country_chart.build(tmp_path)


def _macau_in_d5(data: dict[str, Any]) -> None:
    data["groups"]["D:5"][0] = "Macau"


def _short_group(data: dict[str, Any]) -> None:
    data["groups"]["A:1"].pop()


@pytest.mark.parametrize(
    ("spoil", "words"), [(_macau_in_d5, "Macau"), (_short_group, "A:1 has 39")]
)
def test_spoilt_groups_are_refused(
    shared: Path, tmp_path: Path, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    _spoilt(shared, tmp_path, country_groups.SOURCE, spoil)
    with pytest.raises(Refused, match=words):
        country_groups.build(tmp_path)


def _spoilt(shared: Path, folder: Path, name: str, spoil: Callable[[dict[str, Any]], None]) -> None:
    copy = folder / name
    copy.parent.mkdir()
    shutil.copy(shared / "data" / name, copy)
    copy.chmod(0o644)
    data = json.loads(copy.read_bytes())
    spoil(data)
    copy.write_text(json.dumps(data), encoding="utf-8")
