"""The rules as they applied on a day."""

from __future__ import annotations

import bisect
import datetime as dt
from functools import lru_cache

import msgspec

from licet.law.codes import CodeSet
from licet.law.facts import Vocabulary
from licet.law.language import Node
from licet.law.rules import Reading, Rule, Standing, Version, standing
from licet.law.tables import Tables
from licet.terms.errors import BadInput


class Live(msgspec.Struct, frozen=True):
    """A rule with the version that is printed on the day and how it stands."""

    rule: Rule
    version: Version
    standing: Standing

    def counts(self, reading: Reading) -> bool:
        """Whether the rule counts in `reading`."""
        return reading is Reading.PRINTED or self.standing.binds


class Program(msgspec.Struct, frozen=True):
    """Everything that applies from `start` until the next day on which the law changes."""

    start: dt.date
    rules: tuple[Live, ...]
    sets: dict[str, CodeSet]
    definitions: dict[str, Node]  # each rule's own expression, for explaining references to it


class Ruleset:
    """A checked ruleset; `digest` is the sha-256 over its files."""

    def __init__(
        self, rules: tuple[Rule, ...], facts: Vocabulary, tables: Tables, digest: str
    ) -> None:
        self.rules = rules
        self.facts = facts
        self.tables = tables
        self.digest = digest
        self.epochs = tuple(sorted(_changes(rules) | tables.changes()))
        self._program = lru_cache(maxsize=64)(self._build)

    def at(self, day: dt.date) -> Program:
        """The program in force on `day`. Raises `BadInput` before the first encoded version."""
        index = bisect.bisect_right(self.epochs, day) - 1
        if index < 0:
            raise BadInput(
                f"the rules reach back to {self.epochs[0]}; {day} lies before",
                where="as_of",
                remedy="ask for a later day, and read the regulation of that time for earlier ones",
            )
        return self._program(self.epochs[index])

    def _build(self, start: dt.date) -> Program:
        live: list[Live] = []
        for rule in self.rules:
            version = rule.version_on(start)
            if version is not None:
                live.append(Live(rule, version, standing(rule, version, start)))
        definitions = {one.rule.name: one.version.when for one in live}
        return Program(start, tuple(live), self.tables.on(start), definitions)


def _changes(rules: tuple[Rule, ...]) -> set[dt.date]:
    day_after = dt.timedelta(days=1)
    days: set[dt.date] = set()
    for rule in rules:
        for version in rule.text.versions:
            days.add(version.start)
            if version.until is not None:
                days.add(version.until + day_after)
        for stay in rule.text.stays:
            days.add(stay.start)
            days.add(stay.until + day_after)
    return days
