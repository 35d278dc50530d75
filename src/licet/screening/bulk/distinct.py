"""Which keys were seen before, exactly up to a 64-bit digest, in eight bytes a key."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Keys = npt.NDArray[np.uint64]


class Distinct:
    """A growing set of 64-bit keys, kept as sorted runs that are merged when of like size."""

    def __init__(self) -> None:
        self._runs: list[_Keys] = []

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def add(self, keys: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Add keys in order; for each whether it was there before (or earlier in `keys`)."""
        given = np.asarray(keys, np.uint64)
        fresh, first = np.unique(given, return_index=True)
        repeated = np.ones(len(given), np.bool_)
        repeated[first] = False
        known = np.zeros(len(fresh), np.bool_)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, fresh), len(run) - 1)
            known |= run[at] == fresh
        repeated[first[known]] = True
        self._insert(fresh[~known])
        return repeated

    def _insert(self, run: _Keys) -> None:
        if not len(run):
            return
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        self._runs.append(run)
