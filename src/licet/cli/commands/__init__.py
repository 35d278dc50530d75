"""One module per subcommand; each defines `app`, a `typer.Typer` with its name and help.

The module's name is the subcommand's name. Only the module that is asked for is imported, so a
command starts as fast as its own imports allow.
"""
