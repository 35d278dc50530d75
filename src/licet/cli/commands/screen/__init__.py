"""`licet screen`: is this party listed? One name, or a file of any size."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from licet.cli.commands.screen.file import FileOptions, screen_rows
from licet.cli.commands.screen.name import screen_name
from licet.cli.screening import open_desk, party_of, settings_of
from licet.screening.bulk.formats import Format
from licet.terms.errors import BadInput

app = typer.Typer(name="screen", help=__doc__, add_completion=False)

_FAIL_ON = ("hit", "bad-row")


@app.callback(invoke_without_command=True)
def screen(
    name: Annotated[
        str | None, typer.Argument(help="The party's name in any script; - reads standard input.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name of the party.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="organization, person, vessel or aircraft.")
    ] = None,
    country: Annotated[list[str] | None, typer.Option(help="Code or name (may repeat).")] = None,
    address: Annotated[list[str] | None, typer.Option(help="Address (may repeat).")] = None,
    identifier: Annotated[
        list[str] | None, typer.Option(help="passport:AB123, lei:..., imo:... (may repeat).")
    ] = None,
    birth_date: Annotated[list[str] | None, typer.Option(help="1970, 1970-05, 1970-05-02.")] = None,
    key: Annotated[str | None, typer.Option("--id", help="Your own key for the party.")] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Least score of a hit, in (0, 1].", show_default="shipped")
    ] = None,
    threshold_for: Annotated[
        list[str] | None, typer.Option(help="For a list or kind: us-bis-el=0.6, person=0.8.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--list", help="Only this list (may repeat).")
    ] = None,
    limit: Annotated[int, typer.Option(help="Most hits shown for one party.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON (one name).")] = False,
    source: Annotated[
        Path | None, typer.Option("--input", help="CSV, JSON Lines or Parquet; - reads CSV.")
    ] = None,
    output: Annotated[
        Path, typer.Option(help="Where answers on a file go; - is standard output.")
    ] = Path("-"),
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Format of the output.", show_default="name")
    ] = None,
    input_format: Annotated[
        Format | None, typer.Option(help="Format of the input.", show_default="name")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Which column holds what: name=Firma, id=KundenNr.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="If not UTF-8: cp1252, gb18030 ...")] = None,
    delimiter: Annotated[str | None, typer.Option(help="Of a CSV file, if not found.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 is one for each core.")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a broken run.")] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="Another ledger of decisions than your own.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Listings in force on this day.", show_default="today")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit 1 on a hit, or on a bad-row or a hit.")
    ] = None,
) -> None:
    """Screen one party, or every party of a file, against all lists in force."""
    if (name is None) == (source is None):
        raise BadInput(
            "give either a name or a file", remedy="licet screen NAME, or licet screen --input FILE"
        )
    if fail_on is not None and fail_on not in _FAIL_ON:
        raise BadInput(
            f"`{fail_on}` is nothing to fail on", where="--fail-on", remedy="write hit or bad-row"
        )
    settings = settings_of(threshold, limit, only or (), threshold_for or ())
    if source is not None:
        options = FileOptions(
            source=source,
            output=output,
            output_format=output_format,
            input_format=input_format,
            columns=column or (),
            encoding=encoding,
            delimiter=delimiter,
            workers=workers,
            resume=resume,
        )
        counts = screen_rows(options, open_desk(settings, decisions, as_of))
        attention = counts.hits or (fail_on == "bad-row" and counts.bad_rows)
    else:
        party = party_of(
            name or "",
            aliases=alias or (),
            kind=kind,
            countries=country or (),
            addresses=address or (),
            identifiers=identifier or (),
            birth_dates=birth_date or (),
            key=key,
        )
        attention = screen_name(party, open_desk(settings, decisions, as_of), as_json=as_json)
    if fail_on is not None and attention:
        raise typer.Exit(1)
