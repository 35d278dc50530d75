"""Every way in which the copy departs from the eCFR has a name, and nothing is left over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from licet.lists import csl as csl_importer
from licet.lists.ecfr.part744 import read_entity_list
from licet.lists.essence import essence
from licet.lists.model import Address, Listing, Name, NameKind, PartyKind
from licet.lists.reconcile import ENTITY_LIST, DifferenceKind, Reconciliation, reconcile
from licet.lists.reconcile.citations import citations
from licet.lists.wording import parse_policy, parse_requirement
from licet.terms.citation import Notice

Kind = DifferenceKind
ALL_ITEMS = "For all items subject to the EAR. (See § 744.11 of the EAR)"
OTHER_WORDS = "All items subject to the EAR. (See § 744.11 of the EAR)."
EVERYTHING = "For all items subject to the EAR"
DENIAL = "Presumption of denial"
NOTICE = Notice(dt.date(2019, 5, 21), "84 FR 22963")


def entry(name: str, *aliases: str, **fields: object) -> Listing:
    given = {
        "id": f"e-{name}-{fields.get('heading')}",
        "countries": ("cn",),
        "heading": "CHINA",
        "requirement": parse_requirement(ALL_ITEMS),
        "policy": parse_policy(DENIAL),
        "history": (NOTICE,),
        "where": f"row of {name}",
    } | fields
    names = (Name(name), *(Name(alias, NameKind.AKA) for alias in aliases)) if name else ()
    return Listing(list=ENTITY_LIST, source="us-bis-el", names=names, **given)  # type: ignore[arg-type]


def row(name: str, *aliases: str, **fields: object) -> Listing:
    given = {"id": f"r-{name}", "heading": None} | fields
    return entry(name, *aliases, **given)


def kinds(found: Reconciliation) -> dict[str, int]:
    return {kind.value: count for kind, count in found.counts.items()}


def test_equal_readings_have_no_difference() -> None:
    found = reconcile([entry("Alpha", "A-1")], [row("ALPHA.", "a 1")])
    assert (found.differences, found.pairs, found.further_rows) == ((), 1, 0)


def test_other_lists_are_left_aside() -> None:
    other = Listing(id="x", list="us-bis-uvl", source="us-bis-uvl", names=(Name("Alpha"),))
    assert reconcile([other], [other]).ecfr_listings == 0


def test_what_only_one_side_has_is_missing_on_the_other() -> None:
    found = reconcile([entry("Alpha")], [row("Omega Trading House")])
    assert kinds(found) == {"missing-in-csl": 1, "missing-in-ecfr": 1}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"requirement": parse_requirement(EVERYTHING)}, {}, "requirement-differs"),
        ({}, {"requirement": None}, "requirement-missing"),
        ({}, {"requirement": parse_requirement(OTHER_WORDS)}, "requirement-wording"),
        ({}, {"policy": parse_policy("Case-by-case review")}, "policy-differs"),
        ({}, {"policy": None}, "policy-missing"),
        ({}, {"policy": parse_policy("Presumption for denial.")}, "policy-wording"),
        ({}, {"policy": parse_policy(ALL_ITEMS)}, "requirement-in-policy"),
        ({"footnotes": (1, 2)}, {"footnotes": (2,)}, "footnotes-differ"),
        ({"countries": ("cn", "hk")}, {}, "country-missing-in-csl"),
        ({}, {"countries": ("cn", "hk")}, "country-missing-in-ecfr"),
        ({}, {"history": ()}, "citation-missing-in-csl"),
        ({"history": ()}, {}, "citation-missing-in-ecfr"),
        ({}, {"history": (), "remarks": "Federal Register: 84 FR  22961"}, "citation-page"),
    ],
)  # fmt: skip
def test_fields(ours: dict[str, object], theirs: dict[str, object], expected: str) -> None:
    assert kinds(reconcile([entry("Alpha", **ours)], [row("Alpha", **theirs)])) == {expected: 1}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Çelik Şirketi", "Celik Sirketi", "name-spelling"),
        ("Mohamad Reza Rajabi", "Mohammad Reza Rajabi", "name-spelling"),
        ("Kish Airlines", "Kish Airlines, Headquarters", "name-extended"),
        ("Alpha Works", "Alpha Works (a subsidiary of Omega)", "name-extended"),
        ("Sky Gulf Consultancy LLC", "Sky Gulf Consultancy", "name-shortened"),
        ("Beta Lab", "Alpha. Affiliated Entity: Beta Lab", "under-parent"),
        ("Beta Lab", "Alpha (AL). Subordinate Institution - Beta Lab", "under-parent"),
    ],
)
def test_names(ours: str, theirs: str, expected: str) -> None:
    assert kinds(reconcile([entry(ours)], [row(theirs)])) == {expected: 1}


def test_aliases_that_one_side_lacks() -> None:
    found = reconcile([entry("Alpha", "A One")], [row("Alpha", "A Two")])
    assert kinds(found) == {"alias-missing-in-csl": 1, "alias-missing-in-ecfr": 1}


def test_a_second_row_is_a_repetition_or_an_alias() -> None:
    rows = [row("Alpha", "A One"), row("ALPHA", "A One", id="r2"), row("A One", "Alpha", id="r3")]
    found = reconcile([entry("Alpha", "A One")], rows)
    assert found.further_rows == 2
    assert found.counts[Kind.REPEATED_ROW] == found.counts[Kind.ALIAS_AS_ROW] == 1


def test_a_repeated_row_is_compared_too() -> None:
    rows = [row("Alpha"), row("Alpha", id="r2", policy=parse_policy("Case-by-case review"))]
    found = reconcile([entry("Alpha")], rows)
    assert kinds(found) == {"policy-differs": 1, "repeated-row": 1}


def test_headings_share_a_row_and_the_country_decides_whose_it_is() -> None:
    entries = [entry("Alpha"), entry("Alpha", heading="IRAN", countries=("ir",))]
    found = reconcile(entries, [row("Alpha", countries=("ir",))])
    (only,) = found.differences
    assert (only.kind, only.ecfr) == (Kind.ONE_ROW_FOR_SEVERAL, "CHINA")


def test_numbered_addresses_stand_in_order() -> None:
    places = ("1 High Street", "2 High Street")
    entries = [
        entry("", id=place, kind=PartyKind.ADDRESS, addresses=(Address(place, "cn"),))
        for place in places
    ]
    found = reconcile(entries, [row("Address 02"), row("Address 01")])
    assert [(d.kind, d.name, d.csl) for d in found.differences] == [
        (Kind.ADDRESS_UNNAMED, "2 High Street", "Address 02"),
        (Kind.ADDRESS_UNNAMED, "1 High Street", "Address 01"),
    ]


def test_a_member_named_within_its_parents_row() -> None:
    parent = entry("Ministry of Defence")
    member = entry("Armed Forces", parent=parent.id)
    found = reconcile([parent, member], [row("Ministry of Defence, including the Armed Forces")])
    assert kinds(found) == {"name-extended": 1, "within-group": 1}


@pytest.fixture(scope="module")
def real(shared: Path) -> tuple[list[Listing], list[Listing]]:
    ecfr = read_entity_list({"main": shared / "data" / "ecfr" / "part-744_2026-07-23.xml"})
    copy = csl_importer.read({"main": shared / "data" / "csl" / "csl_compact_2026-07-31.json"})
    return ecfr.listings, [one for one in copy.listings if one.list == ENTITY_LIST]


@pytest.fixture(scope="module")
def found(real: tuple[list[Listing], list[Listing]]) -> Reconciliation:
    return reconcile(*real)


def test_every_entry_and_every_row_is_accounted_for(found: Reconciliation) -> None:
    counts = Counter(found.counts)
    assert found.csl_rows == 3420
    further = counts[Kind.REPEATED_ROW] + counts[Kind.ALIAS_AS_ROW] + counts[Kind.PART_AS_ROW]
    assert further == found.further_rows
    assert found.csl_rows == found.pairs + further + counts[Kind.MISSING_IN_ECFR]
    without_row = (
        counts[Kind.ONE_ROW_FOR_SEVERAL] + counts[Kind.WITHIN_GROUP] + counts[Kind.MISSING_IN_CSL]
    )
    assert found.ecfr_listings == found.pairs + without_row


def test_no_difference_of_a_pair_is_passed_over(
    real: tuple[list[Listing], list[Listing]], found: Reconciliation
) -> None:
    """Rows paired by exact name are compared here anew, field by field, without the classes."""
    ecfr, csl = real
    of_row: dict[str | None, set[Kind]] = {}
    for difference in found.differences:
        of_row.setdefault(difference.csl_where, set()).add(difference.kind)
    ours, theirs = Counter(essence(e.name) for e in ecfr), Counter(essence(r.name) for r in csl)
    rows = {essence(r.name): r for r in csl}
    compared = 0
    for one in ecfr:
        name = essence(one.name)
        if not (ours[name] == theirs[name] == 1):
            continue
        copy, named = rows[name], of_row.get(rows[name].where, set())
        compared += 1
        for kind_prefix, differs in (
            ("requirement", _wording(one.requirement) != _wording(copy.requirement)),
            ("policy", _wording(one.policy) != _wording(copy.policy)),
            ("citation", citations(one) != citations(copy)),
            ("country", set(one.countries) != set(copy.countries)),
            ("footnotes", set(one.footnotes) != set(copy.footnotes)),
        ):
            if differs:
                assert any(kind_prefix in kind.value for kind in named), (one.name, kind_prefix)
    assert compared > 2900


def _wording(value: object) -> str:
    """Letters only: the copy prints footnote marks among the digits."""
    text = str(getattr(value, "text", ""))
    return essence("".join(c for c in text if not c.isdigit()))


def test_known_faults_of_the_copy_are_named(found: Reconciliation) -> None:
    def about(kind: Kind) -> set[str]:
        return {difference.name for difference in found.differences if difference.kind is kind}

    assert "Huawei Technologies Dusseldorf GmbH" in about(Kind.POLICY_DIFFERS)
    assert len(about(Kind.REQUIREMENT_IN_POLICY)) == 2
    assert "204th Research Institute" in about(Kind.REPEATED_ROW)
    assert about(Kind.MISSING_IN_ECFR) == {"Arash Dadgar"}
    assert len(about(Kind.ADDRESS_UNNAMED)) == 19
    assert all(difference.kind.meaning for difference in found.differences)
