"""A record holds what an auditor asks, and shows whether files are still what they were."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import msgspec
import pytest

from licet.screening.model import PartyQuery, Settings
from licet.screening.proof.record import FileProof, Run
from licet.screening.proof.store import Proofs, check_files
from licet.terms.errors import BadInput

_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_RUN = Run(
    command="screen",
    version="1",
    started="2026-01-01T00:00:00+00:00",
    finished="2026-01-01T00:00:01+00:00",
    snapshots=("xx-list@2026-01-01:abc",),
    index="i",
    weights="w",
    settings=Settings(threshold=0.7, lists=frozenset({"xx-list"})),
    decisions=(0, "0"),
    counts={"hits": 0},
    party=PartyQuery(name="Nobody Listed"),
)


def test_a_record_is_read_back_whole(tmp_path: Path) -> None:
    proofs = Proofs(tmp_path / "proof.sqlite")
    made = proofs.record(_RUN, who="officer", at=_AT)
    assert proofs.get(1) == proofs.get(None) == made
    assert (made.run, made.who) == (_RUN, "officer")
    assert proofs.verify() is None
    assert proofs.holds(made.digest)
    assert not proofs.holds("0" * 64)
    with pytest.raises(BadInput, match="no entry 2"):
        proofs.get(2)


def test_files_are_held_against_their_digests(tmp_path: Path) -> None:
    source, moved = tmp_path / "in.csv", tmp_path / "elsewhere.csv"
    source.write_bytes(b"name\nA\n")
    proof = FileProof(str(source), hashlib.sha256(source.read_bytes()).hexdigest())
    run = msgspec.structs.replace(_RUN, input=proof)
    assert [check.same for check in check_files(run, {})] == [True]
    source.rename(moved)
    assert [check.same for check in check_files(run, {})] == [None]
    assert [check.same for check in check_files(run, {"input": moved})] == [True]
    moved.write_bytes(b"name\nB\n")
    assert [check.same for check in check_files(run, {"input": moved})] == [False]
    with pytest.raises(BadInput, match="no output"):
        check_files(run, {"output": moved})
