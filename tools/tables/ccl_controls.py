"""Reading the rows of an entry's license requirements: reason, part of the entry, and place."""

from __future__ import annotations

import re
from typing import NamedTuple

from licet.law.ccl import Control, Scope
from tools.tables.ccl_scope import read_scopes
from tools.tables.ccl_source import RawEntry

_APPLIES = re.compile(
    r"^(?P<reasons>[A-Z]{2}(?:(?:, | and |, and )[A-Z]{2})*|Russian industry sector sanctions?)"
    r" appl(?:y|ies)(?: to)? (?:only to )?(?P<scope>.+)$",
    re.S,
)
_COLUMN = re.compile(r"^(?:(?P<reason>[A-Z]{2}) )?Column (?P<number>[1-3])\b(?P<rest>.*)$")
_JOINED = re.compile(r"(?<=[a-z0-9])(?=[A-Z]{2} (?:applies|Column))")
_SENTENCES = re.compile(
    r"\. (?=A license is required|See §|\(See |The Commerce Country Chart|For licensing)|"
    r" and a license is required"
)
_SECTION = re.compile(r"§+\s?(?P<section>7[46][0-9]\.[0-9]+(?:\([A-Za-z0-9]+\))*)")
#: How entries write the section of the United Nations controls; 0A617 prints 764.1(b).
_NORMAL = {"764.1(b)": "746.1(b)", "746.1": "746.1(b)"}
#: Requirements that an entry states itself, and the section that says the same.
_STATED = {
    "ALL destinations, except Canada": "742.7(a)(5)",
    "ALL destinations, regardless": "742.11",
    "proceed directly to part 754": "754",
    "North Korea for anti-terrorism reasons": "742.19",
    "within Iraq": "742.6(a)(5)",
    "within Iraq or Pakistan": "742.6(a)(12)",
    "within Pakistan": "742.6(a)(12)",
}
_CHART_COLUMNS = {"CB": "123", "NP": "12", "NS": "12", "MT": "1", "RS": "12", "FC": "1",
                  "CC": "123", "AT": "12"}  # fmt: skip
_SANCTION = "RU"


class ReadControls(NamedTuple):
    """Controls of an entry, and rows that could not be read."""

    controls: list[Control]
    unread: list[str]


def read_controls(entry: RawEntry) -> ReadControls:
    """Controls from the entry's table, or from its paragraphs where it has none."""
    found = ReadControls([], [])
    for left, right in _rows(entry):
        match = _APPLIES.match(left)
        if not match:
            found.unread.append(f"{left} | {right}".strip(" |"))
            continue
        reasons = re.findall(r"\b[A-Z]{2}\b", match["reasons"]) or [_SANCTION]
        for reason in reasons:
            places = _places(reason, right or match["scope"])
            if not places:
                found.unread.append(f"{left} | {right}".strip(" |"))
            scopes = read_scopes(_words(match["scope"]), entry.eccn)
            found.controls.extend(
                _control(scope, reason, column, section)
                for column, section in places
                for scope in scopes
            )
    return found


def _rows(entry: RawEntry) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for left, right in entry.rows:
        if left.startswith("Note") or (not left and right.startswith("Note")):
            continue
        lefts, rights = _JOINED.split(left), _JOINED.split(right)
        if len(lefts) == len(rights) > 1:
            rows += list(zip(lefts, rights, strict=True))
        elif not right and (one := re.match(r"^(.*) ([A-Z]{2} Column [1-3])\.?$", left)):
            rows.append((one[1], one[2]))
        else:
            rows.append((left, right))
    for text in entry.requirements:
        words = re.sub(r"^(?:Control\(s\)|Controls|Country Chart)[:.]?\s*", "", text)
        if _APPLIES.match(words):
            rows.append((words, ""))
    return rows


def _words(scope: str) -> str:
    """The scope's words, without the sentences after it that say where a license is needed."""
    return _SENTENCES.split(scope)[0]


def _places(reason: str, text: str) -> list[tuple[str, str]]:
    """Chart column, or the sections that state the requirement; none when it cannot be told."""
    column = _COLUMN.match(text.strip())
    if column:
        name = column["reason"] or reason
        if name != reason or column["number"] not in _CHART_COLUMNS.get(reason, ""):
            return []
        section = _SECTION.search(column["rest"])
        return [(f"{reason}{column['number']}", section["section"] if section else "")]
    stated = [section for words, section in _STATED.items() if words in text]
    if stated:
        return [("", section) for section in stated]
    found = _SECTION.search(text)
    if found is None:
        return []
    section_named = _NORMAL.get(found["section"], found["section"]) if reason == "UN" else ""
    return [("", section_named or found["section"])]


def _control(scope: Scope, reason: str, column: str, section: str) -> Control:
    return Control(
        scope.applies,
        scope.excluded,
        scope.condition,
        scope.related,
        scope.related_for,
        reason,
        column,
        section,
    )
