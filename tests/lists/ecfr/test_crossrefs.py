"""Cross references name the destination headings to look under."""

from __future__ import annotations

import pytest

from licet.lists.ecfr.crossrefs import take_references


@pytest.mark.parametrize(
    ("printed", "headings"),
    [
        ("(See alternate address under Pakistan).", ("Pakistan",)),
        (
            "(See alternate addresses under Iran and the United Arab Emirates.)",
            ("Iran", "United Arab Emirates"),
        ),
        ("(See alternate addresses under France, Iran and Senegal)", ("France", "Iran", "Senegal")),
        ("(See alternate addresses under Laos, and U.A.E.)", ("Laos", "U.A.E")),
        ("(see also address in Cyprus)", ("Cyprus",)),
        ("(See Ukraine).", ("Ukraine",)),
        ("(See additional address in Canada)", ("Canada",)),
        ("(See alternative address under the United Kingdom.)", ("United Kingdom",)),
        ("(For alternate addresses, see Kazakhstan and Turkey.)", ("Kazakhstan", "Turkey")),
        ("(See alternate addresses under Crimea (Occupied)).", ("Crimea (Occupied)",)),
        ("(See also addresses in the United Arab (Emirates)", ("United Arab Emirates",)),
    ],
)
def test_headings(printed: str, headings: tuple[str, ...]) -> None:
    found = take_references(f"Acme, 1 Main Street, Glory. {printed}")
    assert found.see_also == headings
    assert found.text.strip() == "Acme, 1 Main Street, Glory."
    assert found.notes == ()


def test_the_name_of_the_other_entry_is_kept() -> None:
    listed = take_references(
        "Acme (See also addresses under Taiwan for this entry, which is listed as Acme Taipei)"
    )
    assert (listed.see_also, listed.notes) == (("Taiwan",), ("which is listed as Acme Taipei",))
    named = take_references("Acme (See alternate address under Acme Arcade in Uganda)")
    assert (named.see_also, named.notes) == (("Uganda",), ("see Acme Arcade",))


def test_other_parentheses_stay() -> None:
    assert take_references("Seestern 24 (Acme)").text == "Seestern 24 (Acme)"
