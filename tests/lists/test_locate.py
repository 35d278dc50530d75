"""Files are known by their names, the newest day wins, and doubt is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.lists.locate import locate, recognize
from licet.lists.sources import DOWNLOADS
from licet.terms.errors import BadInput

DPL, OFAC, CSL = DOWNLOADS["bis-dpl"], DOWNLOADS["ofac-sdn"], DOWNLOADS["trade-csl"]


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_the_newest_day_is_taken(tmp_path: Path) -> None:
    make(tmp_path, "bis/dpl_2026-04-14.txt", "bis/dpl_2025-04-14.txt", "bis/dpl.txt")
    assert locate(DPL, [tmp_path]).files["main"].name == "dpl_2026-04-14.txt"


def test_the_day_may_be_in_the_folder(tmp_path: Path) -> None:
    make(tmp_path, "2026-04-14/dpl.txt", "2026-05-01/dpl.txt")
    assert locate(DPL, [tmp_path]).files["main"].parent.name == "2026-05-01"


def test_parts_belong_to_one_day(tmp_path: Path) -> None:
    older = [f"2026-01-01/{name}" for name in ("sdn.csv", "alt.csv", "add.csv")]
    make(tmp_path, *older, "2026-02-01/sdn.csv", "2026-02-01/alt.csv")
    files = locate(OFAC, [tmp_path]).files
    assert {path.parent.name for path in files.values()} == {"2026-01-01"}
    assert set(files) == {"main", "aliases", "addresses"}


def test_a_part_that_may_lack_is_taken_when_there(tmp_path: Path) -> None:
    make(tmp_path, "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    assert set(locate(OFAC, [tmp_path]).files) == {"main", "aliases", "addresses", "comments"}


def test_a_single_file_needs_no_telling_name(tmp_path: Path) -> None:
    make(tmp_path, "download(3).bin")
    assert locate(DPL, [tmp_path / "download(3).bin"]).note == ""


def test_a_copy_is_told_from_the_official_file(tmp_path: Path) -> None:
    make(tmp_path, "csl_compact_2026-07-31.json")
    assert "third party" in locate(CSL, [tmp_path]).note


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["sdn.csv", "alt.csv"], "no files for ofac-sdn"),
        (["sdn.csv", "alt.csv", "a/add.csv", "b/add.csv"], "no files for ofac-sdn"),
        (["readme.md", "other.md"], "no files for ofac-sdn"),
        ([], "no files for ofac-sdn"),
    ],
)
def test_a_missing_or_doubtful_part_is_an_error(
    tmp_path: Path, names: list[str], message: str
) -> None:
    make(tmp_path, *names)
    with pytest.raises(BadInput, match=message):
        locate(OFAC, [tmp_path])


def test_two_shapes_of_one_day_are_doubtful(tmp_path: Path) -> None:
    make(tmp_path, "csl_2026-07-31.csv", "csl_compact_2026-07-31.json")
    with pytest.raises(BadInput, match="more than one set"):
        locate(CSL, [tmp_path])


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        locate(DPL, [tmp_path / "gone.txt"])


def test_a_file_is_recognized_by_its_name() -> None:
    assert recognize(Path("part-744_2026-07-23.xml")).id == "ecfr-part-744"
    with pytest.raises(BadInput, match="no source"):
        recognize(Path("readme.md"))
