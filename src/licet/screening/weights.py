"""The shipped weights: what each feature adds to the log-odds, for persons and organizations.

`data/weights.json` is written by `benchmarks/fit_weights.py` and meant to be read by people.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

from licet.screening.features import Feature


class Evidence(msgspec.Struct, frozen=True):
    """Log-odds that evidence beside the name adds; set by judgement (docs/reference/screening)."""

    identifier_same: float
    identifier_differs: float
    birth_date_same: float
    birth_date_fits: float
    birth_date_differs: float
    country_same: float
    country_differs: float
    address_same: float
    kind_differs: float
    weak_alias: float


class Weights(msgspec.Struct, frozen=True):
    """Weights by feature name, evidence, and the default threshold (a score in [0, 1])."""

    threshold: float
    person: dict[str, float]
    organization: dict[str, float]
    evidence: Evidence


@cache
def shipped() -> Weights:
    """The weights that came with this version of licet."""
    text = resources.files("licet.screening").joinpath("data", "weights.json").read_bytes()
    return msgspec.json.decode(text, type=Weights)


def vector(weights: dict[str, float]) -> npt.NDArray[np.float64]:
    """Weights in the order of `Feature`; a feature without a weight counts nothing."""
    made: npt.NDArray[np.float64] = np.array(
        [weights.get(feature.name.lower(), 0.0) for feature in Feature], np.float64
    )
    made.flags.writeable = False
    return made


def probability(log_odds: float) -> float:
    """The logistic function, rounded so that a score prints the same everywhere."""
    return round(1.0 / (1.0 + math.exp(-max(min(log_odds, 30.0), -30.0))), 6)


def log_odds(score: float) -> float:
    """Inverse of `probability`; ends of the scale give plus or minus infinity."""
    if score <= 0.0:
        return -math.inf
    if score >= 1.0:
        return math.inf
    return math.log(score / (1.0 - score))
