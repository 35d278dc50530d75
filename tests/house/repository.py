"""What the tests of the house look at: the tracked files and the project's own declarations."""

from __future__ import annotations

import functools
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "licet"


def tracked_files() -> list[Path]:
    """Every file that git tracks and that is there, as a path relative to the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    names = [Path(name) for name in listed.stdout.split("\0") if name]
    return [name for name in names if (ROOT / name).is_file()]


@functools.cache
def tracked_text() -> dict[Path, str]:
    """The tracked files that are UTF-8 text, with their contents."""
    contents = {}
    for name in tracked_files():
        try:
            contents[name] = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return contents


def pyproject() -> dict[str, Any]:
    """The project's declarations."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
