"""From a listing's own terms to terms the engine reads.

An entry's "license requirement" and "license review policy" are expressions of the rule language
already; here they are compiled, and a policy that points elsewhere ("see 744.2(d)") is filled in
from the registry of such paragraphs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from licet.determination.registries import registry
from licet.law.evaluate import Joint, Term, Terms
from licet.law.language import Names, Node, parse
from licet.law.ruleset import Ruleset
from licet.law.values import PolicySpan
from licet.lists.model import PolicyTerm, Requirement, RequirementTerm, ReviewPolicy
from licet.terms.policy import PolicyKind


class Limb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ordered limb of a paragraph that entries point to for their review policy."""

    when: str
    strictest: PolicyKind
    mildest: PolicyKind
    cite: str
    says: str
    verified: bool = True


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Paragraphs that entries point to, with the limbs of their policy in order.

    If no limb holds, the paragraph gives no policy of its own.
    """

    paragraphs: tuple[str, ...]
    text_of: dt.date
    limbs: tuple[Limb, ...]


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """The registry of paragraphs that entries point to, by citation."""
    entries = registry("policy_references.yaml", Reference)
    return {paragraph: entry for entry in entries for paragraph in entry.paragraphs}


class EntryReader:
    """Compiles entries' terms against one ruleset; each distinct wording once."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._names = Names(ruleset.facts, ruleset.tables)
        self._node = lru_cache(maxsize=None)(self._parse)
        self.requirement = lru_cache(maxsize=None)(self._requirement)
        self.policy = lru_cache(maxsize=None)(self._policy)

    def every_item(self) -> Terms:
        """A license is required for every item subject to the EAR."""
        return self.requirement(_EVERY_ITEM)

    def meu_requirement(self) -> Terms:
        """A license is required for the items of Supplement No. 2 to Part 744 (744.21)."""
        return self.requirement(_MEU_ITEMS)

    def presumption_of_denial(self) -> Terms:
        """The policy of 744.21(e)(1) and 744.8(d)."""
        return self.policy(_DENIAL)

    def _parse(self, text: str, where: str) -> Node:
        return parse(text, self._names, where=where, per_party=True)

    def _requirement(self, entry: Requirement) -> Terms:
        terms = tuple(
            Term(
                when=self._node(term.when, entry.text),
                value=term.license,
                text=term.when,
                cites=term.cites,
            )
            for term in entry.terms
        )
        return Terms(terms, entry.unparsed or "")

    def _policy(self, entry: ReviewPolicy) -> Terms:
        terms = tuple(t for term in entry.terms for t in self._policy_terms(term, entry.text))
        return Terms(terms, entry.unparsed or "")

    def _policy_terms(self, term: PolicyTerm, where: str) -> Iterator[Term]:
        when = self._node(term.when, where)
        if term.kind is not None:
            yield Term(when, PolicySpan.of(term.kind), term.when, term.cites)
            return
        yield Term(
            when,
            Joint(tuple(self._referred(cite) for cite in term.refer)),
            term.when,
            term.refer,
        )

    def _referred(self, cite: str) -> Terms:
        """The terms of a paragraph that an entry points to; unread where none are recorded."""
        reference = references().get(cite)
        if reference is None:
            return Terms((), f"see {cite}")
        return Terms(
            tuple(
                Term(
                    self._node(limb.when, limb.cite),
                    PolicySpan.of(limb.mildest, limb.strictest),
                    limb.when,
                    (limb.cite,),
                    limb.says,
                    limb.verified,
                )
                for limb in reference.limbs
            )
        )


_EVERY_ITEM = Requirement(
    text="every item subject to the EAR", terms=(RequirementTerm(when="True"),)
)
_MEU_ITEMS = Requirement(
    text="items of Supplement No. 2 to Part 744",
    terms=(
        RequirementTerm(
            when="eccn in supplement_2_items"
            " or eccn in supplement_2_limited_items and supplement_2_parameters_met",
            cites=("15 CFR 744.21(b)(1)(ii)",),
        ),
    ),
)
_DENIAL = ReviewPolicy(
    text="presumption of denial",
    terms=(PolicyTerm(when="True", kind=PolicyKind.PRESUMPTION_OF_DENIAL),),
)
