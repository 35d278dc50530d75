"""What a list entry says, as data: `Listing` and its parts, and the `Snapshot` it was read from.

These classes are what every importer produces and everything above reads. They are frozen,
serialise with msgspec (JSON or MessagePack), and hold no behaviour that needs a file.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from licet.terms.citation import Notice
from licet.terms.policy import PolicyKind


class NameKind(enum.StrEnum):
    """How a name stands to the party, as the list prints it."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    DBA = "dba"
    WEAK = "weak"  # OFAC "weak a.k.a.", UN "low quality": too common to alert on alone


class PartyKind(enum.StrEnum):
    """What is listed."""

    ORGANIZATION = "organization"
    PERSON = "person"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"  # an address entry without a name (15 CFR 744.16(f))
    UNKNOWN = "unknown"


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """One spelling of a party's name."""

    text: str
    kind: NameKind = NameKind.PRIMARY
    lang: str | None = None


class Address(msgspec.Struct, frozen=True, omit_defaults=True):
    """One address as printed; `country` is ISO 3166-1 alpha-2, lower case (None: not known)."""

    text: str
    country: str | None = None


class Identifier(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number or code that identifies the party: passport, registration, IMO, LEI, BIC ..."""

    kind: str
    value: str
    country: str | None = None


class RequirementTerm(msgspec.Struct, frozen=True, omit_defaults=True):
    """One limb of an entry's license requirement.

    `when` is an expression of the rule language over item, end-use and party facts (`True`: every
    item subject to the EAR). Terms are read in order; the first whose test holds decides.
    `license` False means that the entry itself asks for no license for such items.
    `exceptions` names license exceptions (with paragraph) that the entry leaves open.
    """

    when: str
    license: bool = True
    cites: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class Requirement(msgspec.Struct, frozen=True, omit_defaults=True):
    """The "License requirement" of an entry: its wording, and the wording as ordered terms.

    `unparsed` holds the part of the wording that could not be read exactly; an answer that
    touches it must say "read the entry".
    """

    text: str
    terms: tuple[RequirementTerm, ...] = ()
    unparsed: str | None = None


class PolicyTerm(msgspec.Struct, frozen=True, omit_defaults=True):
    """One limb of an entry's license review policy.

    Either `kind` is stated, or the entry points elsewhere and `refer` names the paragraphs
    (for example `15 CFR 744.2(d)`) whose policy governs.
    """

    when: str
    kind: PolicyKind | None = None
    refer: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


class ReviewPolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """The "License review policy" of an entry: its wording and ordered terms; see `Requirement`."""

    text: str
    terms: tuple[PolicyTerm, ...] = ()
    unparsed: str | None = None


class Listing(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One listed party (or address) in one list.

    `id` is stable across snapshots as long as list, heading and primary name stay.
    `list` is the list that has legal effect (`us-bis-el`); `source` is the publication it was
    read from (`us-bis-el` when read from the eCFR, `us-trade-csl` when read from the
    Consolidated Screening List). Country codes are ISO 3166-1 alpha-2, lower case.
    `listed_from` is the first day with legal effect as far as the source and the dated table of
    effective dates tell; None means that the source does not say.
    """

    id: str
    list: str
    source: str
    names: tuple[Name, ...]
    kind: PartyKind = PartyKind.UNKNOWN
    addresses: tuple[Address, ...] = ()
    countries: tuple[str, ...] = ()
    heading: str | None = None  # destination heading of the Entity List, as printed
    identifiers: tuple[Identifier, ...] = ()
    birth_dates: tuple[str, ...] = ()  # ISO 8601, possibly partial: 1970, 1970-05, 1970-05-02
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    requirement: Requirement | None = None
    policy: ReviewPolicy | None = None
    footnotes: tuple[int, ...] = ()
    history: tuple[Notice, ...] = ()
    listed_from: dt.date | None = None
    listed_until: dt.date | None = None
    parent: str | None = None  # id of the listing under which this one is named
    see_also: tuple[str, ...] = ()  # destination headings the entry points to, as printed
    remarks: str | None = None
    where: str = ""  # place in the source: "row 655", "dataid 6908555"

    @property
    def name(self) -> str:
        """The primary name, or for an address entry its address."""
        return self.names[0].text if self.names else self.addresses[0].text

    @property
    def last_changed(self) -> dt.date | None:
        """Publication day of the newest notice in the entry's history."""
        return max((n.published for n in self.history), default=None)

    def listed_on(self, day: dt.date) -> bool | None:
        """Whether the entry was on the list on `day`; None where the source says no first day."""
        if self.listed_until is not None and day > self.listed_until:
            return False
        if self.listed_from is None:
            return None
        return self.listed_from <= day

    def changed_after(self, day: dt.date) -> tuple[Notice, ...]:
        """Notices after `day`: the wording on that day may differ from the wording stored here."""
        return tuple(n for n in self.history if n.published > day)


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One source as it was read: what the bytes were, when they were fetched, what was counted."""

    source: str
    sha256: str  # of the bytes read, hexadecimal
    retrieved_at: dt.datetime  # UTC
    content_date: dt.date | None  # the day the content speaks of, as the source says
    listings: int
    counts: dict[str, int] = {}  # format-specific: rows, headings, footnotes ...
    note: str = ""  # provenance worth showing, for example "third-party copy"

    @property
    def id(self) -> str:
        """Short name used in answers: source, content date, first 12 digits of the digest."""
        day = self.content_date.isoformat() if self.content_date else "undated"
        return f"{self.source}@{day}:{self.sha256[:12]}"


class CompiledList(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot together with the listings read from it."""

    snapshot: Snapshot
    entries: tuple[Listing, ...]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a source that a person should look at; reading went on.

    `kind` is a stable slug (`unparsed-policy`, `missing-cell`, `bad-date` ...).
    """

    kind: str
    where: str
    what: str
    remedy: str = ""
