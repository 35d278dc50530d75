"""Screening: kinds of difference, evidence, reasons that add up, one answer in any batch."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists.model import Identifier, Listing, Name, PartyKind
from licet.screening.index import Index
from licet.screening.model import Aspect, Hit, PartyQuery, Settings
from licet.screening.screener import Screener
from licet.terms.errors import BadInput, BadSource
from tests.screening.made import LISTINGS, parties

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "kinds.yaml").read_text(encoding="utf-8")
)
# Weights of words need a list to be rare in: these parties are on every index here.
CROWD = tuple(
    Listing(
        id=f"crowd-{number}",
        list="crowd",
        source="crowd",
        names=(Name(f"{first} {second} {trade}"),),
        kind=PartyKind.ORGANIZATION,
    )
    for number, (first, second, trade) in enumerate(
        (first, second, trade)
        for first in ("Ningbo", "Korea", "Moscow", "Dalian", "Federal", "Golden")
        for second in ("Precision", "Machinery", "Avionics", "Star", "Quantum", "Marine")
        for trade in ("Works", "Trading Co., Ltd.", "University of Technology", "LLC", "Limited")
    )
)


def listing(name: str, kind: PartyKind, **fields: Any) -> Listing:
    return Listing(id="case", list="xx", source="xx", names=(Name(name),), kind=kind, **fields)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener(Index.build((*LISTINGS, *CROWD)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["kind"])
def test_kind_of_difference(case: dict[str, Any]) -> None:
    kind = PartyKind.PERSON if case.get("party") == "person" else PartyKind.ORGANIZATION
    index = Index.build((*CROWD, listing(case["listed"], kind)))
    hits = Screener(index).screen_many([PartyQuery(name=case["asked"], kind=kind)])[0]
    assert ("case" in [hit.listing_id for hit in hits]) is case["hit"]


def log_odds(hit: Hit) -> float:
    return math.log(hit.score / (1 - hit.score))


def test_reasons_add_up_to_the_score(screener: Screener) -> None:
    query = PartyQuery(name="Boreales Quantum Instrument Company", countries=("ru",))
    hits = screener.screen(query)
    assert hits
    for hit in hits:
        assert sum(part.effect for part in hit.reasons) == pytest.approx(log_odds(hit), abs=1e-3)


def test_reasons_name_words_leftovers_and_evidence(screener: Screener) -> None:
    hit = screener.screen(PartyQuery(name="Borealis Quantum Optics Ltd", countries=("ru",)))[0]
    by_aspect = {part.aspect: part for part in hit.reasons}
    assert {Aspect.WORDS, Aspect.DROPPED, Aspect.ADDED, Aspect.COUNTRY} <= set(by_aspect)
    assert by_aspect[Aspect.DROPPED].query == "optics"
    assert hit.listing.name == "Borealis Quantum Instruments Co., Ltd."
    assert hit.source == "xx-list"


def test_evidence_moves_the_score(screener: Screener) -> None:
    def score(**evidence: Any) -> float:
        return screener.screen(PartyQuery(name="Borealis Quantum Instruments", **evidence))[0].score

    assert score(countries=("ru",)) > score() > score(countries=("br",))
    assert score(addresses=("Harbour Road 12, Dalnograd",)) > score()


def test_another_year_of_birth_speaks_against(screener: Screener) -> None:
    def score(*dates: str) -> float:
        query = PartyQuery(name="Marek Tadeusz Ostrovan", birth_dates=dates)
        return Screener(screener.index, Settings(threshold=0.01)).screen(query)[0].score

    assert score("1961-04-09") > score("1961") > score() > score("1987")


def test_same_identifier_outweighs_a_weaker_name() -> None:
    number = Identifier("registration", "77-1234-X")
    index = Index.build(
        (*CROWD, listing("Kestrovia Navigation", PartyKind.ORGANIZATION, identifiers=(number,)))
    )
    query = PartyQuery(name="Kestrova Shipping Agency", identifiers=(number,))
    assert [hit.listing_id for hit in Screener(index).screen(query)][:1] == ["case"]
    unknown = msgspec.structs.replace(query, identifiers=())
    assert "case" not in [hit.listing_id for hit in Screener(index).screen(unknown)]


def test_weak_alias_alone_does_not_alert(screener: Screener) -> None:
    strong = Index.build((*CROWD, listing("BQI", PartyKind.ORGANIZATION)))
    assert Screener(strong).screen(PartyQuery(name="BQI"))
    scores = {
        hit.name: hit.score
        for hit in Screener(screener.index, Settings(threshold=0.01)).screen(PartyQuery(name="BQI"))
    }
    assert scores["BQI"] < Screener(strong).screen(PartyQuery(name="BQI"))[0].score


def test_a_person_is_no_company(screener: Screener) -> None:
    name = "Marek Tadeusz Ostrovan"
    person = screener.screen(PartyQuery(name=name, kind=PartyKind.PERSON))[0]
    company = screener.screen(PartyQuery(name=name, kind=PartyKind.ORGANIZATION))
    assert all(hit.score < person.score for hit in company)


def test_thresholds_by_list_and_by_kind(screener: Screener) -> None:
    query = PartyQuery(name="Borealis Quantum")
    low = Settings(threshold=0.05)
    assert {"xx-1", "yy-2"} <= {h.listing_id for h in Screener(screener.index, low).screen(query)}
    strict = Settings(threshold=0.05, list_thresholds={"yy-list": 0.999})
    found = {h.listing_id for h in Screener(screener.index, strict).screen(query)}
    assert "xx-1" in found
    assert "yy-2" not in found
    kinds = Settings(threshold=0.05, kind_thresholds={PartyKind.ORGANIZATION: 0.9999})
    assert not Screener(screener.index, kinds).screen(query)


def test_only_the_lists_asked_for(screener: Screener) -> None:
    only = Screener(screener.index, Settings(threshold=0.05, lists=frozenset({"yy-list"})))
    hits = only.screen(PartyQuery(name="Borealis Quantum Instruments"))
    assert {hit.list for hit in hits} == {"yy-list"}


def test_limit_bounds_the_hits(screener: Screener) -> None:
    one = Screener(screener.index, Settings(threshold=0.01, limit=1))
    assert len(one.screen(PartyQuery(name="Borealis Quantum"))) == 1


def test_an_alias_of_the_party_can_hit(screener: Screener) -> None:
    query = PartyQuery(name="Unrelated Penhallow", aliases=("Zentrix Avionics",))
    assert screener.screen(query)[0].query_name == "Zentrix Avionics"


@given(st.lists(parties, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_alone_and_in_a_batch_the_hits_are_the_same(batch: list[PartyQuery]) -> None:
    screener = _shared_screener()
    assert screener.screen_many(batch) == [screener.screen_many([one])[0] for one in batch]


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_screened_with_scores_in_range(text: str) -> None:
    for hit in _shared_screener().screen_many([PartyQuery(name=text)])[0]:
        assert 0.0 <= hit.score <= 1.0


@pytest.mark.parametrize(
    "name",
    ["a", "z" * 10_000, "w x " * 2_500, "the of and", "🙂 Zentrix", "Zеntrix", "\u202eZentrix",
     "字" * 10_000, "\x07" * 50 + "b", "م" * 10_000, "一二三" * 3_000],
)  # fmt: skip
def test_odd_names_answer_within_50_ms(screener: Screener, name: str) -> None:
    screener.screen_many([PartyQuery(name="Zentrix 字 م")])
    start = time.process_time()
    screener.screen_many([PartyQuery(name=name)])
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("name", ["", "   ", "!?", "🙂"])
def test_a_name_without_letters_is_refused_with_a_remedy(screener: Screener, name: str) -> None:
    with pytest.raises(BadInput, match="no letter or digit"):
        screener.screen(PartyQuery(name=name))
    assert screener.screen_many([PartyQuery(name=name)]) == [()]


def test_a_name_too_long_to_compare_says_so(screener: Screener) -> None:
    name = "Borealis Quantum Instruments" + " Zz" * 400
    low = Screener(screener.index, Settings(threshold=0.0))
    notes = [part.note for hit in low.screen(PartyQuery(name=name)) for part in hit.reasons]
    assert any("too long" in note for note in notes)


def test_saved_index_gives_the_same_hits(screener: Screener, tmp_path: Path) -> None:
    screener.index.save(tmp_path / "index")
    loaded = Index.load(tmp_path / "index")
    query = [PartyQuery(name="Borealis Kvantum Instruments")]
    assert loaded.digest == screener.index.digest
    assert Screener(loaded).screen_many(query) == screener.screen_many(query)
    loaded.save(tmp_path / "index")  # over the one it is mapped from
    assert Screener(Index.load(tmp_path / "index")).screen_many(query)


@pytest.mark.parametrize("damage", ["missing", "garbled", "other version"])
def test_no_index_is_a_clear_error(screener: Screener, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    if damage != "missing":
        screener.index.save(folder)
        about = "{" if damage == "garbled" else '{"version": 0, "digest": "", "listings": 0}'
        (folder / "index.json").write_text(about, encoding="utf-8")
    with pytest.raises(BadSource, match="index"):
        Index.load(folder)


def test_an_empty_list_has_no_hits() -> None:
    assert Screener(Index.build(())).screen(PartyQuery(name="Zentrix")) == ()


_SHARED: list[Screener] = []


def _shared_screener() -> Screener:
    """One screener for property tests, which cannot use fixtures of a module."""
    if not _SHARED:
        _SHARED.append(Screener(Index.build((*LISTINGS, *CROWD))))
    return _SHARED[0]
