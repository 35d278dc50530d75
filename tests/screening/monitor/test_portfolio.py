"""A run of monitoring ends with the hits of screening everything anew, and tells what changed."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.lists.model import Listing, Name, NameKind, PartyKind
from licet.screening import search
from licet.screening.index import Index
from licet.screening.model import PartyQuery, Settings
from licet.screening.monitor import portfolio, shard, work
from licet.screening.monitor.events import EventKind
from licet.screening.monitor.state import load, save
from licet.screening.screener import Screener
from licet.screening.today import EVERY
from licet.terms.errors import BadInput

from ..made import LISTINGS, WORDS, countries, names, parties

_DAY = dt.date(2026, 1, 1)
_SETTINGS = Settings(threshold=0.5)
_BOREALIS = PartyQuery(name="Borealis Quantum Instruments", id="b")
_OTHERS = [PartyQuery(name="Lumen Harbour", id="l"), PartyQuery(name="Sentrix", id="s")]

_listing_names = st.builds(
    Name, names, st.sampled_from([NameKind.PRIMARY, NameKind.AKA, NameKind.WEAK])
)
_listings = st.dictionaries(
    st.sampled_from([f"xx-{n}" for n in range(9)]),
    st.builds(
        Listing,
        id=st.just(""),
        list=st.sampled_from(["xx-list", "yy-list"]),
        source=st.just("xx-list"),
        names=st.lists(_listing_names, min_size=1, max_size=3).map(tuple),
        kind=st.sampled_from([PartyKind.UNKNOWN, PartyKind.ORGANIZATION, PartyKind.PERSON]),
        countries=countries,
        listed_until=st.sampled_from([None, None, dt.date(2026, 1, 2)]),
    ),
    max_size=9,
).map(lambda found: [msgspec.structs.replace(x, id=key) for key, x in found.items()])


def _create(
    folder: Path,
    listings: list[Listing],
    given: list[PartyQuery],
    settings: Settings = _SETTINGS,
) -> portfolio.Outcome:
    return portfolio.create(folder, given, settings, listings, (), _DAY, workers=1)


def _run(folder: Path, listings: list[Listing], day: dt.date = _DAY) -> portfolio.Outcome:
    return portfolio.run(folder, listings, ("new",), day, workers=1)


def _anew(folder: Path, given: list[PartyQuery]) -> dict[int, dict[str, float]]:
    """Hits of every party, each screened by the screener over the index of the last run."""
    state = load(folder)
    unlimited = msgspec.structs.replace(state.settings, limit=EVERY)
    screener = Screener(Index.load(work.index_path(folder, state.generation)), unlimited)
    found = {}
    for number, hits in enumerate(screener.screen_many(given)):
        day = state.day
        assert day is not None
        listed = {h.listing_id: h.score for h in hits if h.listing.listed_on(day) is not False}
        if listed:
            found[number] = listed
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_parties=st.lists(parties, min_size=1, max_size=12),
    lists=st.lists(_listings, min_size=2, max_size=4),
    only=st.sampled_from([frozenset(), frozenset({"xx-list"})]),
)
def test_hits_are_those_of_screening_anew(
    given_parties: list[PartyQuery],
    lists: list[list[Listing]],
    only: frozenset[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("monitor") / "portfolio"
    chosen = Settings(threshold=0.5, lists=only)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shard, "PARTIES", 5)
        patch.setattr(portfolio, "PARTIES", 5)
        _create(folder, lists[0], given_parties, settings=chosen)
        assert load(folder).hits == _anew(folder, given_parties)
        for number, listings in enumerate(lists[1:]):
            _run(folder, listings, _DAY + dt.timedelta(days=number))
            assert load(folder).hits == _anew(folder, given_parties)


def test_events_tell_what_became_of_hits(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    first = _create(folder, list(LISTINGS[1:]), [_BOREALIS, *_OTHERS])
    before = {event.listing_id for event in first.events if event.party == _BOREALIS}
    assert "xx-1" not in before
    assert all(event.kind is EventKind.NEW for event in first.events)

    added = _run(folder, list(LISTINGS))
    assert (added.added, added.changed, added.removed) == (1, 0, 0)
    assert [(e.kind, e.party.id, e.listing_id) for e in added.events] == [
        (EventKind.NEW, "b", "xx-1")
    ]

    moved = msgspec.structs.replace(LISTINGS[0], countries=("kz",))
    changed = _run(folder, [moved, *LISTINGS[1:]])
    assert [(e.kind, e.listing_id) for e in changed.events] == [(EventKind.CHANGED, "xx-1")]

    renamed = msgspec.structs.replace(LISTINGS[0], names=(Name("Quite Another Thing"),))
    gone = _run(folder, [renamed, *LISTINGS[1:]])
    assert [(e.kind, e.listing_id) for e in gone.events] == [(EventKind.GONE, "xx-1")]

    _run(folder, list(LISTINGS))
    removed = _run(folder, list(LISTINGS[1:]))
    assert [(e.kind, e.listing_id) for e in removed.events] == [(EventKind.UNLISTED, "xx-1")]


def test_a_list_that_did_not_change_tells_nothing(tmp_path: Path) -> None:
    _create(tmp_path / "p", list(LISTINGS), [_BOREALIS, *_OTHERS])
    again = _run(tmp_path / "p", list(reversed(LISTINGS)))
    assert (again.added, again.changed, again.removed, again.events) == (0, 0, 0, ())


def test_a_listing_that_ends_is_no_longer_listed(tmp_path: Path) -> None:
    ending = msgspec.structs.replace(LISTINGS[0], listed_until=_DAY)
    _create(tmp_path / "p", [ending], [_BOREALIS])
    after = _run(tmp_path / "p", [ending], _DAY + dt.timedelta(days=1))
    assert [event.kind for event in after.events] == [EventKind.UNLISTED]


def test_a_run_that_broke_off_is_run_again_with_the_same_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("whole", "broken"):
        _create(tmp_path / name, list(LISTINGS[1:]), [_BOREALIS, *_OTHERS])
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(portfolio, "save", fail)
        with pytest.raises(KeyboardInterrupt):
            _run(tmp_path / "broken", list(LISTINGS))
    assert _run(tmp_path / "broken", list(LISTINGS)) == _run(tmp_path / "whole", list(LISTINGS))


def test_two_workers_find_what_one_finds(tmp_path: Path) -> None:
    one = _create(tmp_path / "one", list(LISTINGS), [_BOREALIS, *_OTHERS])
    two = portfolio.create(
        tmp_path / "two", [_BOREALIS, *_OTHERS], _SETTINGS, LISTINGS, (), _DAY, workers=2
    )
    assert one == two


def test_a_portfolio_of_another_licet_is_refused(tmp_path: Path) -> None:
    _create(tmp_path / "p", list(LISTINGS), [_BOREALIS])
    state = load(tmp_path / "p")
    state.made_by = "licet 0.0"
    save(tmp_path / "p", state)
    with pytest.raises(BadInput, match=r"made by licet 0\.0"):
        _run(tmp_path / "p", list(LISTINGS))


def test_damage_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no portfolio"):
        load(tmp_path / "absent")
    with pytest.raises(BadInput, match="no parties"):
        _create(tmp_path / "empty", list(LISTINGS), [])
    assert not (tmp_path / "empty").exists()
    _create(tmp_path / "p", list(LISTINGS), [_BOREALIS])
    path = work.shard_path(tmp_path / "p", 0)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(BadInput, match="cut short"):
        _run(tmp_path / "p", list(LISTINGS[1:]))


def test_hits_are_those_of_anew_when_listings_outnumber_candidates(tmp_path: Path) -> None:
    chance = random.Random(11)

    def name() -> str:
        return " ".join(chance.sample(WORDS, chance.randint(1, 4)))

    def listing(number: int) -> Listing:
        key = f"xx-{number}"
        return Listing(id=key, list="xx-list", source="xx-list", names=(Name(name()), Name(name())))

    listings = {number: listing(number) for number in range(6 * search.CANDIDATES)}
    asked = [PartyQuery(name=name(), id=str(number)) for number in range(150)]
    _create(tmp_path / "p", list(listings.values()), asked)
    for _ in range(3):
        for number in chance.sample(sorted(listings), 30):
            if chance.random() < 0.5:
                del listings[number]
            else:
                listings[number] = listing(number)
        outcome = _run(tmp_path / "p", list(listings.values()))
        assert load(tmp_path / "p").hits == _anew(tmp_path / "p", asked)
        assert outcome.hits > 0
