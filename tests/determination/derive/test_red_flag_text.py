"""Phrases give their fact and name their span; denied phrases and plain ones give nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.determination import transaction
from licet.determination.derive import red_flag_text
from licet.determination.derive.red_flag_text import FLAGS, RESTRICTED, derive, spoken_of
from licet.determination.transaction import Item, Party, Transaction
from licet.law.facts import FactType
from licet.law.load import load_ruleset
from licet.terms.role import Role

DAY = dt.date(2026, 3, 1)


def sale(description: str = "relays", end_use: str | None = None) -> Transaction:
    return Transaction(
        items=(Item(description=description),),
        parties=(Party(role=Role("end_user"), name="Quiet Harbour"),),
        end_use=end_use,
    )


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("End use is confidential", "flag_end_use_withheld"),
        ("the buyer refuses to name the end user", "flag_end_use_withheld"),
        ("customer pays in cash", "flag_cash"),
        ("buyer is not familiar with the equipment", "flag_unfamiliar_customer"),
        ("customer declined installation and training", "flag_service_declined"),
        ("delivery date to be advised", "flag_vague_delivery"),
        ("deliver to the freight forwarder", "flag_forwarder_as_destination"),
        ("c/o Blue Sea Logistics, Jebel Ali", "flag_forwarder_as_destination"),
        ("transshipped via Sharjah", "flag_abnormal_route"),
        ("plain packaging, remove all labels", "flag_odd_packaging"),
        ("for stock and resale, final customer not known", "flag_resale_evasive"),
        ("FinFET process line", "flag_advanced_node_words"),
        ("logic at 7 nm", "flag_advanced_node_words"),
        ("exascale system", "flag_supercomputer_words"),
        ("modified to produce smaller nodes", "flag_altered_item"),
        ("GPU rental for training large language models", "flag_ai_training_service"),
        ("boards with Ascend 910C", "flag_ascend_chip"),
    ],
)
def test_a_phrase_gives_its_flag_and_names_its_words(words: str, fact: str) -> None:
    for stated in (sale(words), sale(end_use=words)):
        found = derive(stated, 0, DAY)
        assert found[fact].value is True
        assert not found[fact].assumed
        quoted = found[fact].source.split("“")[1].split("”")[0]
        assert quoted in words


@pytest.mark.parametrize(
    "words",
    [
        "ovens for a bakery",
        "civil mobile telephone network",
        "sensors with 28 nm circuits",
        "cashew nuts",
        "payment by letter of credit",
        "installation and training included",
        "a chain of 17 nm",
    ],
)
def test_plain_words_give_nothing(words: str) -> None:
    assert not derive(sale(words, words), 0, DAY)


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("guidance of missiles", {"missile_end_use"}),
        ("radios for the army", {"known_military_use"}),
        ("uranium enrichment", {"nuclear_end_use"}),
        ("nuclear medicine", set()),
        ("non-military use", set()),
        ("not for any military use", set()),
        ("ovens", set()),
        ("supercomputer", {"supercomputer_end_use"}),
        ("wafer fab in Wuhan", {"integrated_circuit_end_use"}),
        ("etching equipment", {"chip_equipment_end_use"}),
        ("nerve agents", {"chemical_biological_end_use"}),
    ],
)
def test_what_an_end_use_speaks_of_is_not_presumed_absent(words: str, facts: set[str]) -> None:
    assert set(spoken_of(words)) == facts


def test_the_span_points_at_the_words() -> None:
    (found,) = spoken_of("tyres for the army of Ruritania").values()
    assert (found.start, found.words) == (14, "army")
    assert found.source == "the words “army” in end_use, from character 15"


def test_every_fact_is_declared() -> None:
    vocabulary = load_ruleset().facts
    assert all(vocabulary[name].type is FactType.BOOL for name in FLAGS)
    assert all(vocabulary[name].presumed_with == "end_use" for name in RESTRICTED)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for given_ in derive(sale("relays", text), 0, DAY).values():
        assert given_.value is True
    for found in spoken_of(text).values():
        assert text[found.start : found.start + len(found.words)] == found.words


def test_long_texts_are_read_in_linear_time() -> None:
    long = transaction.parse(
        "items: [{description: relays}]\nparties: [{role: end_user, name: A}]\nend_use: "
        + "refuses to say " * 600
    )
    assert red_flag_text.derive(long, 0, DAY) == {}
