"""A compiled list as bytes: small, exact, deterministic, and checked against damage.

Layout: magic, format version, SHA-256 of all that follows; length of the head, head, blocks. The
head (MessagePack) holds the snapshot and a table of blocks; each block is one run of entries of
the same list, compressed on its own, so that one list is read without decoding the others.

The Entity List repeats some ninety license requirements and eighty review policies over three
thousand entries. Each wording is stored once per block and shared by its entries after reading.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import zstandard

from licet.lists.model import CompiledList, Listing, Requirement, ReviewPolicy, Snapshot
from licet.terms.errors import BadInput

FORMAT = 1
_MAGIC = b"LICETLST"
_PREFIX = struct.Struct("<8sH32s")  # magic, format, digest
_LENGTH = struct.Struct("<I")
_LEVEL = 19  # written once, read often

T = TypeVar("T")


class _Span(msgspec.Struct, frozen=True, array_like=True):
    """Where one block lies, counted from the end of the head."""

    list: str
    entries: int
    offset: int
    size: int


class _Head(msgspec.Struct, frozen=True, array_like=True):
    snapshot: Snapshot
    spans: tuple[_Span, ...]


class _Block(msgspec.Struct, frozen=True, array_like=True):
    """Entries without their wordings; `*_of` gives each entry's place in the table, or None.

    Both are empty where no entry of the block has such a wording.
    """

    entries: tuple[Listing, ...]
    requirements: tuple[Requirement, ...]
    requirement_of: tuple[int | None, ...]
    policies: tuple[ReviewPolicy, ...]
    policy_of: tuple[int | None, ...]


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_head_decoder = msgspec.msgpack.Decoder(_Head)
_block_decoder = msgspec.msgpack.Decoder(_Block)


class CompiledFile:
    """A compiled list opened for reading; entries are decoded when asked for.

    Raises `BadInput` from the constructor when the bytes are damaged, cut short, or written in
    another format version; `where` names the file in messages.
    """

    def __init__(self, data: bytes, *, where: str = "compiled list") -> None:
        self._where = where
        if len(data) < _PREFIX.size or not data.startswith(_MAGIC):
            raise self._damaged("this is not a compiled list")
        _, version, digest = _PREFIX.unpack_from(data)
        if version != FORMAT:
            raise BadInput(
                f"compiled list has format {version}, this licet reads format {FORMAT}",
                where=where,
                remedy="import the source again: licet lists update SOURCE --from-file PATH",
            )
        body = data[_PREFIX.size :]
        if hashlib.sha256(body).digest() != digest:
            raise self._damaged("compiled list is damaged (its digest does not match)")
        (length,) = _LENGTH.unpack_from(body)
        head, self._blocks = body[_LENGTH.size :][:length], body[_LENGTH.size + length :]
        self._head = _head_decoder.decode(head)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot this list was compiled from."""
        return self._head.snapshot

    @property
    def lists(self) -> dict[str, int]:
        """Number of entries per list, in order of first appearance."""
        counts: dict[str, int] = {}
        for span in self._head.spans:
            counts[span.list] = counts.get(span.list, 0) + span.entries
        return counts

    def entries(self, *lists: str) -> tuple[Listing, ...]:
        """Entries of the named lists (none named: of all), in source order."""
        wanted = [span for span in self._head.spans if not lists or span.list in lists]
        with _collector_paused():
            return tuple(itertools.chain.from_iterable(self._entries(span) for span in wanted))

    def read(self) -> CompiledList:
        """The whole list."""
        return CompiledList(snapshot=self.snapshot, entries=self.entries())

    def _entries(self, span: _Span) -> Iterator[Listing]:
        packed = self._blocks[span.offset : span.offset + span.size]
        block = _block_decoder.decode(zstandard.ZstdDecompressor().decompress(packed))
        if not block.requirement_of and not block.policy_of:
            return iter(block.entries)
        wordings = zip(
            block.entries,
            _looked_up(block.requirements, block.requirement_of),
            _looked_up(block.policies, block.policy_of),
            strict=False,
        )
        return (
            msgspec.structs.replace(entry, requirement=requirement, policy=policy)
            for entry, requirement, policy in wordings
        )

    def _damaged(self, what: str) -> BadInput:
        return BadInput(
            what,
            where=self._where,
            remedy="import the source again, or reinstall licet if the file came with it",
        )


def open_compiled(path: Path) -> CompiledFile:
    """The compiled list in the file `path`; see `CompiledFile` for errors."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"cannot read the compiled list: {error.strerror}",
            where=str(path),
            remedy="import the source again: licet lists update SOURCE --from-file PATH",
        ) from error
    return CompiledFile(data, where=str(path))


def encode(compiled: CompiledList) -> bytes:
    """`compiled` as bytes; equal input gives equal bytes, and reading them gives it back."""
    spans: list[_Span] = []
    blocks: list[bytes] = []
    offset = 0
    for name, run in itertools.groupby(compiled.entries, key=lambda entry: entry.list):
        entries = tuple(run)
        block = zstandard.ZstdCompressor(level=_LEVEL).compress(_encoder.encode(_packed(entries)))
        spans.append(_Span(name, len(entries), offset, len(block)))
        blocks.append(block)
        offset += len(block)
    head = _encoder.encode(_Head(compiled.snapshot, tuple(spans)))
    body = _LENGTH.pack(len(head)) + head + b"".join(blocks)
    return _PREFIX.pack(_MAGIC, FORMAT, hashlib.sha256(body).digest()) + body


def _packed(entries: tuple[Listing, ...]) -> _Block:
    requirements, requirement_of = _interned([entry.requirement for entry in entries])
    policies, policy_of = _interned([entry.policy for entry in entries])
    if requirements or policies:
        entries = tuple(
            msgspec.structs.replace(entry, requirement=None, policy=None) for entry in entries
        )
    return _Block(entries, requirements, requirement_of, policies, policy_of)


def _interned(values: Sequence[T | None]) -> tuple[tuple[T, ...], tuple[int | None, ...]]:
    """Distinct values in order of first appearance, and each value's place among them."""
    places: dict[T, int] = {}
    index = tuple(
        None if value is None else places.setdefault(value, len(places)) for value in values
    )
    return tuple(places), index if places else ()


def _looked_up(table: tuple[T, ...], index: tuple[int | None, ...]) -> Iterator[T | None]:
    if not index:
        return itertools.repeat(None)
    return (None if place is None else table[place] for place in index)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cyclic garbage collector while many small frozen objects are made.

    They form no cycles, and walking them again and again while they are born takes ten times as
    long as making them (26,000 entries: 0.22 s against 0.02 s).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
