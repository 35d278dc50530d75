"""Writing tests in licet's rule language: membership, `and`, `or`, `not`."""

from __future__ import annotations

from collections.abc import Iterable

EVERYTHING = "True"
EAR99 = "eccn in ('EAR99',)"
ON_THE_CCL = f"not {EAR99}"  # an item subject to the EAR has an ECCN or is EAR99 (734.3(c))


def member(eccns: Iterable[str]) -> str:
    """`eccn in (...)`; an ECCN stands for its paragraphs too."""
    return f"eccn in {tuple(eccns)!r}"


def negation(test: str) -> str:
    """`not` of one membership or fact."""
    return f"not {test}"


def both(*tests: str) -> str:
    """All of them; `True` among them changes nothing."""
    parts = [t for t in tests if t != EVERYTHING]
    if len(parts) > 1:
        parts = [f"({t})" if " or " in t else t for t in parts]
    return " and ".join(parts) or EVERYTHING


def either(*tests: str) -> str:
    """At least one of them.

    Beside `not X`, the alternative `X and Y` says no more than `Y`, which can be decided while
    X is still unknown.
    """
    if EVERYTHING in tests:
        return EVERYTHING
    denied = [t.removeprefix("not ") for t in tests if t.startswith("not ")]
    shortest = list(tests)
    for test in denied:
        shortest = [t.removeprefix(f"{test} and ") for t in shortest]
    return " or ".join(dict.fromkeys(shortest))
