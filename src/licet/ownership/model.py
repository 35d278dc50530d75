"""Who owns whom, as sources state it: entities, dated statements, and the graph they make.

A statement is what one source says about one owner and one owned entity. It is kept as said;
what of it counts as ownership on a given day is decided in `holdings`.
"""

from __future__ import annotations

import enum
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

from licet.law.values import Truth
from licet.lists.model import Identifier, Problem
from licet.ownership.share import Share
from licet.terms.errors import BadInput
from licet.terms.period import Period

#: Jurisdictions inside the "United States" of 15 CFR 772.1: the States, DC, Puerto Rico and all
#: territories, dependencies and possessions (ISO 3166-1, lower case).
UNITED_STATES = frozenset({"us", "as", "gu", "mp", "pr", "um", "vi"})
_SHOWN = 5


class EntityKind(enum.StrEnum):
    """What stands at a node of the graph."""

    COMPANY = "company"
    BRANCH = "branch"  # no person of its own: part of its head office
    PERSON = "person"
    STATE = "state"
    ARRANGEMENT = "arrangement"  # trust, joint holding, nomination
    UNDISCLOSED = "undisclosed"  # an owner of whom the source says only that it is not named
    UNKNOWN = "unknown"


class Entity(msgspec.Struct, frozen=True, omit_defaults=True, order=True):
    """An owner or owned entity.

    `jurisdiction` is where it is organised: ISO 3166-1 alpha-2 or 3166-2, lower case (`us-de`),
    None where not stated. `note` holds a source's reason for not naming an undisclosed owner.
    """

    id: str
    name: str
    kind: EntityKind = EntityKind.UNKNOWN
    jurisdiction: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    note: str = ""

    @property
    def is_us(self) -> bool | None:
        """Whether it is organised in the United States; None where not stated."""
        if self.jurisdiction is None:
            return None
        return self.jurisdiction.split("-")[0] in UNITED_STATES


class InterestKind(enum.StrEnum):
    """What the owner has in the owned entity."""

    SHAREHOLDING = "shareholding"
    BRANCH = "branch"  # the owned is a branch of the owner
    CONSOLIDATION = "consolidation"  # accounts are consolidated: control, of an unknown share
    BENEFICIAL = "beneficial"  # trust, nomination, claim on profit or assets: may be ownership
    UNSPECIFIED = "unspecified"  # the source does not say
    VOTING = "voting"
    CONTROL = "control"

    @property
    def is_ownership(self) -> Truth:
        """Both 50 percent rules speak of ownership; control by other means does not count."""
        return _IS_OWNERSHIP[self]


_IS_OWNERSHIP = {
    InterestKind.SHAREHOLDING: Truth.YES,
    InterestKind.BRANCH: Truth.YES,
    InterestKind.CONSOLIDATION: Truth.UNKNOWN,
    InterestKind.BENEFICIAL: Truth.UNKNOWN,
    InterestKind.UNSPECIFIED: Truth.UNKNOWN,
    InterestKind.VOTING: Truth.NO,
    InterestKind.CONTROL: Truth.NO,
}


class Directness(enum.StrEnum):
    """Whether the owner holds the interest itself; `UNKNOWN` is reckoned as direct."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    UNKNOWN = "unknown"


class OwnershipStatement(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One source's word on one owner's interest in one entity.

    Statements with the same `id` are parcels of one record and add up; statements with different
    ids about the same two entities are competing accounts of the same holding. `share` None: the
    source gives none. `period` holds the days on which the statement speaks.
    """

    id: str
    owner: str
    owned: str
    share: Share | None = None
    kind: InterestKind = InterestKind.SHAREHOLDING
    directness: Directness = Directness.DIRECT
    period: Period = Period()
    source: str = ""
    note: str = ""


class Graph:
    """Entities by id and every statement about them; the order of its input does not matter.

    An entity that statements name but nobody describes gets its id as name. Two descriptions of
    one id are settled by which says more.
    """

    def __init__(
        self, entities: Iterable[Entity], statements: Iterable[OwnershipStatement]
    ) -> None:
        self.entities: dict[str, Entity] = {}
        for entity in entities:
            known = self.entities.get(entity.id)
            if known is None or _says_more(entity, known):
                self.entities[entity.id] = entity
        self.statements = tuple(statements)
        for statement in self.statements:
            for end in (statement.owner, statement.owned):
                if end not in self.entities:
                    self.entities[end] = Entity(end, end)

    @classmethod
    def merged(cls, graphs: Iterable[Graph]) -> Graph:
        """One graph of several; statements given twice word for word count once."""
        parts = list(graphs)
        return cls(
            (entity for part in parts for entity in part.entities.values()),
            dict.fromkeys(statement for part in parts for statement in part.statements),
        )

    @cached_property
    def _by_spelling(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            found[spelling(entity.name)].append(entity)
        return found

    def entity(self, id_or_name: str) -> Entity:
        """The entity with this id, else the only one with this name (spelling and case apart).

        Raises `BadInput` when there is none, or more than one of that name.
        """
        if id_or_name in self.entities:
            return self.entities[id_or_name]
        found = sorted(self._by_spelling.get(spelling(id_or_name), []))
        if len(found) == 1:
            return found[0]
        if not found:
            raise BadInput(
                f"no entity {id_or_name!r} among {len(self.entities)} in the ownership data",
                remedy="give the id or the full name as the data spells it",
            )
        ids = ", ".join(entity.id for entity in found[:_SHOWN])
        raise BadInput(
            f"{len(found)} entities are called {id_or_name!r}",
            remedy=f"give the id instead: {ids}{' ...' if len(found) > _SHOWN else ''}",
        )


class GraphReading(msgspec.Struct, kw_only=True):
    """What a reader returns: the graph, and what it stumbled over while reading went on."""

    graph: Graph
    problems: list[Problem]


def spelling(name: str) -> str:
    """A name without regard to case, width of characters and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _says_more(new: Entity, old: Entity) -> bool:
    def rank(entity: Entity) -> tuple[bool, bool, bool, int]:
        return (
            entity.name != entity.id,
            entity.kind is not EntityKind.UNKNOWN,
            entity.jurisdiction is not None,
            len(entity.identifiers),
        )

    if rank(new) != rank(old):
        return rank(new) > rank(old)
    return repr(new) < repr(old)
