"""Which local files are a download's, told by their names, and of which day they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from licet.lists.dates import day_in_name
from licet.lists.sources import DOWNLOADS, Download, Part
from licet.terms.errors import BadInput


class LocalFiles(NamedTuple):
    """Files by the part they play, and what is worth knowing of their provenance."""

    files: dict[str, Path]
    note: str


def locate(download: Download, paths: Iterable[Path]) -> LocalFiles:
    """The files of `download` among `paths` (files, or folders with all below them).

    Where several days lie there the newest is taken, judged by the day in the name of the file or
    its folder. A single file needs no telling name. Raises `BadInput` when a part is missing, or
    more than one file could play it.
    """
    given = list(paths)
    files = sorted({file for path in given for file in _below(path)})
    if len(files) == 1 and (only := _only_part(download, files[0])):
        return only
    candidates = [
        (day or dt.date.min, LocalFiles({name: found[0] for name, found in fitting.items()}, note))
        for note, parts in _shapes(download)
        for day, fitting in _by_day(files, parts).items()
        if all(part.optional or part.name in fitting for part in parts)
        and all(len(found) == 1 for found in fitting.values())
    ]
    newest = [c for c in candidates if c[0] == max(day for day, _ in candidates)]
    if len(newest) == 1:
        return newest[0][1]
    names = " ".join(f"{part.name}: {', '.join(part.names)};" for part in download.parts)
    raise BadInput(
        f"{'no files' if not newest else 'more than one set of files'} for {download.id}",
        where=", ".join(map(str, given)) or "no files given",
        remedy=f"give each part once, with a name by which it is known ({names.rstrip(';')})",
    )


def recognize(path: Path) -> Download:
    """The download that a file belongs to by its name; `BadInput` when none or several could be."""
    fitting = [
        download
        for download in DOWNLOADS.values()
        if any(_fits(path, part) for _, parts in _shapes(download) for part in parts)
    ]
    if len(fitting) != 1:
        named = ", ".join(download.id for download in fitting) or "no source"
        raise BadInput(
            f"the name tells {named}",
            where=str(path),
            remedy="name the source the file is of",
        )
    return fitting[0]


def day_of(path: Path) -> dt.date | None:
    """The day in the name of a file or of the folder it lies in."""
    return day_in_name(path.name) or day_in_name(path.absolute().parent.name)


def _below(path: Path) -> Iterable[Path]:
    if path.is_dir():
        return (file for file in path.rglob("*") if file.is_file())
    if not path.exists():
        raise BadInput("there is no such file or folder", where=str(path), remedy="check the path")
    return [path]


def _shapes(download: Download) -> list[tuple[str, tuple[Part, ...]]]:
    """The official shape first, then those of copies; each with its note."""
    return [("", download.parts), *((copy.note, copy.parts) for copy in download.copies)]


def _only_part(download: Download, path: Path) -> LocalFiles | None:
    """The shape that one file alone can be; by its name, else the official one."""
    possible = [
        (note, parts[0])
        for note, parts in _shapes(download)
        if all(part.optional for part in parts[1:])
    ]
    named = [(note, part) for note, part in possible if _fits(path, part)]
    return next((LocalFiles({part.name: path}, note) for note, part in named or possible), None)


def _by_day(
    files: list[Path], parts: tuple[Part, ...]
) -> dict[dt.date | None, dict[str, list[Path]]]:
    found: defaultdict[dt.date | None, dict[str, list[Path]]] = defaultdict(dict)
    for file in files:
        for part in parts:
            if _fits(file, part):
                found[day_of(file)].setdefault(part.name, []).append(file)
    return found


def _fits(path: Path, part: Part) -> bool:
    return any(fnmatch(path.name.lower(), name) for name in part.names)
