"""Stays, amendments left out, and digests that notice an amended paragraph."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from licet.lists.ecfr.document import open_part
from licet.lists.ecfr.notes import effective_date_notes, not_incorporated, paragraph_digests
from licet.lists.ecfr.paragraphs import paragraphs
from licet.terms.citation import Notice

from .parts import part, save

STAYED = "stayed, effective until Nov. 9, 2026."


def with_note(text: str) -> str:
    before, _, after = part().partition("At 90 FR 50857")
    return before + text + after[after.index("</PSPACE>") :]


def test_a_stay_is_data(tmp_path: Path) -> None:
    (note,) = effective_date_notes(save(tmp_path, part())["main"])
    assert note.cite == "15 CFR 744.11"
    assert note.paragraphs == ("15 CFR 744.11(a)(1)",)
    assert note.what == "paragraph (a)(1)"
    assert note.action == "stayed"
    assert note.notice == Notice(dt.date(2025, 11, 12), "90 FR 50857")
    assert note.until == dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("printed", "places"),
    [
        (
            "At 90 FR 50857, Nov. 12, 2025, in § 744.8, the second sentence of paragraph (a)(2) and"
            f" the first sentence of paragraph (b) were {STAYED}",
            ("15 CFR 744.11(a)(2)", "15 CFR 744.11(b)"),
        ),
        (
            "At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, the introductory text"
            f" was {STAYED}",
            ("15 CFR 744.11",),
        ),
        (
            f"At 90 FR 50857, Nov. 12, 2025, supplement no. 8 to part 744 was {STAYED}",
            ("15 CFR 744.11",),
        ),
    ],
)
def test_the_places_a_note_names(tmp_path: Path, printed: str, places: tuple[str, ...]) -> None:
    (note,) = effective_date_notes(save(tmp_path, with_note(printed))["main"])
    assert (note.paragraphs, note.action) == (places, "stayed")


def test_a_note_in_other_words_keeps_its_text(tmp_path: Path) -> None:
    (note,) = effective_date_notes(save(tmp_path, with_note("Some day this changes."))["main"])
    assert note.text == "Some day this changes."
    assert (note.notice, note.action, note.until, note.paragraphs) == (None, None, None, ())


def test_amendments_left_out_are_reported(tmp_path: Path) -> None:
    said = "2. At 89 FR 1, an entry for “Acme” could not be incorporated because no text came."
    note = f"<EDNOTE><HED>Note:</HED><PSPACE>1. See elsewhere.</PSPACE><P>{said}</P></EDNOTE>"
    text = part().replace("</TABLE>", f"</TABLE>{note}", 1)
    (problem,) = not_incorporated(open_part(save(tmp_path, text)["main"]), 4)
    assert (problem.kind, problem.what) == ("not-incorporated", said)


def test_designations_are_whole() -> None:
    section = etree.fromstring(
        "<DIV8 N='744.1'><HEAD>h</HEAD><P>Intro.</P>"
        "<P>(a) <I>Scope.</I> One.</P><P>(1) <I>Things</I>—(i) <I>Big.</I> Two.</P>"
        "<P>(ii) Three:</P>"
        "<P>(A) Four.</P><P>(<I>1</I>) Five.</P><P>(<I>i</I>) Six.</P><P>(<I>ii</I>) Seven.</P>"
        "<P>(<I>2</I>) Eight.</P><NOTE><P>A note.</P></NOTE><P>(B) Nine.</P><P>(2) Ten.</P>"
        "<P>(b)(1) Eleven.</P><P>(i) Twelve.</P><P>(c) Thirteen.</P></DIV8>"
    )
    found = paragraphs(section)
    assert [paragraph.label for paragraph in found] == [
        "",
        "(a)",
        "(a)(1)(i)",
        "(a)(1)(ii)",
        "(a)(1)(ii)(A)",
        "(a)(1)(ii)(A)(1)",
        "(a)(1)(ii)(A)(1)(i)",
        "(a)(1)(ii)(A)(1)(ii)",
        "(a)(1)(ii)(A)(2)",
        "(a)(1)(ii)(B)",
        "(a)(2)",
        "(b)(1)",
        "(b)(1)(i)",
        "(c)",
    ]
    assert found[8].text.endswith("A note.")


def test_letters_and_roman_numbers_share_signs() -> None:
    letters = "".join(f"<P>({letter}) Text.</P>" for letter in "abcdefghij")
    section = etree.fromstring(f"<DIV8 N='744.1'>{letters}</DIV8>")
    assert [p.label for p in paragraphs(section)][-2:] == ["(i)", "(j)"]


def test_an_amended_paragraph_changes_its_digest_and_its_sections_only(tmp_path: Path) -> None:
    before = paragraph_digests(save(tmp_path, part())["main"])
    after = paragraph_digests(save(tmp_path, part().replace("A third.", "A fourth."))["main"])
    changed = {cite for cite in before if before[cite] != after[cite]}
    assert changed == {"15 CFR 744.11", "15 CFR 744.11(a)(1)(ii)"}


def test_white_space_and_credits_do_not_change_a_digest(tmp_path: Path) -> None:
    before = paragraph_digests(save(tmp_path, part())["main"])
    text = part().replace("A third.", "A\n  third.").replace("until Nov. 9, 2026", "until then")
    assert paragraph_digests(save(tmp_path, text)["main"]) == before
