"""From the engine's decisions to the statements of a determination."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from licet.determination import registries
from licet.determination.derive.reasons_for_control import condition
from licet.determination.gather import Gathered, PartyRow
from licet.determination.model import (
    Ask,
    ChangeOut,
    Considered,
    Entry,
    EntryTerm,
    Figure,
    Flag,
    ItemOut,
    OpenException,
    PartyRef,
    Policy,
    Presumption,
    Requirement,
    ReviewPolicy,
    Signal,
    Statement,
    WhatIfOut,
)
from licet.determination.transaction import Transaction
from licet.law.asks import asks
from licet.law.decide import Decision, Finding, PolicyFinding
from licet.law.evaluate import Joint, Terms, Value, reach, spell
from licet.law.facts import Fact, FactType
from licet.law.landmarks import OTHER, UNNAMED_ECCN, Key
from licet.law.language import Compare, FactRef, Member, Not, RuleRef, walk
from licet.law.rules import ENCODED_FROM, Kind, Reading, Status
from licet.law.ruleset import Live, Program, Ruleset
from licet.law.values import Given, PolicySpan, Truth
from licet.law.whatif import Change, what_if
from licet.terms.citation import ecfr_url


class Report:
    """Turns the engine's decisions into statements; one decision for each item."""

    def __init__(
        self,
        transaction: Transaction,
        gathered: Gathered,
        decisions: Sequence[Decision],
        as_of: dt.date,
        program: Program,
        ruleset: Ruleset,
        reading: Reading,
    ) -> None:
        self._transaction = transaction
        self._gathered = gathered
        self._decisions = decisions
        self._as_of = as_of
        self._program = program
        self._ruleset = ruleset
        self._reading = reading

    def items(self) -> tuple[ItemOut, ...]:
        """The outcome of each item."""
        return tuple(
            ItemOut(
                index=index,
                description=item.description,
                eccn=item.eccn,
                outcome=decision.outcome,
                policy=decision.policy.label if decision.policy else None,
                at_least=decision.at_least,
            )
            for index, (item, decision) in enumerate(
                zip(self._transaction.items, self._decisions, strict=True)
            )
        )

    def findings(self, *kinds: Kind) -> tuple[Requirement, ...]:
        """Rules of these kinds that hold or may hold, those that hold first."""
        grouped: dict[tuple[str, int | None, Truth], list[int]] = {}
        first: dict[tuple[str, int | None, Truth], tuple[Decision, Finding]] = {}
        for index, decision in enumerate(self._decisions):
            for finding in decision.findings:
                if finding.live.rule.text.kind not in kinds or finding.truth is Truth.NO:
                    continue
                key = (finding.live.rule.name, finding.party, finding.truth)
                grouped.setdefault(key, []).append(index)
                first.setdefault(key, (decision, finding))
        found = [
            Requirement(
                statement=self._statement(finding.live),
                holds=True if finding.truth is Truth.YES else None,
                counted=finding.counted,
                items=tuple(grouped[key]),
                party=self._party(finding.party),
                steps=decision.steps(finding),
            )
            for key, (decision, finding) in first.items()
        ]
        return tuple(sorted(found, key=lambda r: (not r.counted, r.holds is None)))

    def exceptions(self) -> tuple[OpenException, ...]:
        """License exceptions that are open, each with its items."""
        symbols: dict[str, list[int]] = {}
        for index, decision in enumerate(self._decisions):
            for symbol in decision.exceptions:
                symbols.setdefault(symbol, []).append(index)
        return tuple(OpenException(symbol, tuple(items)) for symbol, items in symbols.items())

    def policy(self) -> ReviewPolicy | None:
        """How applications would be reviewed; None where no license is in question."""
        spans = [d.policy for d in self._decisions if d.policy is not None]
        if not spans:
            return None
        whole = PolicySpan(max(s.mildest for s in spans), max(s.strictest for s in spans))
        kinds = whole.kinds
        return ReviewPolicy(
            kind=kinds[0] if len(kinds) == 1 else None,
            mildest=kinds[0],
            strictest=kinds[-1],
            all=tuple(self._policies()),
        )

    def _policies(self) -> Iterator[Policy]:
        grouped: dict[tuple[str, int | None, str], list[int]] = {}
        first: dict[tuple[str, int | None, str], tuple[Decision, PolicyFinding]] = {}
        for index, decision in enumerate(self._decisions):
            for policy in decision.policies:
                key = (policy.finding.live.rule.name, policy.finding.party, policy.requirement)
                grouped.setdefault(key, []).append(index)
                first.setdefault(key, (decision, policy))
        for key, (decision, policy) in first.items():
            kinds = policy.span.kinds
            top = decision.policy
            yield Policy(
                statement=self._statement(policy.finding.live),
                requirement=policy.requirement,
                mildest=kinds[0],
                strictest=kinds[-1],
                governs=not policy.displaced_by
                and top is not None
                and policy.span.strictest == top.strictest,
                items=tuple(grouped[key]),
                party=self._party(policy.finding.party),
                displaced_by=policy.displaced_by,
            )

    def asks(self) -> tuple[Ask, ...]:
        """The facts that can still change the answer, each once for all its items."""
        found: dict[tuple[str, int | None], Ask] = {}
        for index, decision in enumerate(self._decisions):
            for ask in asks(self._ruleset, self._program, decision, self._reading):
                key = (ask.fact.name, ask.party)
                items = (*found[key].items, index) if key in found else (index,)
                found[key] = Ask(
                    fact=ask.fact.name,
                    question=self._question(ask.fact.name, ask.fact.question, ask.party)
                    + self._entry_reads(ask.fact.name, index),
                    path=self._path(ask.fact.name, ask.fact.path, ask.party, items),
                    asked_of=ask.fact.asked_of,
                    items=items,
                    party=self._party(ask.party),
                    cite=ask.fact.cite,
                    choices=_choices(ask.fact),
                    exact=ask.exact,
                )
        return tuple(found.values())

    def what_ifs(self) -> tuple[WhatIfOut, ...]:
        """The smallest changes of stated facts that would change the answer."""
        found: dict[tuple[object, ...], WhatIfOut] = {}
        for index, decision in enumerate(self._decisions):
            leave = self._left_as_presumed(index)
            for one in what_if(self._ruleset, self._program, decision, self._reading, leave):
                changes = tuple(self._change(change, index) for change in one.changes)
                label = one.policy.label if one.policy else None
                key = (tuple((c.fact, c.then, c.party) for c in changes), one.outcome, label)
                items = (*found[key].items, index) if key in found else (index,)
                found[key] = WhatIfOut(items, changes, one.outcome, label, one.correctable)
        return tuple(found.values())

    def _left_as_presumed(self, item: int) -> set[Key]:
        """Declared presumptions: the answer lists each, so they are not sensitivities too."""
        rows = enumerate(self._gathered.rows)
        stated: list[tuple[Key, Given]] = [
            ((n, None), g) for n, g in self._gathered.items[item].items()
        ]
        stated += [((n, index), g) for index, row in rows for n, g in row.given.items()]
        return {
            key for key, given in stated if given.assumed and self._ruleset.facts[key[0]].presumed
        }

    def _change(self, change: Change, item: int) -> ChangeOut:
        return ChangeOut(
            change.fact.name,
            spell(change.now),
            "any other" if change.then in (OTHER, UNNAMED_ECCN) else spell(change.then),
            self._path(change.fact.name, change.fact.path, change.party, (item,)),
            self._party(change.party),
        )

    def _question(self, fact: str, question: str, row: int | None) -> str:
        if row is None:
            return question
        party = self._gathered.rows[row]
        name = self._transaction.parties[party.party].name
        if fact == "match" and party.identified is not None:
            listing = party.identified.listing
            place = f"{listing.list}, {listing.where}"
            return f"Is “{name}” the party listed as “{listing.name}” ({place})?"
        return f"{name}: {question}"

    def _entry_reads(self, fact: str, item: int) -> str:
        words = condition(self._transaction.items[item].eccn, fact)
        return f" Its entry reads: {words}." if words else ""

    def _path(self, fact: str, path: str, row: int | None, items: Sequence[int]) -> str:
        if row is not None:
            party = self._gathered.rows[row]
            path = path.replace("parties[]", f"parties[{party.party}]")
            if fact == "match" and party.identified is not None:
                path = f"{path}.{party.identified.listing.id}"
        return path.replace("items[]", f"items[{items[0]}]")

    def presumptions(self) -> tuple[Presumption, ...]:
        """The presumptions that rules reading them lean on, in the order of the vocabulary."""
        used = _used_facts(self._program)
        found: list[Presumption] = []
        for name, given in self._gathered.items[0].items():
            if given.assumed and name in used:
                fact = self._ruleset.facts[name]
                found.append(Presumption(name, spell(given.value), given.source, fact.path))
        for index, row in enumerate(self._gathered.rows):
            for name, given in row.given.items():
                if not given.assumed or name not in used or row.identified is None:
                    continue
                if name == "ofac_authorized" and not row.facts.get("sdn_744_8"):
                    continue
                fact = self._ruleset.facts[name]
                found.append(
                    Presumption(
                        name,
                        spell(given.value),
                        self._why(name, given.source, row),
                        self._path(name, fact.path, index, (0,)),
                        self._party(index),
                    )
                )
        return tuple(found)

    def _why(self, name: str, source_text: str, row: PartyRow) -> str:
        if name == "match" and row.identified is not None and row.identified.hit is not None:
            hit = row.identified.hit
            return f"screening finds “{hit.name}” with score {hit.score:.2f}"
        return source_text

    def flags(self, kind: Kind) -> tuple[Flag, ...]:
        """Duties or red flags that hold or may hold."""
        found: dict[tuple[str, int | None], Flag] = {}
        for decision in self._decisions:
            for finding in decision.findings:
                if (
                    finding.live.rule.text.kind is kind
                    and finding.counted
                    and finding.truth is not Truth.NO
                ):
                    key = (finding.live.rule.name, finding.party)
                    holds = True if finding.truth is Truth.YES else None
                    flag = Flag(self._statement(finding.live), holds, self._party(finding.party))
                    found.setdefault(key, flag)
        return tuple(found.values())

    def considered(self) -> tuple[Considered, ...]:
        """Exclusions and milder policies that were looked at and do not apply, with the reason."""
        found: dict[tuple[str, int | None], Considered] = {}
        for decision in self._decisions:
            for finding in _ruled_out(decision):
                key = (finding.live.rule.name, finding.party)
                found.setdefault(
                    key,
                    Considered(
                        self._statement(finding.live),
                        decision.steps(finding),
                        self._party(finding.party),
                    ),
                )
        return tuple(found.values())

    def figures(self) -> tuple[Figure, ...]:
        """Numbers that the rules read and that were computed, not stated."""
        used = _used_facts(self._program)
        return tuple(
            Figure(name, spell(given.value), self._ruleset.facts[name].unit, given.source, item)
            for item, facts in enumerate(self._gathered.items)
            for name, given in facts.items()
            if name in used
            and self._ruleset.facts[name].type is FactType.NUMBER
            and not given.source.startswith("stated at")
        )

    def entries(self) -> tuple[Entry, ...]:
        """The list entries that the parties are, or may be."""
        decision = self._decisions[0]
        return tuple(
            self._entry(row, index, decision)
            for index, row in enumerate(self._gathered.rows)
            if row.identified is not None
        )

    def _entry(self, row: PartyRow, index: int, decision: Decision) -> Entry:
        assert row.identified is not None
        listing = row.identified.listing
        requirement, policy = listing.requirement, listing.policy
        unread = [part.unparsed for part in (requirement, policy) if part and part.unparsed]
        return Entry(
            listing=listing.id,
            name=listing.name,
            list=listing.list,
            place=listing.where,
            requirement=requirement.text if requirement else "",
            requirement_terms=self._terms(row, "entry_requires", index, decision),
            policy=policy.text if policy else "",
            policy_terms=self._terms(row, "entry_policy", index, decision),
            footnotes=listing.footnotes,
            history=tuple(str(n) for n in listing.history),
            listed_from=listing.listed_from,
            in_effect=row.given["listed_then"].value is True
            if "listed_then" in row.given
            else None,
            read_the_entry="; ".join(unread),
            changed_since=tuple(str(n) for n in listing.changed_after(self._as_of)),
        )

    def _terms(
        self, row: PartyRow, fact: str, index: int, decision: Decision
    ) -> tuple[EntryTerm, ...]:
        return tuple(_reachable(row.facts.get(fact), decision, index))

    def signals(self) -> Iterator[Signal]:
        """Policy signals known on the day that speak to a listed party."""
        listings = [r.identified.listing for r in self._gathered.rows if r.identified is not None]
        for signal in registries.signals():
            bound = any(
                signal.footnote in listing.footnotes or signal.listing == listing.id
                for listing in listings
                if listing.list == "us-bis-el"
            )
            if bound and signal.date <= self._as_of:
                yield signal

    def _party(self, row: int | None) -> PartyRef | None:
        if row is None:
            return None
        one = self._gathered.rows[row]
        party = self._transaction.parties[one.party]
        listing = one.identified.listing.id if one.identified else None
        return PartyRef(one.party, party.name, party.role.value, listing)

    def _statement(self, live: Live) -> Statement:
        rule, version, standing = live.rule, live.version.text, live.standing
        return Statement(
            rule=rule.name,
            says=rule.text.says,
            cite=version.cite,
            version=version.start,
            older=version.start <= ENCODED_FROM,
            url=ecfr_url(version.cite, self._as_of),
            notice=version.by or None,
            published=version.published,
            verified=version.verified,
            status=standing.status,
            status_note=standing.note,
            status_unconfirmed_since=standing.since
            if standing.status is Status.UNCONFIRMED
            else None,
            note=version.note,
        )


def _reachable(entry: Value, decision: Decision, row: int) -> Iterator[EntryTerm]:
    """The terms that decide or may decide, those of paragraphs pointed to in their place."""
    parts = entry.parts if isinstance(entry, Joint) else (entry,)
    for part in parts:
        if not isinstance(part, Terms):
            continue
        for term in reach(part, decision.context, row)[0]:
            if isinstance(term.value, Joint):
                yield from _reachable(term.value, decision, row)
            else:
                yield EntryTerm(
                    test="every item" if term.text == "True" else term.text,
                    gives=_gives(term.value),
                    cites=term.cites,
                    note=term.note,
                    verified=term.verified,
                )


def _ruled_out(decision: Decision) -> Iterator[Finding]:
    """Rules that would have lifted or softened the answer and surely do not hold."""
    refused = [f for f in decision.findings if f.counted and f.truth is Truth.NO]
    for requirement in decision.findings:
        text = requirement.live.rule.text
        if text.kind is not Kind.REQUIREMENT or not requirement.counted:
            continue
        if requirement.truth is not Truth.YES:
            continue
        lifting = {
            node.inner.rule
            for node in walk(requirement.live.version.when)
            if isinstance(node, Not) and isinstance(node.inner, RuleRef)
        }
        for finding in refused:
            softening = requirement.live.rule.name in finding.live.rule.text.of
            if finding.party not in (None, requirement.party):
                continue
            if finding.live.rule.name in lifting or (
                softening and finding.live.rule.text.exception_to
            ):
                yield finding


def _choices(fact: Fact) -> tuple[str, ...]:
    """The answers there are, where they are few; a field of its own (a country) has its own."""
    yes_or_no = "facts." in fact.path or fact.path.endswith(".matches")
    return ("yes", "no") if fact.type is FactType.BOOL and yes_or_no else fact.values


def _gives(value: bool | PolicySpan) -> str:
    if isinstance(value, PolicySpan):
        return value.label
    return "a license is required" if value else "no license is required by the entry"


def _used_facts(program: Program) -> set[str]:
    """Facts that some rule in force reads for the answer; red flags do not bear on it."""
    used: set[str] = set()
    for live in program.rules:
        if live.rule.text.kind is Kind.RED_FLAG:
            continue
        for node in walk(live.version.when):
            if isinstance(node, FactRef | Compare | Member):
                used.add(node.fact)
    return used
