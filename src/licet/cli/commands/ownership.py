"""`licet ownership`: who owns a party, and what the 50 percent rules make of it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from licet.cli import printing
from licet.cli.days import day, today
from licet.ownership.as_json import restriction_json, summary_json
from licet.ownership.draw import svg
from licet.ownership.fifty import all_reached, bis_affiliates, ofac_fifty_percent
from licet.ownership.holdings import Holdings
from licet.ownership.listed import ENTITY_LIST, SDN_LIST, Listed, ListedOn
from licet.ownership.model import Graph, GraphReading
from licet.ownership.readers import Format, read
from licet.ownership.readers.listed_table import gathered, read_listed
from licet.ownership.result import Verdict
from licet.ownership.text import render, render_summaries
from licet.ownership.windows import Rule
from licet.terms.errors import BadInput

app = typer.Typer(name="ownership", help=__doc__, add_completion=False)

_APPLY = {Rule.BIS: bis_affiliates, Rule.OFAC: ofac_fifty_percent}
_USUAL_LIST = {Rule.BIS: ENTITY_LIST, Rule.OFAC: SDN_LIST}
_ATTENTION = {
    "restricted": {Verdict.RESTRICTED},
    "need_facts": {Verdict.RESTRICTED, Verdict.NEED_FACTS},
}


@app.callback(invoke_without_command=True)
def ownership(
    inputs: Annotated[
        list[Path],
        typer.Option("--input", help="Ownership data; may be repeated; - reads standard input."),
    ],
    listed: Annotated[
        list[str],
        typer.Option(
            help="Table of listed entities (CSV: entity, list, ...), or an entity as ID or "
            "ID=LIST; may be repeated."
        ),
    ],
    entity: Annotated[
        str | None, typer.Option(help="Id or name of the party; without it, all that are reached.")
    ] = None,
    data_format: Annotated[Format, typer.Option("--format", help="Form of the input.")] = (
        Format.AUTO
    ),
    as_of: Annotated[
        str | None, typer.Option(help="Day of law and ownership, as 2025-10-01; else today.")
    ] = None,
    rule: Annotated[Rule, typer.Option(help="Whose 50 percent rule.")] = Rule.BIS,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    picture: Annotated[
        Path | None, typer.Option("--svg", help="Draw the chain into this file.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit 1 on restricted, or on need_facts or worse.")
    ] = None,
) -> None:
    """Read who owns whom, reckon what listed parties hold, say what follows on the day."""
    if fail_on is not None and fail_on not in _ATTENTION:
        raise BadInput(
            f"`{fail_on}` is nothing to fail on",
            where="--fail-on",
            remedy=f"write one of {', '.join(_ATTENTION)}",
        )
    if picture is not None and entity is None:
        raise BadInput("draws one entity", where="--svg", remedy="name it with --entity")
    reading = _read(inputs, data_format)
    holdings = Holdings(reading.graph, day(as_of, "--as-of") or today())
    parties = _listed(listed, rule, reading)
    if entity is None:
        summaries = list(all_reached(holdings, parties, rule))
        verdicts = {line.verdict for line in summaries}
        data: dict[str, Any] = {"entities": [summary_json(line) for line in summaries]}
        words = render_summaries(summaries, rule, holdings.day)
    else:
        answer = _APPLY[rule](holdings, reading.graph.entity(entity).id, parties)
        verdicts = {answer.verdict}
        data = restriction_json(answer)
        words = render(answer)
        if picture is not None:
            picture.write_text(svg(answer), encoding="utf-8")
    if as_json:
        data["problems"] = reading.problems
        printing.json(data)
    else:
        typer.echo(words, nl=False)
        for problem in reading.problems:
            remedy = f" ({problem.remedy})" if problem.remedy else ""
            printing.warn(f"licet: {problem.where}: {problem.what}{remedy}")
    if fail_on is not None and verdicts & _ATTENTION[fail_on]:
        raise typer.Exit(1)


def _read(inputs: list[Path], data_format: Format) -> GraphReading:
    if Path("-") not in inputs:
        return read(inputs, data_format)
    with tempfile.TemporaryDirectory() as folder:
        piped = Path(folder) / "standard input"
        piped.write_bytes(sys.stdin.buffer.read())
        return read([piped if path == Path("-") else path for path in inputs], data_format)


def _listed(words: list[str], rule: Rule, reading: GraphReading) -> Listed:
    """Tables and single entities together; faulty rows join the problems of the reading."""
    found: list[tuple[str, ListedOn]] = []
    for word in words:
        if Path(word).is_file():
            table, problems = read_listed(Path(word), reading.graph)
            reading.problems.extend(problems)
            found.extend(
                (id_, entry) for id_, several in table.items() for entry in several.listings
            )
        else:
            found.append(_one_listed(word, rule, reading.graph))
    return gathered(found)


def _one_listed(word: str, rule: Rule, graph: Graph) -> tuple[str, ListedOn]:
    name, _, list_ = word.rpartition("=") if "=" in word else (word, "", "")
    try:
        entity = graph.entity(name)
    except BadInput as error:
        raise BadInput(
            f"{error.what}, nor is it a file", where="--listed", remedy=error.remedy
        ) from error
    chosen = list_ or _USUAL_LIST[rule]
    return entity.id, ListedOn(chosen, name=entity.name)
