"""Entry point `licet`: find the subcommand's module, run it, turn errors into exit codes.

Exit codes: 0 done, 1 needs attention (only where asked with `--fail-on`), 2 bad input.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import typer

from licet import __version__
from licet.cli import commands
from licet.terms.errors import LicetError

BAD_INPUT = 2
_SIGPIPE_STATUS = 141


def build_app(wanted: str | None = None) -> typer.Typer:
    """The command tree; with `wanted` only that subcommand is imported."""
    app = typer.Typer(
        name="licet",
        help="Export licensing under the EAR. Decision support, not legal advice.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    chosen = [wanted] if wanted in names else names
    for name in sorted(chosen):
        module = importlib.import_module(f"{commands.__name__}.{name}")
        _add(app, module.app)

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    ) -> None:
        if version:
            typer.echo(f"licet {__version__}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    return app


def _add(app: typer.Typer, part: typer.Typer) -> None:
    """A callback alone becomes a plain command, whose options may follow its arguments."""
    alone = part.registered_callback
    if alone is not None and alone.callback is not None and not part.registered_commands:
        app.command(name=part.info.name, help=part.info.help)(alone.callback)
    else:
        app.add_typer(part)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    # Rules and listings are many small objects that live to the end of a short process.
    gc.set_threshold(100_000, 20, 50)
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = next((a for a in arguments if not a.startswith("-")), None)
    try:
        build_app(wanted)(args=arguments)
    except LicetError as error:
        typer.echo(f"licet: {error}", err=True)
        raise SystemExit(BAD_INPUT) from None
    except BrokenPipeError:
        # The reader (head, less) went away: not an error of ours, and not a success either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_SIGPIPE_STATUS) from None


if __name__ == "__main__":
    main()
