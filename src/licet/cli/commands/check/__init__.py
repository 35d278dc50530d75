"""`licet check`: what the EAR requires of a transaction on a day, and why."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from licet.cli.days import day
from licet.determination import text
from licet.determination.interview import as_yaml, interview
from licet.determination.model import Ask, Determination
from licet.determination.service import check as run_check
from licet.determination.shipped import shipped_ruleset
from licet.determination.transaction import from_document, read_document, schema
from licet.law.conclude import Outcome
from licet.law.rules import Reading
from licet.ownership.model import Graph
from licet.terms import yamltext
from licet.terms.errors import BadInput

app = typer.Typer(name="check", help=__doc__, add_completion=False)

#: Outcomes that `--fail-on` may name, and the ones it takes in.
_ATTENTION = {
    "license_required": {Outcome.LICENSE_REQUIRED, Outcome.PROHIBITED},
    "prohibited": {Outcome.PROHIBITED},
    "need_facts": {Outcome.NEED_FACTS, Outcome.LICENSE_REQUIRED, Outcome.PROHIBITED},
}


class Format(enum.StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@app.callback(invoke_without_command=True)
def check(
    transaction: Annotated[
        str | None, typer.Argument(help="Transaction file (YAML or JSON); - reads standard input.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Day of the law, as 2019-07-09; stands over the file's.")
    ] = None,
    reading: Annotated[
        Reading, typer.Option(help="Law as it is enforced, or as it is printed.")
    ] = Reading.ENFORCED,
    output_format: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = (
        Format.TEXT
    ),
    output: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
    lines: Annotated[
        Path | None,
        typer.Option("--input", help="Order lines (CSV, JSON Lines, Parquet); needs --output."),
    ] = None,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Show which changes would change the answer.")
    ] = False,
    asked_on: Annotated[
        str | None, typer.Option(help="Day from which the age of the sources is told.")
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(help="Exit 1 on need_facts, license_required or prohibited, or worse."),
    ] = None,
    ownership: Annotated[
        list[Path] | None,
        typer.Option(help="Who owns whom: BODS, GLEIF or CSV file; may be repeated."),
    ] = None,
    ask_open: Annotated[
        bool, typer.Option("--interview", help="Ask the open questions one by one.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option(help="With --interview: write the answered transaction here.")
    ] = None,
    print_schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of the transaction file.")
    ] = False,
    print_facts: Annotated[
        bool, typer.Option("--facts", help="List the facts a transaction file may state.")
    ] = False,
) -> None:
    """Read a transaction, screen its parties, apply the law of the day."""
    if print_schema:
        typer.echo(msgspec.json.format(msgspec.json.encode(schema())).decode())
        return
    if print_facts:
        for fact in shipped_ruleset().facts:
            typer.echo(f"{fact.path}\t{fact.name} ({fact.type.value})\t{fact.question}")
        return
    if lines is not None:
        _check_lines(lines, output, day(as_of, "--as-of"), reading)
        return
    if transaction is None:
        raise BadInput("no transaction file was named", remedy="licet check FILE, or - for stdin")
    if fail_on is not None and fail_on not in _ATTENTION:
        raise BadInput(
            f"`{fail_on}` is nothing to fail on",
            where="--fail-on",
            remedy=f"write one of {', '.join(_ATTENTION)}",
        )
    if transaction == "-":
        document = yamltext.read(sys.stdin.read(), "standard input")
    else:
        document = read_document(Path(transaction))
    determine = functools.partial(
        run_check,
        as_of=day(as_of, "--as-of"),
        reading=reading,
        asked_on=day(asked_on, "--asked-on"),
        ownership=_graph(ownership or []),
        what_if=what_if or output_format is Format.JSON,
    )
    if ask_open:
        answer, answered = interview(document, determine, _ask, _tell)
        if save is not None:
            save.write_text(as_yaml(answered), encoding="utf-8")
    else:
        answer = determine(from_document(document))
    words = _render(answer, output_format, what_if=what_if)
    if output is None:
        typer.echo(words, nl=False)
    else:
        output.write_text(words, encoding="utf-8")
    if fail_on is not None and answer.outcome in _ATTENTION[fail_on]:
        raise typer.Exit(1)


def _render(answer: Determination, output_format: Format, *, what_if: bool) -> str:
    match output_format:
        case Format.TEXT:
            return text.render(answer, what_if=what_if)
        case Format.HTML:
            from licet.determination import page  # templates take a while to import

            return page.render(answer)
        case Format.JSON:
            return msgspec.json.format(msgspec.json.encode(answer)).decode() + "\n"


def _check_lines(
    source: Path, target: Path | None, as_of: dt.date | None, reading: Reading
) -> None:
    from licet.cli.commands.check.lines import check_lines  # reading tables takes a while to import

    if target is None:
        raise BadInput(
            "the answers need a file", where="--input", remedy="add --output answers.csv or .jsonl"
        )
    check_lines(source, target, as_of, reading)


def _ask(question: Ask, still_open: int) -> str | None:
    """One question on the terminal: an answer, `?` to pass it over, nothing to end the asking."""
    typer.echo(f"\n{question.question}", err=True)
    cite = f" [{question.cite}]" if question.cite else ""
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    typer.echo(f"  {still_open} open; known to the {question.asked_of}{cite}", err=True)
    try:
        words = _line(f"  answer{choices}, ? to pass, Enter to end: ")
    except EOFError:
        return ""
    return None if words == "?" else words


def _line(prompt: str) -> str:
    """A line from the person; the prompt goes to standard error, so output stays the answer."""
    typer.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _tell(question: Ask, error: BadInput) -> None:
    typer.echo(f"  {error.what}. {error.remedy}", err=True)


def _graph(paths: list[Path]) -> Graph | None:
    """The ownership files as one graph; what they stumble over is told on standard error."""
    if not paths:
        return None
    from licet.ownership.readers import read  # so do readers of three formats

    reading = read(paths)
    for problem in reading.problems:
        typer.echo(f"licet: {problem.where}: {problem.what}", err=True)
    return reading.graph
