"""What is committed is small, clean, names no machine, and is installed from pinned hashes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import licet

from .repository import ROOT, pyproject, tracked_files, tracked_text

LINES = 500
#: Python files that may be longer, each with its reason.
LONGER: dict[str, str] = {}
MEGABYTES = 5

LOCKS = sorted((ROOT / "requirements").glob("*.lock.txt"))
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;]+)")
#: A home folder that is not plainly an example of one.
HOME = re.compile(r"(?<![\w.~$}/-])/(?:home|Users)/(?!me\b|you\b)[A-Za-z]\w*")


def _pins(lock: Path) -> dict[str, str]:
    """Package name to pinned version."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := _PIN.match(line))]
    return {canonicalize_name(match["name"]): match["version"] for match in found}


def test_no_file_names_the_machine_it_was_written_on() -> None:
    # In a clone at the top of the file system the neighbours are /usr and the like.
    at_top = ROOT.parent == ROOT.parent.parent
    around = [ROOT] if at_top else [ROOT.parent / name for name in os.listdir(ROOT.parent)]
    neighbours = re.compile("|".join(rf"(?<!\w){re.escape(str(path))}(?!\w)" for path in around))
    named = {
        f"{path}: {match.group()}"
        for path, text in tracked_text().items()
        for hint, pattern in ((str(ROOT.parent), neighbours), ("/home/", HOME), ("/Users/", HOME))
        if hint in text  # a quick look first: some tables are long
        for match in pattern.finditer(text)
    }
    assert named == set()


def test_no_python_file_is_long_without_a_reason() -> None:
    lengths = {
        str(path): text.count("\n") for path, text in tracked_text().items() if path.suffix == ".py"
    }
    long = {path for path, lines in lengths.items() if lines > LINES}
    assert long == LONGER.keys(), f"split what is over {LINES} lines, or say why it may be"


def test_no_file_is_large() -> None:
    sizes = {str(path): (ROOT / path).stat().st_size for path in tracked_files()}
    assert {path for path, size in sizes.items() if size > MEGABYTES * 1_000_000} == set()


def test_nothing_made_is_committed() -> None:
    made = {".pyc", ".egg-info", ".log", ".orig", ".rej", ".swp"}
    assert [path for path in tracked_files() if path.suffix in made] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    marks = re.compile(r"\bpytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b")
    #: The one place that skips: the real official files are not on this machine.
    allowed = {Path("tests/conftest.py"), Path("tests/house/test_repository.py")}
    marked = {
        path
        for path, text in tracked_text().items()
        if path.parts[0] == "tests" and path not in allowed and marks.search(text)
    }
    assert marked == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_pins_by_hash_and_names_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    joined = text.replace("\\\n", " ").splitlines()
    requirements = [line for line in joined if line and not line.lstrip().startswith("#")]
    assert requirements
    for requirement in requirements:
        assert _PIN.match(requirement), f"not pinned: {requirement}"
        assert "--hash=sha256:" in requirement, f"no hash: {requirement}"
    options = set(re.findall(r"--[a-z-]+", text))
    assert options == {"--hash"}
    assert "://" not in text


def test_locks_agree_on_every_version() -> None:
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in _pins(lock).items():
            pins.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def test_run_lock_meets_every_declared_dependency() -> None:
    pins = _pins(ROOT / "requirements" / "run.lock.txt")
    for text in pyproject()["project"]["dependencies"]:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        assert name in pins, f"{name} is not locked: make lock"
        assert wanted.specifier.contains(pins[name]), f"{text}, but {pins[name]} is locked"


def test_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(?P<version>\d[^\]]*)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert {newest["version"], pyproject()["project"]["version"]} == {licet.__version__}
