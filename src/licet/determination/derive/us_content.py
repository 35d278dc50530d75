"""Whether a U.S.-origin part is controlled content for a destination (Supplement 2 to Part 734).

It is when the part itself, as received, would need a license to that destination by the Country
Chart, Part 742 or Part 746. The rules of the day are asked, without those of Part 744, of conduct
and of parties, and with no license exception but GBS.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

import msgspec

from licet.determination.derive import reasons_for_control
from licet.determination.shipped import shipped_ruleset
from licet.determination.transaction import Item, Transaction
from licet.law.conclude import Outcome
from licet.law.decide import Decision, decide
from licet.law.evaluate import Value
from licet.law.facts import Scope, read_value
from licet.law.rules import Kind
from licet.law.ruleset import Live, Program
from licet.law.values import Truth

_CONTROLS = re.compile(r"15 CFR 7(38|42|46)\.|to Part 7(38|74|46)\b")
_SHORT_SUPPLY = "ss"  # not counted, Supplement No. 2(a)(1)


@lru_cache(maxsize=4096)
def would_need_license(eccn: str, destination: str, as_of: dt.date) -> tuple[Truth, str]:
    """Whether a U.S.-origin item needs a license to `destination` for this purpose, and why.

    Parties, end uses and Part 744 are left out; a license exception other than GBS changes nothing.
    """
    program = _narrowed(as_of)
    part = Transaction(
        items=(Item(description="part", eccn=eccn, origin="us"),),
        parties=(),
        destination=destination,
    )
    facts: dict[str, Value] = {
        fact.name: value
        for fact in shipped_ruleset().facts
        if fact.presumed is not None and fact.scope is not Scope.PARTY
        if (value := read_value(fact, fact.presumed)) is not None
    }
    facts |= {name: one.value for name, one in reasons_for_control.derive(part, 0, as_of).items()}
    facts |= {
        "eccn": eccn,
        "us_origin": True,
        "exported_from_us": True,
        "destination": destination,
        "food_or_medicine": False,
    }
    decision = decide(program, facts, ())
    match decision.outcome:
        case Outcome.LICENSE_REQUIRED:
            return Truth.YES, f"license to {destination} by {_requirements(decision)}"
        case Outcome.NO_LICENSE_REQUIRED:
            return Truth.NO, f"no license to {destination}"
        case Outcome.LICENSE_EXCEPTION:
            return Truth.NO, f"License Exception GBS to {destination}"
        case _:
            return Truth.UNKNOWN, f"whether {eccn} needs a license to {destination} is open"


@lru_cache(maxsize=16)
def _narrowed(as_of: dt.date) -> Program:
    program = shipped_ruleset().at(as_of)
    return msgspec.structs.replace(
        program, rules=tuple(live for live in program.rules if _belongs(live))
    )


def _belongs(live: Live) -> bool:
    text = live.rule.text
    match text.kind:
        case Kind.REQUIREMENT:
            control = _CONTROLS.search(live.version.text.cite) is not None
            return control and _SHORT_SUPPLY not in text.tags
        case Kind.AUTHORIZATION:
            return text.exception == "GBS"
        case Kind.JURISDICTION | Kind.DEFINITION | Kind.RESTRICTION:
            return True
        case _:
            return False


def _requirements(decision: Decision) -> str:
    cites = [
        finding.live.version.text.cite.removeprefix("15 CFR ")
        for finding in decision.findings
        if finding.live.rule.text.kind is Kind.REQUIREMENT
        and finding.truth is Truth.YES
        and finding.counted
    ]
    return ", ".join(dict.fromkeys(cites))
