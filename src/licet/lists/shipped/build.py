"""Building the shipped snapshot from a folder of official files.

The result depends on the files alone (their content and the days in their names), not on the
clock or on the order of the folder, so that anybody can check it byte for byte.
"""

from __future__ import annotations

from pathlib import Path

from licet.lists import shipped
from licet.lists.locate import locate
from licet.lists.model import CompiledList, Problem
from licet.lists.reading import compile_files
from licet.lists.sources import DOWNLOADS, sources_of


def build(folder: Path, output: Path) -> tuple[shipped.Manifest, dict[str, list[Problem]]]:
    """Compile the sources to ship from the newest files under `folder` into `output`.

    Gives the manifest and the problems by source. Raises `BadInput` when a source has no file
    there or the newest cannot be told, `BadSource` when a file is not what its importer expects.
    """
    lists: dict[str, tuple[CompiledList, tuple[str, ...]]] = {}
    problems: dict[str, list[Problem]] = {}
    for download in DOWNLOADS.values():
        wanted = {source.id for source in sources_of(download) if source.shipped}
        if not wanted:
            continue
        found = locate(download, [folder])
        names = tuple(path.name for path in found.files.values())
        for reading in compile_files(download, found.files, note=found.note):
            source = reading.compiled.snapshot.source
            if source in wanted:
                lists[source] = (reading.compiled, names)
                problems[source] = reading.problems
    return shipped.write(output, lists), problems
