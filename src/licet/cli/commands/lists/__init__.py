"""`licet lists`: the official lists, how old they are, what changed, and what each entry says."""

from __future__ import annotations

import typer

from licet.cli.commands.lists.build import build
from licet.cli.commands.lists.diff import diff
from licet.cli.commands.lists.export import export
from licet.cli.commands.lists.reconcile import reconcile
from licet.cli.commands.lists.show import show
from licet.cli.commands.lists.status import status
from licet.cli.commands.lists.update import update

app = typer.Typer(name="lists", help=__doc__, no_args_is_help=True, rich_markup_mode=None)

for command in (status, update, show, diff, reconcile, export, build):
    app.command()(command)
