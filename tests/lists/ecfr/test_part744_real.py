"""Part 744 as the eCFR published it: known counts, known entries, nothing lost."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from licet.lists.ecfr.document import open_part
from licet.lists.ecfr.notes import effective_date_notes, paragraph_digests
from licet.lists.ecfr.part744 import read_part744
from licet.lists.importer import Reading
from licet.lists.model import Listing, PartyKind
from licet.terms.citation import Notice

WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def july(shared: Path) -> Path:
    return shared / "data" / "ecfr" / "part-744_2026-07-23.xml"


@pytest.fixture(scope="module")
def readings(july: Path) -> dict[str, Reading]:
    return read_part744({"main": july})


@pytest.fixture(scope="module")
def entity_list(readings: dict[str, Reading]) -> Reading:
    return readings["us-bis-el"]


def entries(reading: Reading) -> dict[str, Listing]:
    """The first listing of each row: the entry itself, without the members named in it."""
    heads: dict[str, Listing] = {}
    for listing in reading.listings:
        heads.setdefault(listing.where, listing)
    return heads


def named(reading: Reading, name: str, heading: str | None = None) -> Listing:
    (found,) = [
        listing
        for listing in reading.listings
        if listing.name == name and heading in (None, listing.heading)
    ]
    return found


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


def test_counts_of_the_entity_list(entity_list: Reading) -> None:
    counts = entity_list.counts
    assert counts["rows"] == 3415
    assert counts["headings"] == 91
    assert counts["continuation-rows"] == 4
    assert counts["entries"] == len(entries(entity_list)) == 3411
    assert entity_list.content_date == dt.date(2026, 7, 23)


def test_counts_of_the_footnotes(july: Path, entity_list: Reading) -> None:
    counts = [entity_list.counts[f"footnote-{number}-entries"] for number in range(1, 6)]
    assert counts == [130, 130, 775, 96, 16]
    # 774 entries print the third mark plainly; row 2648 prints it as ",3".
    body = open_part(july).supplement(4).find(".//TBODY")
    assert body is not None
    marks = Counter("".join(str(piece) for piece in mark.itertext()) for mark in body.iter("sup"))
    assert (marks["3"], marks[",3"]) == (775, 1)
    odd = [p for p in entity_list.problems if p.kind == "footnote-mark"]
    assert [problem.where.split(" (")[0] for problem in odd] == ["row 2648"]


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2019-05-20", 1105),
        ("2019-05-22", 1171),
        ("2020-12-23", 1562),
        ("2022-12-31", 2244),
        ("2024-12-31", 3229),
    ],
)
def test_entries_still_listed_by_day_of_first_notice(
    entity_list: Reading, day: str, listed: int
) -> None:
    first = [min(entry.history).published for entry in entries(entity_list).values()]
    assert sum(published <= dt.date.fromisoformat(day) for published in first) == listed


def test_huawei_is_listed_from_the_effective_day(entity_list: Reading) -> None:
    huawei = named(entity_list, "Huawei Technologies Co., Ltd.", "CHINA, PEOPLE'S REPUBLIC OF")
    assert huawei.where == "row 655"
    assert huawei.history[0] == Notice(dt.date(2019, 5, 21), "84 FR 22963")
    assert huawei.listed_from == dt.date(2019, 5, 16)
    assert huawei.footnotes == (1, 2)
    assert [name.text for name in huawei.names[1:]] == [
        "Shenzhen Huawei Technologies",
        "Huawei Technology",
    ]
    assert len(huawei.addresses) == 7
    assert huawei.addresses[-1].country == "hk"
    affiliates = [listing for listing in entity_list.listings if listing.parent == huawei.id]
    assert len(affiliates) == 22
    marine = named(entity_list, "Huawei Marine Networks Co., Ltd.")
    assert [name.text for name in marine.names[1:]] == [
        "Huawei Marine",
        "HMN Technologies",
        "Huahai Zhihui Technology Co., Ltd.",
        "HMN Tech.",
    ]
    assert len(marine.addresses) == 2


def test_the_second_academy_has_thirteen_institutions(entity_list: Reading) -> None:
    name = "China Aerospace Science and Industry Corporation Second Academy"
    academy = named(entity_list, name)
    institutions = [listing for listing in entity_list.listings if listing.parent == academy.id]
    assert len(institutions) == 13
    assert {listing.addresses for listing in institutions} == {academy.addresses}
    assert len(academy.addresses) == 5


def test_institutions_in_rows_of_their_own_are_linked(entity_list: Reading) -> None:
    head = next(listing for listing in entity_list.listings if listing.name.endswith("(CETC 13)"))
    linked = [listing for listing in entity_list.listings if listing.parent == head.id]
    assert len(linked) == 12
    assert linked[0].name == "Bowei Integrated Circuits"


def test_address_entries(entity_list: Reading) -> None:
    found = [listing for listing in entity_list.listings if listing.kind is PartyKind.ADDRESS]
    assert len(found) == 19
    assert all(len(listing.addresses) == 1 and not listing.names for listing in found)
    assert Counter(listing.addresses[0].country for listing in found) == {"hk": 18, "tr": 1}


def test_cross_references(entity_list: Reading) -> None:
    assert named(entity_list, "Nilco Group", "BELARUS").see_also == ("Iran", "Russia")
    assert not any(
        "(see" in address.text.lower()
        for listing in entity_list.listings
        for address in listing.addresses
    )


def test_no_requirement_or_policy_is_left_unread(entity_list: Reading) -> None:
    unread = [p for p in entity_list.problems if p.kind.startswith("unparsed")]
    assert unread == []


def test_problems_of_the_entity_list(entity_list: Reading) -> None:
    kinds = Counter(problem.kind for problem in entity_list.problems)
    assert kinds == {
        "alias-count": 13,
        "swapped-cells": 1,
        "date-disagrees": 2,
        "cite-disagrees": 1,
        "footnote-mark": 1,
        "heading-disagrees": 1,
        "not-incorporated": 1,
    }


def test_the_unverified_list(readings: dict[str, Reading]) -> None:
    reading = readings["us-bis-uvl"]
    assert (reading.counts["rows"], len(reading.listings)) == (186, 186)
    assert reading.problems == []
    assert all(listing.listed_from and listing.addresses for listing in reading.listings)


def test_the_meu_list(readings: dict[str, Reading]) -> None:
    reading = readings["us-bis-meu"]
    assert len(reading.listings) == 70
    of_groups = [x for x in reading.listings if "subordinate institutions" in (x.remarks or "")]
    assert len(of_groups) == 8 + 7
    # The first group prints no citation, so since when its members are listed is not said.
    assert Counter(problem.kind for problem in reading.problems) == {"no-history": 8}
    assert sum(listing.listed_from is None for listing in reading.listings) == 8


def test_ids_are_unique_and_members_have_parents(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        ids = {listing.id for listing in reading.listings}
        assert len(ids) == len(reading.listings)
        assert {listing.parent for listing in reading.listings} - {None} <= ids


#: Words that the list prints around names, addresses and references.
_PRINTED_AROUND = (
    "a k f d b aka following follow the and alias aliases aliaes see under alternate alternative"
    " address addresses also in subordinate institution institutions for entity entities apply to"
    " including this entry affiliated named alt additional as one two three four five six seven"
    " eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_BOILERPLATE = set(_PRINTED_AROUND.split())


def _said(listing: Listing) -> Iterator[str]:
    yield from (name.text for name in listing.names)
    yield from (address.text for address in listing.addresses)
    yield from (*listing.see_also, listing.remarks or "")


def test_no_word_of_an_entity_cell_is_lost(july: Path, entity_list: Reading) -> None:
    said: dict[str, set[str]] = {}
    for listing in entity_list.listings:
        words = (word for text in _said(listing) for word in WORD.findall(text.casefold()))
        said.setdefault(listing.where, set()).update(words)
    body = open_part(july).supplement(4).find(".//TBODY")
    assert body is not None
    lost: Counter[str] = Counter()
    where = ""
    for number, row in enumerate(body.findall("TR"), start=1):
        where = f"row {number}" if f"row {number}" in said else where
        cell = " ".join(str(piece) for piece in row.findall("TD")[1].itertext())
        lost.update(set(WORD.findall(cell.casefold())) - said[where] - _BOILERPLATE)
    # "the following 26 aliases", "andHouse #453", and ordinals that the markup splits.
    assert sum(lost.values()) < 30
    assert not {word for word in lost if len(word) > 3 and not word.startswith("and")}


def test_names_agree_with_the_consolidated_screening_list(
    shared: Path, entity_list: Reading
) -> None:
    file = shared / "data" / "csl" / "csl_compact_2026-07-31.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    source = next(i for i, s in enumerate(document["tables"]["sources"]) if "Entity List (EL)" in s)
    ours = {plain(n.text) for listing in entity_list.listings for n in listing.names}
    ours |= {plain(x.remarks or "") for x in entity_list.listings if not x.names}
    theirs = [
        plain(name)
        for entry in document["entries"]
        if entry["s"] == source
        for name in (entry["n"], *entry.get("a", ()))
    ]
    assert sum(name in ours for name in theirs) / len(theirs) > 0.979


def test_stays(july: Path) -> None:
    notes = effective_date_notes(july)
    stayed = [place for note in notes for place in note.paragraphs]
    assert stayed == [
        "15 CFR 744.8(a)(2)",
        "15 CFR 744.8(b)",
        "15 CFR 744.11(a)(1)",
        "15 CFR 744.16(e)",
        "15 CFR 744.21(a)(3)",
        "15 CFR 744.21(b)(2)",
        "15 CFR 744.21(d)",
        "Supplement No. 4 to Part 744",
        "Supplement No. 7 to Part 744",
        "Supplement No. 8 to Part 744",
    ]
    assert {(note.action, note.until) for note in notes} == {("stayed", dt.date(2026, 11, 9))}
    assert {note.notice for note in notes} == {Notice(dt.date(2025, 11, 12), "90 FR 50857")}


def test_digests_find_what_was_amended_between_march_and_july(july: Path) -> None:
    march = paragraph_digests(july.with_name("part-744_2026-03-25.xml"))
    now = paragraph_digests(july)
    assert {"15 CFR 744.11(a)(2)(v)(A)(4)(ii)", "15 CFR 744.21(b)(1)(ii)"} <= set(now)
    changed = {
        cite.split("(")[0] for cite in march.keys() | now.keys() if march.get(cite) != now.get(cite)
    }
    assert "15 CFR 744.7" in changed
    assert "15 CFR 744.11" not in changed


def test_march_and_july_list_the_same_parties(july: Path, entity_list: Reading) -> None:
    march = read_part744({"main": july.with_name("part-744_2026-03-25.xml")})["us-bis-el"]
    assert {x.id for x in march.listings} == {x.id for x in entity_list.listings}
    then = {listing.id: listing for listing in march.listings}
    changed = [x for x in entity_list.listings if x.names != then[x.id].names]
    # Five aliases lose an address or a quotation mark that March prints on their line.
    assert len(changed) <= 5
