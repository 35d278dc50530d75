"""Imports only point down, and the domain works without the rim."""

from __future__ import annotations

import itertools
from importlib.metadata import packages_distributions
from typing import Any

import grimp
import pytest
from importlinter import api, cli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .repository import PACKAGE, ROOT, pyproject

#: Packages that talk to people; everything else is domain.
RIM = {"cli", "web"}


@pytest.fixture(scope="module")
def contracts() -> dict[str, dict[str, Any]]:
    configuration = api.read_configuration(str(ROOT / "pyproject.toml"))
    return {contract["name"]: contract for contract in configuration["contracts_options"]}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("licet", include_external_packages=True, cache_dir=None)


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.lint_imports(
        config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True
    )
    assert status == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_domain_package_is_forbidden_the_web(
    contracts: dict[str, dict[str, Any]],
) -> None:
    (contract,) = [c for c in contracts.values() if c["type"] == "forbidden"]
    packages = {folder.parent.name for folder in PACKAGE.glob("*/__init__.py")}
    assert {f"licet.{name}" for name in packages - RIM} == set(contract["source_modules"])
    assert "django" in contract["forbidden_modules"]


def test_what_is_imported_is_declared_and_the_other_way_round(imports: grimp.ImportGraph) -> None:
    distributions = packages_distributions()
    external = {name for name in imports.modules if imports.is_module_squashed(name)}
    used = {
        canonicalize_name(distribution)
        for name in external & distributions.keys()
        for distribution in distributions[name]
    }
    project = pyproject()["project"]
    optional = project.get("optional-dependencies", {}).values()
    wanted = itertools.chain(project["dependencies"], *optional)
    declared = {canonicalize_name(Requirement(text).name) for text in wanted}
    assert used - declared == set(), "imported but not in pyproject.toml"
    assert declared - used == set(), "in pyproject.toml but imported nowhere"


def test_tests_mirror_the_package() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders - packages == {"house"}
