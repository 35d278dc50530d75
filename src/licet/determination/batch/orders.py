"""From rows of a table to transactions: which columns there are, and what a line is a case of.

Lines of one order stand together. Two lines with the same facts are one case, whatever their
description; of the value only the order's total under the line's ECCN matters (15 CFR 740.3(c)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from licet.determination.transaction import Transaction, from_document
from licet.law.ccl import lvs_limit
from licet.screening.bulk.rows import Flaw, Row
from licet.terms import yamltext
from licet.terms.errors import BadInput
from licet.terms.role import Role

_ITEM = ("eccn", "origin")
_TRANSACTION = ("as_of", "destination", "from", "end_use")
_OWN = ("order", "line", "description", "quantity", "unit", "value")
_PARTY = ("country", "address")
_ITEM_FACT, _FACT = "items.facts.", "facts."

#: One case: the cells that bear on the answer, by column, in a fixed order.
Case = tuple[tuple[str, str], ...]


class Line(NamedTuple):
    """A line of an order, and the case it is."""

    row: int
    at: int  # line of the file
    order: str
    line: str
    case: Case


class Columns:
    """Checks the columns of a file: all known, and at least one that names a party."""

    def __init__(self, names: tuple[str, ...] | None, where: str) -> None:
        if names is None:
            return
        unknown = [name for name in names if not _known(name)]
        if unknown:
            raise BadInput(
                f"there is no column `{unknown[0]}`",
                where=where,
                remedy=f"columns are {', '.join((*_OWN, *_ITEM, *_TRANSACTION))}, a role such as "
                "end_user with end_user_country and end_user_address, facts.NAME and "
                "items.facts.NAME",
            )
        if not any(name in set(Role) for name in names):
            raise BadInput(
                "no column names a party",
                where=where,
                remedy="add a column named after its role: ultimate_consignee",
            )


def _known(name: str) -> bool:
    if name in (*_OWN, *_ITEM, *_TRANSACTION) or name.startswith((_ITEM_FACT, _FACT)):
        return True
    role, _, field = name.rpartition("_")
    return name in set(Role) or (role in set(Role) and field in _PARTY)


def lines(rows: Iterable[Row | Flaw]) -> Iterator[Line | Flaw]:
    """The lines in order; totals of an order are known once all its lines are read."""
    held: list[Row] = []
    seen: set[int] = set()
    for row in rows:
        if isinstance(row, Flaw):
            yield row
            continue
        if held and _order(row) != _order(held[0]):
            yield from _of_order(held)
            seen.add(hash(_order(held[0])))
            held = []
        if not held and hash(_order(row)) in seen:
            yield Flaw(
                row=row.number,
                line=row.line,
                field="order",
                what=f"order {_order(row)} stands in two places, so its totals are not known",
                remedy="sort the file by order",
            )
            continue
        held.append(row)
    yield from _of_order(held)


def _order(row: Row) -> str:
    return _text(row, "order") or f"row {row.number}"


def _text(row: Row, column: str) -> str:
    cell = row.cells.get(column, "")
    return cell.strip() if isinstance(cell, str) else " ".join(cell).strip()


def _of_order(rows: list[Row]) -> Iterator[Line | Flaw]:
    totals = _Totals()
    readable: list[Row] = []
    for row in rows:
        try:
            totals.add(_text(row, "eccn"), _dollars(_text(row, "value")))
        except InvalidOperation:
            yield Flaw(
                row=row.number,
                line=row.line,
                field="value",
                what=f"`{_text(row, 'value')}` is no amount",
                remedy="write number and currency: 450000 USD",
            )
        else:
            readable.append(row)
    if len(readable) < len(rows):
        totals.incomplete = True
    for row in readable:
        yield Line(
            row.number,
            row.line,
            _order(row),
            _text(row, "line") or str(row.number),
            _case(row, totals.telling(_text(row, "eccn"))),
        )


class _Totals:
    """What the lines of an order come to under each entry of the Commerce Control List."""

    def __init__(self) -> None:
        self._sums: dict[str, Decimal] = {}
        self._open: set[str] = set()  # entries with a line whose value is not known in dollars
        self.incomplete = False  # some line may fall under any entry

    def add(self, code: str, amount: Decimal | None) -> None:
        """Count a line; without an ECCN it may belong to every entry."""
        entry = code.split(".")[0]
        if not code:
            self.incomplete = True
        elif amount is None:
            self._open.add(entry)
        else:
            self._sums[entry] = self._sums.get(entry, Decimal(0)) + amount

    def telling(self, code: str) -> str:
        """A value that stands to every limit of the entry as the order's total does.

        Nothing where no limit depends on it, or where the total is not known and may be within one.
        """
        limits = sorted({Decimal(limit.dollars) for limit in lvs_limit(code)}) if code else []
        if not limits:
            return ""
        entry = code.split(".")[0]
        total = self._sums.get(entry, Decimal(0))
        if total > limits[-1]:
            return f"{limits[-1] + 1} USD"
        if self.incomplete or entry in self._open:
            return ""
        return f"{next(limit for limit in limits if total <= limit)} USD"


def _dollars(text: str) -> Decimal | None:
    """An amount in U.S. dollars; None where there is none, or one in another currency."""
    words = text.replace(",", "").split()
    if not words:
        return None
    if len(words) != 2:
        raise InvalidOperation
    number = Decimal(words[0])
    if not number.is_finite() or number < 0:
        raise InvalidOperation
    return number if words[1] == "USD" else None


def _case(row: Row, total: str) -> Case:
    cells = {name: _text(row, name) for name in row.cells if name not in _OWN and _text(row, name)}
    if total:
        cells["value"] = total
    return tuple(sorted(cells.items()))


def transaction(case: Case, default_day: str) -> Transaction:
    """The transaction that a case stands for. Raises `BadInput` naming the column."""
    cells = dict(case)
    item: dict[str, object] = {"description": "line of an order"}
    item |= {name: cells[name] for name in (*_ITEM, "value") if name in cells}
    item["facts"] = _facts(cells, _ITEM_FACT)
    data: dict[str, object] = {name: cells[name] for name in _TRANSACTION if name in cells}
    data.setdefault("as_of", default_day)
    data |= {"items": [item], "parties": list(_parties(cells)), "facts": _facts(cells, _FACT)}
    return from_document(yamltext.Document("row", data, {}))


def _facts(cells: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name[len(prefix) :]: text for name, text in cells.items() if name.startswith(prefix)}


def _parties(cells: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for role in Role:
        if role in cells:
            party = {"role": role.value, "name": cells[role]}
            for field in _PARTY:
                if f"{role}_{field}" in cells:
                    party[field] = cells[f"{role}_{field}"]
            yield party
