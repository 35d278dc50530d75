"""Every wording in force, from the eCFR and from the Consolidated Screening List (CSL).

The CSL's classes of wordings were made by hand and apart from this parser; each must come out as
one reading. Where a class and the text part ways the difference is named here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias

import pytest

from licet.lists.model import Requirement, ReviewPolicy
from licet.lists.wording import (
    looks_like_policy,
    looks_like_requirement,
    parse_policy,
    parse_requirement,
    read_footnotes,
)
from licet.terms.policy import PolicyKind

Shape: TypeAlias = tuple[tuple[str, ...], ...]

ALL = (("True", "license"),)
GOV = (("True", "license", "GOV"),)
CCL_OR_SUPP_7 = (("not eccn in ('EAR99',) or listed_in_supp_7_to_746", "license"),)
PROJECTS = (("project_of_746_8_a4", "license"),)
OFAC = (
    (("ofac_gl_11_of_2016_12_20 and not crimea_region_of_ukraine", "none"), *ALL),
    (("ofac_gl_1b_of_2021_03_02", "none"), *ALL),
)

#: Class of the CSL's requirement wordings -> the readings its wordings may have.
REQUIREMENT_CLASSES: dict[str, set[Shape]] = {
    "ALL_ITEMS_SUBJECT_TO_EAR": {ALL},
    "ALL_WHEREVER_LOCATED": {ALL},
    # The Yuzhno-Kirinskoye entry only says to see 746.8(a)(4): it asks for all items.
    "ITEMS_FOR_746_8_a4_PROJECTS": {PROJECTS, ALL},
    "ALL_BUT_GOV_EXCEPTION_AVAILABLE": {
        GOV,
        (("used_by_us_geological_survey", "license", "GOV"), *ALL),
    },
    "CCL_PLUS_SUPP7_746_ONLY": {CCL_OR_SUPP_7},
    "CCL_AND_SUPP7_746_ONLY": {CCL_OR_SUPP_7},
    "ALL_EXCEPT_OFAC_GL_FSB": set(OFAC),
    "ALL_EXCEPT_LISTED_HS_OIL_GAS": {
        (
            ("hydrocarbon_under_printed_hs_code", "none"),
            ("for_a1_joint_venture and not joint_venture_in_printed_waters", "none"),
            *ALL,
        )
    },
    "ALL_EXCEPT_EAR99_UAV_OM_TECH": {
        (("eccn in ('EAR99',) and uav_technology_from_its_operator", "none"), *ALL)
    },
    # A sentence of the policy column, which is left unread.
    "ALL_WITH_POLICY_TEXT_IN_REQUIREMENT": {(*ALL, ("unparsed",))},
}

POD = (("True", "presumption_of_denial"),)
DENIAL = (("True", "policy_of_denial"),)
FOOD = ("eccn in ('EAR99',) and food_or_medicine", "case_by_case")
ISS = ("usg_supported_iss_use", "case_by_case")
SPACE = ("usg_supported_space_program", "case_by_case")
DISEASE = ("for_infectious_disease", "case_by_case")
SAFETY = (
    (
        "eccn in ('1A004.c', '1A004.d', '1A995', '1A999.a', '1D003', '2A983', '2D983', '2E983')",
        "case_by_case",
    ),
    ("eccn in ('EAR99',) and described_in_note_to_1a995", "case_by_case"),
)
AVIATION = ("civil_aviation_safety", "case_by_case")
ON_CCL = ("not eccn in ('EAR99',)", "case_by_case")
EAR99 = ("eccn in ('EAR99',)", "presumption_of_approval")
WAFER_EQUIPMENT = (
    "not eccn in ('3B001.a.4', '3B001.c', '3B001.d', '3B001.f.1.b.2', '3B001.k', '3B001.l', "
    "'3B001.m', '3B001.n', '3B001.o', '3B001.p', '3B002.c', '3B993', '3B994')",
    "case_by_case",
)
WAFERS_200MM = ("designed_for_200mm_wafers and to_200mm_wafer_facility", "case_by_case")


def see(*paragraphs: str) -> Shape:
    return (("True", *(f"15 CFR {p}" for p in paragraphs)),)


#: Class of the CSL's policy wordings -> the readings its wordings may have.
POLICY_CLASSES: dict[str, set[Shape]] = {
    "PRESUMPTION_OF_DENIAL": {POD},
    "POLICY_OF_DENIAL": {DENIAL},
    "POLICY_OF_DENIAL_SEE_746_8": {DENIAL},
    "CASE_BY_CASE": {(("True", "case_by_case"),)},
    "DENIAL_EXCEPT_CBC_FOOD_MED": {(FOOD, *DENIAL)},
    "DENIAL_EXCEPT_CBC_FOOD_MED_ISS": {(FOOD, ISS, *DENIAL)},
    "DENIAL_EXCEPT_CBC_USG_SPACE": {(ISS, *DENIAL), (SPACE, *DENIAL)},
    "CBC_PUBLIC_SAFETY_ECCNS_AND_DISEASE_ELSE_POD": {(*SAFETY, DISEASE, *POD)},
    "CBC_PUBLIC_SAFETY_ECCNS_ELSE_POD": {(*SAFETY, *POD)},
    "CBC_INFECTIOUS_DISEASE_ELSE_POD": {(DISEASE, *POD)},
    "CBC_TELECOM_AND_740_19_ELSE_POD": {
        (
            ("category_5_telecom_infrastructure", "case_by_case"),
            ("consumer_communications_device", "case_by_case"),
            *POD,
        )
    },
    "CBC_CIVIL_AVIATION_SAFETY": {(AVIATION,)},
    "CBC_CCL_POA_EAR99": {(ON_CCL, EAR99), (EAR99, ON_CCL)},
    "CBC_CCL_POA_EAR99_SEE_744_2d": {(ON_CCL, EAR99)},
    "POA_EAR99_ONLY": {(EAR99,)},
    "POD_EXCEPT_CBC_NON_LISTED_3B": {(WAFER_EQUIPMENT, *POD)},
    "POD_EXCEPT_CBC_200MM": {(WAFERS_200MM, *POD)},
    "SEE_744_2_d": {see("744.2(d)")},
    "SEE_744_3_d": {see("744.3(d)"), see("744.3")},
    "SEE_744_4_d": {see("744.4(d)")},
    "SEE_744_2_3_d": {see("744.2(d)", "744.3(d)")},
    "SEE_744_2_3_4_d": {see("744.2(d)", "744.3(d)", "744.4(d)")},
    "SEE_744_11_AND_744_23d": {see("744.11", "744.23(d)")},
    "SEE_740_26_744_11_744_23d": {see("740.26", "744.11", "744.23(d)")},
    "SEE_746_8_b2": {see("746.8(b)(2)")},
    # Requirement text in the policy column: not read.
    "MISPLACED_REQUIREMENT_TEXT": {(("unparsed",),)},
}


def shape_of_requirement(requirement: Requirement) -> Shape:
    terms = [
        (t.when, "license" if t.license else "none", *{e.split()[0] for e in t.exceptions})
        for t in requirement.terms
    ]
    return (*terms, ("unparsed",)) if requirement.unparsed else tuple(terms)


def shape_of_policy(policy: ReviewPolicy) -> Shape:
    terms = [(t.when, t.kind.value) if t.kind else (t.when, *t.refer) for t in policy.terms]
    return (*terms, ("unparsed",)) if policy.unparsed else tuple(terms)


def test_no_wording_of_the_ecfr_is_unread(ecfr_rows) -> None:
    assert len(ecfr_rows) == 3415
    requirements = {r.requirement for r in ecfr_rows} | {
        r.requirement_with_marks for r in ecfr_rows
    }
    unread = {text for text in requirements if parse_requirement(text).unparsed}
    assert unread == {"", "Presumption of denial"}  # continuation rows; one row with swapped cells
    policies = {r.policy for r in ecfr_rows}
    unread = {text for text in policies if parse_policy(text).unparsed}
    assert unread == {"", "For all items subject to the EAR. (See § 744.11 of the EAR)"}


def test_the_one_swapped_row_is_told_by_its_cells(ecfr_rows) -> None:
    swapped = [
        row
        for row in ecfr_rows
        if looks_like_policy(row.requirement) and looks_like_requirement(row.policy)
    ]
    assert len(swapped) == 1
    assert not parse_requirement(swapped[0].policy).unparsed
    assert not parse_policy(swapped[0].requirement).unparsed


def test_columns_are_told_apart(ecfr_rows) -> None:
    for row in ecfr_rows:
        if row.requirement and not looks_like_policy(row.requirement):
            assert looks_like_requirement(row.requirement), row
            assert looks_like_policy(row.policy), row
            assert not looks_like_requirement(row.policy), row


def test_footnote_marks_change_no_term(ecfr_rows) -> None:
    for row in ecfr_rows:
        plain, marked = (
            parse_requirement(t) for t in (row.requirement, row.requirement_with_marks)
        )
        assert marked.terms == plain.terms, row


def test_footnote_marks_are_counted(ecfr_rows, csl_requirements) -> None:
    ecfr = Counter(mark for row in ecfr_rows for mark in read_footnotes(row.requirement_with_marks))
    # 774 marks stand alone; one more is printed with its comma: <sup>,3</sup>.
    assert ecfr == {1: 130, 2: 130, 3: 775, 4: 96, 5: 16}
    csl: Counter[int] = Counter()
    for wording in csl_requirements:
        csl.update(dict.fromkeys(read_footnotes(wording.text), wording.rows))
    # The CSL drops the mark in 5 footnote 3 and 2 footnote 4 rows.
    assert csl == {1: 156, 2: 156, 3: 771 - 5, 4: 97 - 2, 5: 16}


@pytest.mark.parametrize(
    ("named", "shapes"), REQUIREMENT_CLASSES.items(), ids=list(REQUIREMENT_CLASSES)
)
def test_requirement_class(named: str, shapes: set[Shape], csl_requirements) -> None:
    wordings = [w for w in csl_requirements if w.named == named]
    read = {shape_of_requirement(parse_requirement(w.text)) for w in wordings}
    assert read == shapes


@pytest.mark.parametrize(("named", "shapes"), POLICY_CLASSES.items(), ids=list(POLICY_CLASSES))
def test_policy_class(named: str, shapes: set[Shape], csl_policies) -> None:
    wordings = [w for w in csl_policies if w.named == named]
    read = {shape_of_policy(parse_policy(w.text)) for w in wordings}
    assert read == shapes


def test_every_class_is_tested(csl_requirements, csl_policies) -> None:
    assert {w.named for w in csl_requirements} == set(REQUIREMENT_CLASSES)
    assert {w.named for w in csl_policies} == set(POLICY_CLASSES)
    assert len(csl_requirements) == 88
    assert len(csl_policies) == 77


def count(shapes: Iterable[Shape], classes: dict[str, set[Shape]]) -> dict[str, int]:
    """Rows for each group of classes that share a reading; a group goes by its first class."""
    names: dict[Shape, str] = {}
    for named, of_class in classes.items():
        for shape in of_class:
            names.setdefault(shape, named)
    return dict(Counter(names.get(shape, "none") for shape in shapes))


def test_requirement_counts_agree_with_the_csl(ecfr_rows, csl_requirements) -> None:
    ecfr = count(
        (shape_of_requirement(parse_requirement(r.requirement)) for r in ecfr_rows),
        REQUIREMENT_CLASSES,
    )
    csl = count(
        (
            shape_of_requirement(parse_requirement(w.text))
            for w in csl_requirements
            for _ in range(w.rows)
        ),
        REQUIREMENT_CLASSES,
    )
    assert difference(ecfr, csl) == {
        "ALL_ITEMS_SUBJECT_TO_EAR": (3292, 3294),
        "ALL_BUT_GOV_EXCEPTION_AVAILABLE": (13, 20),  # aliases repeat as rows of the CSL
        "ALL_WITH_POLICY_TEXT_IN_REQUIREMENT": (0, 1),
        "none": (5, 0),  # four continuation rows and the swapped one
    }


def test_policy_counts_agree_with_the_csl(ecfr_rows, csl_policies) -> None:
    ecfr = count((shape_of_policy(parse_policy(r.policy)) for r in ecfr_rows), POLICY_CLASSES)
    csl = count(
        (shape_of_policy(parse_policy(w.text)) for w in csl_policies for _ in range(w.rows)),
        POLICY_CLASSES,
    )
    assert difference(ecfr, csl) == {
        "PRESUMPTION_OF_DENIAL": (2160, 2186),
        "POLICY_OF_DENIAL": (373, 365),
        "DENIAL_EXCEPT_CBC_FOOD_MED": (564, 562),
        "DENIAL_EXCEPT_CBC_FOOD_MED_ISS": (9, 10),
        "DENIAL_EXCEPT_CBC_USG_SPACE": (7, 10),
        "CBC_PUBLIC_SAFETY_ECCNS_AND_DISEASE_ELSE_POD": (66, 64),
        "CBC_PUBLIC_SAFETY_ECCNS_ELSE_POD": (0, 1),
        "CBC_CIVIL_AVIATION_SAFETY": (0, 1),  # the CSL lost the sentence on all others
        "CBC_CCL_POA_EAR99": (24, 27),
        "POA_EAR99_ONLY": (0, 1),  # its other half stands in the CSL's requirement column
        "SEE_744_2_d": (46, 32),
        "SEE_744_2_3_d": (23, 21),
        "SEE_744_11_AND_744_23d": (7, 9),
        "MISPLACED_REQUIREMENT_TEXT": (5, 2),  # here: continuation rows and the swapped one
        "none": (2, 0),  # Iran Air with its last sentence; one "See § 744.2"
    }


def difference(ecfr: dict[str, int], csl: dict[str, int]) -> dict[str, tuple[int, int]]:
    pairs = {named: (ecfr.get(named, 0), csl.get(named, 0)) for named in {**ecfr, **csl}}
    return {named: pair for named, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("parse", [parse_requirement, parse_policy])
def test_a_wording_is_parsed_once(parse: Callable[[str], object]) -> None:
    text = "Presumption of denial for every tenth umbrella"
    assert parse(text) is parse(text)


def test_kinds_are_the_five_of_the_ear(ecfr_rows) -> None:
    stated = {t.kind for r in ecfr_rows for t in parse_policy(r.policy).terms if t.kind}
    assert stated == set(PolicyKind) - {PolicyKind.APPROVAL}
