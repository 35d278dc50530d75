"""OFAC's lists as CSV: entries, aliases and addresses in three files joined by the entry's number.

The files have no header row, write `-0-` for an empty cell, end with a DOS end-of-file mark, and
cut remarks at 1,000 characters, even inside a word; the rest of a long remark stands in a fourth
file (part `comments`). Lists: `us-ofac-sdn` (Specially Designated Nationals) and `us-ofac-cons`
(all others together; the program tag tells which: sectoral, Chinese military-industrial ...).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from licet.lists.dates import day_in_name
from licet.lists.ids import UniqueIds
from licet.lists.importer import Files, Reading
from licet.lists.model import Problem
from licet.lists.ofac.entry import KINDS, Cells, listing
from licet.lists.table import Row, Table

SDN, CONSOLIDATED = "us-ofac-sdn", "us-ofac-cons"

ENTRY = (
    *("number", "name", "kind", "programs", "title", "call_sign", "vessel_type", "tonnage"),
    *("gross_registered_tonnage", "flag", "owner", "remarks"),
)
ALIAS = ("number", "alias_number", "kind", "name", "remarks")
ADDRESS = ("number", "address_number", "street", "city", "country", "remarks")
COMMENT = ("number", "text")

_NULL = "-0-"
_REMARKS_LIMIT = 1000


def read_sdn(files: Files) -> Reading:
    """The SDN list from parts `main`, `aliases`, `addresses` and, if given, `comments`.

    Raises `BadSource` when a file is not what its part promises.
    """
    return _read(files, SDN)


def read_consolidated(files: Files) -> Reading:
    """The consolidated list of everyone not on the SDN list; parts and errors as in `read_sdn`."""
    return _read(files, CONSOLIDATED)


def _read(files: Files, list_id: str) -> Reading:
    main = files["main"]
    problems: list[Problem] = []
    entries = list(_rows(main, ENTRY, problems))
    known = {row.cells["number"] for row in entries}
    aliases = _joined(files["aliases"], ALIAS, known, problems)
    addresses = _joined(files["addresses"], ADDRESS, known, problems)
    comments = _joined(files["comments"], COMMENT, known, problems) if "comments" in files else {}
    ids = UniqueIds()
    listings = []
    for line, cells in entries:
        number = cells["number"]
        if not cells["name"]:
            _report(problems, "missing-cell", main, line, f"entry {number} has no name")
            continue
        rest = "".join(comment["text"] for comment in comments.get(number, ()))
        whole = {**cells, "remarks": (cells["remarks"] + rest).strip()}
        problems.extend(_faults(whole, f"{main.name}, line {line}"))
        listings.append(
            listing(
                whole,
                aliases.get(number, ()),
                addresses.get(number, ()),
                listing_id=ids.take(f"{list_id}-{number}"),
                list_id=list_id,
                where=f"entry {number}, line {line}",
            )
        )
    return Reading(
        listings=listings,
        counts={
            "entries": len(entries),
            "aliases": sum(map(len, aliases.values())),
            "addresses": sum(map(len, addresses.values())),
        },
        problems=problems,
        content_date=day_in_name(main.name),
    )


def _rows(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    table = Table(path, columns, header=False, also="cp1252", strip=False)
    for row in table:
        cells = {column: _filled(column, cell) for column, cell in row.cells.items()}
        if cells["number"].isdigit():
            yield Row(row.line, cells)
        else:
            _report(
                problems, "broken-row", path, row.line, f"{cells['number']!r} is no entry number"
            )
    problems.extend(table.problems)


def _filled(column: str, cell: str) -> str:
    """The cell without null mark and outer blanks; blanks at the cut of a remark are its own."""
    stripped = cell.strip()
    if stripped == _NULL:
        return ""
    return cell if column in ("remarks", "text") else stripped


def _joined(
    path: Path, columns: tuple[str, ...], known: set[str], problems: list[Problem]
) -> dict[str, list[Cells]]:
    """Rows by entry number; a row whose entry is not in the main file is reported."""
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    for line, cells in _rows(path, columns, problems):
        if cells["number"] in known:
            found[cells["number"]].append(cells)
        else:
            what = f"entry {cells['number']} is not in the main file"
            _report(problems, "orphan-row", path, line, what, "fetch the files of one day together")
    return found


def _faults(cells: Cells, where: str) -> Iterator[Problem]:
    if cells["kind"] not in KINDS:
        yield Problem(
            kind="unknown-kind", where=where, what=f"{cells['kind']!r} is no kind of party"
        )
    if len(cells["remarks"]) >= _REMARKS_LIMIT - 1 and cells["remarks"][-1] not in ".'":
        remedy = "give the comments file of the same day as part `comments`"
        what = "remarks are cut at 1,000 characters"
        yield Problem(kind="cut-remarks", where=where, what=what, remedy=remedy)


def _report(
    problems: list[Problem], kind: str, path: Path, line: int, what: str, remedy: str = ""
) -> None:
    where = f"{path.name}, line {line}"
    problems.append(Problem(kind=kind, where=where, what=what, remedy=remedy))
