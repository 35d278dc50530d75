"""From the files of a download to compiled lists: the right importer, dated and counted."""

from __future__ import annotations

import datetime as dt
import importlib
from pathlib import Path
from typing import NamedTuple

from licet.lists.importer import Files, Reading
from licet.lists.locate import day_of
from licet.lists.model import CompiledList, Problem, Snapshot
from licet.lists.sources import Download, sources_of
from licet.lists.store import digest_of
from licet.terms.errors import BadInput


class SourceReading(NamedTuple):
    """What was read of one source."""

    compiled: CompiledList
    problems: list[Problem]


def compile_files(
    download: Download,
    files: Files,
    *,
    retrieved_at: dt.datetime | None = None,
    content_date: dt.date | None = None,
    published: dt.date | None = None,
    note: str = "",
) -> list[SourceReading]:
    """Read `files` (by part) into one compiled list per source of `download`.

    `content_date` stands over the day that the content or the file's name tells, `published` is
    taken where neither does. Without `retrieved_at` the content date stands for it, so that the
    result depends on the files alone.
    Raises `BadSource` when the files are not what the importer expects, and `BadInput` when
    neither tells a day.
    """
    readings = _read(download, files)
    digest = digest_of(files)
    compiled = []
    for source, reading in readings.items():
        told = reading.content_date or day_of(files["main"])
        day = content_date or told or published
        snapshot = Snapshot(
            source=source,
            sha256=digest,
            retrieved_at=retrieved_at or _start_of(day, files["main"]),
            content_date=day,
            listings=len(reading.listings),
            counts=reading.counts,
            note=note,
        )
        # One run per list, so one block in the compiled file; each in the order of the source.
        entries = tuple(sorted(reading.listings, key=lambda listing: listing.list))
        found = CompiledList(snapshot=snapshot, entries=entries)
        compiled.append(SourceReading(found, reading.problems))
    return compiled


def _read(download: Download, files: Files) -> dict[str, Reading]:
    """Readings by source id; importers are loaded when used, since most runs need none."""
    module, _, function = download.importer.partition(":")
    reading = getattr(importlib.import_module(module), function)(files)
    return reading if isinstance(reading, dict) else {sources_of(download)[0].id: reading}


def _start_of(day: dt.date | None, file: Path) -> dt.datetime:
    if day is None:
        raise BadInput(
            "neither the content nor the file's name tells of which day it is",
            where=str(file),
            remedy=f"put the day into the name: {file.stem}_2026-07-23{file.suffix}",
        )
    return dt.datetime.combine(day, dt.time(), dt.UTC)
