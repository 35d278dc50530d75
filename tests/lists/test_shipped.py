"""The shipped snapshot: small, whole, quick, and what the sources give, byte for byte."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from licet.lists import shipped
from licet.lists.catalog import load
from licet.lists.compiled import open_compiled
from licet.lists.shipped.build import build
from licet.lists.sources import SOURCES
from licet.terms.errors import BadInput

MIB = 1024 * 1024
FILES = shipped.manifest().files


def test_every_list_to_ship_is_shipped() -> None:
    assert set(FILES) == {source.id for source in SOURCES.values() if source.shipped}


def test_it_is_under_five_megabytes() -> None:
    assert sum(path.stat().st_size for path in shipped.FOLDER.iterdir() if path.is_file()) < 5 * MIB


@pytest.mark.parametrize("source", FILES)
def test_the_manifest_tells_the_truth(source: str) -> None:
    told = FILES[source]
    data = (shipped.FOLDER / told.file).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (told.size, told.sha256)
    file = shipped.open_shipped(source)
    entries = file.entries()
    assert file.snapshot == told.snapshot
    assert told.snapshot.listings == len(entries)
    assert {entry.source for entry in entries} == {source}
    assert len({entry.id for entry in entries}) == len(entries)
    assert set(file.lists) <= set(SOURCES[source].lists)


def test_copies_by_third_parties_are_marked_as_such() -> None:
    notes = {source: told.snapshot.note for source, told in FILES.items()}
    assert "third party" in notes["us-bis-dpl"]
    assert "third party" in notes["us-trade-csl"]
    assert notes["us-bis-el"] == notes["us-bis-uvl"] == notes["us-bis-meu"] == ""


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no files for ecfr-part-744"):
        build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_damaged_file_differs(tmp_path: Path) -> None:
    for path in shipped.FOLDER.glob("*.[bj]*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert shipped.differing(tmp_path, shipped.FOLDER) == []
    (tmp_path / "us-bis-meu.bin").write_bytes(b"LICETLST")
    assert shipped.differing(tmp_path, shipped.FOLDER) == ["us-bis-meu.bin"]
    with pytest.raises(BadInput, match=r"us-bis-meu\.bin"):
        open_compiled(tmp_path / "us-bis-meu.bin")


def test_a_missing_manifest_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="manifest"):
        shipped.manifest(tmp_path)


def test_it_loads_in_half_a_second() -> None:
    """From a cold start, every listing decoded; processor time, since other tests run beside."""
    code = (
        "import time; from licet.lists import load; n = len(list(load()));"
        "print(time.process_time(), n)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, count = run.stdout.split()
    assert int(count) == len(load())
    assert float(seconds) < 0.5
