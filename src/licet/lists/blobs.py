"""Files named by the SHA-256 of their content; written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import zstandard

from licet.terms.errors import BadInput

_RAW_LEVEL = 9
_FETCH_AGAIN = "import the source again: licet lists update SOURCE"


class Blobs:
    """A folder of such files; raw sources are kept compressed and named by their own digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where the file `name` lies, whether or not it is there."""
        return self._folder / name[:2] / name

    def put(self, data: bytes, *, suffix: str) -> str:
        """Keep `data` and return its name."""
        name = hashlib.sha256(data).hexdigest() + suffix
        self._write(name, data)
        return name

    def put_raw(self, path: Path) -> str:
        """Keep a source file and return the digest of its bytes."""
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self._write(f"{digest}.zst", zstandard.ZstdCompressor(level=_RAW_LEVEL).compress(data))
        return digest

    def has_raw(self, digest: str) -> bool:
        """Whether the source file with this digest is kept."""
        return self.path(f"{digest}.zst").exists()

    def raw(self, digest: str) -> bytes:
        """A source file as it was read; `BadInput` when it is gone or damaged."""
        path = self.path(f"{digest}.zst")
        try:
            data = zstandard.ZstdDecompressor().decompress(path.read_bytes())
        except (OSError, zstandard.ZstdError) as error:
            raise BadInput(
                f"cannot read the stored source file: {error}",
                where=str(path),
                remedy=_FETCH_AGAIN,
            ) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise BadInput(
                "the stored source file is damaged (its digest does not match)",
                where=str(path),
                remedy=_FETCH_AGAIN,
            )
        return data

    def _write(self, name: str, data: bytes) -> None:
        target = self.path(name)
        try:
            if target.exists() and target.read_bytes() == data:
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, data)
        except OSError as error:
            raise BadInput(
                f"cannot be stored: {error.strerror}",
                where=str(target),
                remedy="make space, or set LICET_HOME to a folder you may write to",
            ) from error


def _write_whole(target: Path, data: bytes) -> None:
    """Through a temporary file and a rename, so that no reader ever sees half of it."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".under-way-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
