"""Fixtures shared by the whole suite."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow now and then; the properties hold all the same.
settings.register_profile("licet", deadline=None)
settings.load_profile("licet")

REPOSITORY = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """Folder of the real official files, if there is one: `$LICET_SHARED` or `../shared`."""
    named = os.environ.get("LICET_SHARED")
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with `data/`, `law/` and `eval/`, for tests on the real files."""
    folder = shared_folder()
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("CI must run the tests on the real files; set LICET_SHARED")
        pytest.skip("the real official files are not on this machine (LICET_SHARED)")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test gets a data folder of its own, so none sees the user's snapshots."""
    home = tmp_path_factory.mktemp("licet-home")
    monkeypatch.setenv("LICET_HOME", str(home))
    return home
