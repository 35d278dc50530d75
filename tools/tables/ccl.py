"""The Commerce Control List (Supplement No. 1 to Part 774) as facts and as sets of paragraphs.

The official XML of 2026-06-24 is the source; a third party's reading of 2026-07-23 is compared
with it, and every difference is reported in a class. What is not read exactly keeps its words, is
counted, and is asked about by whoever uses it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from licet.law.ccl import EDITION, Entry, Flag, Scope
from tools.tables.ccl_compare import COMPARED_FILE, Difference, compare
from tools.tables.ccl_controls import read_controls
from tools.tables.ccl_created import CREATED
from tools.tables.ccl_exceptions import read_exceptions
from tools.tables.ccl_sets import tables
from tools.tables.ccl_source import RawEntry, read
from tools.tables.output import Files, require, run, to_csv

SOURCE = f"ecfr/part-774_supp-1_{EDITION}.xml"
ENTRIES = "774-supp-1.jsonl"
SETS = "774-supp-1.csv"
FIRST_DAYS = "774-supp-1-created.json"

_TITLE_LENGTH = 100
_CONDITION_LENGTH = 240
_Scope = TypeVar("_Scope", bound=Scope)
_TITLE_END = re.compile(r",? as follows\b|\s*\(see List of Items Controlled|\s*\(These items", re.I)


def build(data: Path) -> tuple[Files, str]:
    """The files of the Control List and a report. Raises `Refused` when a known fact fails."""
    raw = read(data / SOURCE)
    entries = [_entry(each) for each in raw]
    _check(entries)
    made = tables(entries, CREATED)
    differences = compare(raw, json.loads((data / COMPARED_FILE).read_bytes()))
    encoder = msgspec.json.Encoder()
    lines = b"".join(encoder.encode(entry) + b"\n" for entry in entries)
    days = json.dumps(msgspec.to_builtins(CREATED), indent=1, sort_keys=True) + "\n"
    files = {ENTRIES: lines.decode(), SETS: to_csv(made), FIRST_DAYS: days}
    return files, _report(entries, len(made), differences)


def _entry(raw: RawEntry) -> Entry:
    controls = read_controls(raw)
    exceptions = read_exceptions(raw)
    return Entry(
        eccn=raw.eccn,
        title=_title(raw.title),
        reasons=tuple(dict.fromkeys(re.findall(r"\b[A-Z]{2}\b", raw.reasons))),
        controls=tuple(_brief(control) for control in controls.controls),
        limits=tuple(_brief(limit) for limit in exceptions.limits),
        flags=tuple(_brief(flag) for flag in exceptions.flags),
        paragraphs=tuple(dict.fromkeys(raw.paragraphs)),
        itar=not raw.rows and "subject to the ITAR" in raw.title.replace("“", "").replace("”", ""),
        unread=tuple(_cut(line, _CONDITION_LENGTH) for line in controls.unread),
    )


def _title(heading: str) -> str:
    """The heading's first words, which name the entry; the rest describes it."""
    return _cut(_TITLE_END.split(heading)[0].strip().rstrip(".;,"), _TITLE_LENGTH)


def _brief(scope: _Scope) -> _Scope:
    """A scope whose condition is short enough for a question; the entry itself has the rest."""
    short = _cut(scope.condition, _CONDITION_LENGTH)
    return msgspec.structs.replace(scope, condition=short)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _check(entries: list[Entry]) -> None:
    by_code = {entry.eccn: entry for entry in entries}
    require(len(entries) == len(by_code) == 638, f"{len(entries)} entries", SOURCE)
    expected = {
        "3A001": ["NS", "RS", "MT", "NP", "AT"],
        "3A090": ["RS", "AT"],
        "5A002": ["NS", "AT", "EI", "RS"],
        "9A991": ["AT", "UN"],
    }
    for code, reasons in expected.items():
        found = by_code[code].reasons
        require(set(found) == set(reasons), f"reasons {found} of {code}", SOURCE)
    require(_columns(by_code["3A001"], "3A001.a.1.b") == {"NS2", "AT1"}, "3A001.a.1.b", SOURCE)
    require(_columns(by_code["3A001"], "3A001.z.2") >= {"NS2", "MT1", "AT1"}, "3A001.z.2", SOURCE)
    require(_columns(by_code["0A606"], "0A606.y") == {"AT1"}, "0A606.y", SOURCE)
    require(_columns(by_code["3B001"], "3B001.a.1") == {"NS2", "AT1"}, "3B001.a.1", SOURCE)
    require(_columns(by_code["5A992"], "5A992.c") == {"AT1"}, "5A992.c", SOURCE)
    values = {limit.dollars for limit in by_code["3A001"].limits}
    require(values == {1500, 3000, 5000}, f"LVS {values} of 3A001", SOURCE)
    require(not by_code["3A090"].limits, "LVS for 3A090", SOURCE)
    named = {p for e in entries for c in e.controls for p in (*c.applies, *c.excluded)}
    require(all(p.split(".")[0] in by_code for p in named), "a paragraph of no entry", SOURCE)
    silent = [e.eccn for e in entries if e.reasons and not e.controls and not e.unread]
    require(len(silent) <= 12, f"reasons without controls: {silent}", SOURCE)


def _columns(entry: Entry, code: str) -> set[str]:
    """Chart columns that surely reach a paragraph."""
    return {c.column for c in entry.controls if c.column and c.exact and c.holds(code) == 2}


def _report(entries: list[Entry], count: int, differences: list[Difference]) -> str:
    controls = [control for entry in entries for control in entry.controls]
    limits = [limit for entry in entries for limit in entry.limits]
    flags = [flag for entry in entries for flag in entry.flags]
    empty = [e.eccn for e in entries if not e.controls and not e.itar and not e.unread]
    lines = [
        f"{ENTRIES}: {len(entries)} entries; {SETS}: {count} tables",
        f"controls: {len(controls)}, {_shares(controls)}",
        f"LVS values: {len(limits)}, {_shares(limits)}",
        f"exception lines: {len(flags)}, {_shares(flags)}; {_whole_conditions(flags)} entries ask "
        "for their whole line",
        f"subject to the ITAR by heading: {sum(e.itar for e in entries)}",
        f"UNREAD license requirements in {sum(bool(e.unread) for e in entries)} entries:",
        *(f"  {e.eccn}: {line}" for e in entries for line in e.unread),
        f"NO license requirements found in {len(empty)} entries: {' '.join(empty)}",
        f"differences from {COMPARED_FILE}:",
    ]
    for kind, number in sorted(Counter(d.kind for d in differences).items()):
        some = [d for d in differences if d.kind == kind]
        lines.append(f"  {kind}: {number}: {' '.join(dict.fromkeys(d.eccn for d in some))}")
    return "\n".join(lines)


def _shares(scopes: Sequence[Scope]) -> str:
    exact = sum(scope.exact for scope in scopes)
    related = sum(bool(scope.related) for scope in scopes)
    return f"{exact} exact, {related} by related items, {len(scopes) - exact - related} conditional"


def _whole_conditions(flags: list[Flag]) -> int:
    return len({f.applies[0] for f in flags if re.match(r"Yes|License Exc|Paragraph", f.condition)})


if __name__ == "__main__":
    run(build, __doc__)
