"""From rows of a table to transactions: which columns there are, and what a line is a case of.

Lines of one order stand together. Two lines with the same facts are one case, whatever their
description; of the value only the order's total under the line's ECCN matters (15 CFR 740.3(c)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from licet.determination.transaction import Transaction, from_document
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
    totals: dict[tuple[str, str], Decimal] = {}
    amounts: dict[int, tuple[str, str, Decimal]] = {}
    for row in rows:
        try:
            amount = _amount(row)
        except InvalidOperation:
            yield Flaw(
                row=row.number,
                line=row.line,
                field="value",
                what=f"`{_text(row, 'value')}` is no amount",
                remedy="write number and currency: 450000 USD",
            )
            continue
        if amount is not None:
            code, currency, number = amount
            amounts[row.number] = amount
            totals[(code, currency)] = totals.get((code, currency), Decimal(0)) + number
        elif not _text(row, "value"):
            amounts[row.number] = ("", "", Decimal(0))
    for row in rows:
        if row.number in amounts:
            code, currency, _ = amounts[row.number]
            total = totals.get((code, currency))
            yield Line(
                row.number,
                row.line,
                _order(row),
                _text(row, "line") or str(row.number),
                _case(row, f"{total.normalize():f} {currency}" if total is not None else ""),
            )


def _amount(row: Row) -> tuple[str, str, Decimal] | None:
    """ECCN, currency and amount of a line; None where no value is given."""
    words = _text(row, "value").replace(",", "").split()
    if not words:
        return None
    if len(words) != 2:
        raise InvalidOperation
    number = Decimal(words[0])
    if not number.is_finite() or number < 0:
        raise InvalidOperation
    return _text(row, "eccn"), words[1], number


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
