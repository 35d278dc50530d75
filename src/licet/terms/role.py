"""Roles of the parties to a transaction (15 CFR 748.5)."""

from __future__ import annotations

import enum


class Role(enum.StrEnum):
    """What a party does in the transaction; those that 748.5 names stand first."""

    APPLICANT = "applicant"  # 748.5(a)
    OTHER_AUTHORIZED = "other_authorized_party"  # 748.5(b)
    PURCHASER = "purchaser"  # 748.5(c)
    INTERMEDIATE_CONSIGNEE = "intermediate_consignee"  # 748.5(d)
    ULTIMATE_CONSIGNEE = "ultimate_consignee"  # 748.5(e)
    END_USER = "end_user"  # 748.5(f)
    EXPORTER = "exporter"
    FORWARDER = "forwarder"
    BANK = "bank"
    CARRIER = "carrier"
    MANUFACTURER = "manufacturer"
    OTHER = "other"


#: Parties "as described in 748.5(c) through (f)", the phrase most of Part 744 uses.
ROLES_748_5_C_F = frozenset(
    {Role.PURCHASER, Role.INTERMEDIATE_CONSIGNEE, Role.ULTIMATE_CONSIGNEE, Role.END_USER}
)
