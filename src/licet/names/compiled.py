"""Where compiled code is kept, so that only the first process after an installation compiles.

numba notices a change of the file a function stands in, but not of the functions it calls. The
folder's name therefore carries a digest of every source that compiled code is made from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = (
    "names/align.py", "names/compiled.py", "names/encode.py", "names/lexicon.py", "names/text.py",
    "screening/features.py", "screening/index.py", "screening/laying.py", "screening/search.py",
)  # fmt: skip
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _cache_folder() -> Path:
    digest = hashlib.sha256()
    for source in _SOURCES:
        digest.update((_PACKAGE / source).read_bytes())
    return platformdirs.user_cache_path("licet") / "compiled" / digest.hexdigest()[:16]


if "NUMBA_CACHE_DIR" not in os.environ:
    # numba reads its settings as attributes of this module.
    setattr(numba.config, "CACHE_DIR", str(_cache_folder()))  # noqa: B010


def compiled(function: _Function) -> _Function:
    """Compile a function at its first call, keep the code on disk, and run it without the GIL."""
    return cast(_Function, numba.njit(cache=True, nogil=True)(function))


def inlined(function: _Function) -> _Function:
    """Compile a function into its callers: for small ones that take many arrays."""
    return cast(_Function, numba.njit(cache=True, nogil=True, forceinline=True)(function))
