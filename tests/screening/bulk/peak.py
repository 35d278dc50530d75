"""Screen one file in this process, for a test that measures its memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from licet.screening.bulk.formats import Format
from licet.screening.bulk.run import Job, screen_file
from licet.screening.bulk.work import Setup
from licet.screening.model import Settings


def main(source: str, target: str, index: str) -> None:
    """Screen `source` into `target`."""
    setup = Setup(
        index=Path(index),
        day=dt.date(2026, 1, 1),
        settings=Settings(),
        decisions=Path(target).with_name("decisions.sqlite"),
        decisions_head=0,
        output_format=Format.JSONL,
    )
    screen_file(Job(source=Path(source), target=Path(target), setup=setup, against={}, workers=1))
