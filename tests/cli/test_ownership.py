"""`licet ownership` as a user meets it: the verdict first, then the reckoning, then the rest."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from licet.cli.main import main

Run = Callable[..., tuple[int, str, str]]

OWNERS = """owner,owned,share,from,until,source
Alpha Radar Institute,Middle Holding,30,2020-01-01,,registry
Beta Optics Corp,Middle Holding,20,,,registry
Middle Holding,Zeta Trading,50,,,annual report
Somebody Else,Zeta Trading,50,,,annual report
Gamma Works,Eta Trading,,,,rumour
"""
LISTED = """entity,list,listing,programs,confirmed
Alpha Radar Institute,us-bis-el,us-bis-el:1,,
beta optics corp,us-bis-meu,,,yes
Gamma Works,us-ofac-sdn,,SDGT; FTO,
"""


@pytest.fixture
def licet(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `licet ownership` with options; its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = 0
        try:
            main(["ownership", *(str(argument) for argument in arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    """The options that name the two tables."""
    owners, listed = tmp_path / "owners.csv", tmp_path / "listed.csv"
    owners.write_text(OWNERS, encoding="utf-8")
    listed.write_text(LISTED, encoding="utf-8")
    return ["--input", owners, "--listed", listed]


def test_says_verdict_rule_arithmetic_chain_and_questions(licet: Run, files: list[object]) -> None:
    code, out, err = licet(*files, "--entity", "Zeta Trading", "--as-of", "2025-10-15")
    assert (code, err) == (0, "")
    assert out.startswith("Zeta Trading: RESTRICTED through its owners on 2025-10-15")
    assert "15 CFR 744.8(a)(2), 744.11(a)(1), 744.21(a)(3)" in out
    assert "in force from 2025-09-29 until 2025-11-09, 90 FR 47201 (2025-09-30)" in out
    assert "owners that count hold 50 % together" in out
    assert "     ├─ 30 %  Alpha Radar Institute  [us-bis-el]" in out
    assert "Beta Optics Corp -> Middle Holding -> Zeta Trading  [us-bis-meu]" in out
    assert "Where is Zeta Trading organised?" in out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-09-28", "the rule was not yet in force"),
        ("2026-07-23", "the rule is stayed"),
        ("2026-11-10", "in force UNCONFIRMED from 2026-11-10"),
    ],
)
def test_says_what_the_rule_does_on_the_day(
    licet: Run, files: list[object], day: str, said: str
) -> None:
    _, out, _ = licet(*files, "--entity", "Zeta Trading", "--as-of", day)
    assert said in out


def test_without_an_entity_lists_all_that_are_reached(licet: Run, files: list[object]) -> None:
    code, out, _ = licet(*files, "--as-of", "2025-10-15")
    assert code == 0
    reached = [line.split(";")[0] for line in out.splitlines() if "owners that count" in line]
    assert reached == [
        "NEED FACTS: cannot be told yet: Eta Trading (eta trading)",
        "RESTRICTED through its owners: Middle Holding (middle holding)",
        "RESTRICTED through its owners: Zeta Trading (zeta trading)",
    ]


def test_the_other_rule_counts_other_lists(licet: Run, files: list[object]) -> None:
    _, out, _ = licet(*files, "--rule", "ofac", "--as-of", "2024-01-15", "--json")
    found = {line["entity"]["name"]: line["verdict"] for line in json.loads(out)["entities"]}
    assert found == {"Eta Trading": "need_facts"}


def test_json_holds_the_whole_answer(licet: Run, files: list[object]) -> None:
    _, out, _ = licet(*files, "--entity", "zeta trading", "--as-of", "2025-10-15", "--json")
    answer = json.loads(out)
    assert answer["verdict"] == "restricted"
    assert answer["aggregate"] == {
        "above_min": False,
        "below_max": False,
        "max": "50",
        "min": "50",
    }
    assert [chain["root"]["id"] for chain in answer["chains"]] == [
        "alpha radar institute",
        "beta optics corp",
    ]
    assert answer["status"]["notice"] == "90 FR 47201 (2025-09-30)"
    assert answer["problems"] == []


def test_draws_into_a_file(licet: Run, files: list[object], tmp_path: Path) -> None:
    picture = tmp_path / "chain.svg"
    code, _, _ = licet(*files, "--entity", "Zeta Trading", "--svg", picture)
    assert code == 0
    assert etree.parse(str(picture)).getroot().get("role") == "img"


def test_exits_1_only_where_asked(licet: Run, files: list[object]) -> None:
    asked = [*files, "--as-of", "2025-10-15", "--entity"]
    assert licet(*asked, "Zeta Trading", "--fail-on", "restricted")[0] == 1
    assert licet(*asked, "Eta Trading", "--fail-on", "restricted")[0] == 0
    assert licet(*asked, "Eta Trading", "--fail-on", "need_facts")[0] == 1


def test_reads_standard_input_and_listed_entities_by_id(
    licet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OWNERS.encode())))
    code, out, _ = licet(
        "--input",
        "-",
        "--listed",
        "alpha radar institute",
        "--listed",
        "Beta Optics Corp=us-bis-meu",
        "--entity",
        "Zeta Trading",
        "--as-of",
        "2025-10-15",
    )
    assert code == 0
    assert "RESTRICTED" in out


def test_names_faulty_rows_and_goes_on(licet: Run, files: list[object], tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("owner,owned,share\nAlpha,Zeta,a lot\nAlpha,Iota,60\n", encoding="utf-8")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(
        "entity,list,confirmed\nNobody,us-bis-el,\nGamma Works,entity list,\n"
        "Gamma Works,us-bis-el,perhaps\n",
        encoding="utf-8",
    )
    code, out, err = licet(*files, "--input", more, "--listed", wrong, "--as-of", "2025-10-15")
    assert code == 0
    assert "Zeta Trading" in out
    assert "more.csv, line 2: 'a lot' is not a share in percent" in err
    assert "wrong.csv, line 2: no entity 'Nobody'" in err
    assert "wrong.csv, line 3: no 50 percent rule speaks of the list 'entity list'" in err
    assert "wrong.csv, line 4: confirmed is 'perhaps' (write yes or no)" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--entity", "Nowhere Ltd"], "no entity 'Nowhere Ltd'"),
        (["--as-of", "yesterday"], "is no day"),
        (["--fail-on", "anything"], "`anything` is nothing to fail on"),
        (["--svg", "x.svg"], "draws one entity"),
        (["--listed", "No Such Company"], "no entity 'No Such Company'"),
        (["--input", "no-such-file.csv"], "cannot be read"),
    ],
)
def test_bad_input_says_what_where_and_how_to_mend_it(
    licet: Run, files: list[object], options: list[str], said: str
) -> None:
    code, _, err = licet(*files, *options)
    assert code == 2
    assert said in err
    assert "To mend it:" in err
