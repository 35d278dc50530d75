"""A few ten thousand parties of a portfolio, read and encoded once, in one mapped file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from licet.names.encode import Rows, Words
from licet.screening import evidence
from licet.screening.batch import Batch, Wanted
from licet.screening.index import kind_code
from licet.screening.model import PartyQuery
from licet.screening.monitor import packed
from licet.screening.screener import Screener
from licet.screening.weights import log_odds

#: Parties of one shard: bounds the memory of building and scanning.
PARTIES = 20_000
# Scores are rounded before they meet a threshold; a row this far below is looked at all the same.
_MARGIN = 1e-3


def write_shard(path: Path, parties: Sequence[PartyQuery], screener: Screener) -> None:
    """Encode parties for `screener`'s settings and the word statistics of its index."""
    least = log_odds(least_threshold(screener)) - _MARGIN
    wanted: list[Wanted] = []
    owner: list[int] = []
    for number, party in enumerate(parties):
        floor = least - evidence.most(party, screener.weights.evidence)
        names = dict.fromkeys((party.name, *party.aliases))
        wanted.extend((name, kind_code(party.kind), floor) for name in names)
        owner.extend([number] * len(names))
    batch = Batch(wanted, screener.index)
    pairs = [(row, owner[n]) for n, rows in enumerate(batch.of_wanted) for row in rows]
    encoder = msgspec.msgpack.Encoder()
    blobs = [encoder.encode(party) for party in parties]
    at = np.zeros(len(blobs) + 1, np.int64)
    np.cumsum([len(blob) for blob in blobs], out=at[1:])
    arrays: dict[str, Any] = {
        "kinds": batch.kinds,
        "floors": batch.floors,
        "grams": batch.grams.astype(np.int32),
        "grams_at": batch.grams_at,
        "pairs": np.array(pairs, np.int32).reshape(-1, 2),
        "parties": np.frombuffer(b"".join(blobs), np.uint8),
        "parties_at": at,
    }
    for prefix, table in (("words", batch.words), ("rows", batch.rows)):
        arrays |= {f"{prefix}.{name}": array for name, array in table._asdict().items()}
    packed.write(path, arrays)


def least_threshold(screener: Screener) -> float:
    """The lowest score at which anything is a hit."""
    settings = screener.settings
    return min(
        screener.threshold,
        *settings.list_thresholds.values(),
        *settings.kind_thresholds.values(),
        1.0,
    )


class Shard:
    """An encoded shard, mapped from disk."""

    def __init__(self, path: Path) -> None:
        self._arrays = packed.read(path)
        self.words: Words = self._table("words", Words)
        self.rows: Rows = self._table("rows", Rows)
        self.kinds = self._arrays["kinds"]
        self.floors = self._arrays["floors"]
        self.grams = self._arrays["grams"]
        self.grams_at = self._arrays["grams_at"]
        self._decoder = msgspec.msgpack.Decoder(PartyQuery)

    def __len__(self) -> int:
        return len(self._arrays["parties_at"]) - 1

    @property
    def row_count(self) -> int:
        """Rows: readings of names, each once."""
        return len(self.floors)

    def party(self, number: int) -> PartyQuery:
        """The party of that number in this shard."""
        at = self._arrays["parties_at"]
        return self._decoder.decode(self._arrays["parties"][at[number] : at[number + 1]].tobytes())

    def owners(self, flagged: Any) -> list[int]:
        """Numbers of the parties that own a flagged row, ascending."""
        pairs = self._arrays["pairs"]
        return np.unique(pairs[flagged[pairs[:, 0]] != 0, 1]).tolist()  # type: ignore[no-any-return]

    def _table(self, prefix: str, kind: Any) -> Any:
        return kind(**{name: self._arrays[f"{prefix}.{name}"] for name in kind._fields})
