"""Writing decided lines as JSON Lines or CSV, and the summary by cause."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

import msgspec

from licet.determination.batch.run import Decided, Group

COLUMNS = ("row", "order", "line", "outcome", "at_least", "policy", "causes", "listings")


def write_json_line(decided: Decided, out: TextIO) -> None:
    """One line of JSON."""
    out.write(msgspec.json.encode(decided).decode() + "\n")


class CsvWriter:
    """One row of text for each line; several causes or listings are joined by `; `."""

    def __init__(self, out: TextIO) -> None:
        self._rows = csv.writer(out, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def write(self, decided: Decided) -> None:
        """One row."""
        answer = decided.answer
        self._rows.writerow(
            (
                decided.row,
                decided.order,
                decided.line,
                answer.outcome.value,
                answer.at_least.value if answer.at_least else "",
                answer.policy or "",
                "; ".join(answer.causes),
                "; ".join(answer.listings),
            )
        )


def summary(groups: Iterable[Group]) -> str:
    """The groups of lines, largest first: outcome, policy, causes, count, and an example."""
    ranked = sorted(groups, key=lambda g: (-g.lines, g.outcome, g.causes))
    text = []
    for group in ranked:
        policy = f", {group.policy}" if group.policy else ""
        causes = ", ".join(group.causes) or "no requirement holds for certain"
        outcome = group.outcome.value.replace("_", " ")
        text.append(f"{group.lines:>12,}  {outcome}{policy}: {causes} (first: {group.example})")
    return "\n".join(text) + "\n"
