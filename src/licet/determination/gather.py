"""From a transaction and its identified parties to the facts the rules ask for.

What nobody stated stays unknown. A presumption is only taken where the vocabulary declares one,
or where the transaction itself gives the ground, and is always shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from licet.determination.derive import DERIVERS
from licet.determination.derive.red_flag_text import spoken_of
from licet.determination.effect import in_effect
from licet.determination.identify import Identified
from licet.determination.owners import Owned
from licet.determination.transaction import Item, Party, Transaction
from licet.determination.vocabulary import EntryReader
from licet.law.evaluate import Row, Value
from licet.law.facts import Fact, Scope, Vocabulary, read_value
from licet.law.values import FactValue, Given, Truth
from licet.ownership.listed import ENTITY_LIST, SDN_LIST, ListedAs, bis_standing
from licet.ownership.result import Verdict
from licet.terms.errors import BadInput

_OWNERSHIP = "owned_50_by_listed"
#: Identifiers of 744.8(a)(1) whose bearers 744.8, 744.12 and 744.14 restricted before 2024-03-21.
_PROGRAMS_BEFORE_2024 = frozenset({"NPWMD", "SDGT", "FTO"})


class PartyRow(msgspec.Struct, frozen=True):
    """One party as one listing it is or may be (or as unlisted): what the rules read as `p`."""

    party: int
    identified: Identified | None
    facts: dict[str, Value]
    given: dict[str, Given]


class Gathered(msgspec.Struct, frozen=True):
    """All facts of a transaction: per item, per party row, and the presumptions taken."""

    items: tuple[dict[str, Given], ...]
    rows: tuple[PartyRow, ...]

    def facts(self, item: int) -> Row:
        """The facts of one item and of the transaction."""
        return {name: given.value for name, given in self.items[item].items()}

    def parties(self) -> list[Row]:
        """The parties' facts, in the order of `rows`."""
        return [row.facts for row in self.rows]


def gather(
    transaction: Transaction,
    found: Sequence[Sequence[Identified]],
    as_of: dt.date,
    read_on: Mapping[str, dt.date | None],
    vocabulary: Vocabulary,
    entries: EntryReader,
    owned: Mapping[int, Owned],
) -> Gathered:
    """Collect the facts. `read_on` gives, per list, the day its snapshot speaks of; `owned`, per
    party, what its owners make of it.

    Raises `BadInput` for a fact that is not declared, of another scope, or of another type, and for
    statements that cannot all be true.
    """
    common = _transaction_facts(transaction, vocabulary)
    items = tuple(
        _with_derived(common | _item_facts(item, index, vocabulary), transaction, index, as_of)
        for index, item in enumerate(transaction.items)
    )
    rows = tuple(
        row
        for index, party in enumerate(transaction.parties)
        for row in _party_rows(
            party, index, found[index], as_of, read_on, vocabulary, entries, owned.get(index)
        )
    )
    return Gathered(items, rows)


def _stated(
    facts: Mapping[str, str], scope: Scope, where: str, vocabulary: Vocabulary
) -> dict[str, Given]:
    result: dict[str, Given] = {}
    for name, text in facts.items():
        fact = vocabulary.get(name)
        place = f"{where}.{name}"
        if fact is None:
            raise BadInput(
                f"there is no fact `{name}`", where=place, remedy="see licet check --facts"
            )
        if fact.scope is not scope:
            raise BadInput(
                f"`{name}` is a fact of the {fact.scope}",
                where=place,
                remedy=f"write it at {fact.path}",
            )
        value = read_value(fact, text, place)
        if value is not None:
            result[name] = Given(value, f"stated at {place}")
    return result


def _presumed(scope: Scope, vocabulary: Vocabulary) -> dict[str, Given]:
    return {
        fact.name: Given(value, fact.presumed_why, assumed=True)
        for fact, value in _presumptions(vocabulary, "")
        if fact.scope is scope
    }


@lru_cache(maxsize=8)
def _presumptions(vocabulary: Vocabulary, presumed_with: str) -> tuple[tuple[Fact, FactValue], ...]:
    """Facts presumed on this ground, with the value taken; the same for every transaction."""
    found = (
        (fact, read_value(fact, fact.presumed))
        for fact in vocabulary
        if fact.presumed is not None and fact.presumed_with == presumed_with
    )
    return tuple((fact, value) for fact, value in found if value is not None)


def _transaction_facts(transaction: Transaction, vocabulary: Vocabulary) -> dict[str, Given]:
    facts = _presumed(Scope.TRANSACTION, vocabulary)
    if transaction.destination is not None:
        facts["destination"] = Given(transaction.destination, "stated at destination")
    if transaction.end_use is not None and transaction.end_use.strip():
        facts |= _presumed_of_knowledge(transaction.end_use.strip(), vocabulary)
    return facts | _stated(transaction.facts, Scope.TRANSACTION, "facts", vocabulary)


def _presumed_of_knowledge(end_use: str, vocabulary: Vocabulary) -> dict[str, Given]:
    """With an end use stated, no knowledge is presumed of another one than its words speak of."""
    why = f"the end use is stated (“{end_use}”), and you name no knowledge of another one"
    spoken = spoken_of(end_use)
    return {
        fact.name: Given(value, why, assumed=True)
        for fact, value in _presumptions(vocabulary, "end_use")
        if fact.scope is Scope.TRANSACTION and fact.name not in spoken
    }


def _item_facts(item: Item, index: int, vocabulary: Vocabulary) -> dict[str, Given]:
    facts = _presumed(Scope.ITEM, vocabulary)
    place = f"items[{index}]"
    if item.eccn is not None:
        facts["eccn"] = Given(item.eccn, f"stated at {place}.eccn")
    if item.origin is not None:
        facts["us_origin"] = Given(item.origin == "us", f"stated at {place}.origin")
    return facts | _stated(item.facts, Scope.ITEM, f"{place}.facts", vocabulary)


def _with_derived(
    facts: dict[str, Given], transaction: Transaction, item: int, as_of: dt.date
) -> dict[str, Given]:
    """What follows from the statements, where nobody stated it, and the ECCN's paragraph."""
    for derive in DERIVERS:
        for name, given in derive(transaction, item, as_of).items():
            known = facts.get(name)
            if known is None or known.assumed or name == "eccn":
                facts[name] = given
    return facts


def _party_rows(
    party: Party,
    index: int,
    found: Sequence[Identified],
    as_of: dt.date,
    read_on: Mapping[str, dt.date | None],
    vocabulary: Vocabulary,
    entries: EntryReader,
    owned: Owned | None,
) -> list[PartyRow]:
    place = f"parties[{index}]"
    base = _presumed(Scope.PARTY, vocabulary)
    base["role"] = Given(party.role.value, f"stated at {place}.role")
    if party.country is not None:
        base["us_person"] = Given(party.country == "us", f"stated at {place}.country")
    stated = _stated(party.facts, Scope.PARTY, f"{place}.facts", vocabulary)
    terms: dict[str, Value] = {"owner_requires": entries.every_item()}
    if owned is not None:
        base |= _owned(owned)
        terms["owner_requires"] = owned.requires
        if owned.policy is not None:
            terms["owner_policy"] = owned.policy
    base |= stated

    candidates = [one for one in found if one.match is not False]
    by_name = any(
        one.match and one.listing.list in ("us-bis-el", "us-bis-meu") for one in candidates
    )
    if by_name and _OWNERSHIP not in base:
        base[_OWNERSHIP] = Given(False, "the party is itself listed; its own entry speaks")
    if not candidates:
        given = {**base, "list": Given("none", "no listing found"), "match": Given(False, "no hit")}
        given |= {f"footnote_{number}": Given(False, "no listing found") for number in range(1, 6)}
        facts: dict[str, Value] = {**terms, **{name: one.value for name, one in given.items()}}
        return [PartyRow(index, None, facts, given)]
    base |= _also_entity_listed(candidates, as_of, read_on)
    return [_listed_row(index, base, terms, one, as_of, read_on, entries) for one in candidates]


def _also_entity_listed(
    candidates: Sequence[Identified], as_of: dt.date, read_on: Mapping[str, dt.date | None]
) -> dict[str, Given]:
    """Whether one of the party's listings is an Entity List entry, which governs (744.8(a)(2))."""
    known: list[bool | None] = [False]
    for one in candidates:
        if one.listing.list == ENTITY_LIST:
            then = in_effect(one.listing, as_of, read_on.get(ENTITY_LIST))
            known.append(False if then is False else one.match and then)
    if True not in known and None in known:
        return {}
    return {"also_entity_listed": Given(True in known, "the listings the party was matched to")}


def _owned(owned: Owned) -> dict[str, Given]:
    reckoning = owned.reckoning
    if reckoning.by_ownership is Verdict.NEED_FACTS:
        return {}
    half = reckoning.by_ownership is Verdict.RESTRICTED
    return {_OWNERSHIP: Given(half, f"ownership data: {reckoning.aggregate} held by listed owners")}


def _listed_row(
    index: int,
    base: Mapping[str, Given],
    terms: Mapping[str, Value],
    one: Identified,
    as_of: dt.date,
    read_on: Mapping[str, dt.date | None],
    entries: EntryReader,
) -> PartyRow:
    listing = one.listing
    place = f"{listing.list} {listing.where}".strip()
    given = dict(base)
    given["list"] = Given(listing.list, place)
    if one.match is not None:
        given["match"] = Given(one.match, one.source, assumed=one.assumed)
    then = in_effect(listing, as_of, read_on.get(listing.list))
    if then is not None:
        given["listed_then"] = Given(then, place)
    for number in range(1, 6):
        given[f"footnote_{number}"] = Given(number in listing.footnotes, place)
    designated = bis_standing(ListedAs.of([listing])) if listing.list == SDN_LIST else Truth.NO
    if designated is not Truth.UNKNOWN:
        given["sdn_744_8"] = Given(designated is Truth.YES, place)
        older = bool(_PROGRAMS_BEFORE_2024 & set(listing.programs))
        given["sdn_before_2024"] = Given(designated is Truth.YES and older, place)
    facts: dict[str, Value] = {**terms, **{name: value.value for name, value in given.items()}}
    if listing.requirement is not None:
        facts["entry_requires"] = entries.requirement(listing.requirement)
    if listing.policy is not None:
        facts["entry_policy"] = entries.policy(listing.policy)
    return PartyRow(index, one, facts, given)
