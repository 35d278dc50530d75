"""The drawings: the same bytes for the same answer, readable without colour, valid XML."""

from __future__ import annotations

import datetime as dt
import itertools

from lxml import etree

from licet.ownership.draw import svg, text_tree
from licet.ownership.fifty import bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, MILITARY_END_USER_LIST, ListedAs, ListedOn
from licet.ownership.model import Entity, Graph, OwnershipStatement
from licet.ownership.result import Restriction
from licet.ownership.share import parse_share

SVG = "{http://www.w3.org/2000/svg}"
LISTED = {
    "A": ListedAs((ListedOn(ENTITY_LIST),)),
    "B": ListedAs((ListedOn(MILITARY_END_USER_LIST, confirmed=False),)),
}
FACTS = [
    ("A", "M", "30"),
    ("B", "M", "20"),
    ("M", "L", "100"),
    ("M", "R", "50"),
    ("L", "Z", "25"),
    ("R", "Z", "?"),
]


def answer(facts: list[tuple[str, str, str]] = FACTS) -> Restriction:
    entities = [Entity("A", 'Alpha & "Sons" <Holding>'), Entity("Z", "Zeta")]
    statements = [
        OwnershipStatement(f"{owner}>{owned}", owner, owned, parse_share(share))
        for owner, owned, share in facts
    ]
    return bis_affiliates(Holdings(Graph(entities, statements), dt.date(2025, 10, 15)), "Z", LISTED)


def test_the_tree_opens_each_owner_once_and_marks_what_is_only_possible() -> None:
    assert text_tree(answer()).split("\n") == [
        "Zeta",
        "├─ 25 % ?  L",
        "│  └─ 100 % ?  M",
        '│     ├─ 30 %  Alpha & "Sons" <Holding>  [us-bis-el]',
        "│     └─ 20 % ?  B  [us-bis-meu, match not settled]",
        "└─ share not stated ?  R",
        "   └─ 50 % ?  M  (see above)",
    ]


def test_listings_show_where_nothing_restricts_too() -> None:
    assert text_tree(answer([("A", "Z", "30")])).split("\n") == [
        "Zeta",
        '└─ 30 %  Alpha & "Sons" <Holding>  [us-bis-el]',
    ]


def test_the_picture_is_whole_xml_with_a_title_and_a_description() -> None:
    root = etree.fromstring(svg(answer()).encode())
    assert root.get("role") == "img"
    labels = (root.get("aria-labelledby") or "").split()
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert [named[label] for label in labels] == ["Who owns Zeta", text_tree(answer())]
    titles = [t.text for t in root.iter(f"{SVG}title")]
    assert 'Alpha & "Sons" <Holding>  [us-bis-el]' in titles
    assert "L holds 25 % ? of Zeta" in titles


def test_what_is_possible_is_dashed_and_no_two_boxes_overlap() -> None:
    root = etree.fromstring(svg(answer()).encode())
    lines = [path.get("stroke-dasharray") for path in root.findall(f"{SVG}g/{SVG}path")]
    assert len(lines) == len(FACTS)
    assert lines.count(None) == 1
    boxes = [
        tuple(int(box.get(side) or 0) for side in ("x", "y", "width", "height"))
        for box in root.findall(f"{SVG}g/{SVG}rect")
    ]
    assert len(boxes) == 6
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in itertools.combinations(boxes, 2):
        assert x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1


def test_a_chain_of_any_length_is_drawn_without_recursion() -> None:
    names = ["A", *(f"n{i:04}" for i in range(3000)), "Z"]
    facts = [(owner, owned, "60") for owner, owned in itertools.pairwise(names)]
    long = answer(facts)
    assert long.verdict == "restricted"
    assert len(long.chains[0].links) == len(facts)
    assert text_tree(long).endswith("more lines; see the JSON form")
    assert etree.fromstring(svg(long).encode()) is not None


def test_an_entity_without_owners_is_drawn_alone() -> None:
    assert text_tree(answer([])) == "Zeta"
    assert etree.fromstring(svg(answer([])).encode()) is not None
