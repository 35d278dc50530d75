"""Columns and single decisions give the same answers, for anything and on any day."""

from __future__ import annotations

import os

import pytest

from licet.law.columns import decide_lines, lines_of
from licet.law.decide import decide
from licet.law.load import load_ruleset
from licet.law.rules import Reading
from tests.law.random_lines import Generator

RULESET = load_ruleset()
#: Lines per epoch and reading; the full count of the release check is set from outside.
LINES = int(os.environ.get("LICET_RANDOM_LINES", "12"))


@pytest.mark.parametrize("reading", list(Reading))
@pytest.mark.parametrize("epoch", RULESET.epochs, ids=str)
def test_columns_equal_single_decisions(epoch: object, reading: Reading) -> None:
    program = RULESET.at(epoch)
    seed = program.start.toordinal() * 2 + (reading is Reading.PRINTED)
    generator = Generator(RULESET, seed)
    transactions = [generator.transaction() for _ in range(LINES)]
    answers = decide_lines(program, lines_of(transactions), reading)
    for index, (facts, parties) in enumerate(transactions):
        single = decide(program, facts, parties, reading)
        assert answers.one(index) == single.answer, (facts, parties)


def test_chunks_do_not_matter() -> None:
    generator = Generator(RULESET, 7)
    program = RULESET.at(RULESET.epochs[-1])
    transactions = [generator.transaction() for _ in range(50)]
    lines = lines_of(transactions)
    whole = decide_lines(program, lines)
    for start in range(0, 50, 7):
        part = decide_lines(program, lines.part(start, start + 7))
        for index in range(min(7, 50 - start)):
            assert part.one(index) == whole.one(start + index)
