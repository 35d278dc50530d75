"""The transaction file: what is sold, to whom, where, and for what.

The classes below are the published JSON Schema (`licet check --schema`). Everything is read as
text and typed here, so that `5E002` stays an ECCN and `NO` stays Norway.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from pathlib import Path
from typing import Annotated, Any

import msgspec

from licet.determination.materials import MadeWith, Part, price
from licet.terms import eccn, yamltext
from licet.terms.country import country_code
from licet.terms.errors import BadInput
from licet.terms.role import Role

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
_Facts = Annotated[
    dict[str, str],
    msgspec.Meta(description="Answers to questions of the determination: fact name to value."),
]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of the order."""

    description: Annotated[_Text, msgspec.Meta(description="What it is, in the trade's words.")]
    eccn: Annotated[
        str | None,
        msgspec.Meta(description="ECCN with its paragraph, or EAR99; leave out if not known."),
    ] = None
    quantity: Annotated[str | None, msgspec.Meta(description="Number of units.")] = None
    unit: str | None = None
    value: Annotated[
        str | None, msgspec.Meta(description="Amount and currency of the line: `450000 USD`.")
    ] = None
    origin: Annotated[
        str | None, msgspec.Meta(description="Country of origin: ISO code or English name.")
    ] = None
    fair_market_value: Annotated[
        str | None,
        msgspec.Meta(description="Price of one unit of a foreign-made item: `2000 USD`."),
    ] = None
    bill_of_materials: Annotated[
        tuple[Part, ...],
        msgspec.Meta(description="Everything of U.S. or unknown origin in one unit of the item."),
    ] = ()
    made_with: Annotated[
        tuple[MadeWith, ...],
        msgspec.Meta(
            description="All technology and software that the foreign-produced item, or the plant "
            "and equipment that made or tested it, is the direct product of."
        ),
    ] = ()
    facts: _Facts = {}


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person or organization with a role in the transaction."""

    role: Annotated[Role, msgspec.Meta(description="Role as in 15 CFR 748.5, or a further one.")]
    name: _Text
    aliases: tuple[str, ...] = ()
    country: Annotated[str | None, msgspec.Meta(description="ISO code or English name.")] = None
    address: str | None = None
    citizenship: Annotated[
        str | None,
        msgspec.Meta(
            description="Of a person to whom technology is released: the most recent country of "
            "citizenship or permanent residency (734.13(b))."
        ),
    ] = None
    matches: Annotated[
        dict[str, str],
        msgspec.Meta(description="Listing id to yes or no: whether the party is the one listed."),
    ] = {}
    facts: _Facts = {}


class Stake(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"start": "from"},
):
    """One owner's share in one entity."""

    owner: _Text
    owned: _Text
    share: Annotated[str, msgspec.Meta(description="Percent: 50, 25..50, >=50, or unknown.")]
    start: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None


class Transaction(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"ships_from": "from"},
):
    """One transaction, as written in a transaction file."""

    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1)]
    parties: Annotated[tuple[Party, ...], msgspec.Meta(min_length=1)]
    as_of: Annotated[
        dt.date | None, msgspec.Meta(description="Day of the export; the default is today.")
    ] = None
    destination: Annotated[
        str | None, msgspec.Meta(description="Country of ultimate destination.")
    ] = None
    ships_from: Annotated[
        str | None, msgspec.Meta(description="Country the items are sent from.")
    ] = None
    end_use: Annotated[
        str | None, msgspec.Meta(description="What the items will be used for, in words.")
    ] = None
    ownership: Annotated[
        tuple[Stake, ...], msgspec.Meta(description="Who owns the parties, and their owners.")
    ] = ()
    title: str | None = None
    facts: _Facts = {}


_PATH = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_MONEY = re.compile(r"^(?P<amount>\d{1,15}(?:\.\d{1,4})?) ?(?P<currency>[A-Z]{3})$")
_QUANTITY = re.compile(r"^\d{1,15}(?:\.\d{1,6})?$")


def schema() -> dict[str, Any]:
    """The JSON Schema of the transaction file."""
    document: dict[str, Any] = msgspec.json.schema(Transaction)
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    document["title"] = "licet transaction"
    return document


def load(path: Path) -> Transaction:
    """Read a transaction file. Raises `BadInput` with line and field."""
    return from_document(read_document(path))


def read_document(path: Path) -> yamltext.Document:
    """A transaction file as plain text with its lines. Raises `BadInput`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput("no such file", where=str(path), remedy="check the name") from None
    except IsADirectoryError:
        raise BadInput("this is a folder", where=str(path), remedy="name a file in it") from None
    except UnicodeDecodeError as error:
        raise BadInput(
            f"not UTF-8 text (byte {error.start})", where=str(path), remedy="save it as UTF-8"
        ) from None
    return yamltext.read(text, str(path))


def parse(text: str, name: str = "transaction") -> Transaction:
    """Read a transaction from YAML (or JSON) text; `name` is what errors call it."""
    return from_document(yamltext.read(text, name))


def from_document(document: yamltext.Document) -> Transaction:
    """Type and check a document that was read as plain text."""
    data = _with_roles(document.data)
    try:
        transaction = msgspec.convert(data, Transaction, strict=False)
    except msgspec.ValidationError as error:
        raise _explain(str(error), document) from None
    return _checked(transaction, document)


def _with_roles(data: Any) -> Any:
    """Roles as people write them: `Ultimate consignee`, `ultimate-consignee`."""
    if not isinstance(data, dict) or not isinstance(data.get("parties"), list):
        return data
    parties = [
        {**p, "role": re.sub(r"[\s-]+", "_", p["role"].strip().lower())}
        if isinstance(p, dict) and isinstance(p.get("role"), str)
        else p
        for p in data["parties"]
    ]
    return {**data, "parties": parties}


def _explain(message: str, document: yamltext.Document) -> BadInput:
    match = _PATH.search(message)
    path = _steps(match["path"]) if match else ()
    what = message[: match.start()] if match else message
    unknown = re.search(r"unknown field `(?P<field>[^`]*)`", what)
    if unknown:
        field = unknown["field"]
        allowed = _fields_at(path)
        near = difflib.get_close_matches(field, allowed, 1, 0.6)
        hint = f"did you mean `{near[0]}`? " if near else ""
        return BadInput(
            f"there is no field `{field}` here",
            where=document.where((*path, field)),
            remedy=f"{hint}allowed are {', '.join(allowed)}",
        )
    if path and path[-1] == "role":
        return BadInput(
            what.replace("Invalid enum value", "there is no role"),
            where=document.where(path),
            remedy=f"use one of {', '.join(Role)}",
        )
    missing = re.search(r"missing required field `(?P<field>[^`]*)`", what)
    if missing:
        return BadInput(
            f"the field `{missing['field']}` is missing",
            where=document.where(path),
            remedy=f"add `{missing['field']}:`",
        )
    return BadInput(what, where=document.where(path), remedy="see licet check --schema")


def _steps(text: str) -> yamltext.Path:
    return tuple(
        int(m[2]) if m[2] and m[2].isdigit() else (m[1] or "...") for m in _STEP.finditer(text)
    )


def _fields_at(path: yamltext.Path) -> list[str]:
    kinds: dict[str, type[msgspec.Struct]] = {
        "items": Item,
        "parties": Party,
        "ownership": Stake,
        "bill_of_materials": Part,
        "made_with": MadeWith,
    }
    named = [kinds[str(step)] for step in path if str(step) in kinds]
    kind = named[-1] if named else Transaction
    return [field.encode_name for field in msgspec.structs.fields(kind)]


def _checked(transaction: Transaction, document: yamltext.Document) -> Transaction:
    """Values that have a shape of their own, in their official spelling."""
    items = tuple(_item(item, index, document) for index, item in enumerate(transaction.items))
    parties = tuple(
        msgspec.structs.replace(
            party,
            country=_country(party.country, ("parties", index, "country"), document),
            citizenship=_country(party.citizenship, ("parties", index, "citizenship"), document),
        )
        for index, party in enumerate(transaction.parties)
    )
    return msgspec.structs.replace(
        transaction,
        items=items,
        parties=parties,
        destination=_country(transaction.destination, ("destination",), document),
        ships_from=_country(transaction.ships_from, ("from",), document),
    )


def _item(item: Item, index: int, document: yamltext.Document) -> Item:
    here: yamltext.Path = ("items", index)
    if item.value is not None and not _MONEY.match(item.value.replace(",", "").strip()):
        raise BadInput(
            f"`{item.value}` is no amount",
            where=document.where((*here, "value")),
            remedy="write number and currency: 450000 USD",
        )
    _check_quantity(item.quantity, here, document)
    _check_price(item.fair_market_value, (*here, "fair_market_value"), document)
    return msgspec.structs.replace(
        item,
        eccn=_eccn(item.eccn, here, document),
        origin=_country(item.origin, (*here, "origin"), document),
        bill_of_materials=tuple(
            _part(part, (*here, "bill_of_materials", row), document)
            for row, part in enumerate(item.bill_of_materials)
        ),
        made_with=tuple(
            msgspec.structs.replace(one, eccn=_eccn(one.eccn, (*here, "made_with", row), document))
            for row, one in enumerate(item.made_with)
        ),
    )


def _part(part: Part, here: yamltext.Path, document: yamltext.Document) -> Part:
    _check_price(part.value, (*here, "value"), document)
    _check_quantity(part.quantity, here, document)
    return msgspec.structs.replace(
        part,
        eccn=_eccn(part.eccn, here, document),
        origin=_country(part.origin, (*here, "origin"), document),
    )


def _eccn(text: str | None, here: yamltext.Path, document: yamltext.Document) -> str | None:
    if text is None or text.strip().lower() in ("", "unknown"):
        return None
    code = eccn.normalize(text)
    if code is None:
        raise BadInput(
            f"`{text}` has not the shape of an ECCN",
            where=document.where((*here, "eccn")),
            remedy="write it as 3A001.a.5 or EAR99, or leave it out if it is not known",
        )
    return code


def _check_quantity(text: str | None, here: yamltext.Path, document: yamltext.Document) -> None:
    if text is not None and not _QUANTITY.match(text.replace(",", "").strip()):
        raise BadInput(
            f"`{text}` is no quantity",
            where=document.where((*here, "quantity")),
            remedy="write a number of zero or more; of an item, the unit goes into `unit`",
        )


def _check_price(text: str | None, here: yamltext.Path, document: yamltext.Document) -> None:
    if text is not None and price(text) is None:
        raise BadInput(
            f"`{text}` is no price",
            where=document.where(here),
            remedy="write number and currency, 12.50 USD, or bounds, 10..12 USD",
        )


def _country(text: str | None, path: yamltext.Path, document: yamltext.Document) -> str | None:
    if text is None or text.strip().lower() in ("", "unknown"):
        return None
    code = country_code(text)
    if code is None:
        raise BadInput(
            f"`{text}` names no single country",
            where=document.where(path),
            remedy="write the ISO code (CN) or the English name (China)",
        )
    return code
