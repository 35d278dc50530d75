"""METI's end-user list: names in two scripts, concerns as programs, run-together cells reported."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from licet.lists.importer import Reading
from licet.lists.meti import read
from licet.lists.model import NameKind
from licet.terms.errors import BadSource

ENTRY = {
    "id": "jp-eul-7",
    "entity_name": "Air Star (高星航空)",
    "aliases": ["Airstar", "NO"],
    "addresses": ["Islamic Republic of Iran"],
    "reason": "大量破壊兵器等の懸念: ミサイル、核 M,N; 通常兵器の懸念: CW",
    "source_url": "https://www.meti.go.jp/press/2025/09/20250929006/20250929006.html",
}


def put(folder: Path, content: object) -> Path:
    path = folder / "eul.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def reading(folder: Path, *entries: dict[str, object]) -> Reading:
    return read({"main": put(folder, list(entries))})


def test_an_entry(tmp_path: Path) -> None:
    found = reading(tmp_path, ENTRY)
    (listing,) = found.listings
    assert found.content_date == dt.date(2025, 9, 29)
    assert (listing.id, listing.where) == ("jp-meti-eul-7", "entry 0, jp-eul-7")
    assert [(name.text, name.kind) for name in listing.names] == [
        ("Air Star", NameKind.PRIMARY),
        ("高星航空", NameKind.AKA),
        ("Airstar", NameKind.AKA),
        ("NO", NameKind.AKA),
    ]
    assert listing.countries == ("ir",)
    assert listing.programs == ("M", "N", "CW")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("RED CO.， LTD. （红星有限公司）", ["RED CO.， LTD.", "红星有限公司"]),
        ("K Post (China) Limited （快送(中國)公司）", ["K Post (China) Limited", "快送(中國)公司"]),
        ("9.9 Co. Branch (9.9貿易会社)", ["9.9 Co. Branch", "9.9貿易会社"]),
        ("Second Academy 第二研究院", ["Second Academy", "第二研究院"]),
        ("民族経済連合会", ["民族経済連合会"]),
        ("EFCO平壌支社", ["EFCO平壌支社"]),
        ("Star Company (SC)", ["Star Company (SC)"]),
        ("(高星) Air", ["(高星) Air"]),
    ],
)
def test_names_in_two_scripts(tmp_path: Path, printed: str, names: list[str]) -> None:
    (listing,) = reading(tmp_path, {**ENTRY, "entity_name": printed, "aliases": []}).listings
    assert [name.text for name in listing.names] == names


def test_a_name_behind_the_country_is_taken_and_reported(tmp_path: Path) -> None:
    cell = "People's Republic of China 9th Research Institute"
    found = reading(tmp_path, {**ENTRY, "entity_name": "", "addresses": [cell]})
    assert found.listings[0].name == "9th Research Institute"
    assert found.listings[0].countries == ("cn",)
    assert [problem.kind for problem in found.problems] == ["name-in-address"]


@pytest.mark.parametrize("change", [{"entity_name": 7}, {"entity_name": "", "addresses": []}])
def test_a_broken_entry_is_reported_and_the_rest_goes_on(
    tmp_path: Path, change: dict[str, object]
) -> None:
    found = reading(tmp_path, {**ENTRY, **change}, ENTRY)
    assert [problem.kind for problem in found.problems] == ["broken-entry"]
    assert [listing.where for listing in found.listings] == ["entry 1, jp-eul-7"]


@pytest.mark.parametrize("content", [{}, [], [{"name": "x"}], "text"])
def test_what_is_not_the_list_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(BadSource, match=r"is not an array|0 readable entries of 1"):
        read({"main": put(tmp_path, content)})


def test_real_list_of_2025(shared: Path) -> None:
    found = read({"main": shared / "data" / "other_lists" / "jp_meti_end_user_list.json"})
    assert len(found.listings) == 835
    assert found.content_date == dt.date(2025, 9, 29)
    assert [problem.kind for problem in found.problems] == ["name-in-address"] * 37
    assert all(listing.countries and listing.names for listing in found.listings)
    assert sum("CW" in listing.programs for listing in found.listings) == 240
    scripts = [n.text for one in found.listings for n in one.names if not n.text.isascii()]
    assert len(scripts) > 250
