"""`licet lists show`: everything known of a listing, and where it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from licet.cli import printing
from licet.cli.days import day
from licet.lists.catalog import Lists, load
from licet.lists.lookup import find
from licet.lists.model import Listing, NameKind, PolicyTerm, RequirementTerm
from licet.terms.errors import BadInput

_NEAR_SHOWN = 12
_WIDTH = 96
_LABEL = 22
_KINDS = {NameKind.AKA: "a.k.a.", NameKind.FKA: "f.k.a.", NameKind.DBA: "d.b.a."}


def show(
    listing: Annotated[str, typer.Argument(help="Id of a listing, or a name (any of its names).")],
    only: Annotated[
        list[str] | None, typer.Option("--list", help="Look in this list or source only.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Look in the snapshots of that day: 2026-03-25.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Names, addresses, license requirement and review policy with their terms, and history."""
    lists = load(only or None, as_of=day(as_of, "--as-of"))
    found = find(lists, listing)
    if not found.meant:
        raise _nobody(listing, found.near)
    if as_json:
        printing.json(
            [
                {
                    "listing": one,
                    "snapshot": lists.snapshot_of(one.list),
                    "snapshot_id": lists.snapshot_of(one.list).id,
                    "named_under_it": [child.id for child in _children(lists, one)],
                }
                for one in found.meant
            ]
        )
        return
    for number, one in enumerate(found.meant):
        if number:
            printing.say()
        for line in _lines(lists, one):
            printing.say(line)


def _nobody(text: str, near: Sequence[Listing]) -> BadInput:
    if not near:
        return BadInput(
            f"nobody is listed under the name or id {text!r}",
            remedy="this compares whole names only; licet screen finds similar ones",
        )
    names = "".join(f"\n    {one.id}: {one.name}" for one in near[:_NEAR_SHOWN])
    more = f"\n    ... and {len(near) - _NEAR_SHOWN} more" if len(near) > _NEAR_SHOWN else ""
    return BadInput(
        f"nobody is listed under exactly {text!r}; {len(near)} names contain it:{names}{more}",
        remedy="give the whole name or the id",
    )


def _children(lists: Lists, parent: Listing) -> list[Listing]:
    return [one for one in lists.of(parent.list) if one.parent == parent.id]


def _lines(lists: Lists, one: Listing) -> Iterator[str]:
    snapshot = lists.snapshot_of(one.list)
    yield one.name
    yield from _field("id", one.id)
    yield from _field("list", one.list)
    yield from _field("kind", one.kind.value)
    for name in one.names[1:]:
        yield from _field(_KINDS.get(name.kind, name.kind.value), name.text)
    yield from _field("destination heading", one.heading)
    for address in one.addresses:
        country = f" [{address.country.upper()}]" if address.country else ""
        yield from _field("address", address.text + country)
    yield from _field("countries", ", ".join(one.countries).upper())
    for number in one.identifiers:
        yield from _field("identifier", f"{number.kind} {number.value}")
    yield from _field("born", ", ".join((*one.birth_dates, *one.birth_places)))
    yield from _field("nationalities", ", ".join(one.nationalities).upper())
    yield from _field("programs", "; ".join(one.programs))
    yield from _wordings(one)
    yield from _field("footnotes", ", ".join(map(str, one.footnotes)))
    yield from _field("listed from", one.listed_from)
    yield from _field("listed until", one.listed_until)
    yield from _field("last changed", one.last_changed)
    for notice in one.history:
        yield from _field("history", str(notice))
    yield from _field("see also", "; ".join(one.see_also))
    if one.parent is not None:
        parent = lists.by_id.get(one.parent)
        yield from _field("named under", f"{parent.name} ({parent.id})" if parent else one.parent)
    for child in _children(lists, one):
        yield from _field("named under it", f"{child.name} ({child.id})")
    yield from _field("remarks", one.remarks)
    note = f"; {snapshot.note}" if snapshot.note else ""
    yield from _field("read from", f"{snapshot.id}, {one.where}{note}")


def _wordings(one: Listing) -> Iterator[str]:
    if one.requirement is not None:
        yield from _field("license requirement", one.requirement.text)
        for limb in one.requirement.terms:
            yield from _field("", f"- {_requirement(limb)}")
        yield from _unread(one.requirement.unparsed)
    if one.policy is not None:
        yield from _field("review policy", one.policy.text)
        for term in one.policy.terms:
            yield from _field("", f"- {_policy(term)}")
        yield from _unread(one.policy.unparsed)


def _requirement(term: RequirementTerm) -> str:
    words = f"{'license required' if term.license else 'no license for this entry'}: {term.when}"
    if term.exceptions:
        words += f"; open: {', '.join(term.exceptions)}"
    return words + (f" ({', '.join(term.cites)})" if term.cites else "")


def _policy(term: PolicyTerm) -> str:
    kind = term.kind.label if term.kind else f"as under {', '.join(term.refer)}"
    return f"{kind}: {term.when}" + (f" ({', '.join(term.cites)})" if term.cites else "")


def _unread(unparsed: str | None) -> Iterator[str]:
    if unparsed:
        yield from _field("", f"READ THE ENTRY: not read exactly: {unparsed}")


def _field(label: str, value: object) -> Iterator[str]:
    """The value behind its label, wrapped; nothing where there is none."""
    if value:
        indent = " " * (_LABEL + 2)
        first = f"  {label:<{_LABEL}}"
        yield textwrap.fill(
            str(value),
            width=_WIDTH,
            initial_indent=first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
