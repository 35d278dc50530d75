"""Reading which items a limb speaks of, as a test in the rule language.

Every fact used here besides `eccn` is declared, with the question it asks and the paragraph that
defines it, in `law/data/facts/entry_terms.yaml`. A description that is not known here is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from licet.lists.wording import expressions as ex
from licet.lists.wording.citations import named_in
from licet.lists.wording.eccns import read_eccns
from licet.lists.wording.text import Scanner, phrase
from licet.terms.eccn import EAR99, covers

_SUPPLEMENT_7 = r"listed in supp(?:lement|\.)? no\.? 7 to part 746(?: of the EAR)?"
_USG_SUPPORTED = r"(?:items for )?U\.?\s*S\.? Government supported"
_WAFERS = r"200 mm wafers?"

#: Descriptions in words, the longer before its own beginning.
_DESCRIPTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (phrase(r"all items subject to (?:the )?EAR"), ex.EVERYTHING),
    (phrase(r"all other(?: items(?: subject to (?:the )?EAR)?|s)"), ex.EVERYTHING),
    (phrase(r"(?:all )?items (?:listed |specified |described )?on the CCL"), ex.ON_THE_CCL),
    (
        phrase(rf"EAR 99 items {_SUPPLEMENT_7}"),
        ex.both(ex.EAR99, "listed_in_supp_7_to_746"),
    ),
    (phrase(rf"(?:items )?{_SUPPLEMENT_7}"), "listed_in_supp_7_to_746"),
    (
        phrase(r"EAR 99 items described in the Note to ECCN 1A995"),
        ex.both(ex.EAR99, "described_in_note_to_1a995"),
    ),
    (phrase(r"(?:items designated (?:as )?)?EAR 99(?: items)?"), ex.EAR99),
    (
        phrase(r"food and medicines? designated as EAR 99"),
        ex.both(ex.EAR99, "food_or_medicine"),
    ),
    (
        phrase(r"items necessary to detect,? identify,? and treat infectious diseases?"),
        "for_infectious_disease",
    ),
    (
        phrase(
            r"telecommunications infrastructure items described in "
            r"Category 5,? Part 1,? or (?:Category 5,? )?Part 2"
        ),
        "category_5_telecom_infrastructure",
    ),
    (
        phrase(r"consumer communications devices identified in §* 740\.19"),
        "consumer_communications_device",
    ),
    (
        phrase(rf"{_USG_SUPPORTED} use in the International Space Station(?: \(ISS\))?"),
        "usg_supported_iss_use",
    ),
    (phrase(rf"{_USG_SUPPORTED} space programs?"), "usg_supported_space_program"),
    (
        phrase(
            r"(?:licenses for )?the safety of civil aviation"
            r"(?: and the safe operation of aircraft| of aircraft)?"
        ),
        "civil_aviation_safety",
    ),
    (
        phrase(
            rf"items designed for (?:the )?production of {_WAFERS} "
            rf"destined to a {_WAFERS} production facility"
        ),
        ex.both("designed_for_200mm_wafers", "to_200mm_wafer_facility"),
    ),
)
_IN_ECCNS = phrase(
    r"(?:items (?P<negated>not )?(?:described|specified|classified) (?:in|under) )?ECCNs?"
)
_AND = re.compile(r"\s*[,;]?\s*(?:(?:and|or)(?![a-z]))?\s*(?:for(?![a-z]))?", re.IGNORECASE)


_ANY_ECCN = ""


@dataclass(frozen=True)
class Items:
    """Items that a limb speaks of: their test, and the paragraphs that the description names.

    `within` holds the classifications outside of which the test never holds (ECCNs, EAR99, or
    `_ANY_ECCN`), or nothing when it may hold for any item.
    """

    when: str
    cites: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def apart_from(self, other: Items) -> bool:
        """Whether no item can be among both, as far as classification alone tells."""
        pairs = [(a, b) for a in self.within for b in other.within]
        return bool(pairs) and not any(_meet(a, b) for a, b in pairs)


def read_items(scan: Scanner) -> tuple[Items, ...]:
    """Read "X", "X and Y", "X, and for Y", one by one; empty if none stands here."""
    found: list[Items] = []
    while True:
        start = scan.at
        if found:
            scan.take(_AND)
        items = read_item(scan)
        if items is None:
            scan.at = start
            return tuple(found)
        found.append(items)


def read_item(scan: Scanner) -> Items | None:
    """Read one description; None if none stands here."""
    start = scan.at
    for pattern, test in _DESCRIPTIONS:
        if scan.take(pattern):
            return Items(test, named_in(scan.text[start : scan.at]), _classification(test))
    return _read_eccns(scan)


def _read_eccns(scan: Scanner) -> Items | None:
    start = scan.at
    match = scan.take(_IN_ECCNS)
    eccns = read_eccns(scan) if match else ()
    if match is None or not eccns:
        scan.at = start
        return None
    test = ex.member(eccns)
    return Items(ex.negation(test)) if match["negated"] else Items(test, within=eccns)


def _classification(test: str) -> tuple[str, ...]:
    if test == ex.ON_THE_CCL:
        return (_ANY_ECCN,)
    return (EAR99,) if test.startswith(ex.EAR99) else ()


def _meet(one: str, other: str) -> bool:
    if _ANY_ECCN in (one, other):
        return EAR99 not in (one, other)
    return covers(one, other) or covers(other, one)
