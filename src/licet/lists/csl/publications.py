"""The lists that the Consolidated Screening List puts together, by the name it gives each."""

from __future__ import annotations

import re

_CODE = re.compile(r"\((?P<code>[^()]+)\)")

#: List ids by the code in the publication's name: `Entity List (EL) - Bureau of Industry ...`.
LISTS = {
    "SDN": "us-ofac-sdn",
    "SSI": "us-ofac-ssi",
    "PLC": "us-ofac-plc",
    "CMIC": "us-ofac-cmic",
    "NS-MBS List": "us-ofac-mbs",
    "CAP": "us-ofac-cap",
    "FSE": "us-ofac-fse",
    "EL": "us-bis-el",
    "DPL": "us-bis-dpl",
    "UVL": "us-bis-uvl",
    "MEU": "us-bis-meu",
    "DTC": "us-state-dtc",
    "ISN": "us-state-isn",
}


def list_of(publication: str) -> str | None:
    """The list id, or None for a publication that is not known."""
    match = _CODE.search(publication)
    return LISTS.get(match["code"]) if match else None
