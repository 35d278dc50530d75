"""Kinds of license review policy, ordered by how strict they are."""

from __future__ import annotations

import enum


class PolicyKind(enum.StrEnum):
    """How an application is reviewed, as the EAR words it; `rank` grows with strictness."""

    APPROVAL = "approval"
    PRESUMPTION_OF_APPROVAL = "presumption_of_approval"
    CASE_BY_CASE = "case_by_case"
    PRESUMPTION_OF_DENIAL = "presumption_of_denial"
    DENIAL = "policy_of_denial"

    @property
    def rank(self) -> int:
        """0 (approval) to 4 (policy of denial)."""
        return list(PolicyKind).index(self)

    @property
    def label(self) -> str:
        """The kind as a person reads it."""
        return self.value.replace("_", " ")
