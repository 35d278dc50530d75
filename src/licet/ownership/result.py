"""What a 50 percent rule says about one entity on one day, with its reckoning laid open."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from licet.law.values import Truth
from licet.ownership.listed import ListedAs
from licet.ownership.model import Entity
from licet.ownership.share import Share
from licet.ownership.windows import Rule, RuleStatus


class Verdict(enum.StrEnum):
    """Whether the entity is restricted by who owns it (not: whether it is listed itself)."""

    RESTRICTED = "restricted"
    NOT_RESTRICTED = "not_restricted"
    NEED_FACTS = "need_facts"


class Link(msgspec.Struct, frozen=True):
    """One holding as it is shown: ends with their names, the share, and the sources."""

    owner: str
    owner_name: str
    owned: str
    owned_name: str
    share: Share
    unknown: bool  # the share is not stated at all
    indirect: bool  # stated as held through others
    sure: bool  # counts for certain (else: may count)
    listed: ListedAs | None = None  # how the owner is listed, if it is
    sources: tuple[str, ...] = ()


class Chain(msgspec.Struct, frozen=True):
    """How one listed party reaches the entity: links from the listed party down to it."""

    root: Entity
    listed: ListedAs
    links: tuple[Link, ...]
    sure: bool


class Owner(msgspec.Struct, frozen=True):
    """A direct owner of the entity and whether its share counts, and why."""

    entity: Entity
    share: Share
    unknown: bool
    counts: Truth
    listed: ListedAs | None = None


class RedFlag(msgspec.Struct, frozen=True, order=True):
    """Reason for care that is not a restriction; `path` holds entity ids, owner first."""

    kind: str
    text: str
    cite: str
    path: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, order=True):
    """A fact to find out. `decides`: the verdict stays open until it is answered."""

    kind: str
    text: str
    cite: str
    about: tuple[str, ...] = ()
    decides: bool = False


class Restriction(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one entity.

    `by_ownership` is what the shares alone say; `verdict` is the effect in law on the day, which
    differs while the rule is stayed or not yet in force and for entities the rule leaves out.
    `aggregate` is what owners that count hold together; `stated` what all stated direct owners
    hold. `chains` holds one chain for each listed party and each direct owner through which it
    reaches the entity: every one of those listings bears on the entity, and which requirement and
    review policy is strictest is for the determination to say. `links` is every holding that bears
    on the verdict. `minority` names listed parties whose interest does not restrict.
    """

    entity: Entity
    rule: Rule
    on: dt.date
    status: RuleStatus
    verdict: Verdict
    by_ownership: Verdict
    why: str
    aggregate: Share
    stated: Share
    owners: tuple[Owner, ...] = ()
    chains: tuple[Chain, ...] = ()
    links: tuple[Link, ...] = ()
    minority: tuple[RedFlag, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    questions: tuple[Question, ...] = ()
    contradictions: tuple[str, ...] = ()
    listed: ListedAs | None = None  # how the entity itself is listed, if it is

    @property
    def restricting(self) -> tuple[Chain, ...]:
        """The chains that certainly restrict, one or more per listed party."""
        return tuple(chain for chain in self.chains if chain.sure)


class Summary(msgspec.Struct, frozen=True):
    """One line about one entity; `layers` counts the steps up to the nearest listed owner."""

    entity: Entity
    verdict: Verdict
    by_ownership: Verdict
    aggregate: Share
    layers: int
