"""Deciding the lines: each distinct case once, in columns, and the answers grouped by cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from licet.determination.batch.orders import Case, Line, lines, transaction
from licet.determination.gather import gather
from licet.determination.identify import Finder, Identified, identify, query_of
from licet.determination.transaction import Transaction
from licet.determination.vocabulary import EntryReader
from licet.law.columns import decide_lines, lines_of
from licet.law.conclude import YES, Outcome
from licet.law.evaluate import Row as Facts
from licet.law.rules import Kind, Reading
from licet.law.ruleset import Program, Ruleset
from licet.lists.catalog import Lists
from licet.lists.model import Listing
from licet.screening.bulk.rows import Flaw, Row
from licet.screening.model import Hit, PartyQuery
from licet.terms.errors import BadInput

#: Lines that are decided together.
CHUNK = 20_000
#: Distinct cases whose answers are kept; beyond it the oldest are forgotten.
KEPT = 200_000


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a case comes to. `causes` are the requirements and prohibitions that hold."""

    outcome: Outcome
    at_least: Outcome | None = None
    policy: str | None = None
    causes: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the output."""

    row: int
    order: str
    line: str
    answer: Answer


class Group(msgspec.Struct):
    """Lines with the same outcome for the same causes; `example` is the first of them."""

    outcome: Outcome
    policy: str | None
    causes: tuple[str, ...]
    lines: int
    example: str


class Batch:
    """Decides lines against one ruleset and one set of lists; answers to like cases are kept."""

    def __init__(
        self,
        ruleset: Ruleset,
        lists: Lists,
        finder: Finder,
        today: dt.date,
        as_of: dt.date | None = None,
        reading: Reading = Reading.ENFORCED,
    ) -> None:
        self._ruleset = ruleset
        self._lists = lists
        self._finder = _Remembering(finder)
        self._today = (as_of or today).isoformat()
        self._as_of = as_of
        self._reading = reading
        self._entries = EntryReader(ruleset)
        self._read_on = {name: lists.snapshot_of(name).content_date for name in lists.ids}
        self._known: dict[Case, Answer | str] = {}
        self.groups: dict[tuple[str, str | None, tuple[str, ...]], Group] = {}

    def decide(self, rows: Iterable[Row | Flaw]) -> Iterator[Decided | Flaw]:
        """Answers in the order of the rows; a line that cannot be read is a flaw."""
        held: list[Line | Flaw] = []
        for line in lines(rows):
            held.append(line)
            if len(held) >= CHUNK:
                yield from self._decide(held)
                held = []
        yield from self._decide(held)

    def _decide(self, held: Sequence[Line | Flaw]) -> Iterator[Decided | Flaw]:
        self._learn(dict.fromkeys(one.case for one in held if isinstance(one, Line)))
        for one in held:
            if isinstance(one, Flaw):
                yield one
                continue
            answer = self._known[one.case]
            if isinstance(answer, str):
                what, _, remedy = answer.partition("\n")
                yield Flaw(row=one.row, line=one.at, what=what, remedy=remedy)
                continue
            self._count(one, answer)
            yield Decided(one.row, one.order, one.line, answer)

    def _count(self, line: Line, answer: Answer) -> None:
        key = (answer.outcome.value, answer.policy, answer.causes)
        group = self.groups.get(key)
        if group is None:
            name = f"order {line.order}, line {line.line}"
            self.groups[key] = Group(answer.outcome, answer.policy, answer.causes, 1, name)
        else:
            group.lines += 1

    def _learn(self, cases: Iterable[Case]) -> None:
        new = [case for case in cases if case not in self._known]
        if len(self._known) + len(new) > KEPT:
            self._known = {case: self._known[case] for case in cases if case in self._known}
        asked: dict[Case, Transaction] = {}
        for case in new:
            try:
                asked[case] = transaction(case, self._today)
            except BadInput as error:
                self._known[case] = _flaw(error)
        self._finder.look_up(asked.values())
        by_program: dict[dt.date, list[tuple[Case, Facts, list[Facts], tuple[str, ...]]]] = {}
        for case, one in asked.items():
            day = self._as_of or one.as_of or dt.date.fromisoformat(self._today)
            try:
                program = self._ruleset.at(day)
                facts, parties, listings = self._facts(one, day)
            except BadInput as error:
                self._known[case] = _flaw(error)
                continue
            by_program.setdefault(program.start, []).append((case, facts, parties, listings))
        for start, several in by_program.items():
            self._answer(self._ruleset.at(start), several)

    def _facts(self, one: Transaction, day: dt.date) -> tuple[Facts, list[Facts], tuple[str, ...]]:
        found = identify(one, self._finder, self._listing)
        gathered = gather(one, found, day, self._read_on, self._ruleset.facts, self._entries, {})
        return gathered.facts(0), gathered.parties(), tuple(_listings(found))

    def _listing(self, listing_id: str) -> Listing | None:
        return self._lists.by_id.get(listing_id)

    def _answer(
        self,
        program: Program,
        several: Sequence[tuple[Case, Facts, list[Facts], tuple[str, ...]]],
    ) -> None:
        answers = decide_lines(
            program,
            lines_of([(facts, parties) for _, facts, parties, _ in several]),
            self._reading,
            causes=(Kind.REQUIREMENT, Kind.PROHIBITION),
        )
        for index, (case, _, _, listings) in enumerate(several):
            if answers.conflict[index] == YES:
                self._known[case] = "two exceptions to one policy hold and differ\ncheck it alone"
                continue
            outcome, policy = answers.one(index)
            certain = bool(answers.license_certain[index] == YES)
            self._known[case] = Answer(
                outcome=outcome,
                at_least=Outcome.LICENSE_REQUIRED
                if certain and outcome is Outcome.NEED_FACTS
                else None,
                policy=policy.label if policy else None,
                causes=tuple(name for name, held in answers.causes.items() if held[index] == YES),
                listings=listings,
            )


class _Remembering:
    """Screens each distinct party once, many at a time."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._known: dict[PartyQuery, tuple[Hit, ...]] = {}

    def look_up(self, transactions: Iterable[Transaction]) -> None:
        """Screen ahead the parties of these transactions."""
        wanted = dict.fromkeys(query_of(party) for one in transactions for party in one.parties)
        self.screen_many(list(wanted))

    def screen(self, query: PartyQuery) -> tuple[Hit, ...]:
        """Hits for one party."""
        return self.screen_many([query])[0]

    def screen_many(self, queries: Sequence[PartyQuery]) -> list[tuple[Hit, ...]]:
        """Hits for each of many parties."""
        new = list(dict.fromkeys(query for query in queries if query not in self._known))
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
            new = list(dict.fromkeys(queries))
        if new:
            self._known.update(zip(new, self._finder.screen_many(new), strict=True))
        return [self._known[query] for query in queries]


def _listings(found: Sequence[Sequence[Identified]]) -> Iterator[str]:
    for several in found:
        for one in several:
            if one.match is not False:
                yield one.listing.id


def _flaw(error: BadInput) -> str:
    where = f"{error.where}: " if error.where else ""
    return f"{where}{error.what}\n{error.remedy}"
