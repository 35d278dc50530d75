"""Citations: a paragraph of the CFR, or a Federal Register document with its date."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

_FR = re.compile(r"^(?P<volume>\d{1,3}) FR (?P<page>\d{1,6})$")
_CFR = re.compile(
    r"^15 CFR (?P<section>\d{3}(?:\.\d+)?)(?P<paragraph>(?:\([A-Za-z0-9]+\))*)"
    r"|^Supplement No\. (?P<supplement>\d+) to Part (?P<part>\d{3})"
)


class Notice(msgspec.Struct, frozen=True, order=True):
    """A Federal Register page and the day it was published.

    `published` comes first so that notices sort by time. `cite` is the page as the Entity List
    prints it (for example `84 FR 22963`), which may lie inside a document that starts earlier.
    """

    published: dt.date
    cite: str

    def __str__(self) -> str:
        return f"{self.cite} ({self.published.isoformat()})"


def is_fr_cite(text: str) -> bool:
    """Whether `text` has the shape `84 FR 22961`."""
    return _FR.match(text) is not None


def is_cfr_cite(text: str) -> bool:
    """Whether `text` has the shape `15 CFR 744.11(a)(2)(i)` or `Supplement No. 4 to Part 744`."""
    return _CFR.match(text) is not None


def ecfr_url(cite: str, on: dt.date) -> str | None:
    """Address of the paragraph's section in the eCFR as it read on `on`, or None if not a CFR cite.

    The eCFR's point-in-time edition starts in 2017; for earlier days the address is still formed
    and the site itself says that it has no such edition.
    """
    match = _CFR.match(cite)
    if match is None:
        return None
    base = f"https://www.ecfr.gov/on/{on.isoformat()}/title-15"
    if match["supplement"]:
        name = f"Supplement No. {match['supplement']} to Part {match['part']}".replace(" ", "%20")
        return f"{base}/part-{match['part']}/appendix-{name}"
    anchor = match["section"] + match["paragraph"]
    return f"{base}/section-{match['section']}#p-{anchor}"
