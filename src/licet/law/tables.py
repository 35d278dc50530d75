"""Named sets of codes that the rules use, each with the days on which it read so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from licet.law.codes import EMPTY, CodeSet
from licet.terms.errors import BadRule


class TableVersion(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}
):
    """The members of a set from `start` on."""

    start: dt.date
    cite: str
    members: tuple[str, ...]
    until: dt.date | None = None
    by: str = ""
    verified: bool = True
    note: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of codes (countries, ECCNs, programs) with its versions, oldest first."""

    name: str
    says: str
    versions: tuple[TableVersion, ...]


class Tables:
    """All named sets."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._tables: dict[str, Table] = {}
        self._sets: dict[int, CodeSet] = {}
        for table in tables:
            if table.name in self._tables:
                raise BadRule(f"the table `{table.name}` is declared twice", remedy="keep one")
            self._tables[table.name] = table

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables.values())

    def ever(self, name: str) -> tuple[str, ...]:
        """Every code the set has held on any day."""
        return tuple(dict.fromkeys(code for v in self._tables[name].versions for code in v.members))

    def on(self, day: dt.date) -> dict[str, CodeSet]:
        """Every set as it read on `day`; one without a version that day is empty."""
        return {
            name: next(
                (
                    self._set(v)
                    for v in table.versions
                    if v.start <= day and (v.until is None or day <= v.until)
                ),
                EMPTY,
            )
            for name, table in self._tables.items()
        }

    def _set(self, version: TableVersion) -> CodeSet:
        """One set for each version, however many days ask for it."""
        if id(version) not in self._sets:
            self._sets[id(version)] = CodeSet(version.members)
        return self._sets[id(version)]

    def changes(self) -> set[dt.date]:
        """Days on which some set reads differently than the day before."""
        days: set[dt.date] = set()
        for table in self._tables.values():
            for version in table.versions:
                days.add(version.start)
                if version.until is not None:
                    days.add(version.until + dt.timedelta(days=1))
        return days
