"""The grammar of the "License requirement" column.

    requirement = [For] items {clause}
    items       = all items subject to the EAR | items on the CCL [and ...] | ...   (items.py)
    clause      = (See §§ ... of the EAR)
                | when used in projects specified in § 746.8(a)(4) of the EAR
                | except for ... | apart from ...                              (exclusions.py)
                | This license requirement may be overcome by License Exception ... under § ...
                | The license requirements ... extend to ... the entity wherever located worldwide

"Items on the CCL and listed in Supplement No. 7 to Part 746" is read as the later entries of the
same series spell it out: items on the CCL, and (EAR99) items listed there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from licet.lists.model import Requirement, RequirementTerm
from licet.lists.wording import expressions as ex
from licet.lists.wording.citations import read_cites, read_mark, read_notice, read_see
from licet.lists.wording.exclusions import read_exclusions
from licet.lists.wording.items import Items, read_items
from licet.lists.wording.text import Scanner, phrase

_FOR = phrase("for")
_PROJECTS = phrase(r"when used in projects specified in")
#: The paragraph that describes projects, and the fact that asks for them.
_PROJECT_FACTS = {"15 CFR 746.8(a)(4)": "project_of_746_8_a4"}
_EXCEPTIONS = (
    "ACA|ACE|ACM|AGR|AIA|APP|APR|AVS|BAG|CCD|ENC|GBS|GFT|GOV|HBM|IEC|LPP|LVS|MED|NAC|RFF|RPL|SPP|"
    "STA|TMP|TSR|TSU"
)
_OVERCOME = phrase(
    rf"this license requirement may be overcome by License Exception (?P<code>{_EXCEPTIONS}) under"
)
_USED_BY_USGS = phrase(r"when used by the U\.?\s*S\.? Geological Survey")
_WHEREVER_LOCATED = phrase(
    r"the license requirements? under this entry also extends? to any export, reexport,? and "
    r"transfer \(in country\) to the entity wherever located(?: worldwide)?"
)


@lru_cache(maxsize=2048)
def parse_requirement(text: str) -> Requirement:
    """Read a "License requirement" cell (white space folded; footnote marks may be glued in).

    Never fails: what cannot be read exactly is in `unparsed`, and the terms, read from what stands
    before it, then decide nothing.
    """
    return _read(text)[0]


@lru_cache(maxsize=2048)
def read_footnotes(text: str) -> tuple[int, ...]:
    """The footnote marks printed in a "License requirement" cell, where its text keeps them."""
    return _read(text)[1]


@dataclass
class _Clauses:
    """What the clauses after the items add up to."""

    cites: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    excluded: list[Items] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    exceptions_for_usgs: list[str] = field(default_factory=list)


def _read(text: str) -> tuple[Requirement, tuple[int, ...]]:
    scan = Scanner(text)
    scan.take(_FOR)
    items = read_items(scan)
    if not items:
        scan.at = 0
        return Requirement(text=text, unparsed=scan.unread()), ()
    clauses = _Clauses(cites=[cite for described in items for cite in described.cites])
    while _read_clause(scan, clauses):
        pass
    terms = _terms(ex.either(*(described.when for described in items)), clauses)
    return (
        Requirement(text=text, terms=terms, unparsed=scan.unread()),
        tuple(sorted(set(scan.footnotes))),
    )


def _read_clause(scan: Scanner, clauses: _Clauses) -> bool:
    if cites := read_see(scan):
        clauses.cites += cites
        return True
    if excluded := read_exclusions(scan):
        clauses.excluded += excluded
        return True
    start = scan.at
    scan.skip_punctuation()
    if (
        _read_projects(scan, clauses)
        or _read_exception(scan, clauses)
        or scan.take(_WHEREVER_LOCATED)
        or read_notice(scan)
        or read_mark(scan)
    ):
        return True
    scan.at = start
    return False


def _read_projects(scan: Scanner, clauses: _Clauses) -> bool:
    start = scan.at
    cites = read_cites(scan) if scan.take(_PROJECTS) else ()
    if len(cites) != 1 or cites[0] not in _PROJECT_FACTS:
        scan.at = start
        return False
    clauses.cites += cites
    clauses.conditions.append(_PROJECT_FACTS[cites[0]])
    return True


def _read_exception(scan: Scanner, clauses: _Clauses) -> bool:
    start = scan.at
    match = scan.take(_OVERCOME)
    cites = read_cites(scan) if match else ()
    if match is None or not cites:
        scan.at = start
        return False
    named = [f"{match['code'].upper()} {cite}" for cite in cites]
    if scan.take(_USED_BY_USGS):
        clauses.exceptions_for_usgs += named
    else:
        clauses.exceptions += named
    return True


def _terms(items: str, clauses: _Clauses) -> tuple[RequirementTerm, ...]:
    """Exclusions first, then the limb with the narrower test, then the rest."""
    cites = _once(clauses.cites)
    when = ex.both(items, *clauses.conditions)
    terms = [
        RequirementTerm(when=x.when, license=False, cites=_once((*x.cites, *cites)))
        for x in clauses.excluded
    ]
    if clauses.exceptions_for_usgs:
        named = _once((*clauses.exceptions, *clauses.exceptions_for_usgs))
        narrow = ex.both(when, "used_by_us_geological_survey")
        terms.append(RequirementTerm(when=narrow, cites=cites, exceptions=named))
    terms.append(RequirementTerm(when=when, cites=cites, exceptions=_once(clauses.exceptions)))
    return tuple(terms)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
