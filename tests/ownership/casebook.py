"""Reads the ownership cases: plain sentences about who owns what, and what must follow."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec

from licet.ownership.fifty import bis_affiliates, ofac_fifty_percent
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ListedAs, ListedOn
from licet.ownership.model import (
    Directness,
    Entity,
    EntityKind,
    Graph,
    InterestKind,
    OwnershipStatement,
)
from licet.ownership.result import Restriction
from licet.ownership.share import parse_share
from licet.ownership.windows import Rule
from licet.terms.period import Period

FOLDER = Path(__file__).parent / "cases"

_SENTENCE = re.compile(
    r"(?P<owner>[\w.' ]+?) (?P<verb>indirectly owns|owns|votes|controls|consolidates"
    r"|ultimately consolidates|may benefit from|is head office of)"
    r"(?: (?P<share>\S+) of)? (?P<owned>[\w.' ]+?)"
    r"(?: from (?P<start>[\d-]+))?(?: until (?P<end>[\d-]+))?(?: says (?P<source>[\w ]+))?"
)
_KINDS = {
    "owns": InterestKind.SHAREHOLDING,
    "indirectly owns": InterestKind.SHAREHOLDING,
    "votes": InterestKind.VOTING,
    "controls": InterestKind.CONTROL,
    "consolidates": InterestKind.CONSOLIDATION,
    "ultimately consolidates": InterestKind.CONSOLIDATION,
    "may benefit from": InterestKind.BENEFICIAL,
    "is head office of": InterestKind.BRANCH,
}
_INDIRECT = frozenset({"indirectly owns", "ultimately consolidates"})


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """What must follow for one entity; what is not written is not checked."""

    verdict: str
    by_ownership: str | None = None
    aggregate: str | None = None
    restricting: list[str] | None = None  # listed parties whose terms bear on it
    minority: list[str] | None = None  # parties with an interest that falls short
    red_flags: list[str] | None = None
    asks: list[str] | None = None  # kinds of the questions that decide
    contradictions: int | None = None
    confirmed: bool | None = None


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """One case. `listed` gives a list per entity, with `?` for a match not settled."""

    case: str
    cite: str
    facts: list[str]
    then: dict[str, Expected | str]
    as_of: dt.date
    rule: Rule = Rule.BIS
    listed: dict[str, str | list[str]] = {}
    us: list[str] = []
    foreign: list[str] = []
    unnamed: list[str] = []
    branches: list[str] = []
    note: str = ""


def cases() -> list[tuple[str, Case]]:
    """Every case with the name of its file."""
    return [
        (path.stem, case)
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in msgspec.yaml.decode(path.read_bytes(), type=list[Case])
    ]


def answer(case: Case, entity: str) -> Restriction:
    """The rule applied to one entity of the case."""
    holdings = Holdings(graph(case), case.as_of)
    apply = bis_affiliates if case.rule is Rule.BIS else ofac_fifty_percent
    return apply(holdings, entity, {who: _listed(on) for who, on in case.listed.items()})


def graph(case: Case) -> Graph:
    """The case's sentences as statements."""
    kinds = dict.fromkeys(case.unnamed, EntityKind.UNDISCLOSED)
    kinds |= dict.fromkeys(case.branches, EntityKind.BRANCH)
    homes = dict.fromkeys(case.us, "us-de") | dict.fromkeys(case.foreign, "sg")
    described = [
        Entity(id_, id_, kinds.get(id_, EntityKind.COMPANY), homes.get(id_))
        for id_ in dict.fromkeys([*kinds, *homes])
    ]
    return Graph(described, [_statement(i, text) for i, text in enumerate(case.facts, start=1)])


def _statement(number: int, sentence: str) -> OwnershipStatement:
    match = _SENTENCE.fullmatch(sentence)
    assert match is not None, f"cannot read {sentence!r}"
    share = "100" if match["verb"] == "is head office of" else match["share"] or ""
    days = [dt.date.fromisoformat(day) if day else None for day in (match["start"], match["end"])]
    return OwnershipStatement(
        id=f"{match['source'] or 'fact'} {number}",
        owner=match["owner"],
        owned=match["owned"],
        share=parse_share(share),
        kind=_KINDS[match["verb"]],
        directness=Directness.INDIRECT if match["verb"] in _INDIRECT else Directness.DIRECT,
        period=Period(*days),
        source=match["source"] or "",
    )


def _listed(on: str | list[str]) -> ListedAs:
    return ListedAs(tuple(_listing(text) for text in ([on] if isinstance(on, str) else on)))


def _listing(text: str) -> ListedOn:
    """`us-ofac-sdn SDGT, FTO`, `us-bis-el ?` (not settled), `us-bis-el by address`."""
    list_, _, rest = text.partition(" ")
    if rest == "by address":
        return ListedOn(list_, by_address=True)
    if rest == "?":
        return ListedOn(list_, confirmed=False)
    return ListedOn(list_, programs=tuple(p.strip() for p in rest.split(",") if p.strip()))
