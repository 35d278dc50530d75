"""Known changes of the Country Chart and the Country Groups since 2018, newest last.

Dates are days of effect. Read: Federal Register abstracts and published reports of the rules. The
columns of some chart changes are from memory and say so. Not complete: what is not here is taken
as the newest text has it, and the versions say so.
"""

from __future__ import annotations

import datetime as dt

from tools.tables.destinations import with_dependencies
from tools.tables.history import Change

VINTAGE = dt.date(2026, 7, 23)

_HONG_KONG_CHART = (
    "chart_cb1 chart_cb2 chart_cb3 chart_np1 chart_np2 chart_ns1 chart_ns2 chart_mt1 chart_rs1 "
    "chart_rs2 chart_cc1 chart_cc3"
)
_CC_ALLIES = "at fi ie li kr se ch"

_CHANGES = (
    Change(dt.date(2018, 8, 3), "in", "group_a1 group_a5", "group_a6 chart_ns2", "83 FR 38018"),
    Change(
        dt.date(2019, 5, 24),
        "ve",
        "group_d1 group_d2 group_d3 group_d4 chart_np2 chart_cb3",
        "group_b",
        "84 FR 24018",
    ),
    Change(dt.date(2020, 2, 24), "ru", "group_d2 group_d4", "group_a2 group_a4", "85 FR 10274"),
    Change(
        dt.date(2020, 2, 24),
        "ru",
        "chart_np1 chart_np2",
        by="85 FR 10274",
        read=False,
        note="the rule revised Russia's row; the columns follow from A:4 and D:2",
    ),
    Change(
        dt.date(2020, 2, 24),
        "ye",
        "group_d1",
        "group_b",
        "85 FR 10274",
        note="the removal from B was corrected by 85 FR 13009, applicable from 2020-02-24",
    ),
    Change(
        dt.date(2020, 12, 23),
        "hk",
        f"{_HONG_KONG_CHART} group_d1 group_d3 group_d4 group_d5",
        "group_a6 group_b chart_no_row",
        "85 FR 83765",
        note="Hong Kong ceased to be a destination of its own and follows China",
    ),
    Change(dt.date(2020, 12, 28), "ua", "group_b", "group_d1", "85 FR 84211"),
    Change(dt.date(2020, 12, 28), "cy mx", "group_a6", by="85 FR 84211"),
    Change(
        dt.date(2021, 1, 19),
        "sd",
        "group_b",
        "group_e1",
        "86 FR 4929",
        note="day of publication; the designation was rescinded on 2020-12-14",
    ),
    Change(
        dt.date(2021, 1, 19),
        "sd",
        out_of="chart_at1 chart_at2",
        by="86 FR 4929",
        read=False,
        note="anti-terrorism controls were removed; which columns Sudan's row had",
    ),
    Change(dt.date(2021, 3, 8), "mm", "group_d1", "group_b", "86 FR 13173"),
    Change(
        dt.date(2021, 3, 18),
        "ru",
        "group_d5",
        read=False,
        note="the State Department added Russia to 22 CFR 126.1, which D:5 follows",
    ),
    Change(dt.date(2021, 12, 9), "kh", "group_d5", by="86 FR 70015"),
    Change(dt.date(2022, 3, 8), "by", out_of="group_a4", by="87 FR 13048"),
    Change(
        dt.date(2022, 3, 8),
        "by",
        "chart_np1",
        by="87 FR 13048",
        read=False,
        note="a requirement for nuclear nonproliferation was imposed; the column",
    ),
    Change(
        dt.date(2023, 12, 8),
        _CC_ALLIES,
        out_of="chart_cc1 chart_cc3",
        read=False,
        note="crime control requirements were removed for these; the columns",
    ),
    Change(dt.date(2024, 3, 15), "ni", "group_d5", "group_b"),
    Change(
        dt.date(2024, 3, 15),
        "ni",
        "group_d1",
        read=False,
        note="moved from Country Group B to D; the column",
    ),
    Change(
        dt.date(2024, 4, 19),
        "au gb",
        out_of="chart_ns1 chart_rs1 chart_mt1",
        by="89 FR 28594",
    ),
    Change(
        dt.date(2024, 4, 19),
        "au gb",
        "chart_footnote_10",
        by="89 FR 28594",
        read=False,
        note="the footnote came with the AUKUS rule",
    ),
    Change(
        dt.date(2024, 5, 10),
        "cy",
        out_of="group_d5",
        note="conforming rule; the State Department had suspended its embargo before",
    ),
    Change(
        dt.date(2026, 2, 4),
        "kh",
        out_of="group_d5",
        note="conforming rule; the State Department removed Cambodia on 2025-11-07, and its list "
        "controls where the two conflict",
    ),
    Change(
        VINTAGE,
        "ae",
        "group_a5",
        "group_d3 group_d4",
        note="the rule was not found; absent from A:5 on 2026-06-20",
    ),
)


def _spread(change: Change) -> Change:
    """738.3(b) binds on every day: what changed for a country changed for its dependencies."""
    codes = with_dependencies(change.destinations.split())
    return change._replace(destinations=" ".join(sorted(codes)))


CHANGES = tuple(_spread(change) for change in _CHANGES)
