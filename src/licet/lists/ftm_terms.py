"""How licet's lists, identifiers and kinds are called in FollowTheMoney (FtM 4)."""

from __future__ import annotations

from typing import NamedTuple

from licet.lists.identifiers import IdentifierKind
from licet.lists.model import NameKind, PartyKind


class ListTerms(NamedTuple):
    """Who keeps a list, what it is called, and the FtM topic its parties carry."""

    authority: str
    title: str
    topic: str


_BIS = "Bureau of Industry and Security"
_OFAC = "Office of Foreign Assets Control"
_STATE = "Department of State"

LISTS = {
    "us-bis-el": ListTerms(_BIS, "Entity List", "export.control"),
    "us-bis-dpl": ListTerms(_BIS, "Denied Persons List", "export.control"),
    "us-bis-meu": ListTerms(_BIS, "Military End-User List", "export.control"),
    "us-bis-uvl": ListTerms(_BIS, "Unverified List", "export.risk"),
    "us-ofac-sdn": ListTerms(_OFAC, "Specially Designated Nationals List", "sanction"),
    "us-ofac-cons": ListTerms(_OFAC, "Consolidated (non-SDN) List", "sanction"),
    "us-ofac-ssi": ListTerms(_OFAC, "Sectoral Sanctions Identifications List", "sanction"),
    "us-ofac-mbs": ListTerms(_OFAC, "Non-SDN Menu-Based Sanctions List", "sanction"),
    "us-ofac-plc": ListTerms(_OFAC, "Palestinian Legislative Council List", "sanction"),
    "us-ofac-fse": ListTerms(_OFAC, "Foreign Sanctions Evaders List", "sanction"),
    "us-ofac-cap": ListTerms(_OFAC, "CAPTA List", "sanction"),
    "us-ofac-cmic": ListTerms(
        _OFAC, "Non-SDN Chinese Military-Industrial Complex Companies List", "invest.ban"
    ),
    "us-state-dtc": ListTerms(_STATE, "ITAR Debarred Parties", "debarment"),
    "us-state-isn": ListTerms(_STATE, "Nonproliferation Sanctions", "sanction"),
    "un-sc": ListTerms("United Nations Security Council", "Consolidated List", "sanction"),
    "gb-fcdo": ListTerms(
        "Foreign, Commonwealth & Development Office", "UK Sanctions List", "sanction"
    ),
    "jp-meti-eul": ListTerms(
        "Ministry of Economy, Trade and Industry of Japan",
        "Foreign End User List",
        "export.control",
    ),
}

SCHEMATA = {
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.PERSON: "Person",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
    PartyKind.ADDRESS: "Address",
    PartyKind.UNKNOWN: "LegalEntity",
}
LEGAL_ENTITIES = frozenset({"LegalEntity", "Person", "Organization", "Company"})

NAMES = {
    NameKind.PRIMARY: "name",
    NameKind.AKA: "alias",
    NameKind.DBA: "alias",
    NameKind.FKA: "previousName",
    NameKind.WEAK: "weakAlias",
}

#: Only companies have these in FtM, so a party that has one is a company.
COMPANY_IDENTIFIERS: dict[str, str] = {
    IdentifierKind.ISIN: "isinCode",
    IdentifierKind.TICKER: "ticker",
}

_OF_EVERY_LEGAL_ENTITY: dict[str, str] = {
    IdentifierKind.REGISTRATION: "registrationNumber",
    IdentifierKind.TAX: "taxNumber",
    IdentifierKind.LEI: "leiCode",
    IdentifierKind.BIC: "swiftBic",
    IdentifierKind.DUNS: "dunsCode",
    IdentifierKind.USCC: "uscCode",
    IdentifierKind.OKPO: "okpoCode",
    IdentifierKind.NATIONAL_ID: "idNumber",
    IdentifierKind.PASSPORT: "idNumber",
    IdentifierKind.EMAIL: "email",
    IdentifierKind.WEBSITE: "website",
    IdentifierKind.PHONE: "phone",
}
#: Property of each kind of identifier by schema; one that has none here goes into the notes.
IDENTIFIERS: dict[str, dict[str, str]] = {
    "LegalEntity": _OF_EVERY_LEGAL_ENTITY,
    "Person": {**_OF_EVERY_LEGAL_ENTITY, IdentifierKind.PASSPORT: "passportNumber"},
    "Organization": {**_OF_EVERY_LEGAL_ENTITY, IdentifierKind.IMO: "imoNumber"},
    "Company": {
        **_OF_EVERY_LEGAL_ENTITY,
        **COMPANY_IDENTIFIERS,
        IdentifierKind.IMO: "imoNumber",
    },
    "Vessel": {
        IdentifierKind.IMO: "imoNumber",
        IdentifierKind.MMSI: "mmsi",
        IdentifierKind.CALL_SIGN: "callSign",
        IdentifierKind.REGISTRATION: "registrationNumber",
    },
    "Airplane": {
        IdentifierKind.TAIL_NUMBER: "registrationNumber",
        IdentifierKind.SERIAL_NUMBER: "serialNumber",
    },
    "Address": {},
}
