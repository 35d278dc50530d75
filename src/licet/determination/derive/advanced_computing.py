"""ECCN 3A090 from a chip's figures: total processing performance, density, and the paragraph.

The technical notes to 3A090 (Supplement No. 1 to Part 774) define TPP as 2 x MacTOPS x bit length,
at the highest rate claimed, dense, over all processing units, and take the bit length at which it
is greatest. Data sheets count a multiply-accumulate as two operations, so that 2 x MacTOPS is their
TOPS or TFLOPS. Performance density is TPP over the area of the logic dies made with a non-planar
transistor architecture; a chip without such a die meets no density.

The thresholds by day: 87 FR 62186 (from 2022-10-21), 88 FR 73458 (from 2023-11-17), and for high
bandwidth memory 89 FR 96790 (from 2024-12-02). Note 1 to 3A090.a, a presumption against foundries
and packagers from 2025-01-16, is not derived: it turns on attestations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from licet.determination.derive.figures import (
    Figure,
    apart,
    between,
    figure,
    high,
    low,
    over,
    stated,
    times,
)
from licet.determination.transaction import Transaction
from licet.law.evaluate import compare
from licet.law.language import Op
from licet.law.values import Given, Truth
from licet.terms.eccn import EAR99, covers
from licet.terms.errors import BadInput

#: Bit lengths whose rates may be stated, as `dense_tops_8_bit`.
BIT_LENGTHS = (4, 6, 8, 16, 32, 64)

FIRST = dt.date(2022, 10, 21)
SECOND = dt.date(2023, 11, 17)
#: First day of 4A090.b as encoded; the text before it is not held.
COMPUTERS_B = dt.date(2024, 4, 4)
MEMORY = dt.date(2024, 12, 2)

#: Entries for chips and computers that give way to 3A090 and 4A090 in every vintage.
_GIVING_WAY = ("3A991", "4A994", EAR99)
#: Entries that keep such chips and computers, in `.z` paragraphs from the second vintage on.
_WITH_Z = ("3A001", "4A003", "4A004", "4A005", "5A002", "5A004", "5A992")


class Chip(msgspec.Struct, frozen=True):
    """What is known of a chip. None is unknown.

    `io_bandwidth` is the aggregate bidirectional transfer rate in GB/s (the first vintage only);
    `memory_density` is GB/s per square millimeter of the stack or its package.
    """

    tpp: Figure | None = None
    density: Figure | None = None
    datacenter: bool | None = None
    io_bandwidth: Figure | None = None
    memory_density: Figure | None = None


class Paragraphs(msgspec.Struct, frozen=True):
    """Whether each paragraph of 3A090 specifies the chip on a day."""

    a: Truth
    b: Truth
    c: Truth


def performance(rates: Mapping[int, Figure]) -> Figure | None:
    """TPP from dense rates in tera operations per second, by bit length of the inputs."""
    if not rates:
        return None
    products = [times(rate, bits) for bits, rate in rates.items()]
    return between(max(low(p) for p in products), max(high(p) for p in products))


def paragraphs(chip: Chip, day: dt.date) -> Paragraphs:
    """The paragraphs of 3A090 that specify `chip` as the entry read on `day`."""
    a = b = c = Truth.NO
    if FIRST <= day < SECOND:
        a = min(compare(chip.io_bandwidth, Op.GE, 600), compare(chip.tpp, Op.GE, 4800))
    elif day >= SECOND:
        scope = max(compare(chip.tpp, Op.GE, 4800), _truth(chip.datacenter))  # Note 2
        a = min(scope, max(compare(chip.tpp, Op.GE, 4800), _both(chip, 1600, None, 5.92, None)))
        lesser = max(_both(chip, 2400, 4800, 1.6, 5.92), _both(chip, 1600, None, 3.2, 5.92))
        b = min(scope, lesser, ~a)
    if day >= MEMORY and chip.tpp is None:  # a processor with memory beside it is no memory
        c = compare(chip.memory_density, Op.GT, 2)
    return Paragraphs(a, b, c)


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """TPP, performance density and the paragraph of 3A090 or 4A090, from the chip's figures.

    Raises `BadInput` when stated and computed figures differ, or the stated ECCN is not the one
    that they give on `as_of`.
    """
    where = f"items[{item}].facts"
    rates = {
        bits: rate
        for bits in BIT_LENGTHS
        if (rate := figure(transaction, item, f"dense_tops_{bits}_bit")) is not None
    }
    tpp = figure(transaction, item, "tpp")
    tpp_computed = performance(rates)
    if tpp is not None and tpp_computed is not None and apart(tpp, tpp_computed):
        raise _differ(f"{where}.tpp", tpp, tpp_computed)
    facts: dict[str, Given] = {}
    if tpp is None and tpp_computed is not None:
        tpp = tpp_computed
        facts["tpp"] = Given(tpp, f"rate x bit length, highest of {len(rates)} stated at {where}")
    density = figure(transaction, item, "performance_density")
    density_computed = _density(transaction, item, tpp)
    if density is not None and density_computed is not None and apart(density, density_computed):
        raise _differ(f"{where}.performance_density", density, density_computed)
    if density is None and density_computed is not None:
        density = density_computed
        facts["performance_density"] = Given(density, f"TPP over logic_die_area at {where}")
    chip = Chip(
        tpp,
        density,
        stated(transaction, item, "datacenter_chip"),
        figure(transaction, item, "io_bandwidth"),
        _memory_density(transaction, item),
    )
    if chip == Chip(datacenter=chip.datacenter):
        return facts
    code = transaction.items[item].eccn
    refined = _classified(code, paragraphs(chip, as_of), item, as_of) if code else None
    if refined is not None:
        facts["eccn"] = Given(refined, f"{code}, its paragraph by the figures at {where}")
    if as_of >= SECOND:
        facts |= _datacenter(chip, as_of, where)
    return facts


def _density(transaction: Transaction, item: int, tpp: Figure | None) -> Figure | None:
    area = figure(transaction, item, "logic_die_area")
    if tpp is None or area is None:
        return None
    if high(area) == 0:
        return 0.0
    return over(tpp, area) if low(area) > 0 else None


def _memory_density(transaction: Transaction, item: int) -> Figure | None:
    bandwidth = figure(transaction, item, "memory_bandwidth")
    area = figure(transaction, item, "memory_package_area")
    if bandwidth is None or area is None or low(area) == 0:
        return None
    return over(bandwidth, area)


def _truth(value: bool | None) -> Truth:
    return Truth.UNKNOWN if value is None else Truth.YES if value else Truth.NO


def _both(
    chip: Chip, tpp: float, below_tpp: float | None, density: float, below: float | None
) -> Truth:
    tests = [compare(chip.tpp, Op.GE, tpp), compare(chip.density, Op.GE, density)]
    if below_tpp is not None:
        tests.append(compare(chip.tpp, Op.LT, below_tpp))
    if below is not None:
        tests.append(compare(chip.density, Op.LT, below))
    return min(tests)


def _classified(code: str, found: Paragraphs, item: int, day: dt.date) -> str | None:
    """The stated ECCN with the paragraph that the figures give it; None when they add nothing."""
    base = code.split(".")[0]
    if base == "3A090":
        return _refined(code, {"a": found.a, "b": found.b, "c": found.c}, item, day)
    if base == "4A090":
        later = found.b if day >= COMPUTERS_B else Truth.NO
        return _refined(code, {"a": found.a, "b": later}, item, day)
    which = "a" if found.a is Truth.YES else "b" if found.b is Truth.YES else ""
    kept = day >= SECOND and base in _WITH_Z and not covers(code, f"{base}.z")
    elsewhere = kept and not covers(f"{base}.z", code)
    if which and (base in _GIVING_WAY or elsewhere):
        raise BadInput(
            f"a chip of these figures is specified in 3A090.{which} on {day}, not in {code}",
            where=f"items[{item}].eccn",
            remedy=f"classify it as 3A090.{which} (a computer: 4A090.{which}) or in the .z "
            "paragraph of its entry, or correct the figures",
        )
    return None


def _refined(code: str, found: dict[str, Truth], item: int, day: dt.date) -> str | None:
    base, _, paragraph = code.partition(".")
    if not paragraph:
        sure = [name for name, truth in found.items() if truth is Truth.YES]
        if sure:
            return f"{base}.{sure[0]}"
        wrong = all(truth is Truth.NO for truth in found.values())
    else:
        wrong = found.get(paragraph[0], Truth.UNKNOWN) is Truth.NO
    if wrong:
        raise BadInput(
            f"a chip of these figures is not specified in {code} as it read on {day}",
            where=f"items[{item}].eccn",
            remedy="correct the figures or the ECCN; leave the figures out where the presumption "
            "of Note 1 to 3A090.a is what classifies it",
        )
    return None


def _datacenter(chip: Chip, day: dt.date, where: str) -> dict[str, Given]:
    """Whether it is designed or marketed for datacenters and meets 3A090.a, as 744.23(d) asks."""
    value = min(_truth(chip.datacenter), paragraphs(chip, day).a)
    if value is Truth.UNKNOWN:
        return {}
    why = f"datacenter_chip and the figures at {where}"
    return {"datacenter_3a090_a": Given(value is Truth.YES, why)}


def _differ(where: str, told: Figure, computed: Figure) -> BadInput:
    return BadInput(
        f"{_spell(told)} is stated, and the other figures give {_spell(computed)}",
        where=where,
        remedy="correct one of them, or state only one",
    )


def _spell(value: Figure) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
