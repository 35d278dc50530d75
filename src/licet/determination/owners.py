"""Who owns the parties, and what their listed owners make of them (15 CFR 744.11(a)(1)).

Ownership is stated in the transaction or read from files; every owner above a party is screened
like a party. The arithmetic is `licet.ownership`'s; here its answer becomes facts: whether listed
owners hold half, and the strictest of what their entries require and how they are reviewed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from licet.determination.effect import in_effect
from licet.determination.identify import SURE, Finder
from licet.determination.transaction import Stake, Transaction
from licet.determination.vocabulary import EntryReader
from licet.law.evaluate import Joint, Terms
from licet.lists.model import Listing
from licet.ownership.fifty import bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ListedAs, ListedOn, bis_standing
from licet.ownership.model import Entity, Graph, OwnershipStatement, spelling
from licet.ownership.result import Restriction
from licet.ownership.share import parse_share
from licet.screening.model import Hit, PartyQuery
from licet.terms.errors import BadInput
from licet.terms.period import Period


class Owned(msgspec.Struct, frozen=True):
    """What ownership says of one party: the reckoning, and what its listed owners' entries ask."""

    reckoning: Restriction
    requires: Joint
    policy: Joint | None


class _Found(msgspec.Struct, frozen=True):
    listing: Listing
    sure: bool


def reckon(
    transaction: Transaction,
    graph: Graph | None,
    finder: Finder,
    as_of: dt.date,
    read_on: Mapping[str, dt.date | None],
    entries: EntryReader,
) -> dict[int, Owned]:
    """For each party that the ownership data speak of, by its place, what its owners make of it."""
    stated = _stated(transaction)
    whole = Graph.merged([stated, graph]) if graph is not None else stated
    if not whole.statements:
        return {}
    holdings = Holdings(whole, as_of)
    search = _Search(finder, as_of, read_on)
    result: dict[int, Owned] = {}
    for index, party in enumerate(transaction.parties):
        entity = _entity(whole, party.name)
        if entity is None:
            continue
        above = {
            owner: search(whole.entities[owner].name)
            for owner in holdings.above(entity.id)
            if owner != entity.id
        }
        listed = {owner: _listed_as(found) for owner, found in above.items() if found}
        reckoning = bis_affiliates(holdings, entity.id, listed)
        roots = {chain.root.id for chain in reckoning.chains}
        listings = [one.listing for owner in sorted(roots) for one in above.get(owner, ())]
        result[index] = Owned(
            reckoning,
            _joint(_requirements(listings, entries)) or Joint((entries.every_item(),)),
            _joint(_policies(listings, entries)),
        )
    return result


class _Search:
    """Screens owners' names, each once."""

    def __init__(
        self, finder: Finder, as_of: dt.date, read_on: Mapping[str, dt.date | None]
    ) -> None:
        self._finder = finder
        self._as_of = as_of
        self._read_on = read_on
        self._known: dict[str, tuple[_Found, ...]] = {}

    def __call__(self, name: str) -> tuple[_Found, ...]:
        if name not in self._known:
            hits = [h for h in self._finder.screen(PartyQuery(name=name)) if self._counts(h)]
            sure = [h for h in hits if h.score >= SURE]
            self._known[name] = tuple(_Found(h.listing, h.score >= SURE) for h in sure or hits)
        return self._known[name]

    def _counts(self, hit: Hit) -> bool:
        listed = ListedAs.of([hit.listing])
        then = in_effect(hit.listing, self._as_of, self._read_on.get(hit.list))
        return bool(bis_standing(listed)) and then is not False


def _stated(transaction: Transaction) -> Graph:
    """The stakes written in the transaction file, with the parties' countries."""
    names: dict[str, Entity] = {}
    for party in transaction.parties:
        key = spelling(party.name)
        names[key] = Entity(key, party.name, jurisdiction=party.country)
    statements = tuple(
        _statement(stake, index, names) for index, stake in enumerate(transaction.ownership)
    )
    return Graph(names.values() if statements else (), statements)


def _statement(stake: Stake, index: int, names: dict[str, Entity]) -> OwnershipStatement:
    ends = []
    for name in (stake.owner, stake.owned):
        key = spelling(name)
        names.setdefault(key, Entity(key, name))
        ends.append(key)
    where = f"ownership[{index}]"
    try:
        share = parse_share(stake.share)
    except ValueError as error:
        raise BadInput(
            str(error), where=f"{where}.share", remedy="write 50, 25..50, >=50 or unknown"
        ) from None
    return OwnershipStatement(
        id=where,
        owner=ends[0],
        owned=ends[1],
        share=share,
        period=Period(stake.start, stake.until),
        source=stake.source or where,
    )


def _entity(graph: Graph, name: str) -> Entity | None:
    try:
        return graph.entity(name)
    except BadInput:
        return None  # the data do not speak of this party, or of more than one of its name


def _listed_as(found: Sequence[_Found]) -> ListedAs:
    return ListedAs(
        tuple(
            ListedOn(
                list=one.listing.list,
                listing=one.listing.id,
                name=one.listing.name,
                programs=one.listing.programs,
                confirmed=one.sure,
            )
            for one in found
        )
    )


def _requirements(listings: Sequence[Listing], entries: EntryReader) -> Iterator[Terms]:
    for listing in listings:
        if listing.requirement is not None:
            yield entries.requirement(listing.requirement)
        elif listing.list == "us-bis-meu":
            yield entries.meu_requirement()
        else:
            yield entries.every_item()


def _joint(several: Iterator[Terms]) -> Joint | None:
    """All of them at once, each wording once."""
    distinct = tuple(dict.fromkeys(several))
    return Joint(distinct) if distinct else None


def _policies(listings: Sequence[Listing], entries: EntryReader) -> Iterator[Terms]:
    for listing in listings:
        yield (
            entries.policy(listing.policy)
            if listing.policy is not None
            else entries.presumption_of_denial()
        )
