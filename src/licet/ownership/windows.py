"""On which days each 50 percent rule has legal effect, who says so, and what is not confirmed.

Printed is not in force: the affiliates rule stands in the Code of Federal Regulations and was
stayed six weeks after it took effect.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from licet.terms.citation import Notice
from licet.terms.period import Period


class Rule(enum.StrEnum):
    """Whose 50 percent rule."""

    BIS = "bis"
    OFAC = "ofac"

    @property
    def full_name(self) -> str:
        """The rule's name and its paragraphs."""
        return _FULL_NAMES[self]


_FULL_NAMES = {
    Rule.BIS: "BIS affiliates rule (15 CFR 744.8(a)(2), 744.11(a)(1), 744.21(a)(3); "
    "Supplement No. 8 to Part 744)",
    Rule.OFAC: "OFAC 50 percent rule (revised guidance of 2014-08-13)",
}


class Effect(enum.StrEnum):
    """What the rule does on the day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    STAYED = "stayed"
    EARLIER_GUIDANCE = "earlier_guidance"  # another rule held, which licet does not reckon


class RuleStatus(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of days with one legal effect.

    `confirmed` False: no official source that licet's authors could read bears it out; `note`
    says what is missing.
    """

    period: Period
    effect: Effect
    notice: Notice | None = None
    confirmed: bool = True
    note: str = ""


_AFFILIATES_RULE = Notice(dt.date(2025, 9, 30), "90 FR 47201")
_STAY = Notice(dt.date(2025, 11, 12), "90 FR 50857")
_OFAC_GUIDANCE = Notice(dt.date(2014, 8, 14), "79 FR 47726")
_OFAC_UNREAD = (
    "dates and page are from law firms' accounts of OFAC's guidance, not from its own text"
)

STATUSES: dict[Rule, tuple[RuleStatus, ...]] = {
    Rule.BIS: (
        RuleStatus(
            period=Period(None, dt.date(2025, 9, 28)),
            effect=Effect.NOT_YET,
            note="no 50 percent rule under the EAR; a listed owner was a red flag only",
        ),
        RuleStatus(
            period=Period(dt.date(2025, 9, 29), dt.date(2025, 11, 9)),
            effect=Effect.IN_FORCE,
            notice=_AFFILIATES_RULE,
            note="a temporary general license, ending 2025-12-01, covered some affiliates in "
            "Country Groups A:5 and A:6 and some joint ventures, not those of SDNs",
        ),
        RuleStatus(
            period=Period(dt.date(2025, 11, 10), dt.date(2026, 11, 9)),
            effect=Effect.STAYED,
            notice=_STAY,
        ),
        RuleStatus(
            period=Period(dt.date(2026, 11, 10), None),
            effect=Effect.IN_FORCE,
            notice=_STAY,
            confirmed=False,
            note="the stay ends by its own terms on 2026-11-09; no source read by licet's authors "
            "tells whether it was extended or the rule changed: check the Federal Register",
        ),
    ),
    Rule.OFAC: (
        RuleStatus(
            period=Period(None, dt.date(2014, 8, 12)),
            effect=Effect.EARLIER_GUIDANCE,
            confirmed=False,
            note="guidance of 2008-02-14 reckoned each blocked person alone; " + _OFAC_UNREAD,
        ),
        RuleStatus(
            period=Period(dt.date(2014, 8, 13), None),
            effect=Effect.IN_FORCE,
            notice=_OFAC_GUIDANCE,
            confirmed=False,
            note=_OFAC_UNREAD,
        ),
    ),
}


def status_on(rule: Rule, day: dt.date) -> RuleStatus:
    """The rule's status on `day`; the periods of a rule cover every day once."""
    return next(status for status in STATUSES[rule] if day in status.period)
