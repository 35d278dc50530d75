"""One vocabulary for the identifiers of every source."""

from __future__ import annotations

import pytest

from licet.lists.identifiers import identifier, kind_of
from licet.lists.model import Identifier
from licet.lists.person_names import given_first


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Diplomatic Passport", "passport"),
        ("Número de pasaporte", "passport"),
        ("Vessel Registration Identification", "imo"),
        ("Identification Number IMO", "imo"),
        ("Cedula No.", "national_id"),
        ("National Identification Number", "national_id"),
        ("Afghan national identification card (tazkira) number", "national_id"),
        ("NIT #", "tax_id"),
        ("R.F.C.", "tax_id"),
        ("Tax ID No.", "tax_id"),
        ("Registration ID", "registration"),
        ("Trade License No.", "registration"),
        ("SWIFT/BIC", "bic"),
        ("D-U-N-S Number", "duns"),
        ("Unified Social Credit Code (USCC)", "uscc"),
        ("Government Gazette Number", "okpo"),
        ("Aircraft Construction Number (also called L/N or S/N or F/N)", "serial_number"),
        ("Digital Currency Address - XBT", "crypto"),
        ("Gender", "other"),
        ("Target Type", "other"),
        ("Listing Date (CMIC)", "other"),
        ("Secondary sanctions risk:", "other"),
    ],
)
def test_labels_of_the_sources(label: str, kind: str) -> None:
    assert kind_of(label).value == kind


def test_a_legal_entity_number_is_an_lei_only_if_it_looks_like_one() -> None:
    assert identifier("Legal Entity Number", "253400WSS48YWMBUA688").kind == "lei"
    assert identifier("Legal Entity Number", "851683897", "nl") == Identifier(
        "registration", "851683897", "nl"
    )


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ROE, Jane Ann", "Jane Ann ROE"),
        ("Jane ROE", "Jane ROE"),
        ("ROE, Jane, Jr.", "ROE, Jane, Jr."),
        ("ROE,", "ROE,"),
    ],
)
def test_family_names_printed_first(printed: str, name: str) -> None:
    assert given_first(printed) == name
