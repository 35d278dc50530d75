"""The remarks of OFAC's CSV files, where everything without a column of its own stands.

They are parts divided by semicolons: `DOB 12 Feb 1961; POB Gaza; nationality Iran; Passport A123
(Iran); Vessel Registration Identification IMO 9187629; a.k.a. 'BNC'`. A name in quotation marks
is what OFAC calls a weak a.k.a. Only parts with a known label are read; the remarks are kept
whole beside what is read here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from licet.lists.dates import birth_dates
from licet.lists.identifiers import identifier
from licet.lists.model import Identifier
from licet.terms.country import country_code


class Remarks(NamedTuple):
    """What the remarks say in known words."""

    birth_dates: tuple[str, ...]
    birth_places: tuple[str, ...]
    nationalities: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    weak_names: tuple[str, ...]


_PART = re.compile(r";\s+")
_FIELD = re.compile(
    r"(?:alt\. )?(?P<field>DOB|POB|nationality(?: of Registration)?|citizen) (?P<value>.+)",
    re.IGNORECASE,
)
_WEAK = re.compile(r"(?:alt\. )?[afn]\.k\.a\.:? '(?P<name>.+)'$")
_VALUED = (
    # label, then a value with a digit in it
    *("Vessel Registration Identification IMO", "Company Number IMO", "Identification Number IMO"),
    *("MMSI", "Aircraft Tail Number", "Previous Aircraft Tail Number", "SWIFT/BIC", "BIK (RU)"),
    "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Construction Number (also called L/N or S/N or F/N)",
    *("Diplomatic Passport", "Passport", "Travel Document Number", "SSN", "US FEIN"),
    *("National ID No.", "National Foreign ID Number", "Personal ID Card", "Cedula No.", "D.N.I."),
    *("C.U.R.P.", "C.U.I.T.", "C.U.I.P.", "C.U.I.", "LE Number", "Kenyan ID No.", "RTN", "C.I.F."),
    *("Turkish Identification Number", "Identification Number", "Birth Certificate Number"),
    *("Electoral Registry No.", "Credencial electoral", "Residency Number", "I.F.E."),
    *("Tax ID No.", "NIT #", "RUC #", "RIF #", "R.F.C.", "RFC", "V.A.T. Number"),
    *("Italian Fiscal Code", "Registration ID", "Registration Number", "UK Company Number"),
    *("Company Number", "Commercial Registry Number", "Business Registration Number"),
    *("Business Registration Document #", "Business Number", "Public Registration Number"),
    *("Chamber of Commerce Number", "Certificate of Incorporation Number", "Enterprise Number"),
    *("C.R. No.", "Folio Mercantil No.", "Matricula Mercantil No", "Trade License No."),
    *("Registered Charity No.", "Government Gazette Number", "D-U-N-S Number"),
    *("Legal Entity Number", "Unified Social Credit Code (USCC)", "ISIN", "Equity Ticker"),
)
_UNVALUED = ("Website", "Email Address", "Phone Number")
_IDENTIFIER = re.compile(
    r"(?:alt\. )?(?P<label>Digital Currency Address - [A-Z]+|"
    + "|".join(re.escape(label) for label in sorted((*_VALUED, *_UNVALUED), key=len, reverse=True))
    + r"):? (?P<value>[^(]+?)(?: \((?P<country>[^()]+)\))?(?: (?:issued|expires)\b.*)?$"
)


def parse_remarks(text: str) -> Remarks:
    """Read the parts with known labels; order is kept, repetitions are dropped."""
    births: list[str] = []
    places: list[str] = []
    nationalities: list[str] = []
    identifiers: list[Identifier] = []
    weak: list[str] = []
    for part in _PART.split(text.strip().removesuffix(".")):
        if field := _FIELD.match(part):
            value = field["value"].strip()
            match field["field"].lower():
                case "dob":
                    births.extend(birth_dates(value))
                case "pob":
                    places.append(value)
                case _:
                    nationalities.extend(filter(None, [country_code(value)]))
        elif alias := _WEAK.match(part):
            weak.append(alias["name"])
        elif number := _IDENTIFIER.match(part):
            identifiers.extend(_identifier(number))
    return Remarks(
        birth_dates=tuple(dict.fromkeys(births)),
        birth_places=tuple(dict.fromkeys(places)),
        nationalities=tuple(dict.fromkeys(nationalities)),
        identifiers=tuple(dict.fromkeys(identifiers)),
        weak_names=tuple(dict.fromkeys(weak)),
    )


def _identifier(match: re.Match[str]) -> list[Identifier]:
    label, value = match["label"], match["value"].strip()
    numbered = any(character.isdigit() for character in value)
    if label in _VALUED and label != "SWIFT/BIC" and not numbered:
        return []
    return [identifier(label, value, country_code(match["country"] or ""))]
