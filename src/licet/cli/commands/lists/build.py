"""`licet lists build`: compile the shipped snapshot from official files, reproducibly."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from licet.cli import printing
from licet.lists import shipped
from licet.lists.shipped.build import build as build_shipped


def build(
    source: Annotated[
        Path, typer.Option("--from", help="Folder of official files, searched to the bottom.")
    ],
    output: Annotated[
        Path | None, typer.Option(help="Write here; the package's own folder by default.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 when anything would change.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the manifest as JSON.")] = False,
) -> None:
    """Compile the newest files of the sources to ship; the same files give the same bytes."""
    target = output or shipped.FOLDER
    if check:
        with tempfile.TemporaryDirectory() as folder:
            built, _ = build_shipped(source, Path(folder))
            differing = shipped.differing(Path(folder), target)
        for name in differing:
            printing.say(f"{name}: differs from what the sources give")
        if differing:
            raise typer.Exit(1)
        printing.say(f"{len(built.files)} lists in {target} are what the sources give")
        return
    built, problems = build_shipped(source, target)
    if as_json:
        printing.json(built)
        return
    rows = [
        (name, f"{file.snapshot.listings:,}", f"{file.size:,}", ", ".join(file.compiled_from))
        for name, file in built.files.items()
    ]
    printing.table(("SOURCE", "LISTINGS", "BYTES", "COMPILED FROM"), rows)
    for name, found in problems.items():
        for kind, count in sorted(Counter(problem.kind for problem in found).items()):
            printing.say(f"{name}: {count} x {kind}")
