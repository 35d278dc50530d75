"""The whole way from a transaction to a determination."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from licet import __version__
from licet.determination import registries
from licet.determination.gather import gather
from licet.determination.identify import Finder, Identified, identify
from licet.determination.model import (
    Coverage,
    Determination,
    HitOut,
    OwnershipOut,
    PartyRef,
    RulesetOut,
    SourceOut,
)
from licet.determination.owners import Owned, reckon
from licet.determination.report import Report
from licet.determination.transaction import Transaction
from licet.determination.vocabulary import EntryReader
from licet.law.conclude import Outcome
from licet.law.decide import decide
from licet.law.rules import Kind, Reading
from licet.law.ruleset import Ruleset
from licet.lists.catalog import Lists
from licet.lists.sources import source
from licet.ownership.draw import svg, text_tree
from licet.ownership.model import Graph

#: From strongest: the answer for the whole is that of its strongest item.
_STRENGTH = (
    Outcome.PROHIBITED,
    Outcome.LICENSE_REQUIRED,
    Outcome.NEED_FACTS,
    Outcome.LICENSE_EXCEPTION,
    Outcome.NO_LICENSE_REQUIRED,
    Outcome.NOT_SUBJECT,
)
_PARTY_LISTS = ("us-bis-el", "us-bis-uvl", "us-bis-meu", "us-bis-dpl", "us-ofac-sdn")


def determine(
    transaction: Transaction,
    *,
    ruleset: Ruleset,
    lists: Lists,
    finder: Finder,
    as_of: dt.date,
    asked_on: dt.date,
    reading: Reading = Reading.ENFORCED,
    ownership: Graph | None = None,
    confirmed: Mapping[str, dt.date] | None = None,
    what_if: bool = True,
) -> Determination:
    """What the EAR requires of `transaction` on `as_of`. A pure function of its arguments.

    `asked_on` is the day of asking, against which the age of the sources is told. `ownership`
    adds to what the transaction itself says of who owns whom. `confirmed` gives, per source, the
    last day on which its official address offered just the active snapshot. Without `what_if`
    no sensitivities are reckoned, which saves half the time.
    Raises `BadInput` for facts that do not fit, and for days before the encoded law.
    """
    program = ruleset.at(as_of)
    found = identify(transaction, finder, lambda listing_id: lists.by_id.get(listing_id))
    read_on = {list_id: lists.snapshot_of(list_id).content_date for list_id in lists.ids}
    entries = EntryReader(ruleset)
    owned = reckon(transaction, ownership, finder, as_of, read_on, entries)
    gathered = gather(transaction, found, as_of, read_on, ruleset.facts, entries, owned)
    decisions = [
        decide(program, gathered.facts(item), gathered.parties(), reading)
        for item in range(len(transaction.items))
    ]
    report = Report(transaction, gathered, decisions, as_of, program, ruleset, reading)
    outcome = min((d.outcome for d in decisions), key=_STRENGTH.index)
    floors = [d.at_least for d in decisions if d.at_least]
    return Determination(
        outcome=outcome,
        at_least=min(floors, key=_STRENGTH.index)
        if floors and outcome is Outcome.NEED_FACTS
        else None,
        as_of=as_of,
        reading=reading,
        items=report.items(),
        requirements=report.findings(Kind.PROHIBITION, Kind.REQUIREMENT),
        exceptions=report.exceptions(),
        policy=report.policy(),
        jurisdiction=report.findings(Kind.JURISDICTION),
        considered=report.considered(),
        figures=report.figures(),
        entries=report.entries(),
        ownership=_ownership(transaction, owned),
        asks=report.asks(),
        what_if=report.what_ifs() if what_if else (),
        presumptions=report.presumptions(),
        duties=report.flags(Kind.DUTY),
        red_flags=report.flags(Kind.RED_FLAG),
        signals=tuple(report.signals()),
        hits=_hits(transaction, found),
        coverage=_coverage(lists, as_of),
        sources=_sources(lists, asked_on, confirmed or {}),
        ruleset=RulesetOut(ruleset.digest, program.start),
        software=f"licet {__version__}",
        title=transaction.title or "",
    )


def _hits(transaction: Transaction, found: Sequence[Sequence[Identified]]) -> tuple[HitOut, ...]:
    return tuple(
        HitOut(
            party=PartyRef(index, party.name, party.role.value, one.listing.id),
            listing=one.listing.id,
            list=one.listing.list,
            name=one.hit.name if one.hit else one.listing.name,
            matched=one.match,
            score=one.hit.score if one.hit else None,
            source=one.source,
            reasons=one.hit.reasons if one.hit else (),
        )
        for index, party in enumerate(transaction.parties)
        for one in found[index]
    )


def _ownership(transaction: Transaction, owned: Mapping[int, Owned]) -> tuple[OwnershipOut, ...]:
    result: list[OwnershipOut] = []
    for index, one in owned.items():
        party, reckoning = transaction.parties[index], one.reckoning
        result.append(
            OwnershipOut(
                party=PartyRef(index, party.name, party.role.value),
                verdict=reckoning.by_ownership.value,
                listed_owners_hold=str(reckoning.aggregate),
                tree=text_tree(reckoning),
                svg=svg(reckoning),
                questions=tuple(question.text for question in reckoning.questions),
                red_flags=tuple(
                    f"{flag.text} [{flag.cite}]"
                    for flag in (*reckoning.minority, *reckoning.red_flags)
                ),
                contradictions=reckoning.contradictions,
            )
        )
    return tuple(result)


def _coverage(lists: Lists, as_of: dt.date) -> Coverage:
    unseen: list[str] = []
    for list_id in _PARTY_LISTS:
        if list_id not in lists.ids:
            unseen.append(f"the list {list_id}, which is not loaded")
            continue
        day = lists.snapshot_of(list_id).content_date
        if day is not None and as_of < day:
            unseen.append(
                f"entries of {list_id} removed, and wordings superseded, before {day}: they are "
                "not in the data"
            )
        elif day is not None and as_of > day:
            unseen.append(f"changes to {list_id} after {day}")
    return Coverage(lists.ids, tuple(unseen), registries.sections())


def _sources(
    lists: Lists, asked_on: dt.date, confirmed: Mapping[str, dt.date]
) -> tuple[SourceOut, ...]:
    result: list[SourceOut] = []
    for snapshot in lists.snapshots:
        about = source(snapshot.source)
        known = [day for day in (snapshot.content_date, confirmed.get(snapshot.source)) if day]
        age = (asked_on - max(known)).days if known else None
        result.append(
            SourceOut(
                id=snapshot.id,
                title=about.title,
                content_date=snapshot.content_date,
                age_days=age,
                stale=age is None or age > about.max_age_days,
                note=snapshot.note,
            )
        )
    return tuple(result)
