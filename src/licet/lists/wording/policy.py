"""The grammar of the "License review policy" column.

    policy    = statement {statement} {See §§ ...}  |  See §§ ...
    statement = kind [for items {and items}] [exception]
    kind      = Presumption of denial | Presumption of approval | Policy of denial
              | Policy of approval | Case-by-case [review|basis]
    exception = apart from items, which will be reviewed on a case-by-case basis
              | except kind for items

Where a wording states a kind, "See § ..." is its authority (`cites`). Where it states none, the
paragraphs seen are the policy (`refer`). A limb for certain items stands before the limb for all
others, whatever their order in print.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from licet.lists.model import PolicyTerm, ReviewPolicy
from licet.lists.wording import expressions as ex
from licet.lists.wording.citations import read_notice, read_see
from licet.lists.wording.items import Items, read_item, read_items
from licet.lists.wording.text import Scanner, phrase
from licet.terms.policy import PolicyKind

_KINDS: tuple[tuple[re.Pattern[str], PolicyKind], ...] = (
    (phrase(r"presumption (?:of|for) denial"), PolicyKind.PRESUMPTION_OF_DENIAL),
    (phrase(r"presumption (?:of|for) approval"), PolicyKind.PRESUMPTION_OF_APPROVAL),
    (phrase(r"policy of denial"), PolicyKind.DENIAL),
    (phrase(r"policy of approval"), PolicyKind.APPROVAL),
    (phrase(r"cas[ea] by cas[ea](?: review| basis)?"), PolicyKind.CASE_BY_CASE),
)
_FOR = phrase(r"for")
_TO_INCLUDE = phrase(r"all items to include")
_EXCEPT = phrase(r",? (?:apart from|except(?: for)?)")
_REVIEWED = phrase(r",? which will be reviewed (?:on|under) a")
_AND = re.compile(r"[\s.,;:()\-]*(?:and(?![a-z]))?", re.IGNORECASE)


_EVERYTHING = Items(ex.EVERYTHING)


@dataclass(frozen=True)
class _Limb:
    items: Items
    kind: PolicyKind
    out_of: tuple[Items, ...] = ()  # the items of the statement to which it is an exception

    def conflicts_with(self, other: _Limb) -> bool:
        """Whether an item may be among both, with nothing to say which limb is its own."""
        special = (self.items == _EVERYTHING) != (other.items == _EVERYTHING)
        excepted = self.items in other.out_of or other.items in self.out_of
        agreed = self.kind is other.kind or special or excepted
        return not agreed and not self.items.apart_from(other.items)


@lru_cache(maxsize=2048)
def parse_policy(text: str) -> ReviewPolicy:
    """Read a "License review policy" cell (white space folded).

    Never fails: what cannot be read exactly is in `unparsed`, and the terms, read from what stands
    before it, then decide nothing. A wording that may state two kinds for one item is not read.
    """
    scan = Scanner(text)
    limbs: list[_Limb] = []
    cites: list[str] = []
    while True:
        start = scan.at
        scan.take(_AND)
        if found := _read_statement(scan):
            limbs += found
        elif seen := read_see(scan):
            cites += seen
        elif not read_notice(scan):
            scan.at = start
            break
    if any(a.conflicts_with(b) for a, b in itertools.combinations(limbs, 2)):
        return ReviewPolicy(text=text, unparsed=scan.text)
    return ReviewPolicy(text=text, terms=_terms(limbs, cites), unparsed=scan.unread())


def _read_statement(scan: Scanner) -> list[_Limb]:
    """One statement as limbs; none, and nothing read, unless all of its parts are understood."""
    start = scan.at
    kind = _read_kind(scan)
    items = _read_scope(scan) if kind else ()
    exceptions = _read_exceptions(scan, items) if items else None
    if kind is None or exceptions is None:
        scan.at = start
        return []
    return [*exceptions, *(_Limb(described, kind) for described in items)]


def _read_kind(scan: Scanner) -> PolicyKind | None:
    return next((kind for pattern, kind in _KINDS if scan.take(pattern)), None)


def _read_scope(scan: Scanner) -> tuple[Items, ...]:
    """The items a kind is stated for: everything when it names none, nothing if not understood."""
    if not scan.take(_FOR):
        return (_EVERYTHING,)
    if scan.take(_TO_INCLUDE):
        # "all items to include X" is all items: X only stresses what that takes in.
        return (_EVERYTHING,) if read_item(scan) else ()
    return read_items(scan)


def _read_exceptions(scan: Scanner, out_of: tuple[Items, ...]) -> list[_Limb] | None:
    """What a statement excepts; None if it excepts something that is not understood."""
    if not scan.take(_EXCEPT):
        return []
    before = _read_kind(scan)
    if before is not None:
        items = read_items(scan) if scan.take(_FOR) else ()
        return [_Limb(described, before, out_of) for described in items] or None
    items = read_items(scan)
    after = _read_kind(scan) if items and scan.take(_REVIEWED) else None
    return [_Limb(described, after, out_of) for described in items] if after else None


def _terms(limbs: list[_Limb], seen: list[str]) -> tuple[PolicyTerm, ...]:
    if not limbs:
        refer = tuple(dict.fromkeys(seen))
        return (PolicyTerm(when=ex.EVERYTHING, refer=refer),) if refer else ()
    ordered = sorted(dict.fromkeys(limbs), key=lambda x: x.items.when == ex.EVERYTHING)
    return tuple(
        PolicyTerm(
            when=x.items.when, kind=x.kind, cites=tuple(dict.fromkeys((*x.items.cites, *seen)))
        )
        for x in ordered
    )
