"""Readers of ownership data: files in, a `Graph` and the problems met on the way out.

`read` tells the format by content. A broken record is reported with its place and left out; only
a file that is not what it says it is stops the reading.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from pathlib import Path

from licet.lists.model import Problem
from licet.lists.safe import open_source
from licet.ownership.model import Graph, GraphReading
from licet.ownership.readers.bods import read_bods
from licet.ownership.readers.delimited import read_csv
from licet.ownership.readers.gleif import read_gleif
from licet.terms.errors import BadInput

_SNIFFED = 64 * 1024


class Format(enum.StrEnum):
    """Forms of ownership data."""

    AUTO = "auto"
    BODS = "bods"
    GLEIF = "gleif"
    CSV = "csv"


_READERS: dict[Format, Callable[[Path], GraphReading]] = {
    Format.BODS: read_bods,
    Format.GLEIF: read_gleif,
    Format.CSV: read_csv,
}


def read(paths: Sequence[Path], form: Format = Format.AUTO) -> GraphReading:
    """Several files as one graph.

    Raises `BadSource` for a file that cannot be read at all, `BadInput` for one whose format
    cannot be told.
    """
    graphs: list[Graph] = []
    problems: list[Problem] = []
    for path in paths:
        reading = _READERS[sniff(path) if form is Format.AUTO else form](path)
        graphs.append(reading.graph)
        problems.extend(reading.problems)
    return GraphReading(
        graph=graphs[0] if len(graphs) == 1 else Graph.merged(graphs), problems=problems
    )


def sniff(path: Path) -> Format:
    """The format of a file, by how it starts."""
    with open_source(path) as stream:
        start = stream.read(_SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return Format.GLEIF
    if start.startswith((b"[", b"{")):
        if b'"statementId"' in start or b'"statementID"' in start:
            return Format.BODS
        if b'"LEI"' in start or b'"Relationship"' in start:
            return Format.GLEIF
        raise BadInput(
            "is JSON, but neither Open Ownership statements nor GLEIF records",
            where=str(path),
            remedy="give a BODS file, a GLEIF file, or a CSV with owner, owned and share",
        )
    return Format.CSV
