"""The UK Sanctions List (`gb-fcdo`) of the Foreign, Commonwealth and Development Office."""

from licet.lists.importer import Files, Reading
from licet.lists.uk import normalised, official


def read(files: Files) -> Reading:
    """Read the official CSV (part `main`), or a third party's five files (part `names` is there).

    Raises `BadSource` when the files are not what their parts promise.
    """
    return normalised.read(files) if "names" in files else official.read(files)


__all__ = ["read"]
