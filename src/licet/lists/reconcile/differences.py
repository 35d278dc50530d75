"""The classes of difference between the two readings, and the report that holds them."""

from __future__ import annotations

import enum
from collections import Counter

import msgspec


class DifferenceKind(enum.StrEnum):
    """Which way the Consolidated Screening List departs from the eCFR, gravest first."""

    MISSING_IN_CSL = "missing-in-csl"
    MISSING_IN_ECFR = "missing-in-ecfr"
    REQUIREMENT_DIFFERS = "requirement-differs"
    REQUIREMENT_MISSING = "requirement-missing"
    POLICY_DIFFERS = "policy-differs"
    POLICY_MISSING = "policy-missing"
    REQUIREMENT_IN_POLICY = "requirement-in-policy"
    FOOTNOTES_DIFFER = "footnotes-differ"
    NAME_SPELLING = "name-spelling"
    NAME_EXTENDED = "name-extended"
    NAME_SHORTENED = "name-shortened"
    UNDER_PARENT = "under-parent"
    ADDRESS_UNNAMED = "address-unnamed"
    REPEATED_ROW = "repeated-row"
    ALIAS_AS_ROW = "alias-as-row"
    PART_AS_ROW = "part-as-row"
    ONE_ROW_FOR_SEVERAL = "one-row-for-several"
    WITHIN_GROUP = "within-group"
    COUNTRY_MISSING_IN_CSL = "country-missing-in-csl"
    COUNTRY_MISSING_IN_ECFR = "country-missing-in-ecfr"
    ALIAS_MISSING_IN_CSL = "alias-missing-in-csl"
    ALIAS_MISSING_IN_ECFR = "alias-missing-in-ecfr"
    CITATION_MISSING_IN_CSL = "citation-missing-in-csl"
    CITATION_MISSING_IN_ECFR = "citation-missing-in-ecfr"
    CITATION_PAGE = "citation-page"
    REQUIREMENT_WORDING = "requirement-wording"
    POLICY_WORDING = "policy-wording"

    @property
    def meaning(self) -> str:
        """What a difference of this class is."""
        return _MEANING[self]


_MEANING = {
    DifferenceKind.MISSING_IN_CSL: "listed in the eCFR, no row in the CSL",
    DifferenceKind.MISSING_IN_ECFR: "row in the CSL, nobody so listed in the eCFR",
    DifferenceKind.REQUIREMENT_DIFFERS: "the license requirements do not mean the same",
    DifferenceKind.REQUIREMENT_MISSING: "the CSL has no license requirement",
    DifferenceKind.POLICY_DIFFERS: "the review policies do not mean the same",
    DifferenceKind.POLICY_MISSING: "the CSL has no review policy",
    DifferenceKind.REQUIREMENT_IN_POLICY: "the CSL has a license requirement as review policy",
    DifferenceKind.FOOTNOTES_DIFFER: "the footnotes of the entry differ",
    DifferenceKind.COUNTRY_MISSING_IN_CSL: "countries of the heading or addresses the CSL lacks",
    DifferenceKind.COUNTRY_MISSING_IN_ECFR: "countries that only the CSL gives",
    DifferenceKind.NAME_SPELLING: "the same party, its name spelt otherwise",
    DifferenceKind.NAME_EXTENDED: "the CSL adds words to the name",
    DifferenceKind.NAME_SHORTENED: "the CSL leaves words of the name out",
    DifferenceKind.UNDER_PARENT: "the CSL puts the parent's name before the party's",
    DifferenceKind.ADDRESS_UNNAMED: "an address entry, which the CSL only numbers",
    DifferenceKind.REPEATED_ROW: "another row of the CSL for the same entry and name",
    DifferenceKind.ALIAS_AS_ROW: "a row of the CSL of its own for an alias",
    DifferenceKind.PART_AS_ROW: "a row of the CSL of its own for a part of one entry",
    DifferenceKind.ONE_ROW_FOR_SEVERAL: "one row of the CSL for entries under several headings",
    DifferenceKind.WITHIN_GROUP: "named in the CSL only within rows of its parent or members",
    DifferenceKind.ALIAS_MISSING_IN_CSL: "aliases of the eCFR that the CSL lacks",
    DifferenceKind.ALIAS_MISSING_IN_ECFR: "aliases of the CSL that the eCFR lacks",
    DifferenceKind.CITATION_MISSING_IN_CSL: "notices that the CSL does not cite",
    DifferenceKind.CITATION_MISSING_IN_ECFR: "notices that only the CSL cites",
    DifferenceKind.CITATION_PAGE: "the same notice cited by another page, often its first",
    DifferenceKind.REQUIREMENT_WORDING: "other words for the same license requirement",
    DifferenceKind.POLICY_WORDING: "other words for the same review policy",
}


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference: whom it is about, where both sides say it, and what they say."""

    kind: DifferenceKind
    name: str
    ecfr: str | None = None
    csl: str | None = None
    ecfr_where: str | None = None
    csl_where: str | None = None


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries and rows there are, how they pair, and every difference, gravest first.

    `pairs` are entries with the row that is theirs, `further_rows` rows for an entry that has one.
    """

    ecfr_listings: int
    csl_rows: int
    pairs: int
    further_rows: int
    differences: tuple[Difference, ...]

    @property
    def counts(self) -> dict[DifferenceKind, int]:
        """Number of differences by class, for the classes that occur."""
        found = Counter(difference.kind for difference in self.differences)
        return {kind: found[kind] for kind in DifferenceKind if found[kind]}
