"""What changed between two readings of a list: added, removed, and changed field by field.

Listings are paired by id; of the rest, by name (moved to another heading), then where one's
primary name is among the other's names or history and an address agree (renamed), if only one
pair is possible. A change of punctuation, white space, case or order alone is no change; such
pairs are counted as cosmetic, and so are those where a moved comma made the importer end a name
and begin an address elsewhere. The parsed terms are not compared: they follow from the wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from licet.lists.essence import essence
from licet.lists.model import Listing, NameKind


class FieldChange(msgspec.Struct, frozen=True):
    """Values of one field that only one side has, as printed."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One listing on both sides, and the fields in which it differs."""

    before: Listing
    after: Listing
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether the primary name became another one."""
        return essence(self.before.name) != essence(self.after.name)

    @property
    def moved(self) -> bool:
        """Whether the listing came under another destination heading."""
        return essence(self.before.heading or "") != essence(self.after.heading or "")


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """The difference from one reading to another; each part is ordered by list and id."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[Change, ...]
    cosmetic: int  # pairs that differ in print only
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether nothing but print differs."""
        return not (self.added or self.removed or self.changed)


class _Value(NamedTuple):
    """One value of a field: its kind, compared exactly, and its text, compared by essence."""

    kind: str
    text: str

    @property
    def shown(self) -> str:
        return f"{self.kind} {self.text}" if self.kind else self.text

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, essence(self.text)


def diff(before: Iterable[Listing], after: Iterable[Listing]) -> Diff:
    """The difference from `before` to `after`; swapping them swaps the answer's sides."""
    old, new = _numbered(before), _numbered(after)
    pairs = [(old[key], new[key]) for key in old.keys() & new.keys()]
    removed = [listing for key, listing in old.items() if key not in new]
    added = [listing for key, listing in new.items() if key not in old]
    for relate in (_same_name_and_heading, _same_name, _renamed):
        found = list(_only_pairs(relate(removed, added), removed, added))
        pairs += found
        paired = {id(listing) for pair in found for listing in pair}
        removed = [listing for listing in removed if id(listing) not in paired]
        added = [listing for listing in added if id(listing) not in paired]
    changed, cosmetic = [], 0
    for a, b in pairs:
        before_values, after_values = _values(a), _values(b)
        fields = _differing_fields(before_values, after_values)
        if fields and not _only_divided_anew(a, b, fields):
            changed.append(Change(before=a, after=b, fields=fields))
        elif a.id != b.id or before_values != after_values:
            cosmetic += 1
    return Diff(
        added=tuple(sorted(added, key=_order)),
        removed=tuple(sorted(removed, key=_order)),
        changed=tuple(sorted(changed, key=lambda c: sorted((_order(c.before), _order(c.after))))),
        cosmetic=cosmetic,
        unchanged=len(pairs) - len(changed) - cosmetic,
    )


def _order(listing: Listing) -> tuple[str, str]:
    return listing.list, listing.id


def _numbered(listings: Iterable[Listing]) -> dict[tuple[str, str, int], Listing]:
    """Listings by list and id; a repeated id counts up, so that none is lost."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for listing in listings:
        found[(*_order(listing), seen[_order(listing)])] = listing
        seen[_order(listing)] += 1
    return found


# Fields ---------------------------------------------------------------------------------------


_Values = tuple[_Value, ...]
_WORD = re.compile(r"\w+")


def _texts(values: Iterable[str]) -> _Values:
    return tuple(_Value("", text) for text in values)


def _text(value: object) -> _Values:
    return () if value is None else (_Value("", str(value)),)


def _names(listing: Listing) -> _Values:
    kinds = ("" if name.kind is NameKind.PRIMARY else name.kind.value for name in listing.names)
    return tuple(_Value(kind, n.text) for kind, n in zip(kinds, listing.names, strict=True))


_FIELDS: dict[str, Callable[[Listing], _Values]] = {
    "names": _names,
    "kind": lambda x: _text(x.kind.value),
    "heading": lambda x: _text(x.heading),
    "addresses": lambda x: _texts(address.text for address in x.addresses),
    "countries": lambda x: _texts(x.countries),
    "identifiers": lambda x: tuple(_Value(i.kind, i.value) for i in x.identifiers),
    "birth dates": lambda x: _texts(x.birth_dates),
    "birth places": lambda x: _texts(x.birth_places),
    "nationalities": lambda x: _texts(x.nationalities),
    "programs": lambda x: _texts(x.programs),
    "license requirement": lambda x: _text(x.requirement and x.requirement.text),
    "license review policy": lambda x: _text(x.policy and x.policy.text),
    "footnotes": lambda x: _texts(str(number) for number in x.footnotes),
    "history": lambda x: _texts(str(notice) for notice in x.history),
    "listed from": lambda x: _text(x.listed_from),
    "listed until": lambda x: _text(x.listed_until),
    "parent": lambda x: _text(x.parent),
    "see also": lambda x: _texts(x.see_also),
    "remarks": lambda x: _text(x.remarks),
}


def _values(listing: Listing) -> tuple[_Values, ...]:
    return tuple(read(listing) for read in _FIELDS.values())


def _differing_fields(
    before: tuple[_Values, ...], after: tuple[_Values, ...]
) -> tuple[FieldChange, ...]:
    changes = []
    for name, old, new in zip(_FIELDS, before, after, strict=True):
        if old != new:
            gone, come = _without(old, new), _without(new, old)
            if gone or come:
                changes.append(FieldChange(name, gone, come))
    return tuple(changes)


def _without(values: _Values, others: _Values) -> tuple[str, ...]:
    """Values, as printed, that `others` does not have (as often)."""
    left = Counter(value.key for value in others)
    kept = []
    for value in values:
        if left[value.key] > 0:
            left[value.key] -= 1
        else:
            kept.append(value.shown)
    return tuple(kept)


def _only_divided_anew(a: Listing, b: Listing, fields: tuple[FieldChange, ...]) -> bool:
    """Whether the same words are divided between names and addresses in another way."""
    if not {"names", "addresses"} <= {field.field for field in fields} <= _DIVIDED:
        return False
    return essence(a.name) == essence(b.name) and _words(a) == _words(b)


#: What the place of a comma decides. The kind follows from the names.
_DIVIDED = {"names", "addresses", "kind"}


def _words(listing: Listing) -> Counter[str]:
    texts = [name.text for name in listing.names] + [address.text for address in listing.addresses]
    return Counter(_WORD.findall(" ".join(texts).casefold()))


# Pairing --------------------------------------------------------------------------------------

_Links = Iterator[tuple[Listing, Listing]]


def _same_name_and_heading(removed: list[Listing], added: list[Listing]) -> _Links:
    return _linked(removed, added, lambda x: [(x.list, essence(x.name), essence(x.heading or ""))])


def _same_name(removed: list[Listing], added: list[Listing]) -> _Links:
    return _linked(removed, added, lambda x: [(x.list, essence(x.name))])


def _renamed(removed: list[Listing], added: list[Listing]) -> _Links:
    def primary(x: Listing) -> list[Hashable]:
        return [(x.list, essence(x.name))]

    def every(x: Listing) -> list[Hashable]:
        return [(x.list, essence(name.text)) for name in x.names]

    def place_and_history(x: Listing) -> list[Hashable]:
        if not x.history:
            return []
        return [(x.list, x.heading, x.history, essence(a.text)) for a in x.addresses]

    yield from _linked(removed, added, primary, every)
    yield from _linked(removed, added, every, primary)
    yield from _linked(removed, added, place_and_history)


def _linked(
    removed: list[Listing],
    added: list[Listing],
    keys: Callable[[Listing], Iterable[Hashable]],
    other_keys: Callable[[Listing], Iterable[Hashable]] | None = None,
) -> _Links:
    """Pairs that have a key in common."""
    holders: dict[Hashable, list[Listing]] = defaultdict(list)
    for listing in added:
        for key in (other_keys or keys)(listing):
            holders[key].append(listing)
    for listing in removed:
        for key in keys(listing):
            yield from ((listing, holder) for holder in holders[key])


def _only_pairs(links: _Links, removed: list[Listing], added: list[Listing]) -> _Links:
    """Links where neither side is linked to anything else."""
    place = {id(x): number for number, x in enumerate((*removed, *added))}
    distinct = {(place[id(a)], place[id(b)]): (a, b) for a, b in links}
    degree = Counter(end for pair in distinct for end in pair)
    for (a, b), pair in distinct.items():
        if degree[a] == degree[b] == 1:
            yield pair
