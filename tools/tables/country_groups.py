"""The Country Groups (Supplement No. 1 to Part 740) and the sets that other sections make of them.

Macau is not in D:5, yet the regulation says "Macau or a destination in Country Group D:5" almost
everywhere: a table holds that set. Hong Kong stands in no group by name and follows China.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from licet.law.tables import Table
from tools.tables.changes import CHANGES, VINTAGE
from tools.tables.destinations import HONG_KONG, code_of, codes, with_dependencies
from tools.tables.history import always, versions
from tools.tables.output import Files, require, run, to_csv

SOURCE = f"ecfr/country_groups_{VINTAGE}.json"
TARGET = "740-supp-1.csv"
CITE = "Supplement No. 1 to Part 740"

SIZES = {
    "A:1": 40, "A:2": 34, "A:3": 42, "A:4": 45, "A:5": 38, "A:6": 8, "B": 173,
    "D:1": 24, "D:2": 10, "D:3": 36, "D:4": 21, "D:5": 22, "E:1": 3, "E:2": 1,
}  # fmt: skip

SAYS = {
    "A:1": "Country Group A:1, Wassenaar Participating States (not Malta, Russia and Ukraine).",
    "A:2": "Country Group A:2, Missile Technology Control Regime (not Russia).",
    "A:3": "Country Group A:3, Australia Group.",
    "A:4": "Country Group A:4, Nuclear Suppliers Group (not Belarus, China and Russia).",
    "A:5": "Country Group A:5, destinations of 740.20(c)(1).",
    "A:6": "Country Group A:6, destinations of 740.20(c)(2).",
    "B": "Country Group B.",
    "D:1": "Country Group D:1, national security.",
    "D:2": "Country Group D:2, nuclear.",
    "D:3": "Country Group D:3, chemical and biological.",
    "D:4": "Country Group D:4, missile technology.",
    "D:5": "Country Group D:5, U.S. arms embargoes; 22 CFR 126.1 controls where they conflict.",
    "E:1": "Country Group E:1, terrorist supporting countries.",
    "E:2": "Country Group E:2, unilateral embargo.",
}

#: Supplement No. 3 to Part 744, last amended in 2001; Italy's row includes San Marino and the
#: Holy See.
SUPPLEMENT_3 = codes("au at be ca dk fi fr de gr is ie it sm va jp lu nl nz no pt es se tr gb")


class _Source(msgspec.Struct, rename="camel"):
    ecfr_issue_date: str
    groups: dict[str, list[str]]


def build(data: Path) -> tuple[Files, str]:
    """The tables' file and a report. Raises `Refused` when a known fact fails."""
    source = msgspec.convert(json.loads((data / SOURCE).read_bytes()), _Source)
    require(source.ecfr_issue_date == VINTAGE.isoformat(), "another edition", SOURCE)
    printed = {
        group: {code_of(name, SOURCE) for name in names} for group, names in source.groups.items()
    }
    _check(printed)
    tables = [_group(group, SAYS[group], printed[group]) for group in SIZES]
    by_name = {table.name: table for table in tables}
    tables += [
        _joined(
            "macau_or_d5",
            "Macau or a destination in Country Group D:5.",
            by_name["group_d5"],
            add={"mo"},
        ),
        _joined(
            "gbs_destinations",
            "Country Group B without Sudan and Ukraine (License Exceptions GBS and TSR).",
            by_name["group_b"],
            drop={"sd", "ua"},
            cite="15 CFR 740.4",
        ),
        Table(
            "acu",
            "Australia, Canada and the United Kingdom.",
            always(with_dependencies({"au", "ca", "gb"}), "15 CFR 742.4(a)(1)"),
        ),
        Table(
            "supplement_3_to_744",
            "Countries not subject to certain nuclear end-use restrictions of 744.2(a).",
            always(with_dependencies(SUPPLEMENT_3), "Supplement No. 3 to Part 744"),
        ),
    ]
    sizes = ", ".join(f"{group} {len(members)}" for group, members in printed.items())
    return {TARGET: to_csv(tables)}, f"{TARGET}: {len(tables)} tables; as printed {sizes}"


def _group(group: str, says: str, printed: set[str]) -> Table:
    name = f"group_{group.replace(':', '').lower()}"
    members = with_dependencies(printed)
    if "cn" in members:
        members.add(HONG_KONG)
    return Table(name, says, versions(name, members, VINTAGE, CITE, CHANGES))


def _joined(
    name: str,
    says: str,
    base: Table,
    *,
    add: set[str] | None = None,
    drop: set[str] | None = None,
    cite: str = "",
) -> Table:
    """A set made of a group, with the group's dates."""
    made = tuple(
        msgspec.structs.replace(
            version,
            members=tuple(sorted(set(version.members) - (drop or set()) | (add or set()))),
            cite=cite or version.cite,
        )
        for version in base.versions
    )
    return Table(name, says, made)


def _check(printed: dict[str, set[str]]) -> None:
    for group, size in SIZES.items():
        found = len(printed.get(group, ()))
        require(found == size, f"{group} has {found} members instead of {size}", SOURCE)
    require(set(printed) == set(SIZES), f"groups {sorted(printed)}", SOURCE)
    require(printed["E:1"] == {"ir", "kp", "sy"}, "members of E:1", SOURCE)
    require(printed["E:2"] == {"cu"}, "members of E:2", SOURCE)
    require("mo" not in printed["D:5"] and "cn" in printed["D:5"], "Macau or China in D:5", SOURCE)
    require({"in", "ae"} <= printed["A:5"], "India and the United Arab Emirates in A:5", SOURCE)
    require(printed["A:6"] == set(codes("al cy il mt mx sg za tw")), "members of A:6", SOURCE)
    require({"sd", "ua", "td"} <= printed["B"], "Sudan, Ukraine and Chad in B", SOURCE)
    require(not printed["B"] & printed["D:1"], "a destination in both B and D:1", SOURCE)


if __name__ == "__main__":
    run(build, __doc__)
