"""Countries are read from every spelling that official lists use, and never guessed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.terms.country import country_code, country_name, is_country_code
from licet.terms.country_table import TABLE

ROWS = [line.split(" ", 2) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "cn"),
        ("chn", "cn"),
        ("CHINA, PEOPLE'S REPUBLIC OF", "cn"),
        ("People’s Republic of China", "cn"),
        ("China (PRC)", "cn"),
        ("Region: China", "cn"),
        ("Burma", "mm"),
        ("Myanmar", "mm"),
        ("CRIMEA REGION OF UKRAINE", "ua"),
        ("Region: Crimea", "ua"),
        ("CRIMEA (OCCUPIED)", "ua"),
        ("Korea, North", "kp"),
        ("Democratic People's Republic of Korea", "kp"),
        ("SOUTH KOREA", "kr"),
        ("Korea, Republic of", "kr"),
        ("Macau", "mo"),
        ("Macao", "mo"),
        ("TÜRKIYE", "tr"),
        ("Turkiye", "tr"),
        ("Turkey", "tr"),
        ("Côte d'Ivoire", "ci"),
        ("Cote d Ivoire", "ci"),
        ("Hong Kong", "hk"),
        ("China, Hong Kong Special Administrative Region", "hk"),
        ("Taiwan", "tw"),
        ("Congo (Democratic Republic of the)", "cd"),
        ("Congo (Republic of the)", "cg"),
        ("Congo", "cg"),
        ("South Sudan, Republic of", "ss"),
        ("Seycheles", "sc"),
        ("Virgin Islands, British", "vg"),
        ("MAN, ISLE OF", "im"),
        ("Micronesia (Federated State of)", "fm"),
        ("Sint Maarten (the Dutch two-fifths of the island of Saint Martin)", "sx"),
        ("Saint Kitts and Nevis", "kn"),
        ("St. Vincent & the Grenadines", "vc"),
        ("The Gambia", "gm"),
        ("Iran (Islamic Republic of)", "ir"),
        ("United Kingdom of Great Britain and Northern Ireland", "gb"),
        ("UK", "gb"),
        ("U.S.A.", "us"),
        ("NO", "no"),
        ("NA", "na"),
        ("XK", "xk"),
        ("Republic of Kosovo", "xk"),
        ("Palestinian", "ps"),
        ("Россия", "ru"),
        ("中国", "cn"),
    ],
)
def test_spelling_names_its_country(text: str, code: str) -> None:
    assert country_code(text) == code


NOT_ONE_COUNTRY = (
    *("", "   ", "-0-", "undetermined", "Atlantis", "x1", "Paris", "California"),
    *("Korea", "former Soviet Union", "Netherlands Antilles", "Region: Kashmir", "NM", "AN"),
    "Commonwealth of Independent States",
)


@pytest.mark.parametrize("text", NOT_ONE_COUNTRY)
def test_no_single_country_gives_none(text: str) -> None:
    assert country_code(text) is None


def test_names_are_the_ears() -> None:
    assert [country_name(code) for code in ("mm", "kr", "mo", "cz", "tr")] == [
        "Burma",
        "Korea, South",
        "Macau",
        "Czech Republic",
        "Türkiye",
    ]


def test_unknown_code_has_no_name() -> None:
    assert not is_country_code("CN")
    assert not is_country_code("uk")
    with pytest.raises(KeyError):
        country_name("uk")


def test_table_is_whole_and_says_nothing_twice() -> None:
    codes = {row[0] for row in ROWS}
    assert len(codes) == 250  # ISO's 249 and Kosovo
    assert len({row[1] for row in ROWS}) == 250
    for alpha2, alpha3, names in ROWS:
        assert country_code(alpha3) == alpha2
        for name in names.split("|"):
            assert country_code(name) == alpha2, f"{name!r} is claimed by two countries"


@given(st.text(max_size=60))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    code = country_code(text)
    assert code is None or is_country_code(code)


def test_every_country_of_the_real_lists_is_read(shared: Path) -> None:
    """The Commerce Country Chart, and OFAC's addresses; what is left names no single country."""
    chart = json.loads((shared / "data" / "ecfr" / "country_chart_2026-07-23.json").read_text())
    assert [name for name in chart["countries"] if country_code(name) is None] == []
    with (shared / "data" / "ofac" / "add_bench_2021-07.csv").open(encoding="utf-8") as file:
        printed = {row[4] for row in csv.reader(file) if len(row) > 4}
    left = {name for name in printed if country_code(name) is None}
    assert left == {"-0- ", "undetermined", "Netherlands Antilles", "Region: Kafia Kingi"}


def test_import_is_light() -> None:
    probe = "import sys, licet.terms.country; print('rigour' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
