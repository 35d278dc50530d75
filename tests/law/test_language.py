"""The grammar takes what a rule may say and refuses everything else, with the offending text."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.facts import Fact, FactType, Scope, Vocabulary, read_value
from licet.law.language import Names, parse
from licet.law.tables import Table, Tables, TableVersion
from licet.law.values import Between
from licet.terms.errors import BadInput, BadRule

NAMES = Names(
    Vocabulary(
        [
            Fact(name="eccn", type=FactType.ECCN, question="?", scope=Scope.ITEM),
            Fact(name="tpp", type=FactType.NUMBER, question="?", scope=Scope.ITEM),
            Fact(name="signed", type=FactType.DATE, question="?"),
            Fact(name="civil", type=FactType.BOOL, question="?"),
            Fact(name="destination", type=FactType.COUNTRY, question="?"),
            Fact(
                name="role",
                type=FactType.CODE,
                question="?",
                scope=Scope.PARTY,
                values=("end_user", "bank"),
            ),
        ]
    ),
    Tables(
        [
            Table(
                name="nordic",
                says="?",
                versions=(
                    TableVersion(start="2020-01-01", cite="15 CFR 738.4", members=("no", "se")),
                ),
            )
        ]
    ),
    party_rules=frozenset({"listed"}),
    rules=frozenset({"caught"}),
)


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "civil and not caught",
        "1600 <= tpp < 4800",
        "4800 <= tpp",
        "signed < '2019-05-17'",
        "eccn in ('5E002', '1E001', '4E091')",
        "eccn == 'EAR99'",
        "destination in nordic",
        "destination not in ('no', 'na')",
        "any(p.role == 'end_user' for p in parties)",
        "any(listed and p.role in ('bank',) for p in parties)",
    ],
)
def test_allowed(text: str) -> None:
    parse(text, NAMES, where="here")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("civl", "no fact or rule is named `civl`"),
        ("tpp", "compare it with something"),
        ("tpp + 1 > 2", "tpp + 1"),
        ("civil == True", "by itself"),
        ("__import__('os')", "__import__"),
        ("p.role == 'end_user'", "any("),
        ("any(p.role == 'end_user' for q in parties)", "any("),
        ("any(any(p.role == 'bank' for p in parties) for p in parties)", "any("),
        ("role == 'bank'", "p.role"),
        ("any(p.role == 'lender' for p in parties)", "`lender` is no value"),
        ("eccn in ('3A0O1',)", "`3A0O1` is no value"),
        ("destination in ('NO',)", "`NO` is no value"),
        ("destination in baltic", "no table"),
        ("listed", "read per party"),
        ("signed < 'tomorrow'", "2019-05-16"),
        ("tpp > 'many'", "compare it with a constant"),
        ("civil if caught else True", "civil if caught"),
        ("[civil]", "[civil]"),
        ("lambda: civil", "lambda"),
        ("civil and", "not an expression"),
        ("(" * 300 + "civil" + ")" * 300, "not an expression"),
    ],
)
def test_refused_with_reason(text: str, why: str) -> None:
    with pytest.raises(BadRule) as caught:
        parse(text, NAMES, where="744.11.yaml:7, rule `x`")
    assert why in str(caught.value)
    assert "744.11.yaml:7, rule `x`" in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    with contextlib.suppress(BadRule):
        parse(text, NAMES, where="here")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("civil", "yes", True),
        ("civil", "No", False),
        ("civil", "unknown", None),
        ("tpp", "4,800", 4800.0),
        ("tpp", "5000..9000", Between(5000, 9000)),
        ("eccn", "5E002", "5E002"),
        ("destination", "no", "no"),
    ],
)
def test_values_are_typed_by_the_vocabulary(name: str, text: str, value: object) -> None:
    assert read_value(NAMES.facts[name], text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("civil", "maybe"),
        ("tpp", "many"),
        ("tpp", "9..1"),
        ("tpp", "nan"),
        ("signed", "2019-13-01"),
    ],
)
def test_a_misfit_says_what_to_write(name: str, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_value(NAMES.facts[name], text, "facts.x")
    assert "facts.x" in str(caught.value)
    assert caught.value.remedy
