"""The XML of 15 CFR Part 744: opened safely, and its sections and supplements found by number."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from licet.lists import safe
from licet.terms.errors import BadSource

#: Part 744 is 2.5 MB, the whole of title 15 about 60 MB.
_MAX_BYTES = 100 * 1024 * 1024
_FETCH_AGAIN = "fetch Part 744 again from the eCFR versioner (title 15, part 744, full XML)"


@dataclasses.dataclass(frozen=True)
class Part:
    """Part 744 of one file; `name` is what error messages call the file."""

    name: str
    root: etree._Element

    def supplement(self, number: int) -> etree._Element:
        """The element of a supplement; `BadSource` if the file lacks it."""
        wanted = f"Supplement No. {number} to Part 744"
        for division in self.root.iter("DIV9"):
            if fold(division.get("N", "")).casefold() == wanted.casefold():
                return division
        raise BadSource(f"has no {wanted}", where=self.name, remedy=_FETCH_AGAIN)

    def divisions(self) -> Iterator[etree._Element]:
        """Sections and supplements in the order of the file."""
        yield from self.root.iter("DIV8", "DIV9")


def open_part(path: Path) -> Part:
    """Read a file that holds Part 744 (alone, or within the whole of title 15).

    Raises `BadSource` for what is not whole XML in the encoding it declares, for a document type
    or entities (the eCFR uses none), and for a file without Part 744.
    """
    data = safe.read_bytes(path, max_bytes=_MAX_BYTES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadSource(
            f"is not whole XML in the encoding it declares: {error.msg}",
            where=f"{path.name}, line {error.lineno}",
            remedy=_FETCH_AGAIN,
        ) from error
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise BadSource(
            "declares a document type, which the eCFR's XML never does",
            where=path.name,
            remedy="do not use this copy; " + _FETCH_AGAIN,
        )
    return Part(path.name, _part_744(root, path.name))


def fold(text: str) -> str:
    """White space folded to single spaces, none at the ends."""
    return " ".join(text.split())


def plain_text(element: etree._Element) -> str:
    """All text of an element, folded."""
    return fold("".join(str(piece) for piece in element.itertext()))


def _part_744(root: etree._Element, name: str) -> etree._Element:
    parts = [division for division in root.iter("DIV5") if division.get("TYPE") == "PART"]
    for part in parts:
        if part.get("N") == "744":
            return part
    found = ", ".join(str(part.get("N")) for part in parts[:5])
    raise BadSource(
        f"holds part {found}, not part 744" if found else f"is not the eCFR's XML (<{root.tag}>)",
        where=name,
        remedy=_FETCH_AGAIN,
    )
