"""`licet lists export`: the listings as JSON Lines, or as FollowTheMoney entities."""

from __future__ import annotations

import contextlib
import enum
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from licet.cli import printing
from licet.cli.days import day
from licet.lists.catalog import Lists, load
from licet.lists.ftm import to_entities
from licet.terms.errors import BadInput


class Format(enum.StrEnum):
    """How listings are written, one object to a line."""

    FTM = "ftm"
    JSONL = "jsonl"


def export(
    names: Annotated[
        list[str] | None, typer.Argument(help="Lists or sources; none: every list there is.")
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="FollowTheMoney entities, or licet's own listings.")
    ] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option(help="Write to this file instead of standard output.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Take the snapshots of that day: 2026-03-25.")
    ] = None,
) -> None:
    """Write every listing of the lists, in their order."""
    lists = load(names or None, as_of=day(as_of, "--as-of"))
    count = 0
    with _stream(output) as stream:
        for line in _lines(lists, output_format):
            stream.write(line + b"\n")
            count += 1
    if output is not None:
        printing.warn(f"{count:,} lines written to {output}")


def _lines(lists: Lists, output_format: Format) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder(order="deterministic")
    entries = to_entities(lists) if output_format is Format.FTM else lists
    return (encoder.encode(entry) for entry in entries)


@contextlib.contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        stream = output.open("wb")
    except OSError as error:
        raise BadInput(
            f"cannot be written: {error.strerror}", where=str(output), remedy="give another path"
        ) from error
    with stream:
        yield stream
