"""Names printed inside a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.lists.inner_names import names_inside


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("JO SUN A/K/A FRANK SUN", ["JO SUN", "aka FRANK SUN"]),
        ("RED AIR D/B/A  R7 AIR", ["RED AIR", "dba R7 AIR"]),
        ("PEARL (A.K.A. NEI CHU) LI", ["PEARL LI", "aka NEI CHU"]),
        ("K (AKA: ROE, ANN)", ["K", "aka ROE, ANN"]),
        ("JO LUO- AKA- IVY LUO", ["JO LUO", "aka IVY LUO"]),
        ("JO LUO -AKA-IVY LUO", ["JO LUO", "aka IVY LUO"]),
        ("STAR -AKAS- STAR TECH, ZING", ["STAR", "aka STAR TECH", "aka ZING"]),
        ("STAR, AKAS, STAR TECH, ZING", ["STAR", "aka STAR TECH", "aka ZING"]),
        ("DELTA, B.V. ALSO KNOWN AS BETA, B.V.", ["DELTA, B.V.", "aka BETA, B.V."]),
        ("Acme [aka A Ltd, aka B Ltd] (Hong Kong)", ["Acme (Hong Kong)", "aka A Ltd", "aka B Ltd"]),
        ("Acme (f.k.a., Old Acme)", ["Acme", "fka Old Acme"]),
        ("Acme Ltd., a.k.a. Ace Co. (Shenzhen)", ["Acme Ltd.", "aka Ace Co. (Shenzhen)"]),
        ("A; a.k.a B; a.k.a. C", ["A", "aka B", "aka C"]),
        ("SEMA AKA TRADING", ["SEMA AKA TRADING"]),
        ("ABAN AIR", ["ABAN AIR"]),
        ("AKA BANK", ["AKA BANK"]),
        ("Institute (IHU)", ["Institute (IHU)"]),
    ],
)
def test_names_inside(printed: str, names: list[str]) -> None:
    found = names_inside(printed)
    assert [found[0].text, *(f"{one.kind.value} {one.text}" for one in found[1:])] == names
    assert found[0].kind.value == "primary"


@given(st.text(alphabet="AKDBF/. -,;()[]x\n", max_size=60))
def test_any_text_with_words_keeps_a_primary_name(text: str) -> None:
    found = names_inside(text)
    assert found[0].kind.value == "primary"
    assert bool(found[0].text) == bool(text.split())
