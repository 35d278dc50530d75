"""How long the 50 percent rules take on large graphs.

Run `python benchmarks/ownership.py [STATEMENTS]`. Two shapes, both made here: groups (a thousand
entities each, every one with two owners among the earlier ones) and a knot (owners drawn at
random, so that most entities hold each other in the end).
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
from itertools import pairwise

from licet.ownership.fifty import all_reached, bis_affiliates
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, ListedAs, ListedOn
from licet.ownership.model import Graph, OwnershipStatement
from licet.ownership.share import parse_share
from licet.ownership.windows import Rule

DAY = dt.date(2025, 10, 15)
SHARES = [parse_share(text) for text in ("10", "25", "33.3", "50", "51", "100", "25-50", "75-100")]
LISTED = ListedAs((ListedOn(ENTITY_LIST),))
QUERIES = 1000
GROUP = 1000


def main() -> None:
    """Print one line per shape and size."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print("shape   statements  graph s  holdings s  all reached s  reached  one entity ms  peak MB")
    for size in (largest // 10, largest):
        for shape in ("groups", "knot"):
            measure(shape, size)


def measure(shape: str, size: int) -> None:
    """Build, reckon the whole graph, then ask for single entities."""
    chance = random.Random(1)
    statements = [
        OwnershipStatement(str(i), *_pair(shape, i, size, chance), chance.choice(SHARES))
        for i in range(size)
    ]
    marks = [time.perf_counter()]
    graph = Graph([], statements)
    marks.append(time.perf_counter())
    holdings = Holdings(graph, DAY)
    marks.append(time.perf_counter())
    listed = {f"E{i}": LISTED for i in range(0, size // 2, 100)}
    reached = sum(1 for _ in all_reached(holdings, listed, Rule.BIS))
    marks.append(time.perf_counter())
    queries = QUERIES if shape == "groups" else 1
    for _ in range(queries):
        bis_affiliates(holdings, f"E{chance.randrange(1, size // 2)}", listed)
    marks.append(time.perf_counter())
    took = [after - before for before, after in pairwise(marks)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{shape:6}  {size:10,}  {took[0]:7.1f}  {took[1]:10.1f}  {took[2]:13.1f}  {reached:7,}  "
        f"{1000 * took[3] / queries:13.1f}  {peak:7,}"
    )


def _pair(shape: str, number: int, size: int, chance: random.Random) -> tuple[str, str]:
    if shape == "knot":
        return f"E{chance.randrange(size // 2)}", f"E{chance.randrange(size // 2)}"
    owned = number // 2
    group = owned - owned % GROUP
    if owned == group:
        return f"Founder {number}", f"E{owned}"
    return f"E{chance.randrange(group, owned)}", f"E{owned}"


if __name__ == "__main__":
    main()
