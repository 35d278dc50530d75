"""Named arrays in one file, mapped from disk instead of read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from licet.terms.errors import BadInput

Array = npt.NDArray[Any]

_MAGIC = b"LICETARR"
_ALIGNED = 64


class _Place(msgspec.Struct, frozen=True):
    kind: str
    shape: tuple[int, ...]
    offset: int


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays to `path`; a reader never sees half of them."""
    places: dict[str, _Place] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = _Place(array.dtype.str, array.shape, offset)
        offset += _up(array.nbytes)
    head = msgspec.msgpack.encode(places)
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
        file.write(b"\0" * (_up(file.tell()) - file.tell()))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")
            file.write(b"\0" * (_up(array.nbytes) - array.nbytes))
    os.replace(beside, path)


def read(path: Path) -> dict[str, Array]:
    """The arrays of `path`, read-only, mapped. Raises `BadInput` if it is no such file."""
    try:
        data = np.memmap(path, np.uint8, "r")
        size = int.from_bytes(data[8:16].tobytes(), "little")
        if data[:8].tobytes() != _MAGIC:
            raise ValueError("it is another kind of file")
        places = msgspec.msgpack.decode(data[16 : 16 + size].tobytes(), type=dict[str, _Place])
        start = _up(16 + size)
        return {name: _view(data, start, place) for name, place in places.items()}
    except (OSError, ValueError) as error:
        raise BadInput(
            f"the portfolio's file cannot be read: {error}",
            where=str(path),
            remedy="make the portfolio again: licet monitor add",
        ) from None


def _view(data: Array, start: int, place: _Place) -> Array:
    kind = np.dtype(place.kind)
    size = int(np.prod(place.shape)) * kind.itemsize
    chunk = data[start + place.offset : start + place.offset + size]
    if len(chunk) != size:
        raise ValueError("it is cut short")
    return np.asarray(chunk).view(kind).reshape(place.shape)


def _up(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
