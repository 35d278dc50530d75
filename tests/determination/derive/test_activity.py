"""Export, reexport, transfer or none, and where a release to a person goes."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.determination.derive import activity
from licet.determination.transaction import parse
from licet.terms.errors import BadInput

DAY = dt.date(2026, 3, 1)


def derived(start: str, to: str = "", rest: str = "", person: str = "") -> dict[str, object]:
    text = f"""
items: [{{description: drawing, eccn: 3E001}}]
from: {start}
{f"destination: {to}" if to else ""}
{rest}
parties: [{{role: end_user, name: A{person}}}]
"""
    return {name: one.value for name, one in activity.derive(parse(text), 0, DAY).items()}


@pytest.mark.parametrize(
    ("start", "to", "expected"),
    [
        ("US", "CN", "export"),
        ("PR", "CN", "export"),
        ("US", "PR", "none"),
        ("DE", "CN", "reexport"),
        ("DE", "DE", "transfer"),
        ("DE", "US", "none"),
    ],
)
def test_activity(start: str, to: str, expected: str) -> None:
    found = derived(start, to)
    assert found["activity"] == expected
    assert found["transfer_in_country"] is (expected == "transfer")
    assert found["exported_from_us"] is (start in ("US", "PR"))


def test_where_it_comes_from_or_goes_to_unknown_nothing_is_said() -> None:
    assert derived("unknown", "CN") == {}
    assert "activity" not in derived("DE")


RELEASE = "facts: {deemed_export: yes}"


def test_a_release_goes_to_the_persons_country() -> None:
    found = derived("US", "", RELEASE, ", citizenship: Iran")
    assert found["destination"] == "ir"
    assert found["activity"] == "export"
    assert derived("DE", "", RELEASE, ", citizenship: Iran")["activity"] == "reexport"
    assert derived("DE", "", RELEASE, ", citizenship: Germany")["activity"] == "none"
    assert derived("US", "", RELEASE, ", citizenship: US")["activity"] == "none"


def test_citizenship_without_a_release_moves_nothing() -> None:
    assert "destination" not in derived("US", "", "", ", citizenship: Iran")


def test_a_destination_other_than_the_persons_country_is_refused() -> None:
    with pytest.raises(BadInput, match=r"a release goes to the person's country, ir, not de"):
        derived("US", "DE", RELEASE, ", citizenship: Iran")


def test_persons_of_several_countries_are_refused() -> None:
    person = ", citizenship: Iran}, {role: end_user, name: B, citizenship: France"
    with pytest.raises(BadInput, match="several countries"):
        derived("US", "", RELEASE, person)
