"""Generated tables are read as text, and a broken file is refused with its line."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law.table_csv import COLUMNS, read
from licet.terms.errors import BadRule
from tools.tables.output import to_csv

HEADER = ",".join(COLUMNS) + "\n"
ROW = "t,Words.,2018-01-01,2020-12-31,15 CFR 740.1,,no,a note,no na 5E002 1E001 4E091\n"
NEXT = "t,,2021-01-01,,15 CFR 740.1,86 FR 1,yes,,no\n"


def test_codes_stay_text() -> None:
    (table,) = read(HEADER + ROW + NEXT, "t.csv")
    assert table.says == "Words."
    first, second = table.versions
    assert first.members == ("no", "na", "5E002", "1E001", "4E091")
    assert (first.verified, second.verified) == (False, True)
    assert (first.until, second.until) == (dt.date(2020, 12, 31), None)


def test_what_is_written_is_read_back() -> None:
    text = HEADER + ROW + NEXT
    assert to_csv(read(text, "t.csv")) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "none"),
        ("name,says\n", "name, says"),
        (HEADER + "t,Words.\n", "t.csv:2: 2 cells"),
        (HEADER + ROW.replace(",no,", ",perhaps,"), "`perhaps` is not yes or no"),
        (HEADER + ROW.replace("2018-01-01", "1 January"), "t.csv:2"),
        (HEADER + ROW + NEXT.replace("2021-01-01", "2020-12-31"), "t.csv:3: two versions"),
        (HEADER + ROW + 't,"Wor\n', "no CSV"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(BadRule, match=words):
        read(text, "t.csv")
