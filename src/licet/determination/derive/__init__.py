"""Facts that follow from stated ones by computation or from official lists, each with its source.

A deriver reads one item of a transaction as of a day. What it gives is taken where nobody stated
the fact; an ECCN it gives is the stated one with a paragraph added. It raises `BadInput` for
statements that cannot all be true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from licet.determination.derive import (
    activity,
    advanced_computing,
    category,
    de_minimis,
    departure,
    direct_product,
    existence,
    order_value,
    reasons_for_control,
    red_flag_text,
)
from licet.determination.transaction import Transaction
from licet.law.values import Given

Deriver: TypeAlias = Callable[[Transaction, int, dt.date], dict[str, Given]]

DERIVERS: tuple[Deriver, ...] = (
    existence.derive,
    activity.derive,
    advanced_computing.derive,
    reasons_for_control.derive,
    order_value.derive,
    departure.derive,
    category.derive,
    red_flag_text.derive,
    de_minimis.derive,
    direct_product.derive,
)
