"""What the documents say can be followed: links, commands, decisions, pictures."""

from __future__ import annotations

import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
import typer.main
from lxml import etree
from typer.core import TyperGroup

from licet.cli.main import build_app
from licet.determination.transaction import load
from licet.law.facts import Fact
from licet.law.rules import RuleText, Stay, VersionText
from licet.law.tables import Table, TableVersion

from .repository import ROOT, tracked_files

PAGES = sorted(ROOT / path for path in tracked_files() if path.suffix == ".md")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PICTURES = sorted((ROOT / "docs").glob("**/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?:\]\(|(?:href|src|srcset)=\")(?P<target>[^)\s\"]+)")
_HEADING = re.compile(r"^#+ +(?P<title>.+?) *$", re.MULTILINE)


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _links(page: Path) -> list[str]:
    """Targets of the page's links inside the repository."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"] for match in _LINK.finditer(text)]
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def _anchors(page: Path) -> set[str]:
    """The page's headings as a code host turns them into anchors."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = (match["title"].lower() for match in _HEADING.finditer(text))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def _commands(page: Path, program: str) -> list[list[str]]:
    """The words after `program` wherever the page shows a command: in a block, or a `span`."""
    text = page.read_text(encoding="utf-8")
    lines = re.findall(rf"^\$ {program} (.+)|`{program} ([^`\n]+)`", text, re.MULTILINE)
    return [shlex.split(block or span, comments=True) for block, span in lines]


def _target(page: Path, link: str) -> tuple[Path, str]:
    """The file that `link` on `page` leads to, and the anchor in it."""
    path, _, anchor = unquote(link).partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


@pytest.fixture(scope="module")
def commands() -> TyperGroup:
    group = typer.main.get_command(build_app())
    assert isinstance(group, TyperGroup)
    return group


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _links(page):
        target, anchor = _target(page, link)
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or target.suffix != ".md" or anchor in _anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            ahead += [_target(page, link)[0] for link in _links(page)]
    documents = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert documents - reached == set()


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_every_make_target_shown_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {words[0] for words in _commands(page, "make")} <= targets


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_every_licet_command_shown_exists_with_its_options(
    page: Path, commands: TyperGroup
) -> None:
    for words in _commands(page, "licet"):
        command: Any = commands
        for word in words:
            if not isinstance(command, TyperGroup) or word.startswith("-"):
                break
            assert word in command.commands, f"licet {' '.join(words)}"
            command = command.commands[word]
        options = {name for parameter in command.params for name in parameter.opts}
        shown = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert shown - options - {"--help"} == set(), f"licet {' '.join(words)}"


def test_output_shown_in_the_readme_is_what_the_program_prints() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n\$ licet (.*?)^```", text, re.MULTILINE | re.DOTALL):
        command, *shown = block.splitlines()
        if not shown or shown[0].startswith("$ "):
            continue
        run = [sys.executable, "-m", "licet.cli.main", *shlex.split(command)]
        printed = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        rest = iter(printed.splitlines())
        missing = [line for line in shown if line != "..." and line not in rest]
        assert missing == [], printed


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_every_transaction_shown_can_be_read(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if re.search("^parties:", block, re.MULTILINE):
            file = tmp_path / "transaction.yaml"
            file.write_text(block, encoding="utf-8")
            assert load(file).parties


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_every_name_from_the_code_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in set(re.findall(r"`(licet(?:\.\w+)+)(?:\(\))?`", text)):
        assert pkgutil.resolve_name(name) is not None


@pytest.mark.parametrize("struct", [RuleText, VersionText, Stay, Fact, Table, TableVersion])
def test_every_field_of_the_ruleset_is_explained(struct: type[msgspec.Struct]) -> None:
    page = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    fields = {field.encode_name for field in msgspec.structs.fields(struct)}
    assert {name for name in fields if f"`{name}`" not in page} == set()


def test_decisions_have_numbers_of_their_own_and_are_listed_in_order() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)
    index = ROOT / "docs" / "decisions" / "README.md"
    assert [link for link in _links(index) if link[0].isdigit()] == [p.name for p in DECISIONS]


@pytest.mark.parametrize("decision", DECISIONS, ids=_relative)
def test_decision_says_why_what_and_what_follows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    titles = [match["title"] for match in _HEADING.finditer(text)]
    assert titles[0].startswith(f"{int(decision.name[:4])}. ")
    parts = [title for title in titles if title in ("Context", "Decision", "Consequences")]
    assert parts == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("picture", PICTURES, ids=_relative)
def test_picture_can_be_heard(picture: Path) -> None:
    root = etree.parse(picture).getroot()
    assert root.get("role") == "img"
    labels = set((root.get("aria-labelledby") or "").split())
    for tag in ("title", "desc"):
        element = root.find(f"{SVG}{tag}")
        assert element is not None
        assert element.text
        assert element.get("id") in labels
