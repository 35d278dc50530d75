"""Entity cells in every shape the list uses, and nothing of a cell lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists.ecfr.entity import parse_entity
from licet.lists.ecfr.party import Entity
from licet.lists.model import NameKind


def names(entity: Entity) -> list[str]:
    return [name.text for name in entity.names]


def places(entity: Entity) -> list[str]:
    return [address.text for address in entity.addresses]


@pytest.mark.parametrize(
    "lead",
    [
        "a.k.a., the following two aliases:",
        "a.k.a. the following two aliases:",
        "a.k.a, the following two aliases:",
        "a.k.a., and the following two aliases:",
        "a.k.a., the two following aliases:",
        "a.k.a., the following the following two aliases:",
        "a.k.a., following two aliases:",
        "a.k.a., the follow two aliases:",
        "a.k.a., as the following two aliases:",
        "a.k.a., the following 2 aliases",
        "the following two aliases:",
        "and the following two aliases:",
        "a.k.a., the following aliases:",
        "a.k.a.,",
    ],
)
def test_lists_of_aliases(lead: str) -> None:
    entity = parse_entity(
        f"Acme, Ltd., {lead}\n—First Acme Ltd.; and\n—Acme, Second.\n\n1 Elm Road, Xian, China.",
        "cn",
    )
    assert names(entity) == ["Acme, Ltd.", "First Acme Ltd.", "Acme, Second"]
    assert [name.kind for name in entity.names] == [NameKind.PRIMARY, NameKind.AKA, NameKind.AKA]
    assert places(entity) == ["1 Elm Road, Xian, China"]
    assert entity.faults == ()


@pytest.mark.parametrize(("marker", "kind"), [("f.k.a.", NameKind.FKA), ("d.b.a.", NameKind.DBA)])
def test_lists_of_other_names(marker: str, kind: NameKind) -> None:
    entity = parse_entity(
        f"Acme, {marker}, the following one alias:\n—Old Acme.\n\nXian, China.", "cn"
    )
    assert entity.names[1].kind is kind


_TWO = "5 Elm Road, Xian, China; and 6 Elm Road, Xian, China"


@pytest.mark.parametrize(
    "after_name",
    [
        f"a.k.a., the following one alias:\n—Acme Lab. {_TWO}",
        f"a.k.a., the following one alias:\n—Acme Lab, {_TWO}",
        f"a.k.a., the following one alias: Acme Lab. {_TWO}",
        f"a.k.a. the following one alias: -Acme Lab, {_TWO}",
        f"a.k.a., the following one alias:\nAcme Lab.\n\n{_TWO}",
        f"a.k.a., the following one alias:\n—Acme Lab.\n{_TWO}",
    ],
)
def test_an_address_may_follow_the_last_alias_anywhere(after_name: str) -> None:
    entity = parse_entity(f"Acme, {after_name}", "cn")
    assert names(entity) == ["Acme", "Acme Lab"]
    assert places(entity) == ["5 Elm Road, Xian, China", "6 Elm Road, Xian, China"]


def test_names_in_parentheses_stand_beside_a_list() -> None:
    entity = parse_entity(
        "Acme OOO (f.k.a., Old Acme), a.k.a., the following two aliases:\n—Acme LLC; and\n"
        "—Acme 'A;' (f.k.a., Older Acme)\n\n5 Elm Road, Moscow, Russia.",
        "ru",
    )
    assert sorted(names(entity)) == ["Acme 'A'", "Acme LLC", "Acme OOO", "Old Acme", "Older Acme"]
    assert entity.faults == ()


def test_a_count_that_disagrees_is_a_fault() -> None:
    entity = parse_entity(
        "Acme, a.k.a., the following one alias:\n—A; and\n—B.\n\nXian, China.", "cn"
    )
    assert names(entity) == ["Acme", "A", "B"]
    assert [fault.kind for fault in entity.faults] == ["alias-count"]


def test_two_aliases_on_a_line_and_a_misplaced_and() -> None:
    lead = "Acme, a.k.a., the following two aliases:"
    two = parse_entity(f"{lead}\n—Acme Air; ACAF;\n—AC.\n\nIran.", "ir")
    assert names(two) == ["Acme", "Acme Air", "ACAF", "AC"]
    one = parse_entity(f"{lead}\n—Acme Tele; and Com\n—AC.\n\nIran.", "ir")
    assert names(one) == ["Acme", "Acme Tele Com", "AC"]


def test_an_alias_without_address_keeps_its_commas() -> None:
    entity = parse_entity(
        "Acme, a.k.a., the following two aliases:\n—Institute of Tides, Waves and Foam (TWF); and\n"
        "—Elm University, Hefei Institute.",
        "cn",
    )
    assert names(entity)[1:] == [
        "Institute of Tides, Waves and Foam (TWF)",
        "Elm University, Hefei Institute",
    ]


def test_the_word_alias_alone_announces_nothing() -> None:
    entity = parse_entity("Alias Acme Entity, 5 Elm Road, Xian, China", "cn")
    assert names(entity) == ["Alias Acme Entity"]


def test_address_entries_have_no_name() -> None:
    entity = parse_entity("Address 07, Room 1318, 610 Elm Road, Kowloon, Hong Kong.", "cn")
    assert (entity.names, entity.label) == ((), "Address 07")
    assert places(entity) == ["Room 1318, 610 Elm Road, Kowloon, Hong Kong"]


def test_subordinate_institutions_are_members() -> None:
    entity = parse_entity(
        "Acme Academy, a.k.a., the following one alias, and two subordinate institutions:\n"
        "—First Academy.\nSubordinate institution\n203rd Institute, a.k.a., the following one"
        " alias:\n—Tide Institute.\nSubordinate institution Foam Works."
        "\n\n1 Elm Road, Xian, China.",
        "cn",
    )
    assert names(entity) == ["Acme Academy", "First Academy"]
    assert [names(member) for member in entity.members] == [
        ["203rd Institute", "Tide Institute"],
        ["Foam Works"],
    ]
    assert {tuple(places(party)) for party in (entity, *entity.members)} == {
        ("1 Elm Road, Xian, China",)
    }
    assert entity.faults == ()


def test_members_with_addresses_of_their_own_keep_them() -> None:
    entity = parse_entity(
        "Acme, a.k.a., the following one alias, and two subordinate institutions:\n—AC.\n\n"
        "1 Elm Road, Xian, China.\nSubordinate institution\nAcme Foam, 2 Elm Road, Xian,"
        " China; and\n"
        "Subordinate institution\nAcme Tide, a.k.a, the following one alias:\n—AT."
        "\n\n3 Elm Road, Xian, China.",
        "cn",
    )
    assert [places(party) for party in (entity, *entity.members)] == [
        ["1 Elm Road, Xian, China"],
        ["2 Elm Road, Xian, China"],
        ["3 Elm Road, Xian, China"],
    ]


def test_affiliated_entities_line_by_line() -> None:
    entity = parse_entity(
        "Acme Co., Ltd., a.k.a., the following one alias:\n—Acme, and to include the following"
        " addresses and the following three affiliated entities:\n\nAddresses for Acme Co., Ltd.:"
        " 1 Elm Road, Xian, China.\nAffiliated entities:\nAcme Sea Co., Ltd., a.k.a., the following"
        " one alias:\n—Sea, to include the following subordinate. 2 Elm Road, Xian, China.\n"
        "Acme Air, 3 Elm Road, Xian, China.\nAcme Land Co., Ltd., a.k.a., the following two"
        " aliases:\n—Land;\nLandline.\n4 Elm Road, Xian, China.",
        "cn",
    )
    assert names(entity) == ["Acme Co., Ltd.", "Acme"]
    assert [names(member) for member in entity.members] == [
        ["Acme Sea Co., Ltd.", "Sea"],
        ["Acme Air"],
        ["Acme Land Co., Ltd.", "Land", "Landline"],
    ]
    assert [places(member) for member in entity.members] == [
        [f"{number} Elm Road, Xian, China"] for number in (2, 3, 4)
    ]
    assert entity.members[0].remarks == ("to include the following subordinate",)
    assert entity.faults == ()


def test_members_in_a_list_with_dashes() -> None:
    entity = parse_entity(
        "Acme Commission (AC), a.k.a., the following one alias:\n—Acme Workshops, P.O. Box 1,"
        " Islamabad; and the following two subordinate entities:\n—Acme Complex, a.k.a., the"
        " following one alias:\n—Complex.\n\n5 Elm Road, Islamabad, Pakistan;\n—Acme Institute,"
        " Nilore, Islamabad.",
        "pk",
    )
    assert places(entity) == ["P.O. Box 1, Islamabad"]
    assert [(names(m), places(m)) for m in entity.members] == [
        (["Acme Complex", "Complex"], ["5 Elm Road, Islamabad, Pakistan"]),
        (["Acme Institute"], ["Nilore, Islamabad"]),
    ]
    assert entity.faults == ()


def test_a_group_describes_its_members() -> None:
    entity = parse_entity(
        "The following Department of Tides entities:\n—Reactors (including power plants) not under"
        " safeguards, (excluding Elm 1 and 2); and\n—Foam facilities.",
        "in",
    )
    assert names(entity) == ["Department of Tides entities"]
    assert [names(member) for member in entity.members] == [
        ["Reactors (including power plants) not under safeguards, (excluding Elm 1 and 2)"],
        ["Foam facilities"],
    ]


def test_an_entry_under_another_body() -> None:
    entity = parse_entity(
        "Acme 13th Institute (AC 13) subordinate institution: Bow Circuits, 1 Elm Road, China.",
        "cn",
    )
    assert (entity.under, names(entity)) == ("Acme 13th Institute (AC 13)", ["Bow Circuits"])


def test_operating_units_are_named_and_remarked() -> None:
    entity = parse_entity(
        "Ministry of Tides, including the Tide Forces of Elmland and all operating units wherever"
        " located. This includes the navy.\n\nAll addresses located in Elmland.",
        "be",
    )
    assert names(entity) == ["Ministry of Tides"]
    assert [names(member) for member in entity.members] == [["Tide Forces of Elmland"]]
    assert entity.addresses == ()
    assert entity.remarks[1] == "All addresses located in Elmland"


def test_what_a_party_belongs_to_is_no_name() -> None:
    entity = parse_entity("Acme Ltd. (a subsidiary of Acme Oil), 1 Elm Road, Xian, China", "cn")
    assert names(entity) == ["Acme Ltd."]
    assert entity.remarks == ("a subsidiary of Acme Oil",)


#: Words that the list prints around names and addresses and that carry none of either.
PRINTED_AROUND = (
    "a k f d b aka the following and alias aliases one two three four five see also alternate"
    " address addresses under in for entries to apply entity subordinate institution institutions"
    " affiliated entities of"
)
BOILERPLATE = set(PRINTED_AROUND.split())
WORD = re.compile(r"\w+")
TEXTS = st.text(
    st.sampled_from("Acme Elm,;.()—-'“” 12\nañ北"), min_size=1, max_size=30
) | st.sampled_from(
    [
        "Acme Co., Ltd.",
        ", a.k.a., the following two aliases:",
        "\n—",
        "; and",
        "\n\n",
        "5 Elm Road, Xian, China",
        "(See alternate address under China)",
        "Subordinate institution",
        "(f.k.a., Old Acme)",
        "Affiliated entities:",
        " and P.O. Box 5E002, NO, NA, Dubai, U.A.E.",
        "The following addresses apply to the entity and the two subordinate institutions:",
    ]
)


def said(entity: Entity) -> Iterator[str]:
    yield from (name.text for name in entity.names)
    yield from (address.text for address in entity.addresses)
    yield from (*entity.see_also, *entity.remarks, entity.under or "", entity.label or "")
    for member in entity.members:
        yield from said(member)


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


@settings(max_examples=400)
@given(st.lists(TEXTS, max_size=12).map("".join))
def test_no_word_of_a_cell_is_lost(cell: str) -> None:
    entity = parse_entity(cell, "cn")
    lost = words(cell) - words("\n".join(said(entity))) - BOILERPLATE
    # Entries print "; and495 Main Street": the word is two.
    assert not {word for word in lost if not word.startswith("and")}


@pytest.mark.parametrize(
    "run", ["as ", "Ltd. ", "(", "a.k.a., ", "and ", "; and ", "(See ", "\n—a"]
)
def test_long_runs_take_no_long_time(run: str) -> None:
    # Ambiguous patterns would not come back from this.
    assert parse_entity(f"Acme, {run * 200}X", "cn").names


@given(st.text(max_size=300))
def test_any_text_is_read(cell: str) -> None:
    parse_entity(cell, None)
