"""How a row of the Consolidated Screening List departs from the entry it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from licet.lists.essence import essence
from licet.lists.model import Listing, PartyKind
from licet.lists.reconcile.citations import Cite, citations
from licet.lists.reconcile.differences import Difference, DifferenceKind
from licet.lists.reconcile.pairing import plain, readings
from licet.lists.wording import looks_like_policy, looks_like_requirement

#: A notice's pages lie within this many of each other: the longest rules run to some 200 pages.
_LONGEST_NOTICE = 250
_DIGITS = re.compile(r"\d+")


def compare(entry: Listing, row: Listing) -> Iterator[Difference]:
    """Every difference between an entry and its row, one per class."""
    found = (
        *_name(entry, row),
        *_aliases(entry, row),
        *_wordings(entry, row),
        *_footnotes(entry, row),
        *_countries(entry, row),
        *_citations(entry, row),
    )
    for kind, ecfr, csl in found:
        yield Difference(
            kind=kind,
            name=entry.name,
            ecfr=ecfr or None,
            csl=csl or None,
            ecfr_where=entry.where,
            csl_where=row.where,
        )


_Found = Iterator[tuple[DifferenceKind, str, str]]


def _name(entry: Listing, row: Listing) -> _Found:
    if essence(entry.name) == essence(row.name):
        return
    if entry.kind is PartyKind.ADDRESS:
        kind = DifferenceKind.ADDRESS_UNNAMED
    elif plain(entry.name) == plain(row.name):
        kind = DifferenceKind.NAME_SPELLING
    elif plain(entry.name) in [text for text, _ in list(readings(row.name))[1:]]:
        extended = plain(row.name).startswith(plain(entry.name))
        kind = DifferenceKind.NAME_EXTENDED if extended else DifferenceKind.UNDER_PARENT
    elif plain(row.name).startswith(plain(entry.name)):
        kind = DifferenceKind.NAME_EXTENDED
    elif plain(entry.name).startswith(plain(row.name)):
        kind = DifferenceKind.NAME_SHORTENED
    else:
        kind = DifferenceKind.NAME_SPELLING
    yield kind, entry.name, row.name


def _aliases(entry: Listing, row: Listing) -> _Found:
    own = {plain(name.text): name.text for name in entry.names}
    copied = {plain(name.text): name.text for name in row.names}
    meant = {text for text, _ in readings(row.name)}
    lacking = [text for key, text in own.items() if key not in copied and key not in meant]
    lacking = [text for text in lacking if text != entry.name]
    added = [name.text for name in row.names[1:] if plain(name.text) not in own]
    if lacking:
        yield DifferenceKind.ALIAS_MISSING_IN_CSL, "; ".join(lacking), ""
    if added:
        yield DifferenceKind.ALIAS_MISSING_IN_ECFR, "", "; ".join(added)


def _wordings(entry: Listing, row: Listing) -> _Found:
    ours, theirs = entry.requirement, row.requirement
    if ours and not theirs:
        yield DifferenceKind.REQUIREMENT_MISSING, ours.text, ""
    elif ours and theirs and _letters(ours.text) != _letters(theirs.text):
        same = ours.terms == theirs.terms and not (ours.unparsed or theirs.unparsed)
        kind = DifferenceKind.REQUIREMENT_WORDING if same else DifferenceKind.REQUIREMENT_DIFFERS
        yield kind, ours.text, theirs.text
    elif ours and theirs and ours.terms != theirs.terms:
        yield DifferenceKind.REQUIREMENT_DIFFERS, ours.text, theirs.text
    yield from _policies(entry, row)


def _policies(entry: Listing, row: Listing) -> _Found:
    ours, theirs = entry.policy, row.policy
    if theirs and looks_like_requirement(theirs.text) and not looks_like_policy(theirs.text):
        yield DifferenceKind.REQUIREMENT_IN_POLICY, ours.text if ours else "", theirs.text
    elif ours and not theirs:
        yield DifferenceKind.POLICY_MISSING, ours.text, ""
    elif ours and theirs and ours.terms != theirs.terms:
        yield DifferenceKind.POLICY_DIFFERS, ours.text, theirs.text
    elif ours and theirs and essence(ours.text) != essence(theirs.text):
        yield DifferenceKind.POLICY_WORDING, ours.text, theirs.text


def _letters(text: str) -> str:
    """The wording without numbers: the CSL prints footnote marks into it. Terms hold the cites."""
    return essence(_DIGITS.sub("", text))


def _footnotes(entry: Listing, row: Listing) -> _Found:
    if set(entry.footnotes) != set(row.footnotes):
        yield DifferenceKind.FOOTNOTES_DIFFER, _listed(entry.footnotes), _listed(row.footnotes)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(set(numbers)))) or "none"


def _countries(entry: Listing, row: Listing) -> _Found:
    lacking = [country for country in entry.countries if country not in row.countries]
    added = [country for country in row.countries if country not in entry.countries]
    if lacking:
        yield DifferenceKind.COUNTRY_MISSING_IN_CSL, ", ".join(lacking).upper(), ""
    if added:
        yield DifferenceKind.COUNTRY_MISSING_IN_ECFR, "", ", ".join(added).upper()


def _citations(entry: Listing, row: Listing) -> _Found:
    own, copied = citations(entry), citations(row)
    ours, theirs = sorted(own - copied), sorted(copied - own)
    if both := _one_notice_each(ours, theirs):
        left, right = ("; ".join(str(two[side]) for two in both) for side in (0, 1))
        yield DifferenceKind.CITATION_PAGE, left, right
    if ours:
        yield DifferenceKind.CITATION_MISSING_IN_CSL, "; ".join(map(str, ours)), ""
    if theirs:
        yield DifferenceKind.CITATION_MISSING_IN_ECFR, "", "; ".join(map(str, theirs))


def _one_notice_each(ours: list[Cite], theirs: list[Cite]) -> list[tuple[Cite, Cite]]:
    """Take out of both lists the cites that lie within one notice, each with its nearest."""
    both = []
    for cite in tuple(ours):
        near = [
            other
            for other in theirs
            if other.volume == cite.volume and abs(other.page - cite.page) <= _LONGEST_NOTICE
        ]
        if near:
            other = min(near, key=lambda o: (abs(o.page - cite.page), o))
            both.append((cite, other))
            ours.remove(cite)
            theirs.remove(other)
    return both
