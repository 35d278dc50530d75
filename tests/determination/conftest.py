"""The shipped lists of BIS with one index over them, built once for all tests of a worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from licet.determination.determine import determine
from licet.determination.identify import Together
from licet.determination.model import Determination
from licet.determination.transaction import parse
from licet.law.load import load_ruleset
from licet.law.rules import Reading
from licet.lists import catalog
from licet.lists.catalog import Lists
from licet.screening.addresses import AddressFinder
from licet.screening.index import Index
from licet.screening.screener import Screener

ASKED_ON = dt.date(2026, 11, 21)

Check = Callable[..., Determination]


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LICET_HOME", str(tmp_path_factory.mktemp("shipped")))
        return catalog.load(["us-bis-el", "us-bis-uvl", "us-bis-meu", "us-bis-dpl"])


@pytest.fixture(scope="session")
def check(lists: Lists) -> Check:
    """`check(text, as_of=...)`: the determination of a transaction written as YAML."""
    screener = Screener(Index.build(lists))
    finder = Together((screener, AddressFinder(lists.of("us-bis-el"))))
    ruleset = load_ruleset()

    def run(
        text: str, as_of: str | None = None, reading: Reading = Reading.ENFORCED
    ) -> Determination:
        transaction = parse(text)
        day = dt.date.fromisoformat(as_of) if as_of else transaction.as_of
        return determine(
            transaction,
            ruleset=ruleset,
            lists=lists,
            finder=finder,
            as_of=day or ASKED_ON,
            asked_on=ASKED_ON,
            reading=reading,
        )

    return run
