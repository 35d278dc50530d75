"""What screening takes and gives: a party to look for, and hits that show their reasons.

Everything here is plain, frozen data; the work is done by `licet.screening.screener`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

import msgspec

from licet.lists.model import Identifier, Listing, NameKind, PartyKind


class PartyQuery(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A party to screen. Only `name` is needed; the rest is evidence for or against a hit.

    Countries are ISO 3166-1 alpha-2, lower case. Birth dates are ISO 8601 and may be partial
    (`1970`, `1970-05`, `1970-05-02`). `id` is the caller's own key and is handed back untouched.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: PartyKind = PartyKind.UNKNOWN
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    birth_dates: tuple[str, ...] = ()
    id: str | None = None


class Aspect(enum.StrEnum):
    """What one part of an explanation speaks of."""

    WORDS = "words"  # words of the two names that were laid side by side
    INITIAL = "initial"  # a letter standing for a word
    JOINED = "joined"  # one word on this side, two on the other
    DROPPED = "dropped"  # words of the query that the listed name lacks
    ADDED = "added"  # words of the listed name that the query lacks
    LEGAL_FORM = "legal_form"  # Ltd, GmbH, OOO ... on one side or both
    NUMBER = "number"  # numbers that agree or contradict
    WHOLE = "whole"  # a property of the two names as wholes (all letters, order, known name)
    WEAK_ALIAS = "weak_alias"  # the list itself calls the name weak
    KIND = "kind"
    COUNTRY = "country"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    BIRTH_DATE = "birth_date"


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason: what was compared, how alike it is, and how far it moved the score.

    `similarity` is in [0, 1], or None where the part is not a comparison. `effect` is in natural
    log-odds: the score of a hit is the logistic function of the sum of all its parts' effects.
    """

    aspect: Aspect
    query: str = ""
    listed: str = ""
    similarity: float | None = None
    effect: float = 0.0
    note: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """How alike two names are: `score` in [0, 1] and the parts that made it."""

    score: float
    parts: tuple[Part, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A listing that may be the party, best first in an answer.

    `name` is the listed spelling that matched and `name_kind` how the list flags it; `query_name`
    is the spelling of the party (its name or one of its aliases) that matched.
    """

    listing_id: str
    list: str
    source: str
    name: str
    name_kind: NameKind
    query_name: str
    score: float
    reasons: tuple[Part, ...]
    listing: Listing


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to screen. The threshold that holds for a listing is the highest that applies to it.

    `lists` limits the search to those lists (empty: all). `limit` bounds the hits of one query.
    """

    threshold: float | None = None  # None: the default of the shipped weights
    limit: int = 10
    lists: frozenset[str] = frozenset()
    list_thresholds: Mapping[str, float] = {}
    kind_thresholds: Mapping[PartyKind, float] = {}
