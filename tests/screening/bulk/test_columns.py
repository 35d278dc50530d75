"""Columns are found by their headings or named by the user; a row becomes a party or a flaw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.model import Identifier, PartyKind
from licet.screening.bulk.columns import HEADINGS, IDENTIFIERS, Columns
from licet.screening.bulk.rows import Flaw, Row
from licet.screening.model import PartyQuery
from licet.terms.errors import BadInput


def _party(cells: dict[str, str | tuple[str, ...]], **given: str) -> list[PartyQuery | Flaw]:
    return list(Columns(given, None, "here").party(Row(1, 2, cells)))


def test_every_field_is_read_from_usual_headings() -> None:
    found = _party(
        {
            "Party Name": "Zentrix GmbH", "AKA": "Zentrix; ZTX|Zen", "Schema": "Company",
            "COUNTRY": "Germany", "Address": "1 Road; 2nd floor", "LEI": "5299",
            "Identifiers": "passport:AB 1; 77", "D.O.B.": "1970-05", "ID": "007",
        }
    )  # fmt: skip
    assert found == [
        PartyQuery(
            name="Zentrix GmbH",
            aliases=("Zentrix", "ZTX", "Zen"),
            kind=PartyKind.ORGANIZATION,
            countries=("de",),
            addresses=("1 Road; 2nd floor",),
            identifiers=(
                Identifier("lei", "5299"), Identifier("passport", "AB 1"), Identifier("", "77"),
            ),
            birth_dates=("1970-05",),
            id="007",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), [("NA", "na"), ("NO", "no"), ("Namibia", "na")])
def test_countries_that_readers_take_for_nothing(text: str, code: str) -> None:
    (party,) = _party({"name": "A", "country": text})
    assert isinstance(party, PartyQuery)
    assert party.countries == (code,)


def test_a_field_that_cannot_be_read_is_told_and_the_party_screened() -> None:
    *flaws, party = _party({"name": "A", "country": "Atlantis", "dob": "9 May", "kind": "ufo"})
    assert isinstance(party, PartyQuery)
    assert all(isinstance(flaw, Flaw) and not flaw.skipped for flaw in flaws)
    assert [flaw.field for flaw in flaws if isinstance(flaw, Flaw)] == ["kind", "country", "dob"]


@pytest.mark.parametrize("name", ["", "  ", "---", "🚢🚢"])
def test_a_row_without_a_readable_name_is_skipped_and_told(name: str) -> None:
    (flaw,) = _party({"name": name})
    assert isinstance(flaw, Flaw)
    assert flaw.skipped
    assert flaw.remedy


def test_given_and_family_names_make_a_name() -> None:
    (party,) = _party({"Last name": "Ostrovan", "First name": "Marek"})
    assert isinstance(party, PartyQuery)
    assert party.name == "Marek Ostrovan"


def test_the_user_may_name_columns() -> None:
    columns = Columns({"name": "Firma"}, ("name", "Firma"), "here")
    (party,) = columns.party(Row(1, 2, {"name": "wrong", "Firma": "right"}))
    assert isinstance(party, PartyQuery)
    assert party.name == "right"
    with pytest.raises(BadInput, match="is not there"):
        Columns({"name": "Firma"}, ("name",), "here")
    with pytest.raises(BadInput, match="no field"):
        Columns({"nam": "name"}, ("name",), "here")


def test_a_file_without_a_name_column_is_refused() -> None:
    with pytest.raises(BadInput, match="no column holds the name") as caught:
        Columns({}, ("a", "b"), "here")
    assert "--column" in caught.value.remedy


_headings = st.sampled_from([*(h for hs in HEADINGS.values() for h in hs), *IDENTIFIERS, "other"])


@given(cells=st.dictionaries(_headings, st.text(max_size=20) | st.tuples(st.text(max_size=9))))
def test_every_row_ends_in_a_party_or_in_the_flaw_that_skips_it(
    cells: dict[str, str | tuple[str, ...]],
) -> None:
    *flaws, last = _party(cells)
    assert all(isinstance(flaw, Flaw) and not flaw.skipped for flaw in flaws)
    assert isinstance(last, PartyQuery) or last.skipped
