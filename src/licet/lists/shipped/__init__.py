"""The snapshot that comes with the package, so that everything works offline from the first minute.

U.S. government lists only (public domain, 17 U.S.C. 105), compiled by licet's own importers with
`licet lists build`, which reproduces the files byte for byte from the same sources. `manifest.json`
says what each file is, what it was compiled from, and the digests of both.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from licet.lists.compiled import CompiledFile, encode, open_compiled
from licet.lists.model import CompiledList, Snapshot
from licet.terms.errors import BadInput

#: Where the package keeps it.
FOLDER = Path(__file__).parent
_MANIFEST = "manifest.json"


class ShippedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One compiled list of the shipped snapshot."""

    file: str
    sha256: str
    size: int  # bytes
    compiled_from: tuple[str, ...]  # names of the source files
    snapshot: Snapshot


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is shipped, by source id."""

    licence: str
    files: dict[str, ShippedFile]


def snapshots() -> dict[str, Snapshot]:
    """The shipped snapshot of each source that has one."""
    return {source: entry.snapshot for source, entry in manifest().files.items()}


def open_shipped(source: str) -> CompiledFile:
    """The shipped compiled list of `source`."""
    return open_compiled(FOLDER / manifest().files[source].file)


def manifest(folder: Path = FOLDER) -> Manifest:
    """The manifest of a folder of compiled lists; `BadInput` when it is missing or broken."""
    path = folder / _MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(
            f"cannot read the manifest of the shipped lists: {error}",
            where=str(path),
            remedy="reinstall licet, or rebuild with: licet lists build --from FOLDER",
        ) from error


def write(folder: Path, lists: dict[str, tuple[CompiledList, tuple[str, ...]]]) -> Manifest:
    """Write compiled lists, each with the names of its source files, and their manifest.

    Raises `BadInput` where `folder` cannot be written.
    """
    try:
        return _write(folder, lists)
    except OSError as error:
        raise BadInput(
            f"cannot be written: {error.strerror}", where=str(folder), remedy="give another folder"
        ) from error


def _write(folder: Path, lists: dict[str, tuple[CompiledList, tuple[str, ...]]]) -> Manifest:
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for source, (compiled, names) in sorted(lists.items()):
        data = encode(compiled)
        name = f"{source}.bin"
        (folder / name).write_bytes(data)
        files[source] = ShippedFile(
            file=name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            compiled_from=names,
            snapshot=compiled.snapshot,
        )
    built = Manifest(
        licence="U.S. Government works, public domain (17 U.S.C. 105)",
        files=files,
    )
    text = msgspec.json.format(msgspec.json.encode(built, order="deterministic"), indent=2)
    (folder / _MANIFEST).write_bytes(text + b"\n")
    return built


def differing(folder: Path, other: Path) -> list[str]:
    """Names of compiled lists and manifests that are not the same bytes in both folders."""
    names = {path.name for place in (folder, other) for path in place.glob("*.bin")} | {_MANIFEST}
    return sorted(
        name
        for name in names
        if _bytes(folder / name) is None or _bytes(folder / name) != _bytes(other / name)
    )


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
