"""The Security Council's list: names in parts and scripts, low-quality aliases weak."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from licet.lists.importer import Reading
from licet.lists.model import Address, Identifier, Name, NameKind, PartyKind
from licet.lists.un import read
from licet.terms.errors import BadSource

INDIVIDUAL = """
<INDIVIDUAL>
  <DATAID>700</DATAID>
  <FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>ANN
      </SECOND_NAME><THIRD_NAME>ROE</THIRD_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
  <REFERENCE_NUMBER>KPi.700</REFERENCE_NUMBER>
  <LISTED_ON>2015-03-27-04:00</LISTED_ON>
  <COMMENTS1>Held an account.</COMMENTS1>
  <TITLE><VALUE>Doctor</VALUE></TITLE>
  <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
  <NAME_ORIGINAL_SCRIPT>김영희</NAME_ORIGINAL_SCRIPT>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jane Roh; Jane Ro</ALIAS_NAME>
  </INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Jay</ALIAS_NAME>
    <DATE_OF_BIRTH>1958-02-22</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><CITY>Dandong</CITY><COUNTRY>China</COUNTRY></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><COUNTRY>Myanmar</COUNTRY></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1957</FROM_YEAR>
    <TO_YEAR>1958</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Wonsan</CITY><COUNTRY/></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>5E002</NUMBER>
    <COUNTRY_OF_ISSUE>China</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/>
</INDIVIDUAL>"""
ENTITY = """
<ENTITY>
  <DATAID>701</DATAID>
  <FIRST_NAME>RED STAR TRADING (RST) ; BLUE STAR TRADING</FIRST_NAME>
  <UN_LIST_TYPE>Iran</UN_LIST_TYPE>
  <REFERENCE_NUMBER>IRe.701</REFERENCE_NUMBER>
  <LISTED_ON>2007-03-24</LISTED_ON>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>NO</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY>"""
ROOT = '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">'


def put(folder: Path, *entries: str, root: str = ROOT) -> Path:
    path = folder / "un.xml"
    end = "</" + root[1:].partition(" ")[0].rstrip(">") + ">"
    path.write_text(f"<?xml version='1.0'?>{root}{''.join(entries)}{end}", encoding="utf-8")
    return path


def reading(folder: Path, *entries: str) -> Reading:
    return read({"main": put(folder, *entries)})


def test_an_individual(tmp_path: Path) -> None:
    found = reading(tmp_path, INDIVIDUAL, ENTITY)
    assert found.content_date == dt.date(2026, 2, 27)
    assert found.counts == {"individuals": 1, "entities": 1}
    person = found.listings[0]
    assert (person.id, person.where) == ("un-sc-kpi.700", "dataid 700")
    assert person.kind is PartyKind.PERSON
    assert person.names == (
        Name("JANE ANN ROE"),
        Name("김영희", NameKind.AKA),
        Name("Jane Roh", NameKind.AKA),
        Name("Jane Ro", NameKind.AKA),
        Name("Jay", NameKind.WEAK),
    )
    assert person.addresses == (Address("Dandong", "cn"),)
    assert (person.countries, person.nationalities) == (("cn", "mm"), ("kp",))
    assert person.birth_dates == ("1957", "1958", "1958-02-22")
    assert person.birth_places == ("Wonsan",)
    assert person.identifiers == (Identifier("passport", "5E002", "cn"),)
    assert person.programs == ("DPRK",)
    assert person.listed_from == dt.date(2015, 3, 27)
    assert person.remarks == "Title: Doctor; Held an account."


def test_an_entity(tmp_path: Path) -> None:
    (entity,) = reading(tmp_path, ENTITY).listings
    assert entity.kind is PartyKind.ORGANIZATION
    assert [(name.text, name.kind.value) for name in entity.names] == [
        ("RED STAR TRADING (RST)", "primary"),
        ("BLUE STAR TRADING", "aka"),
        ("NO", "fka"),
    ]


@pytest.mark.parametrize(
    ("printed", "broken"),
    [
        ("<FIRST_NAME>RED STAR TRADING (RST) ; BLUE STAR TRADING</FIRST_NAME>", ""),
        ("2007-03-24", "soon"),
    ],
)
def test_a_broken_entry_is_reported_and_the_rest_goes_on(
    tmp_path: Path, printed: str, broken: str
) -> None:
    found = reading(tmp_path, ENTITY.replace(printed, broken), INDIVIDUAL)
    assert [listing.id for listing in found.listings] == ["un-sc-kpi.700"]
    assert [problem.kind for problem in found.problems] == ["broken-entry"]


def test_another_list_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="is sdnList, not CONSOLIDATED_LIST"):
        read({"main": put(tmp_path, ENTITY, root="<sdnList>")})
    with pytest.raises(BadSource, match="holds no individuals"):
        reading(tmp_path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, INDIVIDUAL, ENTITY)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadSource, match="not whole XML"):
        read({"main": path})


def test_real_list_of_february_2026(shared: Path) -> None:
    found = read({"main": shared / "data" / "un_uk_eu" / "un_consolidated_2026-02-27.xml"})
    assert found.counts == {"individuals": 730, "entities": 273}
    assert found.content_date == dt.date(2026, 2, 27)
    assert found.problems == []
    assert len({listing.id for listing in found.listings}) == 1003
    names = [name for listing in found.listings for name in listing.names]
    assert sum(name.kind is NameKind.WEAK for name in names) == 619
    assert sum(not name.text.isascii() for name in names) >= 378
    assert all(listing.listed_from for listing in found.listings)
