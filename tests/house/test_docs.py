"""What the documents say can be followed: links, commands, decisions, pictures."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from lxml import etree

from licet.law.facts import Fact
from licet.law.rules import RuleText, Stay, VersionText
from licet.law.tables import Table, TableVersion

from .repository import PACKAGE, ROOT, tracked_files

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


def _target(page: Path, link: str) -> tuple[Path, str]:
    """The file that `link` on `page` leads to, and the anchor in it."""
    path, _, anchor = unquote(link).partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


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
def test_every_command_shown_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    commands = {path.stem for path in (PACKAGE / "cli" / "commands").iterdir()}
    # A command is shown in code: after `$ ` in a block, or opening a `span`.
    assert set(re.findall(r"(?:^\$ |`)make ([a-z]+)", text, re.MULTILINE)) <= targets
    assert set(re.findall(r"(?:^\$ |`)licet ([a-z]+)", text, re.MULTILINE)) <= commands


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


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    index = ROOT / "docs" / "decisions" / "README.md"
    assert [link for link in _links(index) if link[0].isdigit()] == [p.name for p in DECISIONS]


@pytest.mark.parametrize("decision", DECISIONS, ids=_relative)
def test_decision_says_why_what_and_what_follows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    titles = [match["title"] for match in _HEADING.finditer(text)]
    assert titles[0].startswith(f"{int(decision.name[:4])}. ")
    assert titles[1:4] == ["Context", "Decision", "Consequences"]


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
