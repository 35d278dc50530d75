"""Reading the YAML cases of `cases/` into facts and party rows for the engine."""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from licet.law.evaluate import Row, Term, Terms, Value
from licet.law.facts import Scope, read_value
from licet.law.language import Names, parse
from licet.law.rules import Reading
from licet.law.ruleset import Ruleset
from licet.law.values import PolicySpan
from licet.terms import yamltext
from licet.terms.policy import PolicyKind

FOLDER = Path(__file__).resolve().parents[2] / "cases"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case as it stands in its file."""

    case: str
    cites: tuple[str, ...]
    source: str
    on: dt.date
    facts: dict[str, str]
    parties: tuple[dict[str, Any], ...]
    outcome: str
    reading: Reading = Reading.ENFORCED
    policy: str | None = None
    at_least: str | None = None
    asks: tuple[str, ...] | None = None
    exceptions: tuple[str, ...] | None = None
    duties: tuple[str, ...] | None = None
    red_flags: tuple[str, ...] | None = None
    unconfirmed_since: dt.date | None = None


def cases() -> Iterator[tuple[str, Case]]:
    """Every case with the file it stands in."""
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yamltext.read(path.read_text(encoding="utf-8"), path.name)
        for case in msgspec.convert(document.data, list[Case], strict=False):
            yield path.name, case


def sample(every: int, salt: str = "") -> list[Case]:
    """About one case in `every`, the same ones each time for a salt; `LICET_CASES=all` takes all.

    For properties that cost many decisions a case; that every case comes out as it says is tested
    without sampling.
    """
    chosen = [case for _, case in cases()]
    if os.environ.get("LICET_CASES") == "all":
        return chosen
    return [case for case in chosen if zlib.crc32((salt + case.case).encode()) % every == 0]


def given(case: Case, ruleset: Ruleset) -> tuple[dict[str, Value], list[Row]]:
    """The facts and the party rows that a case describes."""
    facts: dict[str, Value] = {}
    for fact in ruleset.facts:
        if fact.presumed is not None and fact.scope is not Scope.PARTY:
            facts[fact.name] = read_value(fact, fact.presumed)
    for name, text in case.facts.items():
        facts[name] = read_value(ruleset.facts[name], text, case.case)
    facts = {name: value for name, value in facts.items() if value is not None}
    return facts, [_row(raw, case, ruleset) for raw in case.parties]


def _row(raw: dict[str, Any], case: Case, ruleset: Ruleset) -> Row:
    listed = raw.get("list", "none") != "none"
    row: dict[str, Value] = {
        "list": "none",
        "role": "ultimate_consignee",
        "match": listed,
        "listed_then": listed,
        "sdn_744_8": False,
        "sdn_before_2024": False,
        "also_entity_listed": False,
        "ofac_authorized": False,
        "us_person": False,
        "owned_50_by_listed": False,
    }
    row["owner_requires"] = _terms({"True": "yes"}, ruleset, case.case, policy=False)
    row |= {f"footnote_{n}": False for n in range(1, 6)}
    for name, text in raw.items():
        if name == "footnotes":
            row |= {f"footnote_{n}": True for n in text}
        elif name == "requires":
            row["entry_requires"] = _terms(text, ruleset, case.case, policy=False)
        elif name == "policy":
            row["entry_policy"] = _terms(text, ruleset, case.case, policy=True)
        elif name == "owner_requires":
            row["owner_requires"] = _terms(text, ruleset, case.case, policy=False)
        else:
            row[name] = read_value(ruleset.facts[name], text, case.case)
    return {name: value for name, value in row.items() if value is not None}


def _terms(limbs: dict[str, str], ruleset: Ruleset, where: str, *, policy: bool) -> Terms:
    names = Names(ruleset.facts, ruleset.tables)
    return Terms(
        tuple(
            Term(
                parse(test, names, where=where, per_party=True),
                PolicySpan.of(PolicyKind(gives)) if policy else gives == "yes",
                test,
            )
            for test, gives in limbs.items()
        )
    )
