"""Listings exported as FollowTheMoney entities.

`ftm_schemata.json` holds the property names and types of the schemata used here, as the package
followthemoney gives them; the package itself is too heavy to install for this.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import cast

import pytest

from licet.lists.csl import read as read_csl
from licet.lists.ftm import Entity, to_entities, write_json_lines
from licet.lists.ftm_terms import IDENTIFIERS, LISTS, SCHEMATA
from licet.lists.identifiers import IdentifierKind
from licet.lists.model import (
    Address,
    Identifier,
    Listing,
    Name,
    NameKind,
    PartyKind,
    Requirement,
    ReviewPolicy,
)
from licet.lists.sources import SOURCES
from licet.terms.citation import Notice

FTM = json.loads((Path(__file__).parent / "ftm_schemata.json").read_text())
DAY = dt.date(2019, 5, 16)


def listing(kind: PartyKind = PartyKind.ORGANIZATION, *identifiers: Identifier) -> Listing:
    return Listing(
        id="us-bis-el-acme",
        list="us-bis-el",
        source="us-bis-el",
        kind=kind,
        names=(
            Name("Acme"),
            Name("Ace", NameKind.AKA),
            Name("Old Acme", NameKind.FKA),
            Name("A", NameKind.WEAK),
        ),
        addresses=(Address("1 Main Street, Dubai", "ae"),),
        countries=("ae",),
        nationalities=("ir",),
        birth_dates=("1961-02",),
        birth_places=("Tabriz",),
        programs=("X-1",),
        identifiers=identifiers,
        requirement=Requirement("For all items subject to the EAR."),
        policy=ReviewPolicy("Presumption of denial."),
        history=(Notice(dt.date(2019, 5, 21), "84 FR 22963"),),
        listed_from=DAY,
        listed_until=dt.date(2029, 5, 16),
        parent="us-bis-el-parent",
        remarks="A remark",
        where="row 7",
    )


def properties(entity: Entity) -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", entity["properties"])


def faults(entity: Entity) -> list[str]:
    """Properties that the schema does not have."""
    schema = FTM["schemata"][entity["schema"]]
    return [f"{entity['schema']}.{name}" for name in properties(entity) if name not in schema]


def test_a_listing_gives_the_party_and_its_sanction() -> None:
    party, sanction = to_entities([listing()])
    assert (party["id"], party["schema"], party["caption"]) == (
        "us-bis-el-acme",
        "Organization",
        "Acme",
    )
    assert party["datasets"] == ["us-bis-el"]
    assert properties(party) == {
        "topics": ["export.control"],
        "country": ["ae", "ir"],
        "address": ["1 Main Street, Dubai"],
        "program": ["X-1"],
        "programId": ["us-bis-el"],
        "sourceUrl": ["https://www.ecfr.gov/current/title-15/part-744"],
        "notes": ["A remark"],
        "name": ["Acme"],
        "alias": ["Ace"],
        "previousName": ["Old Acme"],
        "weakAlias": ["A"],
        "parent": ["us-bis-el-parent"],
    }
    assert (sanction["id"], sanction["schema"]) == ("us-bis-el-acme-sanction", "Sanction")
    assert properties(sanction) == {
        "entity": ["us-bis-el-acme"],
        "authority": ["Bureau of Industry and Security"],
        "country": ["us"],
        "program": ["Entity List", "X-1"],
        "programId": ["us-bis-el"],
        "provisions": [
            "License requirement: For all items subject to the EAR.",
            "License review policy: Presumption of denial.",
        ],
        "summary": ["Federal Register: 84 FR 22963 (2019-05-21)"],
        "recordId": ["row 7"],
        "listingDate": ["2019-05-16"],
        "startDate": ["2019-05-16"],
        "endDate": ["2029-05-16"],
        "sourceUrl": ["https://www.ecfr.gov/current/title-15/part-744"],
    }


@pytest.mark.parametrize("kind", list(PartyKind))
def test_every_kind_and_identifier_keeps_to_the_schema(kind: PartyKind) -> None:
    every = [Identifier(one.value, "5E002") for one in IdentifierKind]
    few = [one for one in every if one.kind not in ("isin", "ticker")]
    for party in (listing(kind), listing(kind, *few), listing(kind, *every)):
        for entity in to_entities([party]):
            assert faults(entity) == []
            assert all(
                isinstance(value, str) and value
                for values in properties(entity).values()
                for value in values
            )


def test_tables_name_only_what_followthemoney_has() -> None:
    for schema, names in IDENTIFIERS.items():
        assert set(names.values()) <= set(FTM["schemata"][schema]), schema
    assert set(SCHEMATA) == set(PartyKind)
    assert {terms.topic for terms in LISTS.values()} <= set(FTM["topics"])
    assert {name for source in SOURCES.values() for name in source.lists} <= set(LISTS)


def test_a_persons_and_a_vessels_own_properties() -> None:
    person, _ = to_entities([listing(PartyKind.PERSON, Identifier("passport", "A1"))])
    assert properties(person)["nationality"] == ["ir"]
    assert properties(person)["birthDate"] == ["1961-02"]
    assert properties(person)["passportNumber"] == ["A1"]
    vessel, _ = to_entities([listing(PartyKind.VESSEL, Identifier("imo", "9187629"))])
    assert properties(vessel)["flag"] == ["ir"]
    assert properties(vessel)["imoNumber"] == ["9187629"]


def test_a_party_with_shares_is_a_company() -> None:
    party, _ = to_entities([listing(PartyKind.ORGANIZATION, Identifier("isin", "US1694261033"))])
    assert (party["schema"], properties(party)["isinCode"]) == ("Company", ["US1694261033"])


def test_an_address_without_a_name() -> None:
    bare = Listing(
        id="x",
        list="us-bis-el",
        source="us-bis-el",
        names=(),
        kind=PartyKind.ADDRESS,
        addresses=(Address("Flat 1, Hong Kong", "hk"),),
    )
    address, _ = to_entities([bare])
    assert address["schema"] == "Address"
    assert properties(address)["full"] == properties(address)["name"] == ["Flat 1, Hong Kong"]


@pytest.mark.parametrize(
    ("identifier", "name", "value"),
    [
        (Identifier("website", "www.example.org"), "website", "http://www.example.org"),
        (Identifier("website", "https://example.org/x"), "website", "https://example.org/x"),
        (Identifier("website", "none"), "notes", "website: none"),
        (Identifier("email", "a@example.org"), "email", "a@example.org"),
        (Identifier("email", "a@x; b@y"), "notes", "email: a@x; b@y"),
        (Identifier("phone", "971 4 1234567"), "notes", "phone: 971 4 1234567"),
        (Identifier("phone", "+971 4 123 4567"), "phone", "+971 4 123 4567"),
        (Identifier("crypto", "1Kuf"), "notes", "crypto: 1Kuf"),
    ],
)
def test_what_followthemoney_would_refuse_becomes_a_note(
    identifier: Identifier, name: str, value: str
) -> None:
    party, _ = to_entities([listing(PartyKind.ORGANIZATION, identifier)])
    assert value in properties(party)[name]


def test_json_lines_are_one_object_a_line() -> None:
    out = io.StringIO()
    assert write_json_lines([listing(), listing(PartyKind.PERSON)], out) == 4
    lines = out.getvalue().splitlines()
    assert [json.loads(line)["schema"] for line in lines] == [
        "Organization",
        "Sanction",
        "Person",
        "Sanction",
    ]


def test_the_real_screening_list_keeps_to_the_schema(shared: Path) -> None:
    found = read_csl({"main": shared / "data" / "csl" / "csl_full_columns_partial_2023-11.csv"})
    entities = list(to_entities(found.listings))
    assert len(entities) == 2 * len(found.listings)
    assert [fault for entity in entities for fault in faults(entity)] == []
    assert all("topics" in properties(entity) for entity in entities[::2])
