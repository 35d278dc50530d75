"""What is kept of a row's candidates is enough: hits at its edges are those of screening anew."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.lists.model import Address, Listing, Name, NameKind, PartyKind
from licet.screening.index import Index
from licet.screening.model import PartyQuery, Settings
from licet.screening.monitor import packed, portfolio, work
from licet.screening.monitor.scan import ALL
from licet.screening.monitor.state import load
from licet.screening.screener import Screener
from licet.screening.search import CANDIDATES
from licet.screening.today import EVERY

from ..made import WORDS

_DAY = dt.date(2026, 1, 1)
_PARTY = PartyQuery(id="b", name="Borealis Quantum")
Listings = dict[str, Listing]


def _listing(key: str, *names: str) -> Listing:
    return Listing(id=key, list="xx-list", source="xx-list", names=tuple(map(Name, names)))


def _alike(numbers: Iterable[int]) -> Listings:
    """Listings of one name: to any party, all of them lie in one bin."""
    return {f"xx-{n:03}": _listing(f"xx-{n:03}", "Borealis Quantum") for n in numbers}


class _Monitored:
    """A portfolio, and what it must find: hits over an index built without it."""

    def __init__(
        self, folder: Path, listings: Listings, parties: list[PartyQuery], threshold: float = 0.4
    ) -> None:
        self._folder = folder
        self._settings = Settings(threshold=threshold, limit=EVERY)
        self._parties = parties
        self._first = Index.build(_in_order(listings))
        portfolio.create(folder, parties, self._settings, listings.values(), (), _DAY, workers=1)
        self.check(listings)

    def check(self, listings: Listings) -> None:
        screener = Screener(Index.build(_in_order(listings), self._first), self._settings)
        found = {
            number: {hit.listing_id: hit.score for hit in hits}
            for number, hits in enumerate(screener.screen_many(self._parties))
            if hits
        }
        assert load(self._folder).hits == found

    def run(self, listings: Listings) -> portfolio.Outcome:
        outcome = portfolio.run(self._folder, listings.values(), (), _DAY, workers=1)
        self.check(listings)
        return outcome

    def hits(self) -> set[str]:
        """Listings that the first party hits."""
        return set(load(self._folder).hits.get(0, {}))

    def cut(self) -> int:
        """Cut of the first party's only row."""
        path = work.cuts_path(self._folder, load(self._folder).generation, 0)
        return int(packed.read(path)["cuts"][0])


def _in_order(listings: Listings) -> list[Listing]:
    return [listings[key] for key in sorted(listings)]


def test_ties_at_the_cut(tmp_path: Path) -> None:
    every = _alike(range(100, 100 + CANDIDATES + 5))
    keys = sorted(every)
    monitored = _Monitored(tmp_path / "p", every, [_PARTY])
    assert monitored.hits() == set(keys[:CANDIDATES])

    # One that is not a candidate leaves: nothing moves.
    last = every.pop(keys[-1])
    monitored.run(every)
    assert monitored.hits() == set(keys[:CANDIDATES])

    # It comes back, and is again behind the others.
    every[last.id] = last
    monitored.run(every)
    assert monitored.hits() == set(keys[:CANDIDATES])

    # A candidate leaves: the next in order moves up.
    del every[keys[0]]
    monitored.run(every)
    assert monitored.hits() == set(keys[1 : CANDIDATES + 1])

    # One that comes before all others pushes the last out.
    every |= _alike([1])
    monitored.run(every)
    assert monitored.hits() == {"xx-001", *keys[1:CANDIDATES]}


def test_one_that_was_pushed_out_comes_back_when_there_is_room(tmp_path: Path) -> None:
    every = _alike(range(100, 100 + CANDIDATES))
    monitored = _Monitored(tmp_path / "p", every, [_PARTY])
    ahead = _alike(range(10))
    monitored.run(every | ahead)
    assert "xx-119" not in monitored.hits()
    del ahead["xx-003"], ahead["xx-004"]
    monitored.run(every | ahead)
    del ahead["xx-005"]
    monitored.run(every | ahead)
    monitored.run(every)
    assert monitored.hits() == set(every)


def test_a_hit_pushed_out_by_rows_that_are_no_hits_is_gone(tmp_path: Path) -> None:
    party = msgspec.structs.replace(_PARTY, kind=PartyKind.ORGANIZATION)
    hit = _listing("xx-hit", "Borealis Kvantum")
    every = {"xx-hit": msgspec.structs.replace(hit, kind=PartyKind.ORGANIZATION)}
    monitored = _Monitored(tmp_path / "p", every, [party], threshold=0.9)
    assert monitored.hits() == {"xx-hit"}
    # Nearer by their letters, but persons, and of weak names.
    name = Name("Borealis Quantum", NameKind.WEAK)
    persons = {
        key: msgspec.structs.replace(one, names=(name,), kind=PartyKind.PERSON)
        for key, one in _alike(range(CANDIDATES)).items()
    }
    monitored.run(every | persons)
    assert monitored.hits() == set()
    del persons["xx-004"]
    monitored.run(every | persons)
    assert monitored.hits() == {"xx-hit"}


def test_the_order_of_the_lists_and_of_names_in_them_does_not_matter(tmp_path: Path) -> None:
    names = ("Borealis Quantum", "Borealis  Quantum", "Boreal Quantum", "Quantum Borealis")
    every = {f"xx-{n:03}": _listing(f"xx-{n:03}", *names) for n in range(CANDIDATES)}
    monitored = _Monitored(tmp_path / "p", every, [_PARTY])
    outcome = monitored.run(dict(reversed(every.items())))
    assert (outcome.changed, outcome.events) == (0, ())
    for key in ("xx-003", "xx-004", "xx-019"):
        turned = tuple(reversed(every[key].names))
        every[key] = msgspec.structs.replace(every[key], names=turned)
        monitored.run(every)


def test_fewer_candidates_than_there_is_room_for_grow_beyond_it(tmp_path: Path) -> None:
    every = _alike([500])
    monitored = _Monitored(tmp_path / "p", every, [_PARTY])
    for step, number in enumerate((CANDIDATES - 2, 1, 1, 1, 3, 2 * CANDIDATES)):
        every |= _alike(100 * step + n for n in range(number))
        monitored.run(every)
        assert len(monitored.hits()) == min(len(every), CANDIDATES)
    # With more than there is room for, there is a cut again.
    assert monitored.cut() != ALL
    monitored.run({})
    assert monitored.hits() == set()
    monitored.run(every)
    monitored.run(_alike([500]))
    assert monitored.hits() == {"xx-500"}


def test_a_row_is_searched_again_only_when_a_candidate_leaves(tmp_path: Path) -> None:
    nearer, farther = "Borealis Quantum", "Borealis Ostrovan Zentrix"
    every = {f"xx-{n}": _listing(f"xx-{n}", farther) for n in range(10, 10 + CANDIDATES)}
    monitored = _Monitored(tmp_path / "p", every, [_PARTY])
    low = monitored.cut()
    assert low != ALL
    every |= {f"yy-{n}": _listing(f"yy-{n}", nearer) for n in range(10, 10 + CANDIDATES)}
    monitored.run(every)
    assert monitored.cut() == low
    del every["yy-10"]
    every["yy-99"] = _listing("yy-99", nearer)
    monitored.run(every)
    assert monitored.cut() > low


def test_a_listing_that_changed_in_another_field_is_compared_again(tmp_path: Path) -> None:
    # Far too unlike in its country for a hit, until the list says otherwise.
    party = msgspec.structs.replace(_PARTY, name="Borealis Kvantum", countries=("de",))
    every = _alike(range(CANDIDATES - 5))
    every["xx-007"] = msgspec.structs.replace(every["xx-007"], countries=("ru",))
    monitored = _Monitored(tmp_path / "p", every, [party])
    before = monitored.hits()
    every["xx-007"] = msgspec.structs.replace(
        every["xx-007"], countries=("de",), addresses=(Address("12 Harbour Road", "de"),)
    )
    outcome = monitored.run(every)
    assert {event.listing_id for event in outcome.events} == {"xx-007"}
    assert monitored.hits() == {*before, "xx-007"}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), pool=st.integers(2, 40), size=st.integers(1, 5 * CANDIDATES))
def test_hits_are_those_of_anew_whatever_happens_to_listings(
    seed: int, pool: int, size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    # Few names for many listings: ties are the rule.
    names = [" ".join(chance.sample(WORDS, chance.randint(1, 4))) for _ in range(pool)]

    def listing(key: str) -> Listing:
        kinds = (NameKind.PRIMARY, NameKind.PRIMARY, NameKind.WEAK)
        mine = tuple(
            Name(chance.choice(names), chance.choice(kinds)) for _ in range(chance.randint(1, 3))
        )
        return Listing(id=key, list="xx-list", source="xx-list", names=mine)

    def changed(old: Listing) -> Listing:
        what = chance.randrange(3)
        if what == 0:
            return listing(old.id)
        if what == 1:
            return msgspec.structs.replace(old, countries=(chance.choice(("ru", "de")),))
        return msgspec.structs.replace(old, names=tuple(chance.sample(old.names, len(old.names))))

    keys = [f"xx-{n:03}" for n in range(6 * CANDIDATES)]
    every = {key: listing(key) for key in chance.sample(keys, size)}
    parties = [
        PartyQuery(id=str(n), name=chance.choice(names), countries=("de",) if n % 2 else ())
        for n in range(6)
    ] + [PartyQuery(id="other", name=" ".join(chance.sample(WORDS, 3)), aliases=(names[0],))]
    folder = tmp_path_factory.mktemp("cuts") / "p"
    monitored = _Monitored(folder, every, parties)
    for _ in range(4):
        share = chance.choice((0.0, 0.03, 0.3, 1.0))
        adding = chance.choice((0.0, 0.05, 0.5))
        for key in keys:
            if key in every:
                if chance.random() < share:
                    if chance.random() < 0.5:
                        del every[key]
                    else:
                        every[key] = changed(every[key])
            elif chance.random() < adding:
                every[key] = listing(key)
        order = list(every.items())
        chance.shuffle(order)
        monitored.run(dict(order))
