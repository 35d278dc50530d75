"""Controlled U.S. content of a foreign-made item, from its bill of materials (734.4, Supplement 2).

A part of U.S. origin counts when it would need a license to the item's destination by the Country
Chart, the text of Part 742 or Part 746; not by Part 744, and not where License Exception GBS is
open. The rules themselves are asked, part by part (`us_content`). What is not known of a part
widens the bounds of the percentage; it is never taken for nothing.

The three kinds do not mix (734.4(c), (d)): a commodity counts commodities and software bundled with
it that is controlled for anti-terrorism at most; software counts software, technology technology.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from licet.determination.derive.activity import destination_of
from licet.determination.derive.us_content import would_need_license
from licet.determination.materials import Enc, ItemKind, Part, price
from licet.determination.transaction import Item, Transaction
from licet.law import ccl
from licet.law.values import Between, Given, Truth
from licet.terms.eccn import EAR99
from licet.terms.errors import BadInput

_KINDS = {"D": ItemKind.SOFTWARE, "E": ItemKind.TECHNOLOGY}
_ENCRYPTION = ("5A002", "5B002", "5A004", "5D002")
_LISTED_PARTS_SHOWN = 8


class Counted(msgspec.Struct, frozen=True):
    """One part in the calculation: how far it counts, why, and its value in one unit of the item.

    `least` and `most` are what it adds to the controlled content; `most` is None where no bound is
    known.
    """

    part: Part
    counts: Truth
    why: str
    least: Fraction
    most: Fraction | None


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """`item_kind`, and from a bill of materials `us_content_percent` with the facts beside it.

    Raises `BadInput` for a bill without the item's price, of several currencies, or whose parts are
    worth more than the item.
    """
    line = transaction.items[item]
    facts: dict[str, Given] = {}
    if line.eccn is not None and line.eccn != EAR99:
        facts["item_kind"] = Given(_kind_of(line.eccn).value, f"the product group of {line.eccn}")
    destination = destination_of(transaction)
    if not line.bill_of_materials or destination is None:
        return facts
    place = f"items[{item}]"
    worth = _worth(line, place)
    counted = [
        _count(part, item_kind(line), destination, as_of, f"{place}.bill_of_materials[{row}]")
        for row, part in enumerate(line.bill_of_materials)
    ]
    percent = share(counted, worth, place)
    facts["us_content_percent"] = Given(percent, arithmetic(counted, worth, percent))
    return facts | _beside(line, place)


def item_kind(line: Item) -> ItemKind:
    """What the item is: by its ECCN, and for EAR99 by the most tangible of its parts."""
    if line.eccn is not None and line.eccn != EAR99:
        return _kind_of(line.eccn)
    kinds = {_part_kind(part) for part in line.bill_of_materials}
    return next((kind for kind in ItemKind if kind in kinds), ItemKind.COMMODITY)


def share(
    counted: Sequence[Counted], worth: tuple[Fraction, Fraction], place: str
) -> float | Between:
    """Percent of the item's value that is controlled U.S. content, in bounds where facts miss.

    Raises `BadInput` where the parts are surely worth more than the item.
    """
    least = sum((one.least for one in counted), Fraction(0))
    if least > worth[1]:
        raise BadInput(
            f"controlled parts worth {_money(least)} exceed the item's {_money(worth[1])}",
            where=f"{place}.fair_market_value",
            remedy="state the price of one unit, and of parts one piece and the pieces in one unit",
        )
    low = least / worth[1] * 100
    high = Fraction(100)
    if all(one.most is not None for one in counted):
        most = sum((one.most for one in counted if one.most is not None), Fraction(0))
        high = min(high, most / worth[0] * 100)
    return _number(low) if low == high else Between(_number(low), _number(high))


def arithmetic(
    counted: Sequence[Counted], worth: tuple[Fraction, Fraction], percent: float | Between
) -> str:
    """The calculation in words, part by part, as the answer shows it."""
    told = [_told(one) for one in counted if one.counts is not Truth.NO or one.part.origin == "us"]
    shown = told[:_LISTED_PARTS_SHOWN]
    if len(told) > len(shown):
        shown.append(f"and {len(told) - len(shown)} more")
    value = f"{percent:g}" if isinstance(percent, float) else str(percent)
    sums = "; ".join(shown) or "no part of U.S. or unknown origin"
    return f"bill of materials: {sums}; of {_bounds(*worth)} that is {value} percent"


def _count(part: Part, kind: ItemKind, destination: str, as_of: dt.date, place: str) -> Counted:
    counts, why = _counts(part, kind, destination, as_of)
    least, most = _value(part, place)
    return Counted(
        part,
        counts,
        why,
        least if counts is Truth.YES else Fraction(0),
        Fraction(0) if counts is Truth.NO else most,
    )


def _counts(part: Part, kind: ItemKind, destination: str, as_of: dt.date) -> tuple[Truth, str]:
    if part.origin is not None and part.origin != "us":
        return Truth.NO, f"made in {part.origin}"
    if not _same_basket(part, kind):
        return Truth.NO, "of a kind that is not counted with the item; see 734.4(d)"
    if part.enc is Enc.PUBLIC_SOURCE:
        return Truth.NO, "public encryption source code, 734.4(b)(1)(i)"
    if part.controlled != "unknown":
        stated = Truth.YES if part.controlled == "yes" else Truth.NO
        needs, why = stated, f"stated to be {'' if stated else 'not '}controlled"
    elif part.eccn is None:
        needs, why = Truth.UNKNOWN, "its ECCN is not stated"
    else:
        needs, why = would_need_license(part.eccn, destination, as_of)
    if part.origin is None and needs is not Truth.NO:
        return Truth.UNKNOWN, f"its origin is not stated; {why}"
    return needs, why


def _same_basket(part: Part, kind: ItemKind) -> bool:
    if kind is ItemKind.COMMODITY and _part_kind(part) is ItemKind.SOFTWARE:
        return not _beyond_anti_terrorism(part)
    return _part_kind(part) is kind


def _beyond_anti_terrorism(part: Part) -> bool:
    """Notes (3) to 734.4(c)(1) and (d)(1): such bundled software is an item of its own."""
    if part.eccn is None or part.eccn == EAR99:
        return False
    entry = ccl.entry(part.eccn)
    return entry is None or any(reason != "AT" for reason in entry.reasons)


def _beside(line: Item, place: str) -> dict[str, Given]:
    """Facts of the zero levels and of 734.4(b) that the bill answers, where every ECCN is known."""
    ours = [part for part in line.bill_of_materials if part.origin in (None, "us")]
    why = f"{place}.bill_of_materials"
    facts: dict[str, Given] = {}
    bundled = [p for p in ours if _part_kind(p) is ItemKind.SOFTWARE and _beyond_anti_terrorism(p)]
    if item_kind(line) is ItemKind.COMMODITY:
        facts["bundled_us_software"] = Given(bool(bundled), why)
    sure = all(part.eccn is not None and part.origin is not None for part in ours)
    codes = [part.eccn for part in ours if part.eccn is not None and part.origin == "us"]
    munitions = [code for code in codes if _is_munitions(code)]
    if any("." in code and code.split(".")[1] != "y" for code in munitions):
        facts["us_munitions_content"] = Given("a_to_x", why)
    elif sure and all("." in code for code in munitions):
        facts["us_munitions_content"] = Given("y_only" if munitions else "none", why)
    encryption = [p for p in ours if p.eccn is not None and p.eccn.startswith(_ENCRYPTION)]
    if sure and not encryption:
        facts["us_encryption_content"] = Given("none", why)
    elif sure and all(part.enc is not None for part in encryption):
        facts["us_encryption_content"] = Given(_worst(encryption), why)
    if sure and not any(code[0] in "345" and code != EAR99 for code in codes):
        facts["contains_us_ic"] = Given(False, why)
    return facts


def _worst(encryption: Sequence[Part]) -> str:
    ways = {part.enc for part in encryption}
    if Enc.NONE in ways:
        return "ineligible"
    return "not_to_e" if Enc.B2 in ways else "eligible"


def _is_munitions(code: str) -> bool:
    return code.startswith(("9A515", "9B515", "9D515", "9E515")) or (
        code != EAR99 and code[2] == "6"
    )


def _part_kind(part: Part) -> ItemKind:
    if part.kind is not None:
        return part.kind
    return _kind_of(part.eccn) if part.eccn is not None else ItemKind.COMMODITY


def _kind_of(eccn: str) -> ItemKind:
    return _KINDS.get(eccn[1], ItemKind.COMMODITY)


def _worth(line: Item, place: str) -> tuple[Fraction, Fraction]:
    value = price(line.fair_market_value or "")
    if value is None:
        raise BadInput(
            "a bill of materials needs the item's price",
            where=f"{place}.fair_market_value",
            remedy="write the fair market price of one unit: fair_market_value: 2000 USD",
        )
    if value.low <= 0:
        raise BadInput(
            "the item's price must be above zero",
            where=f"{place}.fair_market_value",
            remedy="write the fair market price of one unit",
        )
    for row, part in enumerate(line.bill_of_materials):
        piece = price(part.value or "")
        if piece is not None and piece.currency != value.currency:
            raise BadInput(
                f"the part is priced in {piece.currency}, the item in {value.currency}",
                where=f"{place}.bill_of_materials[{row}].value",
                remedy=f"convert it to {value.currency} at the rate you keep in your records",
            )
    return Fraction(value.low), Fraction(value.high)


def _value(part: Part, place: str) -> tuple[Fraction, Fraction | None]:
    pieces = Fraction((part.quantity or "1").replace(",", "").strip())
    piece = price(part.value or "")
    if piece is None:
        return Fraction(0), None if pieces else Fraction(0)
    return Fraction(piece.low) * pieces, Fraction(piece.high) * pieces


def _number(value: Fraction) -> float:
    """The nearest float that stands on the same side of every whole percent as `value` does."""
    near = float(value)
    if near.is_integer() and Fraction(near) != value:
        return math.nextafter(near, math.inf if value > near else -math.inf)
    return near


def _told(one: Counted) -> str:
    part = one.part
    pieces = f"{part.quantity} x " if part.quantity is not None else ""
    code = f" ({part.eccn})" if part.eccn is not None else ""
    if one.counts is Truth.NO:
        amount = "not counted"
    elif one.most is None:
        amount = "no value stated"
    else:
        amount = _bounds(one.least, one.most)
    return f"{pieces}{part.description}{code} {amount}: {one.why}"


def _bounds(least: Fraction, most: Fraction) -> str:
    return _money(least) if least == most else f"{_money(least)} to {_money(most)}"


def _money(value: Fraction) -> str:
    return f"{float(value):,.2f}".removesuffix(".00")
