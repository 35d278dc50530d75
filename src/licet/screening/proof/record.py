"""What a run of screening leaves behind: who, when, against what, how much, and the digests."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from licet.screening.model import PartyQuery, Settings


class FileProof(msgspec.Struct, frozen=True):
    """A file or stream that was read or written: its name then, and SHA-256 of its bytes."""

    name: str
    sha256: str


class Found(msgspec.Struct, frozen=True):
    """A hit that was shown for one party."""

    listing_id: str
    score: float
    disposition: str


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One run. Moments are UTC, ISO 8601.

    `snapshots` are the ids of the list snapshots that the index was built from, `index` the digest
    of its listings, `weights` that of what scores were made of, `decisions` number and digest of
    the last decision that was known. `party` and `found` stand in records of a single party, the
    files in those of a file.
    """

    command: str
    version: str
    started: str
    finished: str
    snapshots: tuple[str, ...]
    index: str
    weights: str
    settings: Settings
    decisions: tuple[int, str]
    counts: Mapping[str, int]
    party: PartyQuery | None = None
    found: tuple[Found, ...] = ()
    input: FileProof | None = None
    output: FileProof | None = None
    errors: FileProof | None = None
    note: str = ""
