"""What a foreign-made item consists of, and what it was made with, as a transaction file states it.

From the parts the share of controlled U.S. content is computed (734.4), from the technology whether
a direct product rule may reach the item (734.9).
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

import msgspec

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
_AMOUNT = r"\d{1,15}(?:\.\d{1,4})?"
_PRICE = re.compile(rf"^(?P<low>{_AMOUNT})(?:\.\.(?P<high>{_AMOUNT}))? ?(?P<currency>[A-Z]{{3}})$")


class ItemKind(enum.StrEnum):
    """What an item is (15 CFR 772.1)."""

    COMMODITY = "commodity"
    SOFTWARE = "software"
    TECHNOLOGY = "technology"


class Enc(enum.StrEnum):
    """How a U.S.-origin encryption part is authorized for License Exception ENC (734.4(b)(1))."""

    PUBLIC_SOURCE = "public_source"  # public source code that meets 742.15(b)
    B1 = "b1"  # 740.17(b)(1)
    B2 = "b2"
    B3 = "b3"
    NONE = "none"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of the bill of materials of one foreign-made item."""

    description: _Text
    eccn: Annotated[
        str | None, msgspec.Meta(description="ECCN with its paragraph, or EAR99, as received.")
    ] = None
    origin: Annotated[
        str | None, msgspec.Meta(description="Country of origin: ISO code or English name.")
    ] = None
    value: Annotated[
        str | None,
        msgspec.Meta(description="Fair market price of one piece: `12.50 USD`, or `10..12 USD`."),
    ] = None
    quantity: Annotated[
        str | None, msgspec.Meta(description="Pieces in one unit of the item; 1 if left out.")
    ] = None
    kind: ItemKind | None = None
    controlled: Annotated[
        Literal["yes", "no", "unknown"],
        msgspec.Meta(
            description="Whether it would need a license to the item's destination "
            "(Supplement No. 2 to Part 734); the rules decide if left out."
        ),
    ] = "unknown"
    enc: Enc | None = None


class TechnologyOrigin(enum.StrEnum):
    """Where technology or software comes from, as 734.9 tells it apart."""

    US = "us"
    SUBJECT = "subject"  # foreign, and subject to the EAR
    FOREIGN = "foreign"  # foreign, and not subject to the EAR


class Route(enum.StrEnum):
    """How technology or software went into a foreign-produced item (734.9)."""

    DIRECT = "direct"  # the item is its direct product
    PLANT = "plant"  # the plant, or production or test equipment, is its direct product
    CONTAINED = "contained"  # the item holds something made by such a plant


class MadeWith(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Technology or software that a foreign-produced item comes from."""

    eccn: str | None = None
    origin: TechnologyOrigin | None = None
    route: Route = Route.DIRECT


class Price(NamedTuple):
    """An amount known exactly or within bounds, and its currency."""

    low: Decimal
    high: Decimal
    currency: str


def price(text: str) -> Price | None:
    """`12.50 USD` or `10..12 USD` as a price; None if it is neither, or the bounds are reversed."""
    match = _PRICE.match(text.replace(",", "").strip())
    if match is None:
        return None
    low = Decimal(match["low"])
    high = Decimal(match["high"]) if match["high"] else low
    return Price(low, high, match["currency"]) if low <= high else None
