"""`check`: the one obvious entry point, with the shipped ruleset and the active lists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from licet.determination.determine import determine
from licet.determination.identify import Finder, Together
from licet.determination.model import Determination
from licet.determination.shipped import shipped_ruleset
from licet.determination.transaction import Transaction, load
from licet.law.rules import Reading
from licet.lists import catalog
from licet.lists.catalog import Lists
from licet.lists.store import Store
from licet.ownership.listed import ENTITY_LIST
from licet.ownership.model import Graph
from licet.screening.addresses import AddressFinder
from licet.screening.service import open_screener


def finder_of(lists: Lists) -> Finder:
    """Names are searched in every list, addresses among the Entity List's address entries."""
    addressed = lists.of(ENTITY_LIST) if ENTITY_LIST in lists.ids else ()
    return Together((open_screener(lists), AddressFinder(addressed)))


def check(
    transaction: Transaction | Path | str,
    *,
    as_of: dt.date | None = None,
    reading: Reading | str = Reading.ENFORCED,
    lists: Lists | None = None,
    asked_on: dt.date | None = None,
    ownership: Graph | None = None,
    what_if: bool = True,
) -> Determination:
    """What the EAR requires of a transaction on a day.

    `transaction` is a `Transaction` or the path of a transaction file. `as_of` stands over the
    day in the file; without either it is today. `lists` are the lists to screen against, the
    active ones by default. `ownership` adds to what the file says of who owns whom. `asked_on`
    (today by default) dates the age of the sources.
    Without `what_if` no sensitivities are reckoned.
    Raises `BadInput` for a file or fact that cannot be read.
    """
    if not isinstance(transaction, Transaction):
        transaction = load(Path(transaction))
    today = asked_on or dt.datetime.now(tz=dt.UTC).date()
    active = lists if lists is not None else catalog.load()
    return determine(
        transaction,
        ruleset=shipped_ruleset(),
        lists=active,
        finder=finder_of(active),
        as_of=as_of or transaction.as_of or today,
        asked_on=today,
        reading=Reading(reading),
        ownership=ownership,
        what_if=what_if,
        confirmed={source: at.date() for source, at in Store.default().checked().items()},
    )
