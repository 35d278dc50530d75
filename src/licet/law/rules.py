"""What a rule is: an entry of the regulation with a version for each wording it has had."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from licet.law.language import Node
from licet.law.values import PolicySpan

#: Values the engine itself supplies to duties and red flags: whether a license is required, and
#: whether one would be but for license exceptions.
LICENSE_REQUIRED = "license_required"
LICENSE_WITHOUT_EXCEPTION = "license_without_exception"
CONCLUDED = frozenset({LICENSE_REQUIRED, LICENSE_WITHOUT_EXCEPTION})


class Kind(enum.StrEnum):
    """What a rule does to the answer."""

    JURISDICTION = "jurisdiction"  # whether the item is subject to the EAR
    DEFINITION = "definition"  # a name other rules use
    PROHIBITION = "prohibition"  # no license exception lifts it, and no license is to be had
    REQUIREMENT = "requirement"  # a license is needed
    RESTRICTION = "restriction"  # bars license exceptions
    AUTHORIZATION = "authorization"  # a license exception
    POLICY = "policy"  # how an application is reviewed
    DUTY = "duty"  # something to obtain, keep or report
    RED_FLAG = "red_flag"  # a reason to inquire further


class Per(enum.StrEnum):
    """Whether a rule is read once or once for each party."""

    TRANSACTION = "transaction"
    PARTY = "party"


class Reading(enum.StrEnum):
    """What counts as law: what binds today, or what is printed in the Code."""

    ENFORCED = "enforced"
    PRINTED = "printed"


class Then(enum.StrEnum):
    """What is known of a rule after its stay ended by its own terms."""

    RESUMES = "resumes"
    UNCONFIRMED = "unconfirmed"


class Stay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """A rule that stands in the Code but is suspended from `start` to `until`, both included."""

    start: dt.date
    until: dt.date
    by: str
    then: Then = Then.RESUMES
    note: str = ""


#: Rules are encoded from this day on; a wording that starts on it is older.
ENCODED_FROM = dt.date(2018, 1, 1)


class VersionText(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}
):
    """One wording of a rule as it stands in the YAML file."""

    start: dt.date
    cite: str
    when: str
    until: dt.date | None = None
    by: str = ""  # Federal Register document
    published: dt.date | None = None
    enforced: bool = True
    enforced_note: str = ""
    verified: bool = True
    note: str = ""  # our reading of an ambiguity, shown with the finding
    value: str = ""  # policies: a kind, `mild..strict`, or a party's own terms `p.entry_policy`


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as it stands in the YAML file."""

    name: str
    kind: Kind
    says: str
    versions: tuple[VersionText, ...]
    per: Per = Per.TRANSACTION
    tags: tuple[str, ...] = ()
    overcome_by: tuple[str, ...] = ()  # `any`, exceptions' names, or none
    of: tuple[str, ...] = ()  # policies: the requirements they speak to
    exception_to: tuple[str, ...] = ()  # policies: those they displace
    bars: tuple[str, ...] = ()  # restrictions: `any` or exceptions' names
    exception: str = ""  # authorizations: the license exception's symbol
    stays: tuple[Stay, ...] = ()


class Version(msgspec.Struct, frozen=True):
    """One wording of a rule, compiled."""

    text: VersionText
    when: Node
    span: PolicySpan | None = None  # policies with a value of their own
    party_terms: str = ""  # policies whose value is the party's own entry


class Rule(msgspec.Struct, frozen=True):
    """A rule with all its versions, oldest first; `where` is its file and line."""

    text: RuleText
    versions: tuple[Version, ...]
    where: str

    @property
    def name(self) -> str:
        """The stable slug other rules refer to."""
        return self.text.name

    def version_on(self, day: dt.date) -> Version | None:
        """The wording in force by its dates on `day`."""
        for version in self.versions:
            end = version.text.until
            if version.text.start <= day and (end is None or day <= end):
                return version
        return None


class Status(enum.StrEnum):
    """How a printed rule stands on a day."""

    IN_FORCE = "in_force"
    STAYED = "stayed"
    UNCONFIRMED = "unconfirmed"  # its stay has ended by its own terms; no source says what holds
    NOT_ENFORCED = "not_enforced"


class Standing(msgspec.Struct, frozen=True):
    """The status of one version on a day, with the words for the answer."""

    status: Status
    note: str = ""
    since: dt.date | None = None

    @property
    def binds(self) -> bool:
        """Whether the rule counts in the enforced reading."""
        return self.status in (Status.IN_FORCE, Status.UNCONFIRMED)


def standing(rule: Rule, version: Version, day: dt.date) -> Standing:
    """How `version` of `rule` stands on `day`: in force, stayed, unconfirmed or not enforced."""
    if not version.text.enforced:
        return Standing(Status.NOT_ENFORCED, version.text.enforced_note)
    for stay in sorted(rule.text.stays, key=lambda s: s.start, reverse=True):
        if stay.start <= day <= stay.until:
            words = f"stayed from {stay.start} to {stay.until} by {stay.by}"
            return Standing(Status.STAYED, words, stay.start)
        if day > stay.until and stay.then is Then.UNCONFIRMED:
            words = (
                f"by its terms again in force since {stay.until + dt.timedelta(days=1)}, when the "
                f"stay of {stay.by} ended; unconfirmed since {stay.until}"
            )
            return Standing(Status.UNCONFIRMED, words, stay.until)
    return Standing(Status.IN_FORCE)
