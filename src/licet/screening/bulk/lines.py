"""Lines of a text file, decoded without stopping at a bad byte, bounded in length.

A byte that is wrong for the encoding becomes a lone surrogate (`surrogateescape`), so that the
row that holds it can be told from its neighbours; a file that is wrong from the start is refused.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from licet.terms.errors import BadInput

#: Letters of one line beyond this are not read: the line becomes a flaw.
MAX_LINE = 1_000_000
STANDARD_INPUT = Path("-")

_SAMPLE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "an Excel workbook or ZIP archive", "save the table as CSV (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save the table as CSV (UTF-8)"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it, or pipe it in: gzip -dc FILE | licet ..."),
    (b"%PDF", "a PDF file", "export the table as CSV (UTF-8)"),
)


class Line(NamedTuple):
    """A line with its number from 1; `cut` when it was longer than `MAX_LINE`."""

    number: int
    text: str
    cut: bool = False


def is_broken(text: str) -> bool:
    """Whether `text` holds a byte that could not be decoded."""
    return not text.isascii() and any("\udc80" <= letter <= "\udcff" for letter in text)


class TextLines:
    """An open text file as numbered lines."""

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.where = "standard input" if path == STANDARD_INPUT else str(path)
        self._stream = _Digesting(sys.stdin.buffer) if path == STANDARD_INPUT else None
        buffered = io.BufferedReader(self._stream or _open(path), _SAMPLE)
        sample = _peek(buffered, self.where)
        chosen = _encoding(sample, encoding, self.where)
        self._size = 0 if path == STANDARD_INPUT else path.stat().st_size
        self._raw = buffered
        self._text = io.TextIOWrapper(
            buffered, encoding=chosen, errors=_errors_for(chosen), newline=""
        )

    def position(self) -> float | None:
        """Share of the file read (rounded up to what is buffered)."""
        return min(self._raw.tell() / self._size, 1.0) if self._size else None

    def digest(self) -> str | None:
        """SHA-256 of standard input once it is read; None for a file, which can be read again."""
        return self._stream.sha256.hexdigest() if self._stream else None

    def __iter__(self) -> Iterator[Line]:
        number = 0
        while True:
            try:
                text = self._text.readline(MAX_LINE)
            except UnicodeError as error:
                raise BadInput(
                    f"the text is broken after line {number} ({error})",
                    where=self.where,
                    remedy="save the file again as UTF-8, or name its encoding with --encoding",
                ) from None
            if not text:
                return
            number += 1
            cut = False
            while len(text) == MAX_LINE and not text.endswith(("\n", "\r")):
                cut = True
                rest = self._text.readline(MAX_LINE)
                if len(rest) < MAX_LINE or rest.endswith(("\n", "\r")):
                    break
            yield Line(number, text, cut)


class _Digesting(io.RawIOBase):
    """A stream that is read once, with the digest of what went through."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.sha256 = hashlib.sha256()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the source has data at hand."""
        read = getattr(self._source, "read1", self._source.read)
        data = read(len(buffer))
        self.sha256.update(data)
        buffer[: len(data)] = data
        return len(data)


def file_digest(path: Path) -> str:
    """SHA-256 of a file; `BadInput` when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"the file cannot be read: {error.strerror}", where=str(path), remedy="check the path"
    )


def _open(path: Path) -> io.FileIO:
    try:
        return io.FileIO(path)
    except OSError as error:
        raise _unreadable(path, error) from None


def _peek(stream: io.BufferedReader[Any], where: str) -> bytes:
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    if not sample.strip():
        raise BadInput(
            "the file is empty", where=where, remedy="give a file with a header and rows"
        )
    for mark, what, remedy in _OTHER_FORMATS:
        if sample.startswith(mark):
            raise BadInput(f"this is {what}, not text", where=where, remedy=remedy)
    return sample


def _encoding(sample: bytes, asked: str | None, where: str) -> str:
    if asked is not None:
        try:
            name = codecs.lookup(asked).name
        except LookupError:
            raise BadInput(
                f"`{asked}` is no encoding",
                where="--encoding",
                remedy="for example cp1252, gb18030",
            ) from None
        return "utf-8-sig" if name == "utf-8" else name
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample:
        raise BadInput(
            "the file holds zero bytes: it is UTF-16 without a mark, or no text at all",
            where=where,
            remedy="save it as UTF-8, or say --encoding utf-16-le",
        )
    lines = sample.decode("utf-8", errors="surrogateescape").splitlines()
    # The sample may end inside a letter, so its last line is not judged unless it is the only one.
    broken = [n for n, line in enumerate(lines[:-1] or lines, start=1) if is_broken(line)]
    # One bad line is a bad row; a bad header or several bad lines are the wrong encoding.
    if broken and (broken[0] == 1 or len(broken) > max(3, len(lines) // 100)):
        raise BadInput(
            f"the file is not UTF-8 (first seen in line {broken[0]})",
            where=where,
            remedy="save it as UTF-8, or name its encoding with --encoding: cp1252 (Western), "
            "cp1251 (Cyrillic), gb18030 (Chinese), shift_jis (Japanese), cp1256 (Arabic)",
        )
    return "utf-8"


def _errors_for(encoding: str) -> str:
    """UTF-16 and UTF-32 cannot carry single bad bytes along; they stop with an error."""
    return "strict" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
