"""Kinds of identifiers, the same for every source, and how the sources' own labels map to them."""

from __future__ import annotations

import enum
import re

from licet.lists.model import Identifier


class IdentifierKind(enum.StrEnum):
    """What an identifier is; `Identifier.kind` holds one of these values."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"  # identity cards, social security, civil and electoral registers
    TAX = "tax_id"
    REGISTRATION = "registration"  # company, business and trade registers
    LEI = "lei"
    BIC = "bic"
    DUNS = "duns"
    USCC = "uscc"  # China's unified social credit code
    OKPO = "okpo"  # Russia's "government gazette number"
    ISIN = "isin"
    TICKER = "ticker"
    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    TAIL_NUMBER = "tail_number"
    SERIAL_NUMBER = "serial_number"
    CRYPTO = "crypto"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"
    OTHER = "other"


#: Tried in order against a label in lower case; the first that occurs decides.
_LABELS: tuple[tuple[re.Pattern[str], IdentifierKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"passport|pasaporte|passeport", IdentifierKind.PASSPORT),
        (r"\bimo\b|vessel registration", IdentifierKind.IMO),
        (r"\bmmsi\b", IdentifierKind.MMSI),
        (r"call sign", IdentifierKind.CALL_SIGN),
        (r"tail number", IdentifierKind.TAIL_NUMBER),
        (r"aircraft (construction|manufacturer|serial)|\bmsn\b", IdentifierKind.SERIAL_NUMBER),
        (r"swift|\bbic\b", IdentifierKind.BIC),
        (r"\bisin\b", IdentifierKind.ISIN),
        (r"ticker", IdentifierKind.TICKER),
        (r"legal entity number|\blei\b", IdentifierKind.LEI),
        (r"d-u-n-s|\bduns\b", IdentifierKind.DUNS),
        (r"social credit", IdentifierKind.USCC),
        (r"government gazette", IdentifierKind.OKPO),
        (r"digital currency", IdentifierKind.CRYPTO),
        (r"e-?mail", IdentifierKind.EMAIL),
        (r"website", IdentifierKind.WEBSITE),
        (r"phone|telephone|\bfax\b", IdentifierKind.PHONE),
        (
            r"\btax|fiscal|\bnit\b|\bruc\b|r\.?f\.?c\b|\brif\b|c\.u\.i\.t|v\.a\.t|\bfein\b|c\.i\.f|\brtn\b",
            IdentifierKind.TAX,
        ),
        (
            r"registration|registry|company|business|folio|matricula|trade|c\.r\. no|chamber"
            r"|incorporation|enterprise|charity|license",
            IdentifierKind.REGISTRATION,
        ),
        (
            r"national|cedula|identi|tazkira|personal id|\bid\b|d\.n\.i|c\.u\.[ir]|le number|ssn"
            r"|social security|elect|birth|residen|ration card|militar|civil",
            IdentifierKind.NATIONAL_ID,
        ),
    )
)
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}$")


def kind_of(label: str) -> IdentifierKind:
    """The kind that a source's label ("Cedula No.", "SWIFT/BIC") stands for."""
    lower = label.lower()
    for pattern, kind in _LABELS:
        if pattern.search(lower):
            return kind
    return IdentifierKind.OTHER


def identifier(label: str, value: str, country: str | None = None) -> Identifier:
    """An identifier by its label; a "legal entity number" that is no LEI is a register's."""
    kind = kind_of(label)
    if kind is IdentifierKind.LEI and not _LEI.match(value):
        kind = IdentifierKind.REGISTRATION
    return Identifier(kind.value, value, country)
