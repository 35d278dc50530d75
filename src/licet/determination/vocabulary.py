"""From a listing's own terms to terms the engine reads.

An entry's "license requirement" and "license review policy" are expressions of the rule language
already; here they are compiled, and a policy that points elsewhere ("see 744.2(d)") is filled in
from the registry of such paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec

from licet.law.evaluate import Term, Terms
from licet.law.language import All, Names, Node, parse
from licet.law.ruleset import Ruleset
from licet.law.values import PolicySpan
from licet.lists.model import PolicyTerm, Requirement, ReviewPolicy
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
    """A paragraph that entries point to, with its limbs in order."""

    paragraph: str
    limbs: tuple[Limb, ...]


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """The registry of paragraphs that entries point to, by citation."""
    name = "policy_references.yaml"
    document = yamltext.read(
        (files("licet.law") / "data" / name).read_text(encoding="utf-8"), name
    )
    try:
        entries = msgspec.convert(document.data, list[Reference], strict=False)
    except msgspec.ValidationError as error:
        raise BadRule(str(error), where=name, remedy="see `Reference`") from None
    return {entry.paragraph: entry for entry in entries}


class EntryReader:
    """Compiles entries' terms against one ruleset; each distinct wording once."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._names = Names(ruleset.facts, ruleset.tables)
        self._node = lru_cache(maxsize=None)(self._parse)
        self.requirement = lru_cache(maxsize=None)(self._requirement)
        self.policy = lru_cache(maxsize=None)(self._policy)

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
        known = [references()[cite] for cite in term.refer if cite in references()]
        if len(known) == 1 and len(term.refer) == 1:
            for limb in known[0].limbs:
                yield Term(
                    when=All((when, self._node(limb.when, limb.cite))),
                    value=PolicySpan.of(limb.mildest, limb.strictest),
                    text=limb.when if term.when == "True" else f"{term.when} and {limb.when}",
                    cites=(limb.cite,),
                    note=limb.says,
                    verified=limb.verified,
                )
            return
        # Several paragraphs at once: which one speaks depends on the case, so the span is theirs all.
        limbs = [limb for reference in known for limb in reference.limbs]
        if len(known) < len(term.refer) or not limbs:
            span = PolicySpan.of(PolicyKind.APPROVAL, PolicyKind.DENIAL)
        else:
            span = PolicySpan(
                min(limb.mildest.rank for limb in limbs),
                max(limb.strictest.rank for limb in limbs),
            )
        yield Term(when, span, term.when, term.refer, note="; ".join(limb.says for limb in limbs))
