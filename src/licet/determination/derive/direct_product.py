"""Product scope of the foreign direct product rules, from the technology an item was made with.

Each rule of 15 CFR 734.9 names technology and software by ECCN. Where the item is their direct
product they must be subject to the EAR or of U.S. origin; where its plant, or essential production
or test equipment, is their direct product, of U.S. origin. `made_with` is taken as complete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from licet.determination.materials import MadeWith, Route, TechnologyOrigin
from licet.determination.shipped import shipped_ruleset
from licet.determination.transaction import Transaction
from licet.law.codes import CodeSet
from licet.law.values import Given, Truth
from licet.terms.eccn import EAR99, covers

#: Whether technology of a base ECCN, by a route, is what a rule names.
_Test: TypeAlias = Callable[[str, Route], Truth]


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """The `made_with_...` facts that the stated technology decides."""
    line = transaction.items[item]
    if not line.made_with:
        return {}
    facts: dict[str, Given] = {}
    for name, (test, us_only) in _tests(as_of, line.eccn).items():
        counted = [one for one in line.made_with if _counts(one, name)]
        value = max((_meets(one, test, us_only) for one in counted), default=Truth.NO)
        if value is not Truth.UNKNOWN:
            facts[name] = Given(value is Truth.YES, f"stated at items[{item}].made_with")
    return facts


def _tests(as_of: dt.date, eccn: str | None) -> dict[str, tuple[_Test, bool]]:
    """By fact: the test, and whether what the item is the direct product of must be U.S.-origin."""
    sets = shipped_ruleset().at(as_of).sets
    electronics = sets["fdp_electronics_technology"]
    return {
        "made_with_controlled_technology": (lambda code, _: _truth(code[1] in "DE"), False),
        "made_with_electronics_technology": (lambda code, _: electronics.holds(code), False),
        "made_with_encryption_technology": (
            lambda code, _: _truth(code in ("5D002", "5E002")),
            False,
        ),
        "made_with_4d090": (lambda code, _: _truth(code == "4D090"), False),
        "made_with_us_origin_technology": (lambda code, _: _truth(code[1] in "DE"), True),
        "made_with_us_category_3_to_9_technology": (_category_3_to_9, True),
        "made_with_9x515_technology": (_spacecraft, True),
        "made_with_600_series_technology": (partial(_series_600, eccn), True),
        "made_with_chip_equipment_technology": (partial(_chip_equipment, sets, eccn), False),
    }


def _counts(one: MadeWith, fact: str) -> bool:
    """What an item merely contains matters for chip-making equipment alone."""
    return one.route is not Route.CONTAINED or fact == "made_with_chip_equipment_technology"


def _meets(one: MadeWith, test: _Test, us_only: bool) -> Truth:
    if one.origin is TechnologyOrigin.FOREIGN or one.eccn == EAR99:
        return Truth.NO
    if one.origin is TechnologyOrigin.SUBJECT and (us_only or one.route is not Route.DIRECT):
        return Truth.NO
    if one.eccn is None:
        return Truth.UNKNOWN
    named = test(one.eccn.split(".")[0], one.route)
    return named if one.origin is not None else min(named, Truth.UNKNOWN)


def _category_3_to_9(code: str, route: Route) -> Truth:
    return _truth(code[1] in "DE" and code[0] in "3456789")


def _spacecraft(code: str, route: Route) -> Truth:
    return _truth(code == "9E515" or (code == "9D515" and route is Route.DIRECT))


def _series_600(eccn: str | None, code: str, route: Route) -> Truth:
    if code[2] != "6" or code[1] not in "DE":
        return Truth.NO
    return _truth(route is Route.DIRECT or (code[1] == "E" and not covers("0A919", eccn or "")))


def _chip_equipment(
    sets: Mapping[str, CodeSet], eccn: str | None, code: str, route: Route
) -> Truth:
    named = sets["fdp_chip_technology"].holds(code)
    if route is not Route.DIRECT:
        return named
    items = sets["fdp_chip_equipment_items"]
    within = items.holds(eccn) if eccn is not None else Truth.UNKNOWN
    direct = sets["fdp_chip_technology_direct"].holds(code)
    return min(named, within if direct is Truth.YES else ~within)


def _truth(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO
