"""Where proofs are kept, and how they are checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from licet.screening.bulk.lines import file_digest
from licet.screening.home import home
from licet.screening.journal import Entry, Journal
from licet.screening.proof.record import FileProof, Run
from licet.terms.errors import BadInput


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A run on record: its number, who ran it, and the digest that chains it to the one before."""

    seq: int
    who: str
    at: str
    digest: str
    run: Run


class FileCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a file is the one of the record. `same` is None when it is not there any more."""

    role: str
    name: str
    same: bool | None


class Proofs:
    """All records in one file; none is ever changed."""

    def __init__(self, path: Path) -> None:
        self._journal = Journal(path)
        self._decoder = msgspec.json.Decoder(Run)

    @classmethod
    def default(cls) -> Proofs:
        """The user's proofs, in the data folder."""
        return cls(home() / "proof.sqlite")

    @property
    def path(self) -> Path:
        """The file."""
        return self._journal.path

    def record(self, run: Run, *, who: str, at: dt.datetime) -> Proof:
        """Add a record."""
        return self._proof(self._journal.append([msgspec.json.encode(run)], who=who, at=at)[0])

    def all(self) -> Iterator[Proof]:
        """Every record, oldest first."""
        return map(self._proof, self._journal.entries())

    def get(self, seq: int | None) -> Proof:
        """The record of that number (None: the last); `BadInput` if there is none."""
        return self._proof(self._journal.entry(self._journal.head()[0] if seq is None else seq))

    def head(self) -> tuple[int, str]:
        """Number and digest of the last record: keep it elsewhere to show that none was cut off."""
        return self._journal.head()

    def verify(self) -> str | None:
        """What is wrong with the chain of records, or None."""
        return self._journal.verify()

    def holds(self, digest: str) -> bool:
        """Whether a record with this digest is in the chain: a head that was kept elsewhere."""
        return any(entry.digest == digest for entry in self._journal.entries())

    def _proof(self, entry: Entry) -> Proof:
        try:
            run = self._decoder.decode(entry.body)
        except msgspec.DecodeError as error:
            raise BadInput(
                f"record {entry.seq} cannot be read: {error}",
                where=str(self.path),
                remedy="the file is damaged: take it from your backup",
            ) from None
        return Proof(seq=entry.seq, who=entry.who, at=entry.at, digest=entry.digest, run=run)


def check_files(run: Run, given: dict[str, Path]) -> list[FileCheck]:
    """Compare the files of a record, where they were or at `given` places, with their digests.

    Raises `BadInput` for a given file that the record does not speak of.
    """
    recorded = {"input": run.input, "output": run.output, "errors": run.errors}
    for role in given:
        if recorded[role] is None:
            raise BadInput(f"the record has no {role}", where=f"--{role}", remedy="leave it out")
    return [
        _checked(role, proof, given.get(role))
        for role, proof in recorded.items()
        if proof is not None
    ]


def _checked(role: str, proof: FileProof, given: Path | None) -> FileCheck:
    path = given or Path(proof.name)
    if given is None and not path.is_file():
        return FileCheck(role=role, name=proof.name, same=None)
    return FileCheck(role=role, name=str(path), same=file_digest(path) == proof.sha256)
