"""Where compiled code is kept, so that only the first process after an installation compiles.

numba notices a change of the file a function stands in, but not of the functions it calls. The
folder's name therefore carries a digest of all sources that hold compiled code.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = ("names", "screening")
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _cache_folder() -> Path:
    digest = hashlib.sha256()
    for folder in _SOURCES:
        for source in sorted((_PACKAGE / folder).glob("*.py")):
            digest.update(source.read_bytes())
    return platformdirs.user_cache_path("licet") / "compiled" / digest.hexdigest()[:16]


if "NUMBA_CACHE_DIR" not in os.environ:
    numba.config.CACHE_DIR = str(_cache_folder())


def compiled(function: _Function) -> _Function:
    """Compile a function at its first call, keep the code on disk, and run it without the GIL."""
    made: _Function = numba.njit(cache=True, nogil=True)(function)
    return made


def inlined(function: _Function) -> _Function:
    """Compile a function into its callers: for small ones that take many arrays."""
    made: _Function = numba.njit(cache=True, nogil=True, forceinline=True)(function)
    return made
