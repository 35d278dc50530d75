"""Which row of the Country Chart or of the Country Groups speaks for a destination.

A naive table holds only the rows that are printed. 15 CFR 738.3(b) gives a destination that is not
listed the treatment of the country whose territory, possession, dependency or department it is;
Hong Kong follows China since 85 FR 83765; Liechtenstein follows Switzerland. What remains has no
row at all, which is not the same as an empty row.
"""

from __future__ import annotations

from collections.abc import Iterable

from licet.terms.country import country_code
from licet.terms.country_table import TABLE
from tools.tables.output import require

#: Parent to its territories, possessions, dependencies and departments without a row of their own.
DEPENDENCIES = {
    "au": "cc cx hm nf",
    "dk": "fo gl",
    "fi": "ax",
    "fr": "bl gf gp mf mq nc pf pm re tf wf yt",
    "gb": "ai bm fk gg gi gs im io je ky ms pn sh tc vg",
    "nl": "bq",
    "no": "bv sj",
    "nz": "tk",
    "us": "as gu mp pr um vi",
}

#: Destinations that are no row's and no dependency of one; of Hong Kong's former row nothing is
#: held. The Cook Islands and Niue are in free association with New Zealand, not part of it.
ROWLESS = ("aq", "ck", "nu", "ps")

HONG_KONG = "hk"

_MISPRINTS = {"Cote d'lvoire": "ci"}


def codes(text: str) -> list[str]:
    """Codes parted by spaces, which read better so than quoted one by one."""
    return text.split()


def code_of(name: str, where: str) -> str:
    """Code of a country as the supplements spell it."""
    code = _MISPRINTS.get(name) or country_code(name)
    require(code is not None, f"`{name}` is no country known here", where)
    return str(code)


def with_dependencies(countries: Iterable[str]) -> set[str]:
    """`countries` and the destinations that their rows speak for by 738.3(b)."""
    found = set(countries)
    for code in list(found):
        found.update(codes(DEPENDENCIES.get(code, "")))
    if "ch" in found:
        found.add("li")
    return found


def every_code() -> set[str]:
    """Every destination that a transaction can name."""
    return {line.split(" ", 1)[0] for line in TABLE.strip().splitlines()}
