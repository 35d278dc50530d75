"""How long a run of monitoring takes when lists change.

    python -m benchmarks.monitoring [--parties 1000000] [--changed 1000] [--folder FOLDER]

The parties are generated and named so: one in fifty is a listed name with a letter damaged, the
rest are put together from halves of unlisted names. Of the changed listings, a quarter each is
added, removed, given another name, and given another address. Making the portfolio is not part of
the figure; `--folder` keeps it for another measurement.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.data import csl_listings, read_queries, shared_folder
from licet.lists.model import Address, Listing, Name
from licet.screening.model import PartyQuery, Settings
from licet.screening.monitor import portfolio

_SEED = 7
_DAY = dt.date(2026, 1, 1)
_COUNTRIES = ("cn", "ru", "hk", "ae", "tr", "us", "de", "", "", "")
_LETTERS = ("", *"aeiounrst")


def generated(listed: Sequence[str], unlisted: Sequence[str], number: int) -> Iterator[PartyQuery]:
    """That many parties, the same each time."""
    chance = random.Random(_SEED)
    words = [name.split() for name in unlisted]
    for n in range(number):
        if chance.random() < 0.02:
            name = chance.choice(listed)
            at = chance.randrange(max(len(name) - 1, 1))
            name = name[:at] + chance.choice(_LETTERS) + name[at + 1 :]
        else:
            one, other = chance.choice(words), chance.choice(words)
            name = " ".join((*one[: max(1, len(one) // 2)], *other[len(other) // 2 :]))
        country = chance.choice(_COUNTRIES)
        countries = (country,) if country else ()
        yield PartyQuery(id=f"generated-{n}", name=name, countries=countries)


def before_and_after(every: Sequence[Listing], changed: int) -> tuple[list[Listing], list[Listing]]:
    """The listings without those to be added, and with `changed` listings different."""
    chance = random.Random(_SEED)
    words = [word for listing in every for word in listing.names[0].text.split()]
    chosen = chance.sample(range(len(every)), changed)
    what = {number: n % 4 for n, number in enumerate(chosen)}
    before, after = [], []
    for number, listing in enumerate(every):
        change = what.get(number)
        if change != 0:
            before.append(listing)
        if change == 2:
            name = Name(" ".join(chance.sample(words, 3)))
            listing = msgspec.structs.replace(listing, names=(name, *listing.names[1:]))
        elif change == 3:
            listing = msgspec.structs.replace(listing, addresses=(Address("1 Road", "cn"),))
        if change != 1:
            after.append(listing)
    return before, after


def main() -> None:
    """Make the portfolio, change the lists, run, and print what the run took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parties", type=int, default=1_000_000)
    parser.add_argument("--changed", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="keep the portfolio here, or use it again")
    options = parser.parse_args()
    shared = shared_folder()
    every = list(csl_listings(shared))
    before, after = before_and_after(every, options.changed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "portfolio"
        made = options.folder or Path(scratch) / "made"
        if not made.exists():
            listed = [name.text for listing in every for name in listing.names]
            unlisted = [query.name for query in read_queries(shared, "negatives")]
            parties = generated(listed, unlisted, options.parties)
            began, spent = time.perf_counter(), _cpu_seconds()
            portfolio.create(made, parties, Settings(), before, (), _DAY)
            print(f"portfolio made in {time.perf_counter() - began:.0f} s, "
                  f"{_cpu_seconds() - spent:.0f} CPU-seconds")  # fmt: skip
        shutil.copytree(made, folder)
        began, spent = time.perf_counter(), _cpu_seconds()
        outcome = portfolio.run(folder, after, (), _DAY)
        seconds, spent = time.perf_counter() - began, _cpu_seconds() - spent
    print(f"{outcome.parties} generated parties; listings: {outcome.added} added, "
          f"{outcome.changed} changed, {outcome.removed} removed")  # fmt: skip
    print(f"run: {seconds:.1f} s, {spent:.1f} CPU-seconds on {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"parties screened anew: {outcome.screened}; events: {len(outcome.events)}; "
          f"hits: {outcome.hits}")  # fmt: skip


def _cpu_seconds() -> float:
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    main()
