"""Bringing a source up to date: from its official address, or from files given by hand.

Whatever goes wrong on the way (no answer, an HTML page, a renamed column, half the listings gone),
the store keeps what it had: only a list that was read whole is offered to it.
"""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from licet.lists.archive import Archive
from licet.lists.fetch import Catch, Fetcher
from licet.lists.locate import LocalFiles
from licet.lists.model import Problem
from licet.lists.reading import SourceReading, compile_files
from licet.lists.sources import Download, sources_of
from licet.lists.store import Outcome, Verdict


class Update(NamedTuple):
    """What became of one download; no outcomes means that all of it was confirmed unchanged."""

    outcomes: tuple[Outcome, ...]
    problems: Mapping[str, Sequence[Problem]]  # by source id

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """Outcomes that left the active snapshot in place because the new one lost too much."""
        return tuple(o for o in self.outcomes if o.verdict is Verdict.REFUSED)


def update_from_address(
    archive: Archive,
    download: Download,
    fetcher: Fetcher,
    *,
    now: dt.datetime,
    accept_drop: bool = False,
) -> Update:
    """Fetch `download` where it is published and offer what was read to the store.

    Raises `BadSource` when it cannot be fetched or read; nothing is changed then.
    """
    store = archive.store
    sources = tuple(source.id for source in sources_of(download))
    with store.workspace() as folder:
        catch = fetcher.fetch(
            download, folder, known=store.fetched, edition=_edition_held(archive, sources)
        )
        if not catch.files:
            store.record_check(sources, now, {})
            return Update((), {})
        readings = compile_files(
            download,
            catch.files,
            retrieved_at=now,
            content_date=catch.edition,
            published=_last_modified(catch),
        )
        update = _offer(archive, readings, catch.files, accept_drop)
    if all(o.verdict in (Verdict.ACTIVATED, Verdict.UNCHANGED) for o in update.outcomes):
        store.record_check(sources, now, catch.told)
    return update


def update_from_files(
    archive: Archive,
    download: Download,
    local: LocalFiles,
    *,
    now: dt.datetime,
    content_date: dt.date | None = None,
    accept_drop: bool = False,
) -> Update:
    """Read local files and offer what was read to the store; errors as above.

    `content_date` stands over the day that the content or a file's name tells.
    """
    readings = compile_files(
        download, local.files, retrieved_at=now, content_date=content_date, note=local.note
    )
    return _offer(archive, readings, local.files, accept_drop)


def read_again(archive: Archive, download: Download) -> Update:
    """Read the stored files of the active snapshots anew, with the importers of this version.

    Nothing else of the snapshots changes. What is only shipped is read again by `licet lists
    build`, so it is left aside here.
    """
    stored = archive.store.active()
    active = [stored[source.id] for source in sources_of(download) if source.id in stored]
    outcomes: list[Outcome] = []
    problems: dict[str, Sequence[Problem]] = {}
    for snapshot in active:
        with archive.store.workspace() as folder:
            files = archive.store.extract(snapshot, folder)
            readings = compile_files(
                download,
                files,
                retrieved_at=snapshot.retrieved_at,
                content_date=snapshot.content_date,
                note=snapshot.note,
            )
            own = [r for r in readings if r.compiled.snapshot.source == snapshot.source]
            update = _offer(archive, own, files, accept_drop=False)
        outcomes.extend(update.outcomes)
        problems.update(update.problems)
    return Update(tuple(outcomes), problems)


def _offer(
    archive: Archive,
    readings: Sequence[SourceReading],
    files: Mapping[str, Path],
    accept_drop: bool,
) -> Update:
    active = archive.active()
    outcomes = tuple(
        archive.store.add(
            reading.compiled,
            files,
            base=active.get(reading.compiled.snapshot.source),
            accept_drop=accept_drop,
        )
        for reading in readings
    )
    return Update(outcomes, {r.compiled.snapshot.source: r.problems for r in readings})


def _edition_held(archive: Archive, sources: Sequence[str]) -> dt.date | None:
    """The day of the active edition, if all sources of the download have the same."""
    active = archive.active()
    days = {active[source].content_date if source in active else None for source in sources}
    return days.pop() if len(days) == 1 else None


def _last_modified(catch: Catch) -> dt.date | None:
    """The latest day on which the publisher says one of the files was changed."""
    days = []
    for told in catch.told.values():
        try:
            days.append(email.utils.parsedate_to_datetime(told.modified or "").date())
        except ValueError:
            continue
    return max(days, default=None)
