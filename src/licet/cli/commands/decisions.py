"""`licet decisions`: what people decided about hits, and why."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from licet.cli import printing
from licet.cli.screening import now, party_of, whoami
from licet.lists import catalog
from licet.lists.model import Listing
from licet.screening.decisions.ledger import Ledger
from licet.screening.decisions.model import Decision, Disposition, Recorded, decide
from licet.screening.model import PartyQuery
from licet.terms.errors import BadInput

app = typer.Typer(name="decisions", help=__doc__, no_args_is_help=True, rich_markup_mode=None)

Where = Annotated[Path | None, typer.Option("--decisions", help="Another ledger than your own.")]


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `licet decisions add --input`; `party` is copied from the answer on a file."""

    party: PartyQuery
    listing: str
    disposition: Disposition
    reason: str = ""


@app.command()
def add(
    name: Annotated[
        str | None, typer.Argument(help="The party's name, as it was screened.")
    ] = None,
    listing: Annotated[str | None, typer.Option(help="Id of the listing of the hit.")] = None,
    disposition: Annotated[
        Disposition | None, typer.Option("--as", help="What you decided.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; needed for a false match.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="As it was screened.")] = None,
    kind: Annotated[str | None, typer.Option(help="As it was screened.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="As it was screened.")] = None,
    address: Annotated[list[str] | None, typer.Option(help="As it was screened.")] = None,
    identifier: Annotated[list[str] | None, typer.Option(help="As it was screened.")] = None,
    birth_date: Annotated[list[str] | None, typer.Option(help="As it was screened.")] = None,
    key: Annotated[str | None, typer.Option("--id", help="As it was screened.")] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--input", help="JSON Lines with party, listing, disposition, reason; - is stdin."
        ),
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who decided, if not you.")] = None,
    decisions: Where = None,
) -> None:
    """Record a decision on a hit, or many from a file: all of them or, if one is bad, none."""
    listings = catalog.load().by_id
    if source is not None:
        made = [_of_line(text, number, listings) for number, text in _lines(source)]
    elif name and listing and disposition:
        party = party_of(
            name,
            aliases=alias or (),
            kind=kind,
            countries=country or (),
            addresses=address or (),
            identifiers=identifier or (),
            birth_dates=birth_date or (),
            key=key,
        )
        made = [decide(party, _listing(listing, listings, "--listing"), disposition, reason)]
    else:
        raise BadInput(
            "a decision needs the party, the listing, and what was decided",
            remedy="licet decisions add NAME --listing ID --as false_match --reason TEXT",
        )
    for recorded in _ledger(decisions).add(made, who=who or whoami(), at=now()):
        printing.say(_words(recorded))


@app.command("list")
def list_(
    listing: Annotated[str | None, typer.Option(help="Only on this listing.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    decisions: Where = None,
) -> None:
    """Every decision, oldest first."""
    found = [
        recorded
        for recorded in _ledger(decisions).decisions()
        if listing is None or recorded.decision.listing_id == listing
    ]
    if as_json:
        printing.json(found)
        return
    headings = ("no.", "when", "who", "decided", "party", "listing", "reason")
    printing.table(headings, [_row(recorded) for recorded in found])


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="Number of the decision.")],
    decisions: Where = None,
) -> None:
    """One decision with the party and the listing as they were."""
    printing.json(_ledger(decisions).decision(number))


@app.command()
def export(
    output: Annotated[Path, typer.Option(help="JSON Lines; - is standard output.")] = Path("-"),
    decisions: Where = None,
) -> None:
    """All decisions as JSON Lines, for another system or the archive."""
    ledger = _ledger(decisions)
    broken = ledger.verify()
    if broken:
        raise BadInput(
            f"the ledger is damaged: {broken}",
            where=str(ledger.path),
            remedy="take it from your backup",
        )
    data = msgspec.json.Encoder(order="deterministic").encode_lines(list(ledger.decisions()))
    if output == Path("-"):
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)


def _ledger(path: Path | None) -> Ledger:
    return Ledger(path) if path else Ledger.default()


def _lines(source: Path) -> list[tuple[int, str]]:
    try:
        text = sys.stdin.read() if source == Path("-") else source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the file cannot be read: {error}", where=str(source), remedy="give a UTF-8 file"
        ) from None
    return [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _of_line(text: str, number: int, listings: Mapping[str, Listing]) -> Decision:
    try:
        line = msgspec.json.decode(text, type=_Line)
    except msgspec.DecodeError as error:
        raise BadInput(
            f"this is no decision: {error}",
            where=f"line {number}",
            remedy="write party, listing, disposition and reason; party as the answers have it",
        ) from None
    listing = _listing(line.listing, listings, f"line {number}")
    return decide(line.party, listing, line.disposition, line.reason)


def _listing(key: str, listings: Mapping[str, Listing], where: str) -> Listing:
    found = listings.get(key)
    if found is None:
        raise BadInput(
            f"no listing in force has the id {key!r}", where=where, remedy="copy it from the hit"
        )
    return found


def _row(recorded: Recorded) -> tuple[str, ...]:
    decision = recorded.decision
    party = decision.party.name + (f" [{decision.party.id}]" if decision.party.id else "")
    return (
        str(recorded.seq),
        recorded.at,
        recorded.who,
        decision.disposition.value,
        party,
        f"{decision.listing_name} [{decision.listing_id}]",
        decision.reason,
    )


def _words(recorded: Recorded) -> str:
    decision = recorded.decision
    return (
        f"Decision {recorded.seq}: {decision.party.name} is "
        f"{decision.disposition.value} for {decision.listing_name} ({decision.listing_id})"
    )
