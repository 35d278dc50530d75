"""A file that is not Part 744 as the eCFR publishes it is refused, with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.lists.ecfr.document import open_part
from licet.terms.errors import BadSource

from .parts import part, save

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE DIV5 [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<DIV5 N="744" TYPE="PART">&b;</DIV5>'
)


def test_the_part_is_found_alone_and_inside_its_title(tmp_path: Path) -> None:
    text = part()
    alone = open_part(save(tmp_path, text)["main"])
    whole = text.replace('<?xml version="1.0"?>', "").join(("<DIV1>", "</DIV1>"))
    inside = open_part(save(tmp_path, whole, "title-15.xml")["main"])
    assert alone.root.get("N") == inside.root.get("N") == "744"
    assert alone.supplement(4).get("N") == "Supplement No. 4 to Part 744"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (part()[:3000], "is not whole XML"),
        ("", "is empty"),
        ("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", "HTML page"),
        ("<html><body>Not found</body></html>", "HTML page"),
        (part(number="774"), "holds part 774"),
        ("<list/>", "not the eCFR's XML"),
        (BOMB, "document type"),
        (part().replace("Glory", "Zürich").encode("cp1252"), "encoding"),
        (part().encode("utf-16").replace(b"?", b"!", 1), "is not whole XML"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    files = save(tmp_path, content)
    with pytest.raises(BadSource, match=said) as refused:
        open_part(files["main"])
    assert "part-744_2026-07-23.xml" in refused.value.where
    assert refused.value.remedy


def test_a_cut_file_is_refused_with_the_line_of_the_cut(tmp_path: Path) -> None:
    text = part()
    cut = text[: text.index("Rocket Works")]
    with pytest.raises(BadSource) as refused:
        open_part(save(tmp_path, cut)["main"])
    assert refused.value.where.endswith(f"line {cut.count(chr(10)) + 1}")


def test_a_missing_supplement_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"has no Supplement No\. 9"):
        open_part(save(tmp_path, part())["main"]).supplement(9)
