"""What all builders share: their command line, their refusal, and how tables are written."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from licet.law.table_csv import COLUMNS
from licet.law.tables import Table
from licet.terms.errors import LicetError

DATA = Path(__file__).resolve().parents[2] / "src" / "licet" / "law" / "data" / "tables"

#: File name under the folder of tables, and its text.
Files = Mapping[str, str]


class Refused(LicetError):
    """The official file contradicts a known fact, so nothing is written."""


def require(fact: bool, what: str, where: str) -> None:
    """Refuse to build unless `fact` holds."""
    if not fact:
        raise Refused(
            what,
            where=where,
            remedy="look at the official text; if it changed, change the known fact in the builder",
        )


def to_csv(tables: Iterable[Table]) -> str:
    """Tables in the form that `licet.law.table_csv` reads."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in tables:
        says = table.says
        for version in table.versions:
            writer.writerow(
                [
                    table.name,
                    says,
                    version.start.isoformat(),
                    version.until.isoformat() if version.until else "",
                    version.cite,
                    version.by,
                    "yes" if version.verified else "no",
                    version.note,
                    " ".join(version.members),
                ]
            )
            says = ""
    return text.getvalue()


def run(build: Callable[[Path], tuple[Files, str]], description: str | None) -> None:
    """A builder's command line: reads below `--from`, writes below `--to`, prints what it found."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder `data`")
    parser.add_argument("--to", type=Path, default=DATA, help="folder of tables")
    arguments = parser.parse_args()
    try:
        files, report = build(arguments.source)
    except LicetError as error:
        sys.exit(f"refused: {error}")
    for name, text in files.items():
        path = arguments.to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(report)
