"""The labelled names of `eval/`, and the listings they speak of, as licet's own data."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from licet.lists.model import Listing, Name, NameKind, PartyKind

REPOSITORY = Path(__file__).resolve().parent.parent
PAIR_SETS = (
    "csl_alias_hard", "eu_cross_script", "eu_same_script_alias", "meti_eul_cjk", "ss_business",
    "ss_university", "un_alias", "un_original_script", "wikidata_name_tokens", "zh_listed_orgs",
)  # fmt: skip
_KINDS = {
    "Person": PartyKind.PERSON,
    "Organization": PartyKind.ORGANIZATION,
    "Company": PartyKind.ORGANIZATION,
}
_ENTRY_KINDS = {
    "Individual": PartyKind.PERSON,
    "Entity": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}


class Pair(NamedTuple):
    """Two names and whether they name one party."""

    kind: PartyKind
    left: str
    right: str
    same: bool


class Query(NamedTuple):
    """A name to screen and the number of the listing it should find (None: no listing)."""

    id: str
    kind: PartyKind
    name: str
    expect: int | None
    damage: str


def shared_folder() -> Path:
    """The folder of real files: `$LICET_SHARED`, else `../shared` beside the repository."""
    folder = Path(os.environ.get("LICET_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "eval").is_dir():
        raise SystemExit(f"no labelled names in {folder}/eval; set LICET_SHARED to their folder")
    return folder


def kind_of(schema: str) -> PartyKind:
    """Kind of party for a FollowTheMoney schema; a LegalEntity may be either."""
    return _KINDS.get(schema, PartyKind.UNKNOWN)


def read_pairs(shared: Path, name: str) -> list[Pair]:
    """Pairs of one labelled set."""
    with (shared / "eval" / "pairs" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(kind_of(r["schema"]), r["name1"], r["name2"], r["label"] == "1")
            for r in csv.DictReader(file)
        ]


def read_queries(shared: Path, name: str) -> list[Query]:
    """Queries of one labelled set."""
    with (shared / "eval" / "queries" / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [_query(json.loads(line)) for line in file if line.strip()]


def _query(row: dict[str, Any]) -> Query:
    expect = row["expect"]
    number = int(expect.removeprefix("csl-")) if expect else None
    return Query(row["q"], kind_of(row["schema"]), row["name"], number, row["kind"])


def csl_listings(shared: Path) -> Iterator[Listing]:
    """The 25,921 parties that the queries' `expect` counts from 0, as listings."""
    path = shared / "data" / "csl" / "csl_compact_2026-07-31.json"
    for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["entries"]):
        yield Listing(
            id=f"csl-{number}",
            list=f"csl-source-{entry['s']}",
            source="us-trade-csl",
            names=(
                Name(entry["n"]),
                *(Name(alias, NameKind.AKA) for alias in entry.get("a", ())),
            ),
            kind=_ENTRY_KINDS.get(entry.get("t"), PartyKind.UNKNOWN),
            countries=tuple(code.lower() for code in entry.get("c", ())),
        )
