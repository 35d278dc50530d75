"""`licet proof`: what was screened, when, by whom, against what; and whether it still stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from licet.cli import printing
from licet.screening.proof.store import Proofs, check_files
from licet.terms.errors import BadInput

app = typer.Typer(name="proof", help=__doc__, no_args_is_help=True, rich_markup_mode=None)

Where = Annotated[Path | None, typer.Option("--proofs", help="Another file than your own.")]


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    proofs: Where = None,
) -> None:
    """Every run on record, oldest first."""
    found = list(_proofs(proofs).all())
    if as_json:
        printing.json(found)
        return
    rows = []
    for proof in found:
        run = proof.run
        about = run.party.name if run.party else run.input.name if run.input else run.note
        counts = ", ".join(f"{key} {value:,}" for key, value in run.counts.items() if value)
        rows.append((str(proof.seq), run.finished, proof.who, run.command, about, counts or "-"))
    printing.table(("no.", "when", "who", "command", "what", "counts"), rows)


@app.command()
def show(
    number: Annotated[
        int | None, typer.Argument(help="Number of the run; the last if left out.")
    ] = (None),
    proofs: Where = None,
) -> None:
    """One run, whole."""
    printing.json(_proofs(proofs).get(number))


@app.command()
def verify(
    number: Annotated[
        int | None, typer.Argument(help="Number of the run; the last if left out.")
    ] = (None),
    source: Annotated[
        Path | None, typer.Option("--input", help="The input, if it lies elsewhere now.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="The output, likewise.")] = None,
    errors: Annotated[Path | None, typer.Option(help="The file of flaws, likewise.")] = None,
    head: Annotated[
        str | None, typer.Option(help="A digest kept elsewhere, that must be in the chain.")
    ] = None,
    proofs: Where = None,
) -> None:
    """Check the chain of records, and the files of one run; exit 1 if they do not stand."""
    store = _proofs(proofs)
    broken = store.verify()
    if broken is None and head is not None and not store.holds(head):
        broken = f"no record has the digest {head}: the end was cut off, or it is another file"
    seq, digest = store.head()
    printing.say(f"records  {broken or f'{seq} in an unbroken chain, head {digest}'}")
    failed = broken is not None
    if broken is None:
        given = {"input": source, "output": output, "errors": errors}
        run = store.get(number).run
        for check in check_files(run, {role: path for role, path in given.items() if path}):
            state = {True: "same bytes", False: "OTHER BYTES", None: "not there any more"}
            printing.say(f"{check.role:<8} {state[check.same]}: {check.name}")
            failed = failed or check.same is False
    if failed:
        raise typer.Exit(1)


def _proofs(path: Path | None) -> Proofs:
    found = Proofs(path) if path else Proofs.default()
    if not found.path.exists():
        raise BadInput(
            "nothing is on record yet", where=str(found.path), remedy="screen something first"
        )
    return found
