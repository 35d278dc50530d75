"""Which column holds what: detected by its heading, or said by the user; then row to party.

Detection knows the headings that order systems and list publishers use. Where it is unsure the
user sees which columns were taken (`Columns.told`) and can say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from licet.lists.essence import essence
from licet.lists.model import Identifier, PartyKind
from licet.screening.bulk.rows import Cell, Flaw, Row
from licet.screening.model import PartyQuery
from licet.terms.country import country_code
from licet.terms.errors import BadInput

#: Fields of a party, and the headings they are known by (compared without case and punctuation),
#: the most telling first.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "fullname", "partyname", "entityname", "legalname", "companyname", "company",
        "organization", "organisation", "customername", "customer", "suppliername", "supplier",
        "vendorname", "vendor", "consignee", "businessname", "caption",
    ),
    "given_name": ("givenname", "firstname", "forename", "forenames"),
    "family_name": ("familyname", "lastname", "surname"),
    "aliases": ("aliases", "alias", "aka", "othernames", "othername", "altnames", "weakalias"),
    "kind": ("kind", "schema", "partytype", "entitytype"),
    "country": (
        "country", "countries", "countrycode", "nationality", "jurisdiction", "citizenship",
    ),
    "address": ("address", "addresses", "fulladdress", "partyaddress"),
    "birth_date": ("birthdate", "birthdates", "dateofbirth", "dob", "birthday"),
    "id": ("id", "partyid", "key", "customerid", "supplierid", "vendorid", "entityid"),
}  # fmt: skip

#: Headings of columns that hold an identifier, and its kind as listings name it.
IDENTIFIERS: Mapping[str, str] = {
    "identifier": "", "identifiers": "", "registrationnumber": "registration", "lei": "lei",
    "leicode": "lei", "imo": "imo", "imonumber": "imo", "passport": "passport",
    "passportnumber": "passport", "taxnumber": "tax", "taxid": "tax", "vat": "tax", "inn": "tax",
    "ogrn": "registration", "swift": "bic", "swiftbic": "bic", "bic": "bic", "duns": "duns",
    "uscc": "registration", "nationalid": "national-id", "idnumber": "national-id",
}  # fmt: skip

_KINDS = {
    "person": PartyKind.PERSON, "individual": PartyKind.PERSON, "naturalperson": PartyKind.PERSON,
    "organization": PartyKind.ORGANIZATION, "organisation": PartyKind.ORGANIZATION,
    "company": PartyKind.ORGANIZATION, "entity": PartyKind.ORGANIZATION,
    "business": PartyKind.ORGANIZATION, "publicbody": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL, "ship": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT,
    "airplane": PartyKind.AIRCRAFT, "unknown": PartyKind.UNKNOWN, "": PartyKind.UNKNOWN,
    "legalentity": PartyKind.UNKNOWN,
}  # fmt: skip
#: Shapes of rows (JSON objects name their own columns) whose meaning is kept at hand.
_MOST_SHAPES = 1_000
_SEVERAL = re.compile(r"\s*[;|]\s*")
_ADDRESSES = re.compile(r"\s*\|\s*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_KIND_BEFORE = re.compile(r"([a-z][a-z_-]{1,30}):\s*(.+)", re.DOTALL)


def kind_of(text: str) -> PartyKind:
    """The kind of party that a word or a FollowTheMoney schema means; unknown if none."""
    return _KINDS.get(essence(text), PartyKind.UNKNOWN)


class _Taken(NamedTuple):
    """A column that is read, and as what; `note` is the identifier's kind."""

    column: str
    field: str
    note: str


class Columns:
    """Reads rows as parties. `given` maps fields (`name`, `country` ...) to columns."""

    def __init__(self, given: Mapping[str, str], known: Iterable[str] | None, where: str) -> None:
        fields = {*HEADINGS, "identifier"}
        for field in given:
            if field not in fields:
                raise BadInput(
                    f"`{field}` is no field of a party",
                    where="--column",
                    remedy=f"write FIELD=COLUMN with one of {', '.join(sorted(fields))}",
                )
        self._given = dict(given)
        self._known: dict[tuple[str, ...], tuple[_Taken, ...]] = {}
        if known is not None:
            columns = tuple(known)
            for field, column in given.items():
                if column not in columns:
                    raise _no_column(
                        f"column {column!r} for `{field}` is not there", columns, where
                    )
            self._named(columns)
            if not self.told(columns).keys() & {"name", "given_name", "family_name"}:
                raise _no_column("no column holds the name", columns, where)

    def told(self, columns: Iterable[str]) -> dict[str, str]:
        """Which column is read as what, for the user to see."""
        return {taken.field: taken.column for taken in self._named(tuple(columns))}

    def party(self, row: Row) -> Iterator[PartyQuery | Flaw]:
        """Flaws of fields that were left out, then the party, or the flaw that skips the row."""
        reading = _Reading(row)
        for column, field, note in self._named(tuple(row.cells)):
            reading.take(field, column, row.cells[column], note)
        yield from reading.flaws
        yield reading.party()

    def _named(self, columns: tuple[str, ...]) -> tuple[_Taken, ...]:
        found = self._known.get(columns)
        if found is None:
            if len(self._known) > _MOST_SHAPES:
                self._known.clear()
            found = self._known[columns] = self._detected(columns)
        return found

    def _detected(self, columns: tuple[str, ...]) -> tuple[_Taken, ...]:
        plain = {column: essence(column) for column in columns}
        taken = [_Taken(c, f, "") for f, c in self._given.items() if c in plain]
        used = {one.column for one in taken}
        for field, headings in HEADINGS.items():
            if field in self._given or (field.endswith("_name") and _has(taken, "name")):
                continue
            ranked = [c for h in headings for c in columns if plain[c] == h and c not in used]
            if ranked:
                taken.append(_Taken(ranked[0], field, ""))
                used.add(ranked[0])
        taken += [
            _Taken(column, "identifier", IDENTIFIERS[plain[column]])
            for column in columns
            if column not in used and plain[column] in IDENTIFIERS
        ]
        return tuple(taken)


def _has(taken: Iterable[_Taken], field: str) -> bool:
    return any(one.field == field for one in taken)


class _Reading:
    """One row under way: what was found for each field."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.flaws: list[Flaw] = []
        self._found: dict[str, list[str]] = {}
        self._identifiers: list[Identifier] = []
        self._kind = PartyKind.UNKNOWN

    def take(self, field: str, column: str, cell: Cell, note: str) -> None:
        """Read one cell as `field`."""
        texts = _texts(field, cell)
        if field == "identifier":
            self._identifiers.extend(_identifier(text, note) for text in texts)
            return
        for text in texts:
            kept: str | None = text
            if field == "country":
                kept = country_code(text)
            elif field == "birth_date":
                kept = text if _DATE.fullmatch(text) else None
            elif field == "kind":
                self._kind = kind_of(text)
                kept = text if essence(text) in _KINDS else None
            if kept is None:
                self.flaws.append(self._unread(field, column, text))
            else:
                self._found.setdefault(field, []).append(kept)

    def party(self) -> PartyQuery | Flaw:
        """The party, or the flaw that keeps it from being screened."""
        found = self._found
        names = found.get("name") or [
            " ".join(found.get("given_name", []) + found.get("family_name", []))
        ]
        spoken = [n for n in (*names, *found.get("aliases", [])) if any(map(str.isalnum, n))]
        if not spoken:
            return Flaw(
                row=self._row.number,
                line=self._row.line,
                field="name",
                what="the name is empty" if not names[0] else "the name has no letter or digit",
                remedy="give the party's name in any script",
            )
        return PartyQuery(
            name=spoken[0],
            aliases=tuple(spoken[1:]),
            kind=self._kind,
            countries=tuple(dict.fromkeys(found.get("country", []))),
            addresses=tuple(found.get("address", [])),
            identifiers=tuple(self._identifiers),
            birth_dates=tuple(found.get("birth_date", [])),
            id=next(iter(found.get("id", [])), None),
        )

    def _unread(self, field: str, column: str, text: str) -> Flaw:
        what, remedy = {
            "country": ("names no single country", "write a code (cn) or an English name"),
            "birth_date": ("is no date", "write 1970, 1970-05 or 1970-05-02"),
            "kind": ("is no kind of party", "write person, organization, vessel or aircraft"),
        }[field]
        return Flaw(
            row=self._row.number,
            line=self._row.line,
            field=column,
            what=f"{text[:60]!r} {what}; the row was screened without it",
            remedy=remedy,
            skipped=False,
        )


def _texts(field: str, cell: Cell) -> list[str]:
    """Texts of a cell, without blanks; one cell may hold several where the field may repeat."""
    if isinstance(cell, tuple):
        found: Iterable[str] = cell
    elif field in ("name", "given_name", "family_name", "id", "kind"):
        found = (cell,)
    else:
        found = (_ADDRESSES if field == "address" else _SEVERAL).split(cell)
    return [text.strip() for text in found if text.strip()]


def _identifier(text: str, kind: str) -> Identifier:
    """`passport:AB123` says its kind; otherwise the column's heading does."""
    said = _KIND_BEFORE.fullmatch(text)
    return Identifier(said[1], said[2]) if said and not kind else Identifier(kind, text)


def _no_column(what: str, columns: tuple[str, ...], where: str) -> BadInput:
    return BadInput(
        f"{what}; the columns are {', '.join(map(repr, columns[:20])) or 'none'}",
        where=where,
        remedy="name it: --column name=COLUMN",
    )
