"""A transaction file is read as written, or refused with line, field and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.determination.transaction import load, parse, schema
from licet.terms.errors import BadInput
from licet.terms.role import Role

GOOD = """\
as_of: 2019-07-09
items:
  - description: relays
    eccn: 5e002
    quantity: 1,000
    value: 450,000 USD
    origin: NO
parties:
  - role: Ultimate consignee
    name: NA
    country: China
destination: CN
from: US
end_use: consumer handsets
"""


def test_read_as_text_and_typed() -> None:
    transaction = parse(GOOD)
    assert transaction.items[0].eccn == "5E002"
    assert transaction.items[0].origin == "no"
    assert transaction.parties[0].name == "NA"
    assert transaction.parties[0].role is Role.ULTIMATE_CONSIGNEE
    assert transaction.parties[0].country == "cn"
    assert transaction.ships_from == "us"


@pytest.mark.parametrize(
    "eccn", ["5E002", "1E001", "4E091", "0E982", "EAR99", "3A001.a.5", "2B999"]
)
def test_eccns_survive(eccn: str) -> None:
    assert parse(GOOD.replace("5e002", eccn)).items[0].eccn == eccn


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("end_use:", "end_ues:", ["t.yaml:14", "`end_ues`", "did you mean `end_use`"]),
        ("    name: NA", "    nmae: NA", ["t.yaml:10", "parties[0].nmae", "`name`"]),
        ("    name: NA\n", "", ["t.yaml:9", "parties[0]", "`name` is missing"]),
        ("Ultimate consignee", "buyer", ["t.yaml:9", "parties[0].role", "purchaser"]),
        ("5e002", "5E2", ["t.yaml:4", "items[0].eccn", "3A001.a.5"]),
        ("destination: CN", "destination: Cathay", ["t.yaml:12", "Cathay", "ISO code"]),
        ("450,000 USD", "-1 USD", ["t.yaml:6", "items[0].value", "450000 USD"]),
        ("450,000 USD", "450000", ["t.yaml:6", "450000 USD"]),
        ("1,000", "many", ["t.yaml:5", "items[0].quantity"]),
        ("2019-07-09", "9 July", ["t.yaml:1", "as_of"]),
        ("items:", "itmes:", ["t.yaml:2", "did you mean `items`"]),
        ("    eccn: 5e002", "    eccn: 5e002\n    eccn: EAR99", ["t.yaml:5", "written twice"]),
        ("    eccn: 5e002", "   eccn: 5e002", ["not readable as YAML", "t.yaml:"]),
    ],
)
def test_refused_with_place_and_remedy(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        parse(GOOD.replace(old, new), "t.yaml")
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a", "items: []\nparties: []", "just words", "items: {}\n"])
def test_not_a_transaction(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except BadInput:
        return


@given(st.data())
def test_a_mutilated_file_is_read_or_refused(data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(cut, len(GOOD)))
    patch = data.draw(st.text(max_size=8))
    try:
        parse(GOOD[:cut] + patch + GOOD[end:])
    except BadInput:
        return


def test_wrong_encoding_and_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    with pytest.raises(BadInput, match="no such file"):
        load(path)
    path.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(BadInput, match="not UTF-8"):
        load(path)


def test_the_published_schema_is_the_one_in_use() -> None:
    published = Path(__file__).parents[2] / "docs" / "reference" / "transaction.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json.loads(json.dumps(schema())), (
        "run: licet check --schema > docs/reference/transaction.schema.json"
    )
