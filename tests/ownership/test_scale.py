"""Time grows with the statements, in a holding tree and in a knot of cross-holdings alike."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest

from licet.ownership.fifty import all_reached, bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, ListedAs, ListedOn
from licet.ownership.model import Directness, Graph, OwnershipStatement
from licet.ownership.share import parse_share
from licet.ownership.windows import Rule

DAY = dt.date(2025, 10, 15)
STATEMENTS = 60_000
SECONDS = 20.0  # 60,000 statements take about 1 s on the machine this was written on
LISTED = ListedAs((ListedOn(ENTITY_LIST),))
SHARES = [parse_share(text) for text in ("10", "33.3", "50", "60", "25-50", "?")]


def tree(chance: random.Random) -> list[tuple[str, str]]:
    return [(f"E{chance.randrange(i)}", f"E{i}") for i in range(1, STATEMENTS)]


def knot(chance: random.Random) -> list[tuple[str, str]]:
    def any_() -> str:
        return f"E{chance.randrange(STATEMENTS // 2)}"

    return [(any_(), any_()) for _ in range(STATEMENTS)]


def star(_: random.Random) -> list[tuple[str, str]]:
    return [(f"E{i}", "E0") for i in range(1, STATEMENTS)]


def line(_: random.Random) -> list[tuple[str, str]]:
    return [(f"E{i}", f"E{i + 1}") for i in range(STATEMENTS)]


@pytest.mark.parametrize("shape", [tree, knot, star, line])
def test_many_statements_take_bounded_time(shape: object) -> None:
    assert callable(shape)
    chance = random.Random(7)
    started = time.perf_counter()
    statements = [
        OwnershipStatement(
            f"s{i}",
            owner,
            owned,
            chance.choice(SHARES),
            directness=chance.choice([Directness.DIRECT] * 9 + [Directness.INDIRECT]),
        )
        for i, (owner, owned) in enumerate(shape(chance))
    ]
    holdings = Holdings(Graph([], statements), DAY)
    listed = {f"E{i}": LISTED for i in range(0, STATEMENTS, 50)}
    reached = sum(1 for _ in all_reached(holdings, listed, Rule.BIS))
    answer = bis_affiliates(holdings, statements[-1].owned, listed)
    assert reached > 0 or shape is star
    assert answer.entity.id == statements[-1].owned
    assert time.perf_counter() - started < SECONDS
