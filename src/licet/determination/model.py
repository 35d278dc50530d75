"""A determination: the answer, what it rests on, and what was not looked at.

This is the shape of `licet check --format json`. Every statement of law carries its paragraph,
the day its version began, and its Federal Register notice where one is recorded.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from licet.law.conclude import Outcome
from licet.law.evaluate import Step
from licet.law.rules import Reading, Status
from licet.lists.model import Listing
from licet.screening.model import Part
from licet.terms.policy import PolicyKind


class Statement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sentence of law: what it says, where it stands, since when, and how sure that is."""

    rule: str
    says: str
    cite: str
    version: dt.date  # first day of this wording, as encoded
    older: bool = False  # the wording stood before the first day that is encoded
    url: str | None = None
    notice: str | None = None
    published: dt.date | None = None
    verified: bool = True
    status: Status = Status.IN_FORCE
    status_note: str = ""
    status_unconfirmed_since: dt.date | None = None
    note: str = ""


class PartyRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A party of the transaction, and the listing under which a statement speaks of it."""

    index: int
    name: str
    role: str
    listing: str | None = None


class EntryTerm(msgspec.Struct, frozen=True, omit_defaults=True):
    """A limb of a list entry's own terms that decided, or may decide."""

    test: str
    gives: str
    cites: tuple[str, ...] = ()
    note: str = ""
    verified: bool = True


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the list entry of a party says, and how current that is on the day asked about."""

    listing: str
    name: str
    list: str
    place: str
    requirement: str = ""
    requirement_terms: tuple[EntryTerm, ...] = ()
    policy: str = ""
    policy_terms: tuple[EntryTerm, ...] = ()
    footnotes: tuple[int, ...] = ()
    history: tuple[str, ...] = ()
    listed_from: dt.date | None = None
    in_effect: bool | None = None  # on the day asked about
    read_the_entry: str = ""  # wording that could not be read exactly
    changed_since: tuple[str, ...] = ()  # notices after the day: the wording then may differ


class Requirement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A requirement or prohibition that holds, may hold, or is printed but does not bind."""

    statement: Statement
    holds: bool | None  # None: not known
    counted: bool
    items: tuple[int, ...]
    party: PartyRef | None = None
    steps: Step | None = None


class OpenException(msgspec.Struct, frozen=True, omit_defaults=True):
    """A license exception that is open."""

    symbol: str
    items: tuple[int, ...]


class Policy(msgspec.Struct, frozen=True, omit_defaults=True):
    """One review policy that speaks to a requirement."""

    statement: Statement
    requirement: str
    mildest: PolicyKind
    strictest: PolicyKind
    governs: bool
    items: tuple[int, ...]
    party: PartyRef | None = None
    displaced_by: tuple[str, ...] = ()


class ReviewPolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """How an application would be reviewed: the strictest that governs, and all that apply."""

    kind: PolicyKind | None  # None: between `mildest` and `strictest`, facts are missing
    mildest: PolicyKind
    strictest: PolicyKind
    all: tuple[Policy, ...]


class Ask(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact that can still change the answer."""

    fact: str
    question: str
    path: str
    asked_of: str
    items: tuple[int, ...]
    party: PartyRef | None = None
    cite: str = ""
    choices: tuple[str, ...] = ()
    exact: bool = True


class Presumption(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value taken although nobody stated it."""

    fact: str
    value: str
    why: str
    path: str
    party: PartyRef | None = None


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number that was computed from what is stated, with its arithmetic."""

    fact: str
    value: str
    unit: str
    how: str
    item: int


class Flag(msgspec.Struct, frozen=True, omit_defaults=True):
    """A duty or a red flag, with the party that raises it; `holds` None: facts are missing."""

    statement: Statement
    holds: bool | None = True
    party: PartyRef | None = None


class HitOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """A listing that a party is, may be, or was said not to be."""

    party: PartyRef
    listing: str
    list: str
    name: str
    matched: bool | None
    score: float | None
    source: str
    reasons: tuple[Part, ...] = ()


class ChangeOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fact at another value."""

    fact: str
    now: str
    then: str
    path: str
    party: PartyRef | None = None


class WhatIfOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """A smallest change that would change the answer; `fixed` ones are no remedy."""

    items: tuple[int, ...]
    changes: tuple[ChangeOut, ...]
    outcome: Outcome
    policy: str | None
    correctable: bool


class OwnershipOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """What ownership data say of a party, before the rule's own dates and stays are applied."""

    party: PartyRef
    verdict: str  # restricted | not_restricted | need_facts
    listed_owners_hold: str
    tree: str
    svg: str
    questions: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


class Considered(msgspec.Struct, frozen=True, omit_defaults=True):
    """An exclusion or milder policy that was looked at and does not apply."""

    statement: Statement
    steps: Step
    party: PartyRef | None = None


class Signal(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A dated, sourced statement of policy that is not law."""

    id: str
    date: dt.date
    title: str
    says: str
    source: str
    confidence: str  # verified | partly verified | from memory
    footnote: int | None = None  # binds to parties whose entry carries this footnote
    listing: str | None = None


class Section(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How much of a section of the EAR the rules hold."""

    section: str
    title: str
    status: str  # encoded | partly | not
    note: str = ""


class Coverage(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was looked at and what was not."""

    lists: tuple[str, ...]
    not_looked_at: tuple[str, ...]
    sections: tuple[Section, ...]


class SourceOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """The vintage of a source the answer rests on."""

    id: str
    title: str
    content_date: dt.date | None
    age_days: int | None
    stale: bool
    note: str = ""


class RulesetOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """The law the answer was given under."""

    digest: str
    epoch: dt.date  # the last change of the encoded law on or before the day


class ItemOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """The outcome of one item."""

    index: int
    description: str
    eccn: str | None
    outcome: Outcome
    policy: str | None = None
    at_least: Outcome | None = None


class Determination(msgspec.Struct, frozen=True, omit_defaults=False):
    """The answer to a transaction on a day under a reading, with everything it rests on."""

    outcome: Outcome
    at_least: Outcome | None
    as_of: dt.date
    reading: Reading
    items: tuple[ItemOut, ...]
    requirements: tuple[Requirement, ...]
    exceptions: tuple[OpenException, ...]
    policy: ReviewPolicy | None
    jurisdiction: tuple[Requirement, ...]
    considered: tuple[Considered, ...]
    figures: tuple[Figure, ...]
    entries: tuple[Entry, ...]
    ownership: tuple[OwnershipOut, ...]
    asks: tuple[Ask, ...]
    what_if: tuple[WhatIfOut, ...]
    presumptions: tuple[Presumption, ...]
    duties: tuple[Flag, ...]
    red_flags: tuple[Flag, ...]
    signals: tuple[Signal, ...]
    hits: tuple[HitOut, ...]
    coverage: Coverage
    sources: tuple[SourceOut, ...]
    ruleset: RulesetOut
    software: str
    title: str = ""


def party_ref(index: int, name: str, role: str, listing: Listing | None) -> PartyRef:
    """Reference to a party, for statements about it."""
    return PartyRef(index, name, role, listing.id if listing else None)
