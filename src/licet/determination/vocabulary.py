"""From a listing's own terms to terms the engine reads.

An entry's "license requirement" and "license review policy" are expressions of the rule language
already; here they are compiled, and a policy that points elsewhere ("see 744.2(d)") is filled in
from the registry of such paragraphs.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from licet.law.evaluate import Term, Terms
from licet.law.language import All, Names, Node, parse
from licet.law.ruleset import Ruleset
from licet.law.values import PolicySpan
from licet.lists.model import PolicyTerm, Requirement, RequirementTerm, ReviewPolicy
from licet.terms import yamltext
from licet.terms.errors import BadRule
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
    name = "policy_references.yaml"
    document = yamltext.read((files("licet.law") / "data" / name).read_text(encoding="utf-8"), name)
    try:
        entries = msgspec.convert(document.data, list[Reference], strict=False)
    except msgspec.ValidationError as error:
        raise BadRule(str(error), where=name, remedy="see `Reference`") from None
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

    def strictest_requirement(self, several: Sequence[Terms]) -> Terms:
        """A license is required where any of them requires one; all items if there is none."""
        distinct = list(dict.fromkeys(several))
        if not distinct:
            return self.every_item()
        return _product(distinct, lambda values: any(value is True for value in values))

    def strictest_policy(self, several: Sequence[Terms]) -> Terms | None:
        """The strictest of them in every case; None if there is none."""
        distinct = list(dict.fromkeys(several))
        return _product(distinct, _strictest) if distinct else None

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
        choices = [_limbs_of(cite) for cite in term.refer]
        # Every paragraph referred to applies, and the strictest governs. Pairs of limbs in this
        # order keep "the first that holds" for each paragraph.
        for combination in itertools.product(*choices):
            limbs = [limb for limb in combination if limb is not None]
            span = PolicySpan(
                max((limb.mildest.rank for limb in limbs), default=PolicyKind.APPROVAL.rank),
                max((limb.strictest.rank for limb in limbs), default=PolicyKind.DENIAL.rank),
            )
            tests = [text for text in (term.when, *(limb.when for limb in limbs)) if text != "True"]
            yield Term(
                when=All((when, *(self._node(limb.when, limb.cite) for limb in limbs))),
                value=span,
                text=" and ".join(tests) or "True",
                cites=tuple(limb.cite for limb in limbs) or term.refer,
                note="; ".join(limb.says for limb in limbs),
                verified=all(limb.verified for limb in limbs),
            )


def _product(
    several: Sequence[Terms], combine: Callable[[list[bool | PolicySpan]], bool | PolicySpan]
) -> Terms:
    """Ordered terms whose first holding one combines the first holding one of each."""
    unread = "; ".join(dict.fromkeys(terms.unread for terms in several if terms.unread))
    combined = []
    for choice in itertools.product(*((*terms.terms, None) for terms in several)):
        held = [term for term in choice if term is not None]
        if not held:
            continue
        tests = dict.fromkeys(term.text for term in held if term.text != "True")
        combined.append(
            Term(
                when=All(tuple(term.when for term in held)),
                value=combine([term.value for term in held]),
                text=" and ".join(tests) or "True",
                cites=tuple(dict.fromkeys(cite for term in held for cite in term.cites)),
                note="; ".join(dict.fromkeys(term.note for term in held if term.note)),
                verified=all(term.verified for term in held),
            )
        )
    return Terms(tuple(combined), unread)


def _strictest(values: list[bool | PolicySpan]) -> PolicySpan:
    spans = [value for value in values if isinstance(value, PolicySpan)]
    return PolicySpan(max(s.mildest for s in spans), max(s.strictest for s in spans))


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


def _limbs_of(cite: str) -> tuple[Limb | None, ...]:
    """The limbs of a paragraph, and None for the case in which it says nothing."""
    reference = references().get(cite)
    return (*reference.limbs, None) if reference else (None,)
