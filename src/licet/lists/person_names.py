"""Names of persons that a list prints family name first."""

from __future__ import annotations


def given_first(text: str) -> str:
    """`AL-SHANTI, Jamileh Abdullah` as `Jamileh Abdullah AL-SHANTI`.

    A name with no comma or with several (titles, "Jr.") stays as it is printed.
    """
    family, comma, given = text.partition(",")
    if not comma or "," in given or not family.strip() or not given.strip():
        return text
    return f"{given.strip()} {family.strip()}"
