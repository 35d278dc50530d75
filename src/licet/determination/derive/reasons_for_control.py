"""What the lines of an item's ECCN say of its reasons for control, and what must be asked.

A line may hold for a part of its entry that no paragraph marks out, or for software and technology
by what they are for. The former is asked in the official words; the latter follows where the
related item's own ECCN is stated (`related_item`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from licet.determination.transaction import Transaction
from licet.law import ccl
from licet.law.ccl import Control
from licet.law.values import Given, Truth
from licet.terms.eccn import covers, normalize
from licet.terms.errors import BadInput

_COLUMNS = (
    *("CB1", "CB2", "CB3", "NP1", "NP2", "NS1", "NS2", "MT1"),
    *("RS1", "RS2", "FC1", "CC1", "CC2", "CC3", "AT1", "AT2"),
)
#: Facts of text-based requirements, and the sections whose lines they answer.
_SECTIONS = {
    "controlled_ei": ("742.15",),
    "controlled_sl": ("742.13",),
    "controlled_iec": ("742.4(a)(5)", "742.6(a)(10)"),
    "controlled_sme": ("742.4(a)(4)", "742.6(a)(6)", "742.6(a)(6)(i)"),
    "controlled_hbm": ("742.6(a)(6)(i)(B)",),
    "controlled_ac_a": ("742.6(a)(6)(iii)(A)", "742.6(a)(6)(iii)"),
    "controlled_ac_b": ("742.6(a)(6)(iii)(B)", "742.6(a)(6)(iii)"),
}


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """The `controlled_...` facts that the list decides, of the list that is held.

    Raises `BadInput` when `related_item` is no ECCN.
    """
    code = transaction.items[item].eccn
    if code is None or ccl.entry(code) is None:
        return {}
    related = _related(transaction, item)
    facts: dict[str, Given] = {}
    for column in _COLUMNS:
        lines = tuple(_lines(code, f"controlled_{column.lower()}"))
        value = max((_column(line, code, related) for line in lines), default=Truth.NO)
        _put(facts, f"controlled_{column.lower()}", value, lines, code)
    for fact in _SECTIONS:
        lines = tuple(_lines(code, fact))
        value = max((_section(line, code, related, fact) for line in lines), default=Truth.NO)
        _put(facts, fact, value, lines, code)
    return facts


def condition(code: str | None, fact: str) -> str:
    """The official words of the condition on which `fact` turns for the item; empty if none."""
    if code is None:
        return ""
    words: list[str] = []
    for line in _lines(code, fact):
        if line.exact or line.holds(code) is Truth.NO:
            continue
        if line.condition:
            words.append(line.condition)
        else:
            whose = f" that are controlled for {line.related_for}" if line.related_for else ""
            words.append(f"for items of {', '.join(line.related)}{whose}")
    return "; ".join(dict.fromkeys(words))


def _related(transaction: Transaction, item: int) -> str | None:
    text = transaction.items[item].facts.get("related_item", "").strip()
    if text.lower() in ("", "unknown", "?"):
        return None
    code = normalize(text)
    if code is None:
        raise BadInput(
            f"`{text}` has not the shape of an ECCN",
            where=f"items[{item}].facts.related_item",
            remedy="write it as 3A001.a.5, or leave it out if it is not known",
        )
    return code


def _lines(code: str, fact: str) -> Iterator[Control]:
    """The lines of the item's entry that `fact` is about."""
    entry = ccl.entry(code)
    if entry is None:
        return
    sections = _SECTIONS.get(fact)
    for line in entry.controls:
        if (sections is None and line.column and f"controlled_{line.column.lower()}" == fact) or (
            sections is not None and line.section in sections
        ):
            yield line


def _column(line: Control, code: str, related: str | None) -> Truth:
    value = line.holds(code)
    if value is not Truth.UNKNOWN or related is None or not line.related or line.condition:
        return value
    if not any(covers(applies, code) for applies in line.applies):
        return value
    within = _among(related, line.related)
    if not line.related_for:
        return within
    return min(within, _bears(related, line.related_for))


def _section(line: Control, code: str, related: str | None, fact: str) -> Truth:
    """Software and technology share the text-based controls of what they are for."""
    value = line.holds(code)
    if value is not Truth.UNKNOWN or related is None:
        return value
    own = [(each, each.holds(related)) for each in _lines(related, fact)]
    return max((truth for _, truth in own), default=Truth.NO)


def _bears(code: str, reason: str) -> Truth:
    found = ccl.reasons(code)
    if any(control.reason == reason for control in found.sure):
        return Truth.YES
    return Truth.UNKNOWN if any(c.reason == reason for c in found.open) else Truth.NO


def _among(code: str, paragraphs: Iterable[str]) -> Truth:
    listed = tuple(paragraphs)
    if any(covers(paragraph, code) for paragraph in listed):
        return Truth.YES
    return Truth.UNKNOWN if any(covers(code, p) for p in listed) else Truth.NO


def _put(
    facts: dict[str, Given], fact: str, value: Truth, lines: tuple[Control, ...], code: str
) -> None:
    """Take the value where a line turns on more than the paragraph, and it is decided."""
    if value is not Truth.UNKNOWN and any(not line.exact for line in lines):
        why = f"the license requirements of {code.split('.')[0]} on the list of {ccl.EDITION}"
        facts[fact] = Given(value is Truth.YES, why)
