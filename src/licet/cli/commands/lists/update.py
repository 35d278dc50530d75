"""`licet lists update`: fetch lists from their official addresses, or import files by hand."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from licet.cli import printing
from licet.cli.days import day
from licet.lists import fetch
from licet.lists.archive import Archive
from licet.lists.locate import locate, recognize
from licet.lists.sources import DOWNLOADS, SOURCES, Download, sources_for
from licet.lists.update import Update, read_again, update_from_address, update_from_files
from licet.terms.errors import BadInput, LicetError

_FAILED = 2
_PROBLEMS_SHOWN = 10


def update(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Sources or lists; none: all with an address.")
    ] = None,
    from_file: Annotated[
        list[Path] | None,
        typer.Option(help="Import this file or folder instead of fetching (may be repeated)."),
    ] = None,
    content_date: Annotated[
        str | None, typer.Option(help="With --from-file: the day the file speaks of.")
    ] = None,
    reread: Annotated[
        bool,
        typer.Option("--reread", help="Read the stored files anew, as after an upgrade of licet."),
    ] = False,
    accept_drop: Annotated[
        bool, typer.Option("--accept-drop", help="Accept a list that lost more than 5 percent.")
    ] = False,
    allow_redirect: Annotated[
        list[str] | None, typer.Option(help="Host that a publisher may redirect to.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Fetch or import lists; what cannot be read whole, or lost too much, changes nothing."""
    if content_date and not from_file:
        raise BadInput("only a file has such a day", where="--content-date", remedy="--from-file")
    downloads = _downloads(sources or [])
    archive, now = Archive(), dt.datetime.now(dt.UTC)
    if from_file:
        download = _only(sources or [], from_file)
        result = update_from_files(
            archive,
            download,
            locate(download, from_file),
            now=now,
            content_date=day(content_date, "--content-date"),
            accept_drop=accept_drop,
        )
        failed = _report({download.id: result}, as_json)
    elif reread:
        again = {download.id: read_again(archive, download) for download in downloads}
        failed = _report({name: one for name, one in again.items() if one.outcomes}, as_json)
    else:
        with _progress() as progress:
            fetcher = fetch.Fetcher(allow_hosts=allow_redirect or (), progress=progress)
            results = {
                download.id: _fetched(archive, download, fetcher, now, accept_drop)
                for download in downloads
            }
        failed = _report(results, as_json)
    if failed:
        raise typer.Exit(_FAILED)


def _downloads(names: Sequence[str]) -> list[Download]:
    """Downloads of the named sources; of all that have an address when none is named."""
    if names:
        own = [SOURCES[name] for name in names if name in SOURCES]
        carrying = sources_for(name for name in names if name not in SOURCES)
        return [DOWNLOADS[one] for one in dict.fromkeys(s.download for s in (*own, *carrying))]
    return [d for d in DOWNLOADS.values() if all(part.url for part in d.parts)]


def _only(names: Sequence[str], paths: Sequence[Path]) -> Download:
    """The one download the files are for; told by the first one's name when none was named."""
    if not names:
        return recognize(paths[0])
    downloads = _downloads(names)
    if len(downloads) > 1:
        raise BadInput(
            "files are imported for one source at a time",
            where=", ".join(names),
            remedy="name one source with --from-file",
        )
    return downloads[0]


def _fetched(
    archive: Archive, download: Download, fetcher: fetch.Fetcher, now: dt.datetime, drop: bool
) -> Update | LicetError:
    """One source that cannot be had keeps none of the others back."""
    try:
        return update_from_address(archive, download, fetcher, now=now, accept_drop=drop)
    except LicetError as error:
        return error


def _report(results: Mapping[str, Update | LicetError], as_json: bool) -> bool:
    """Tell what became of each download; whether one failed or was refused."""
    if as_json:
        printing.json([_described(name, result) for name, result in results.items()])
    failed = False
    for name, result in results.items():
        if isinstance(result, LicetError):
            failed = True
            printing.warn(f"licet: {name}: {result}")
            continue
        failed = failed or bool(result.refused)
        if not as_json:
            _print(name, result)
        for refused in result.refused:
            printing.warn(
                f"licet: {refused.snapshot.source}: refused, because {refused.why}\n"
                "  To mend it: look at the file; if the fall is real, repeat with --accept-drop"
            )
    return failed


def _print(name: str, result: Update) -> None:
    if not result.outcomes:
        printing.say(f"{name}: unchanged since it was last fetched")
    for outcome in result.outcomes:
        snapshot = outcome.snapshot
        why = f" ({outcome.why})" if outcome.why else ""
        printing.say(
            f"{snapshot.source}: {outcome.verdict.value}{why}: {snapshot.id}, "
            f"{snapshot.listings:,} listings"
        )
        problems = result.problems[snapshot.source]
        kinds = Counter(problem.kind for problem in problems)
        for kind, count in sorted(kinds.items()):
            printing.say(f"  {count} x {kind}")
        for problem in problems[:_PROBLEMS_SHOWN]:
            printing.say(f"    {problem.where}: {problem.what}")
        if len(problems) > _PROBLEMS_SHOWN:
            printing.say(f"    ... and {len(problems) - _PROBLEMS_SHOWN} more, see --json")


def _described(name: str, result: Update | LicetError) -> dict[str, object]:
    if isinstance(result, LicetError):
        error = {"what": result.what, "where": result.where, "remedy": result.remedy}
        return {"download": name, "error": error}
    return {
        "download": name,
        "unchanged": not result.outcomes,
        "outcomes": result.outcomes,
        "problems": result.problems,
    }


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None] | None]:
    """A bar per file on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(url: str, so_far: int, whole: int | None) -> None:
            if url not in tasks:
                tasks[url] = bars.add_task(Path(url).name, total=whole)
            bars.update(tasks[url], completed=so_far, total=whole)

        yield show
