"""Reading what an entry's license requirement leaves out ("except for ...", "apart from ...").

Each exclusion comes out as a test of the items (or dealings) for which the entry itself asks for
no license.
"""

from __future__ import annotations

import re

from licet.lists.wording import expressions as ex
from licet.lists.wording.citations import named_in
from licet.lists.wording.items import Items, read_item
from licet.lists.wording.text import Scanner, phrase

_EXCEPT = re.compile(
    r"[\s.,;()]*(?:except(?:\s*for)?|apart\s*from)(?![a-z])[\s:\-]*", re.IGNORECASE
)
_OR = re.compile(r"\s*[;,]?\s*or(?![a-z])[\s\-]*", re.IGNORECASE)

_OFAC = phrase(
    r"items that are related to transactions that are authorized by the Department of the "
    r"Treasury's Office of Foreign Assets Control pursuant to General License No\.? "
    r"(?P<number>\d+[A-Z]?) of (?P<date>[a-z]+ \d{1,2},? \d{4})"
)
#: Which fact asks for which general license; a license not here is not read.
_GENERAL_LICENSES = {
    ("11", "december 20 2016"): "ofac_gl_11_of_2016_12_20",
    ("1B", "march 2 2021"): "ofac_gl_1b_of_2021_03_02",
}
_NOT_CRIMEA = phrase(
    r"Russia does not include the \"?Crimea region of Ukraine,?\"?,? as that term is defined in "
    r"section 8\(d\) of E\.?\s*O\.? 13685"
)

_HYDROCARBON = (
    r"(?:crude oil|condensates|aromatics|natural gas liquids|hydrocarbon gas liquids|"
    r"natural gas plant liquids|refined petroleum products|liquefied natural gas|"
    r"synthetic natural gas|compressed natural gas|natural gas)"
)
_PRODUCTS_BY_CODE = phrase(
    rf"{_HYDROCARBON}(?:,? (?:and |or )?{_HYDROCARBON})* under the following "
    r"Harmonized System(?: \(HS\))? codes: \d{4,12}(?:,? (?:and |or )?\d{4,12})*"
)
_ANGLE = r"\d{1,3}°\s*\d{1,2}'\s*\d{1,2}(?:\.\d+)?(?:\"|'')\s*"
_CORNER = rf"(?:upper|lower) (?:left|right):\s*{_ANGLE}[NS]\s*{_ANGLE}[EW]\s*;?\s*"
_JOINT_VENTURES = phrase(
    r"items required for the continued operation of joint ventures with persons from countries in "
    r"Country Group A:1 in supplement no\. 1 to part 740 of the EAR not operating in any body of "
    r"water,? or the airspace above any body of water,? within the following coordinates:\s*"
    rf"(?:{_CORNER}){{4}}"
)
_UAV = phrase(
    r"EAR 99 designated technology for the operation, maintenance,? or repair of unmanned aerial "
    r"vehicles(?: \(UAV\))? released to this entity by the operator of the UAV"
)


def read_exclusions(scan: Scanner) -> tuple[Items, ...]:
    """Read "except for X; or Y", one by one; empty if none stands here or one is unknown."""
    start = scan.at
    if not scan.take(_EXCEPT):
        return ()
    excluded: list[Items] = []
    while True:
        items = _read_exclusion(scan)
        if items is None:
            scan.at = start
            return ()
        excluded.append(items)
        if not scan.take(_OR):
            return tuple(excluded)


def _read_exclusion(scan: Scanner) -> Items | None:
    start = scan.at
    test = _read_named_exclusion(scan)
    if test is not None:
        return Items(test, named_in(scan.text[start : scan.at]))
    items = read_item(scan)
    return None if items is None or items.when == ex.EVERYTHING else items


def _read_named_exclusion(scan: Scanner) -> str | None:
    if scan.take(_PRODUCTS_BY_CODE):
        return "hydrocarbon_under_printed_hs_code"
    if scan.take(_JOINT_VENTURES):
        return ex.both("for_a1_joint_venture", ex.negation("joint_venture_in_printed_waters"))
    if scan.take(_UAV):
        return ex.both(ex.EAR99, "uav_technology_from_its_operator")
    return _read_general_license(scan)


def _read_general_license(scan: Scanner) -> str | None:
    start = scan.at
    match = scan.take(_OFAC)
    if match is None:
        return None
    date = re.sub(r"[\s,]+", " ", match["date"]).lower()
    fact = _GENERAL_LICENSES.get((match["number"].upper(), date))
    if fact is None:
        scan.at = start
        return None
    after = scan.at
    scan.skip_punctuation()
    if scan.take(_NOT_CRIMEA):
        return ex.both(fact, ex.negation("crimea_region_of_ukraine"))
    scan.at = after
    return fact
