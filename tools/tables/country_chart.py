"""The Commerce Country Chart (Supplement No. 1 to Part 738) as one table per column.

A naive version takes an empty row for "no license required". Cuba, Iran, North Korea and Syria
have no marks because their rows point to Part 746; some destinations have no row at all. Both get
tables of their own, so that a rule can go on or ask instead of saying no.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from licet.law.tables import Table
from tools.tables.changes import CHANGES, VINTAGE
from tools.tables.destinations import (
    DEPENDENCIES,
    HONG_KONG,
    ROWLESS,
    code_of,
    codes,
    every_code,
    with_dependencies,
)
from tools.tables.history import always, versions
from tools.tables.output import Files, require, run, to_csv

SOURCE = f"ecfr/country_chart_{VINTAGE}.json"
TARGET = "738-supp-1.csv"
CITE = "Supplement No. 1 to Part 738"
COLUMNS = codes("CB1 CB2 CB3 NP1 NP2 NS1 NS2 MT1 RS1 RS2 FC1 CC1 CC2 CC3 AT1 AT2")
POINTERS = {"cu", "ir", "kp", "sy"}


class _Row(msgspec.Struct):
    footnotes: list[int]
    marks: list[str] = []
    pointer: str = ""


class _Source(msgspec.Struct, rename="camel"):
    ecfr_issue_date: str
    columns: list[str]
    country_count: int
    countries: dict[str, _Row]
    embargoed: dict[str, _Row]
    footnotes: dict[str, str]


def build(data: Path) -> tuple[Files, str]:
    """The tables' file and a report. Raises `Refused` when a known fact fails."""
    source = msgspec.convert(json.loads((data / SOURCE).read_bytes()), _Source)
    rows = {code_of(name, SOURCE): row for name, row in source.countries.items()}
    pointers = {code_of(name, SOURCE): row for name, row in source.embargoed.items()}
    _check(source, rows, pointers)

    tables = [_column(column, rows) for column in COLUMNS]
    tables.append(
        _table(
            "chart_pointer",
            "Destinations whose row has no marks but points to Part 746 and other provisions.",
            POINTERS,
        )
    )
    tables += [_footnote(int(number), rows | pointers) for number in source.footnotes]
    tables.append(
        _table(
            "chart_no_row",
            "Destinations for which the chart, as held, has no row; no answer follows from it.",
            set(ROWLESS),
        )
    )
    tables.append(
        Table(
            "united_states",
            "The United States with its territories, possessions and dependencies.",
            always(with_dependencies({"us"}), "15 CFR 734.18(a)(4)"),
        )
    )
    _check_tables({t.name: set(t.versions[-1].members) for t in tables}, set(rows))
    marks = sum(len(row.marks) for row in rows.values())
    report = (
        f"{TARGET}: {len(tables)} tables, {len(rows)} rows with {marks} marks, "
        f"{len(pointers)} pointers, {len(every_code())} destinations covered"
    )
    return {TARGET: to_csv(tables)}, report


def _column(column: str, rows: dict[str, _Row]) -> Table:
    printed = f"{column[:2]} {column[2]}"
    members = with_dependencies(code for code, row in rows.items() if printed in row.marks)
    if "cn" in members:
        members.add(HONG_KONG)
    return _table(
        f"chart_{column.lower()}",
        f"Destinations with an X in {column[:2]} Column {column[2]}.",
        members,
    )


def _footnote(number: int, rows: dict[str, _Row]) -> Table:
    members = with_dependencies(code for code, row in rows.items() if number in row.footnotes)
    return _table(
        f"chart_footnote_{number}", f"Destinations whose row carries footnote {number}.", members
    )


def _table(name: str, says: str, members: set[str]) -> Table:
    return Table(name, says, versions(name, members, VINTAGE, CITE, CHANGES))


def _check(source: _Source, rows: dict[str, _Row], pointers: dict[str, _Row]) -> None:
    require(source.ecfr_issue_date == VINTAGE.isoformat(), "another edition", SOURCE)
    require([c.replace(" ", "") for c in source.columns] == COLUMNS, "other columns", SOURCE)
    require(len(rows) == 196, f"{len(rows)} rows instead of 196", SOURCE)
    require(source.country_count == len(source.countries) == 196, "two rows of one code", SOURCE)
    require(set(pointers) == POINTERS, f"pointers {sorted(pointers)}", SOURCE)
    require(
        all("746" in row.pointer and not row.marks for row in pointers.values()),
        "a pointer without Part 746, or with marks",
        SOURCE,
    )
    for code in ("au", "gb"):
        row = rows[code]
        require(row.marks == ["CB 1"] and row.footnotes == [10], f"row of {code}", SOURCE)
    require(rows["ca"].marks == ["CB 1", "FC 1"], "row of Canada", SOURCE)
    require(all("CB 1" in row.marks for row in rows.values()), "CB 1 is every row's", SOURCE)
    # the published worked example of 738.4(b)
    chad = rows["td"].marks
    require("NS 2" in chad and "AT 1" not in chad, "example of 738.4(b)", SOURCE)
    # 742.3(a)(2): NP 2 is D:2, China and Macau, less the destinations that are pointers
    np2 = {code for code, row in rows.items() if "NP 2" in row.marks}
    require(np2 == set(codes("by iq il ly pk ru ve cn mo")), f"NP 2 {sorted(np2)}", SOURCE)
    require(rows["li"].marks == rows["ch"].marks, "Liechtenstein differs from its row", SOURCE)
    require("Switzerland" in source.footnotes["5"], "footnote 5", SOURCE)


def _check_tables(tables: dict[str, set[str]], rows: set[str]) -> None:
    marked = set().union(*(tables[f"chart_{column.lower()}"] for column in COLUMNS))
    dependent = {code for codes in DEPENDENCIES.values() for code in codes.split()}
    classes = {
        "rows": rows,
        "pointers": tables["chart_pointer"],
        "no row": tables["chart_no_row"],
        "United States": tables["united_states"],
        "dependencies": (dependent | {HONG_KONG}) - tables["united_states"],
    }
    listed = [code for codes in classes.values() for code in codes]
    require(len(listed) == len(set(listed)), "a destination stands in two classes", TARGET)
    missing = every_code() ^ set(listed)
    require(not missing, f"in no class, or unknown: {sorted(missing)}", TARGET)
    require(marked == classes["rows"] | classes["dependencies"], "marked destinations", TARGET)


if __name__ == "__main__":
    run(build, __doc__)
