"""Which row of the Consolidated Screening List is which entry of the eCFR.

Rows carry no id in common, so they are paired by name. The CSL writes members of a group behind
their parent (`Parent. Affiliated Entity: Member`), adds words in parentheses, and numbers address
entries (`Address 07`). Exact names come first, then one inside the other, then similar ones; among
equals the country of the heading and the cited notices decide. An entry gets one row; what is left
over is a difference, each in its class.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from licet.lists.essence import essence
from licet.lists.model import Listing, PartyKind
from licet.lists.reconcile.citations import citations
from licet.lists.reconcile.differences import Difference, DifferenceKind

_SAME, _BEHIND_PARENT, _ALIAS, _WITHIN, _SIMILAR, _PART = 100, 95, 90, 80, 60, 40
#: A weaker link says that a row is about a part of the entry, never that it is the entry's own.
_LEAST_OWN = _PART + 5
_LEAST_ALIKE = 86.0
_SHORTEST_WITHIN = 9

_GROUP = re.compile(
    r"^(?P<parent>.+?)[.,:]?\s+(?:affiliated entity:|subordinate institution -"
    r"|and subordinate entity|facilities:)\s*(?P<member>.+)$",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$")
_NUMBERED_ADDRESS = re.compile(r"^Address (?P<number>\d+)$")
#: Letters that do not decompose into a plain letter and a mark.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "&": " and "})


class Pairing(NamedTuple):
    """Entries with their row, entries with a further row, and what paired with nothing."""

    pairs: list[tuple[Listing, Listing]]
    further: list[tuple[Listing, Listing]]
    differences: list[Difference]


class _Link(NamedTuple):
    """A possible pair by its places; the greater the weight the better."""

    weight: float
    row: int
    entry: int


def pair(entries: Sequence[Listing], rows: Sequence[Listing]) -> Pairing:
    """Pair every row with an entry as far as they can be."""
    links = [*_by_name(entries, rows), *_addresses(entries, rows)]
    taken = _one_to_one(links, {})
    loose = [number for number in range(len(rows)) if number not in taken]
    near = list(_by_likeness(entries, rows, loose))
    taken = _one_to_one(near, taken)
    links += near
    further = _further(links, taken)
    return Pairing(
        pairs=[(entries[entry], rows[row]) for row, entry in sorted(taken.items())],
        further=[(entries[link.entry], rows[link.row]) for link in further],
        differences=[
            *_of_further_rows(entries, rows, further),
            *_of_rows_alone(rows, links),
            *_of_entries_alone(entries, rows, links, taken),
        ],
    )


def plain(text: str) -> str:
    """The essence of a name without diacritics, which the CSL drops."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return essence("".join(c for c in decomposed if not unicodedata.combining(c)))


def readings(name: str) -> Iterator[tuple[str, float]]:
    """What a CSL name may mean, with the weight of each: itself, the member, the group."""
    yield plain(name), _SAME
    if group := _GROUP.match(name):
        yield plain(group["member"]), _BEHIND_PARENT
        yield plain(group["parent"]), _PART
        name = group["member"]
    while (shorter := _PARENTHESIS.sub("", name)) not in (name, ""):
        name = shorter
        yield plain(name), _BEHIND_PARENT


def _by_name(entries: Sequence[Listing], rows: Sequence[Listing]) -> Iterator[_Link]:
    primary: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.names:
            primary[plain(entry.names[0].text)].append(number)
        for name in entry.names[1:]:
            others[plain(name.text)].append(number)
    for number, row in enumerate(rows):
        for text, weight in readings(row.name):
            for place in primary[text]:
                yield _link(weight, number, place, rows, entries)
            for place in others[text]:
                yield _link(min(weight, _ALIAS), number, place, rows, entries)


def _by_likeness(
    entries: Sequence[Listing], rows: Sequence[Listing], loose: Iterable[int]
) -> Iterator[_Link]:
    """Links of rows that no exact name pairs, to names of the same country that are near."""
    texts = [(plain(name.text), number) for number, e in enumerate(entries) for name in e.names]
    for row in loose:
        here = [
            (text, entry)
            for text, entry in texts
            if set(entries[entry].countries) & set(rows[row].countries)
        ]
        for text, weight in readings(rows[row].name):
            for other, entry in here:
                if _one_begins_the_other(text, other):
                    yield _link(min(weight, _WITHIN), row, entry, rows, entries)
                elif (alike := fuzz.ratio(text, other, score_cutoff=_LEAST_ALIKE)) > 0:
                    yield _link(min(weight, _SIMILAR + alike / 10), row, entry, rows, entries)


def _one_begins_the_other(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= _SHORTEST_WITHIN and longer.startswith(shorter)


def _addresses(entries: Sequence[Listing], rows: Sequence[Listing]) -> Iterator[_Link]:
    """The numbered addresses of a country stand in the order of the eCFR's address entries."""
    places = [n for n, entry in enumerate(entries) if entry.kind is PartyKind.ADDRESS]
    numbered = {
        row: int(match["number"])
        for row, listing in enumerate(rows)
        if (match := _NUMBERED_ADDRESS.match(listing.name))
    }
    for country in sorted({entries[place].countries[0] for place in places}):
        here = [place for place in places if entries[place].countries[0] == country]
        theirs = [row for row in numbered if country in rows[row].countries]
        for row, place in zip(sorted(theirs, key=numbered.__getitem__), here, strict=False):
            yield _link(_SAME, row, place, rows, entries)


def _link(
    weight: float, row: int, entry: int, rows: Sequence[Listing], entries: Sequence[Listing]
) -> _Link:
    """Country and notices only break ties: together they weigh less than the kind of match."""
    here, there = entries[entry], rows[row]
    own, copied = citations(here), citations(there)
    volumes = {cite.volume for cite in own}
    shared = len(volumes & {cite.volume for cite in copied}) / max(len(volumes), 1)
    country = bool(here.countries) and here.countries[0] in there.countries
    return _Link(weight + 2.0 * country + 2.0 * shared, row, entry)


def _one_to_one(links: Iterable[_Link], taken: dict[int, int]) -> dict[int, int]:
    """Entries by row, the strongest links first; `taken` is kept."""
    chosen, entries = dict(taken), set(taken.values())
    for link in sorted(links, key=lambda x: (-x.weight, x.row, x.entry)):
        if link.row not in chosen and link.entry not in entries and link.weight > _LEAST_OWN:
            chosen[link.row] = link.entry
            entries.add(link.entry)
    return chosen


def _further(links: Sequence[_Link], taken: dict[int, int]) -> list[_Link]:
    """For each row without an entry of its own, its strongest link."""
    best: dict[int, _Link] = {}
    for link in links:
        if link.row not in taken and (link.row not in best or link.weight > best[link.row].weight):
            best[link.row] = link
    return [best[row] for row in sorted(best)]


def _of_further_rows(
    entries: Sequence[Listing], rows: Sequence[Listing], further: Iterable[_Link]
) -> Iterator[Difference]:
    for link in further:
        entry, row = entries[link.entry], rows[link.row]
        name = plain(entry.name)
        aliases = {plain(other.text) for other in entry.names[1:]}
        meant = [text for text, weight in readings(row.name) if weight != _PART]
        if name in meant or row.name.casefold() == entry.name.casefold():
            kind = DifferenceKind.REPEATED_ROW
        elif aliases & set(meant):
            kind = DifferenceKind.ALIAS_AS_ROW
        else:
            kind = DifferenceKind.PART_AS_ROW
        yield Difference(
            kind=kind,
            name=entry.name,
            csl=row.name,
            ecfr_where=entry.where,
            csl_where=row.where,
        )


def _of_rows_alone(rows: Sequence[Listing], links: Iterable[_Link]) -> Iterator[Difference]:
    linked = {link.row for link in links}
    for number, row in enumerate(rows):
        if number not in linked:
            yield Difference(
                kind=DifferenceKind.MISSING_IN_ECFR,
                name=row.name,
                csl=row.name,
                csl_where=row.where,
            )


def _of_entries_alone(
    entries: Sequence[Listing],
    rows: Sequence[Listing],
    links: Iterable[_Link],
    taken: dict[int, int],
) -> Iterator[Difference]:
    row_of = {entries[entry].id: rows[row] for row, entry in taken.items()}
    linked = {link.entry: rows[link.row] for link in links if link.weight > _LEAST_OWN}
    for number, entry in enumerate(entries):
        if entry.id in row_of:
            continue
        if row := linked.get(number):
            kind = DifferenceKind.ONE_ROW_FOR_SEVERAL
        elif row := _group_row(entry, entries, row_of):
            kind = DifferenceKind.WITHIN_GROUP
        else:
            kind = DifferenceKind.MISSING_IN_CSL
        yield Difference(
            kind=kind,
            name=entry.name,
            ecfr=entry.heading,
            ecfr_where=entry.where,
            csl=row.name if row else None,
            csl_where=row.where if row else None,
        )


def _group_row(
    entry: Listing, entries: Sequence[Listing], row_of: dict[str, Listing]
) -> Listing | None:
    """A row of the parent that names the entry, or of a member: the CSL may name only those."""
    parents_row = row_of.get(entry.parent or "")
    if parents_row and plain(entry.name) in plain(parents_row.name):
        return parents_row
    members = (row_of.get(one.id) for one in entries if one.parent == entry.id)
    return next((row for row in members if row), None)
