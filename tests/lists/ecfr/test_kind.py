"""What kind of party a name tells, and when it does not tell."""

from __future__ import annotations

import pytest

from licet.lists.ecfr.kind import party_kind
from licet.lists.model import Name, PartyKind

ORGANIZATION, PERSON, UNKNOWN = PartyKind.ORGANIZATION, PartyKind.PERSON, PartyKind.UNKNOWN


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["Acme Co., Ltd."], ORGANIZATION),
        (["Acme OOO"], ORGANIZATION),
        (["Acme Electronics"], ORGANIZATION),
        (["Elm", "Elm Trading"], ORGANIZATION),
        (["203rd Research Institute"], ORGANIZATION),
        (["Ali Reza Petrov"], PERSON),
        (["Sergey Ivanovich Elmov", "Sergei Elmov"], PERSON),
        (["Habib ur Rahman", "Hanif"], PERSON),
        (["Olga V Elmova"], PERSON),
        (["Majid Elm", "Mark Ong"], PERSON),
        (["Ivan Elm", "ACME 5"], UNKNOWN),
        (["Elm Birch"], UNKNOWN),
        (["Acme Cuba"], UNKNOWN),
        (["ACMEX"], UNKNOWN),
        (["Ali"], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_kinds(names: list[str], kind: PartyKind) -> None:
    assert party_kind([Name(text) for text in names]) is kind
