"""Opening source files without trusting them: size and ratio limits, HTML pages, encodings, XML.

Every importer reads through here, so each of these gives a `BadSource` that says what to do: no
file, an empty file, an HTML error page saved under the file's name, a truncated or encrypted
archive, a zip bomb, a text in an unexpected encoding, broken JSON, XML that is broken or declares
entities.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast

import msgspec
from lxml import etree

from licet.terms.errors import BadSource

#: Far above the largest list licet reads (about 30 MB), and still kind to a small machine.
MAX_BYTES = 256 * 1024 * 1024
#: Official XML compresses about 20 times; a bomb a thousand times.
MAX_RATIO = 200
_RATIO_FREE_BYTES = 1024 * 1024
_SNIFFED = 2048
_FETCH_AGAIN = "fetch the file again from the official address and compare its size"


class Text(NamedTuple):
    """A decoded file, and the encoding that fitted."""

    text: str
    encoding: str


@contextlib.contextmanager
def open_source(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[BinaryIO]:
    """The bytes of a plain, .gz or one-file .zip source, expanded; the kind is told by content.

    Raises `BadSource` for a missing or empty file, an HTML page, a broken archive, and, while
    reading, for more than `max_bytes` or an expansion beyond `MAX_RATIO`.
    """
    try:
        packed = path.stat().st_size
        with path.open("rb") as raw, _expanded(raw, path) as expanded:
            guard = _Guard(expanded, path=path, packed=packed, max_bytes=max_bytes)
            with io.BufferedReader(guard, buffer_size=64 * 1024) as stream:
                _refuse_page(stream.peek(_SNIFFED)[:_SNIFFED], path)
                yield stream
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadSource(
            f"cannot be read ({reason})", where=str(path), remedy="check path and permissions"
        ) from error


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """All of a source, expanded; for formats that cannot be read piece by piece."""
    with open_source(path, max_bytes=max_bytes) as stream:
        return stream.read()


def read_text(path: Path, *, also: str | None = None) -> Text:
    """All of a text source as UTF-8 (with or without mark), or else in the encoding `also`.

    Give `also` only where the publisher is known to use it; the caller reports its use.
    """
    data = read_bytes(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadSource("is UTF-16, not UTF-8", where=path.name, remedy="save it as UTF-8")
    try:
        return Text(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        bad_line = data.count(b"\n", 0, error.start) + 1
        if also is not None:
            with contextlib.suppress(UnicodeDecodeError):
                return Text(data.decode(also), also)
    raise BadSource(
        f"is not UTF-8 text (line {bad_line})", where=path.name, remedy="save it as UTF-8"
    )


def read_json(path: Path) -> object:
    """A JSON document; fractions stay text, so that a bare 5E002 would not turn into a number."""
    data = read_bytes(path)
    try:
        return msgspec.json.Decoder(float_hook=str).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadSource(f"is not JSON: {error}", where=path.name, remedy=_FETCH_AGAIN) from error


def is_json(path: Path) -> bool:
    """Whether a source that comes as JSON or as text starts the way JSON does."""
    with open_source(path) as stream:
        return stream.read(_SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def xml_elements(path: Path, *tags: str) -> Iterator[etree._Element]:
    """Each element with one of `tags`, complete, in document order; freed when the next is asked.

    Nothing is fetched, no entity is expanded, and a document that declares entities is refused:
    no official list does.
    """
    with open_source(path) as stream:
        events = etree.iterparse(
            stream,
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        try:
            for _, element in events:
                _refuse_entities(element, path)
                yield element
                _free(element)
        except etree.XMLSyntaxError as error:
            raise BadSource(
                f"is not whole XML: {error.msg}", where=path.name, remedy=_FETCH_AGAIN
            ) from error


class _Guard(io.RawIOBase):
    """Passes bytes on and stops when they are more than any honest file has."""

    def __init__(self, inner: IO[bytes], *, path: Path, packed: int, max_bytes: int) -> None:
        self._inner = inner
        self._path = path
        self._limit = min(max_bytes, max(_RATIO_FREE_BYTES, packed * MAX_RATIO))
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._inner.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise BadSource(
                f"is a broken archive ({error})", where=self._path.name, remedy=_FETCH_AGAIN
            ) from error
        self._seen += len(chunk)
        if self._seen > self._limit:
            raise BadSource(
                f"expands to more than {self._limit:,} bytes, as no honest copy does",
                where=self._path.name,
                remedy="do not open it; fetch the file from the official address",
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextlib.contextmanager
def _expanded(raw: BinaryIO, path: Path) -> Iterator[IO[bytes]]:
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield cast(IO[bytes], unpacked)
    elif magic == b"PK\x03\x04":
        with _only_member(raw, path) as member:
            yield member
    else:
        yield raw


@contextlib.contextmanager
def _only_member(raw: BinaryIO, path: Path) -> Iterator[IO[bytes]]:
    try:
        archive = zipfile.ZipFile(raw)
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) != 1:
            raise BadSource(
                f"is an archive of {len(members)} files, not one",
                where=path.name,
                remedy="unpack it and name the file that is meant",
            )
        member = archive.open(members[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BadSource(
            f"is an archive that cannot be opened ({error})", where=path.name, remedy=_FETCH_AGAIN
        ) from error
    with archive, member:
        yield member


def _refuse_page(start: bytes, path: Path) -> None:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text:
        raise BadSource("is empty", where=path.name, remedy=_FETCH_AGAIN)
    if text.startswith((b"<!doctype html", b"<html")):
        raise BadSource(
            "is an HTML page, not the list (often an error page)",
            where=path.name,
            remedy="open the file to see what the server said, then fetch it again",
        )


def _refuse_entities(element: etree._Element, path: Path) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[attr-defined]
        raise BadSource(
            "declares XML entities, which no official list does",
            where=path.name,
            remedy="do not use this copy; fetch the file from the official address",
        )


def _free(element: etree._Element) -> None:
    """Drop an element that was read, and what stands before it."""
    element.clear()
    while (before := element.getprevious()) is not None and before.getparent() is not None:
        element.getparent().remove(before)  # type: ignore[union-attr]
