"""Learn the weights of `licet.screening` from labelled names, and write them as readable numbers.

    python -m benchmarks.fit_weights [--check]

Learns from the development halves that allow it (never from the `eu_*` sets, which are CC BY-NC)
and from damage that `benchmarks.perturb` does to the list itself. Each feature may only count in
the direction that its meaning says, so a weight cannot turn on an accident of the data. The loop
screens, takes the best wrong answers as the next round's counterexamples, and fits again. With
`--check` it prints what five-fold cross-validation gives, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.optimize import minimize

import licet.screening
from benchmarks.data import Query, csl_listings, read_pairs, read_queries, shared_folder
from benchmarks.perturb import damaged
from benchmarks.scores import FALSE_ALERTS, without_aliases
from licet.lists.model import Listing
from licet.screening.batch import Batch
from licet.screening.compare import Laying
from licet.screening.features import Feature
from licet.screening.index import ANY_KIND, PERSON, Index, kind_code
from licet.screening.search import candidate_features
from licet.screening.weights import Evidence, Weights, log_odds

WEIGHTS_FILE = Path(licet.screening.__file__).parent / "data" / "weights.json"
ROUNDS = 5
RIDGE = 2.0
MADE = 6_000
FOLDS = 5
# How much one example of each set counts.
QUERY_SHARE = {"perturb": 0.7, "made": 0.3, "alias_heldout": 0.6, "negatives": 3.0}
PAIR_SHARE = {
    "csl_alias_hard": 0.15, "un_alias": 0.3, "un_original_script": 0.6, "zh_listed_orgs": 2.0,
    "meti_eul_cjk": 2.0, "ss_business": 0.5, "ss_university": 1.0, "wikidata_name_tokens": 0.1,
}  # fmt: skip
_WRONG_SHARE = 0.3  # of a wrong answer to a query that has a right one
_HARDEST = 3

_FOR = {
    Feature.QUERY_COVERED, Feature.LISTED_COVERED, Feature.BOTH_COVERED, Feature.LEAST_COVERED,
    Feature.FOUND, Feature.FOUND_MORE, Feature.FOUND_MOST, Feature.LETTERS, Feature.LETTERS_HIGH,
    Feature.ALL_SAME, Feature.LEAST_ALIKE, Feature.FIRST_AGREES, Feature.LAST_AGREES,
}  # fmt: skip
_AGAINST = {
    Feature.DIFFERENCE, Feature.QUERY_LEFT, Feature.LISTED_LEFT, Feature.QUERY_WORST,
    Feature.LISTED_WORST, Feature.NUMBERS_DIFFER, Feature.NUMBER_MISSING, Feature.OUT_OF_ORDER,
    Feature.SHORT_DIFFERENCE, Feature.CHOICE_MASS, Feature.ONE_WORD_QUERY, Feature.ONE_WORD_LISTED,
}  # fmt: skip
#: What each may be at most. The labelled names hold few numbered twins (`Plant No. 14`, `No. 27`),
#: so their weight is bounded by judgement.
_CEILING = dict.fromkeys(_AGAINST, 0.0) | {Feature.NUMBERS_DIFFER: -4.0}
#: Evidence beside the name is set by judgement: no labelled data speaks of it.
EVIDENCE = Evidence(
    identifier_same=6.0, identifier_differs=-1.5, birth_date_same=3.0, birth_date_fits=1.0,
    birth_date_differs=-3.0, country_same=0.7, country_differs=-0.7, address_same=1.5,
    kind_differs=-3.0, weak_alias=-2.0,
)  # fmt: skip


class Screened(NamedTuple):
    """Candidates of every query row of one set, with their features."""

    name: str
    queries: Sequence[Query]
    query: Any  # [row] number of the query
    listing: Any  # [row, candidate], -1 none
    x: Any  # [row, candidate, feature]
    person: Any  # [row, candidate] judged as a person
    conflict: Any  # [row, candidate] person against organization


class Paired(NamedTuple):
    """Features of every combination of readings of one set of pairs, both ways round."""

    name: str
    same: Any
    pair: Any
    x: Any
    back: Any
    kind: Any  # [pair]


class Examples:
    """Rows of features with label and share, kept apart for persons and organizations."""

    def __init__(self) -> None:
        self.x: tuple[list[Any], list[Any]] = ([], [])
        self.y: tuple[list[float], list[float]] = ([], [])
        self.share: tuple[list[float], list[float]] = ([], [])

    def add(self, person: bool, x: Any, y: float, share: float) -> None:
        """One example."""
        side = 0 if person else 1
        self.x[side].append(x)
        self.y[side].append(y)
        self.share[side].append(share)


def screened(name: str, queries: Sequence[Query], index: Index) -> Screened:
    """All candidates of these queries."""
    batch = Batch([(q.name, kind_code(q.kind), 0.0) for q in queries], index)
    owners = [(row, number) for number, rows in enumerate(batch.of_wanted) for row in rows]
    found, x = candidate_features(
        batch.words, batch.rows, batch.grams, batch.grams_at,
        index.words, index.rows, index.places, np.ones(len(index), np.uint8),
    )  # fmt: skip
    rows = np.array([row for row, _ in owners], np.int64)
    query = np.array([number for _, number in owners], np.int64)
    found, x = found[rows], x[rows]
    listing = np.where(found >= 0, index.places.listing[np.maximum(found, 0)], -1)
    listed = index.places.kind[np.maximum(found, 0)]
    asked = np.array([kind_code(queries[number].kind) for number in query])[:, None]
    person = (listed == PERSON) | ((listed == ANY_KIND) & (asked == PERSON))
    conflict = (asked != ANY_KIND) & (listed != ANY_KIND) & (asked != listed)
    return Screened(name, queries, query, listing, x, person, conflict)


def paired(name: str, shared: Path, index: Index) -> Paired:
    """All combinations of these pairs."""
    pairs = read_pairs(shared, name)
    laying = Laying([(p.left, p.right) for p in pairs], index.rarity)
    return Paired(
        name,
        np.array([p.same for p in pairs]),
        np.array(laying.pair),
        laying.forward,
        laying.backward,
        np.array([kind_code(p.kind) for p in pairs]),
    )


def judge(data: Screened, weights: Any) -> Any:
    """Log-odds of every candidate; -99 where there is none."""
    z = np.where(data.person, data.x @ weights[0], data.x @ weights[1])
    return np.where(data.listing >= 0, z + EVIDENCE.kind_differs * data.conflict, -99.0)


def best_of(data: Screened, z: Any) -> tuple[Any, Any]:
    """For every query the log-odds of its best candidate, and of the best right one."""
    count = len(data.queries)
    expect = np.array([-9 if q.expect is None else q.expect for q in data.queries])
    top, right = np.full(count, -99.0), np.full(count, -99.0)
    np.maximum.at(top, data.query, z.max(1))
    is_right = data.listing == expect[data.query][:, None]
    np.maximum.at(right, data.query, np.where(is_right, z, -99.0).max(1))
    return top, right


def _gather_queries(out: Examples, data: Screened, weights: Any, use: Any) -> None:
    z = judge(data, weights)
    _, right = best_of(data, z)
    expect = np.array([-9 if q.expect is None else q.expect for q in data.queries])
    is_right = data.listing == expect[data.query][:, None]
    share = QUERY_SHARE[data.name]
    wrong_share = share if data.name == "negatives" else _WRONG_SHARE * share
    for row in np.flatnonzero(use[data.query]):
        best = right[data.query[row]]
        for k in np.flatnonzero(is_right[row] & (z[row] >= best - 1e-9))[:1]:
            out.add(data.person[row, k], data.x[row, k], 1.0, share)
        # An equal name in another list is no wrong answer, nor is what the kind rules out.
        twin = (data.name != "negatives") & (data.x[row, :, Feature.ALL_SAME] > 0)
        wrong = np.where(is_right[row] | data.conflict[row] | twin, -99.0, z[row])
        for rank, k in enumerate(np.argsort(-wrong)[:_HARDEST]):
            if wrong[k] > -99.0:
                out.add(data.person[row, k], data.x[row, k], 0.0, wrong_share * 0.3 ** (rank > 0))


def _gather_pairs(out: Examples, data: Paired, weights: Any, use: Any) -> None:
    person = data.kind[data.pair] == PERSON
    z = np.where(person, data.x @ weights[0], data.x @ weights[1])
    best: dict[int, int] = {}
    for k, number in enumerate(data.pair):
        if number not in best or z[k] > z[best[number]]:
            best[number] = k
    for number, k in best.items():
        if not use[number]:
            continue
        sides = {PERSON: (True,), ANY_KIND: (True, False)}.get(int(data.kind[number]), (False,))
        for side in sides:
            for x in (data.x[k], data.back[k]):
                out.add(side, x, float(data.same[number]), PAIR_SHARE[data.name] / 2)


def fit(x: Any, y: Any, share: Any, start: Any) -> Any:
    """Logistic regression with a ridge and with signs that features may have."""

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        value = float(share @ (np.logaddexp(0.0, z) - y * z)) + 0.5 * RIDGE * float(w[1:] @ w[1:])
        slope = x.T @ (share * (1.0 / (1.0 + np.exp(-z)) - y))
        slope[1:] += RIDGE * w[1:]
        return value, slope

    bounds = [(0.0 if f in _FOR else None, _CEILING.get(f)) for f in Feature]
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x


def learn(queries: Sequence[Screened], pairs: Sequence[Paired], held: int | None) -> Any:
    """Weights [person, organization]; with `held`, without that fold of every labelled set."""
    start = np.zeros(len(Feature))
    start[Feature.BASE], start[Feature.BOTH_COVERED], start[Feature.LETTERS] = -8.0, 9.0, 3.0
    weights = np.array([start, start])
    for _ in range(ROUNDS):
        examples = Examples()
        for data in queries:
            use = np.arange(len(data.queries)) % FOLDS != (-1 if held is None else held)
            _gather_queries(examples, data, weights, use)
        for paired_data in pairs:
            use = np.arange(len(paired_data.same)) % FOLDS != (-1 if held is None else held)
            _gather_pairs(examples, paired_data, weights, use)
        weights = np.array([
            fit(np.array(examples.x[s]), np.array(examples.y[s]), np.array(examples.share[s]),
                weights[s])
            for s in (0, 1)
        ])  # fmt: skip
    return weights


def threshold_at(top: Any, alerts: float) -> float:
    """Least log-odds at which no more than this share of the queries alert."""
    ordered = np.sort(top)[::-1]
    return float(ordered[int(len(ordered) * alerts)]) + 1e-6


def check(queries: Sequence[Screened], pairs: Sequence[Paired]) -> None:
    """Print recall on what was held back, at the threshold of what was learned from."""
    recalls: dict[str, list[float]] = {}
    for held in range(FOLDS):
        weights = learn(queries, pairs, held)
        by_name = {data.name: data for data in queries}
        fold = {n: np.arange(len(d.queries)) % FOLDS == held for n, d in by_name.items()}
        negatives = by_name["negatives"]
        top, _ = best_of(negatives, judge(negatives, weights))
        least = threshold_at(top[~fold["negatives"]], FALSE_ALERTS)
        recalls.setdefault("alerts", []).append(float((top[fold["negatives"]] >= least).mean()))
        for name in ("perturb", "alias_heldout", "made"):
            _, right = best_of(by_name[name], judge(by_name[name], weights))
            recalls.setdefault(name, []).append(float((right[fold[name]] >= least).mean()))
    for name, values in recalls.items():
        print(f"{name:14} {np.mean(values):.4f}  ({', '.join(f'{v:.3f}' for v in values)})")
    made_only = [d for d in queries if d.name != "perturb"]
    weights = learn(made_only, pairs, None)
    by_name = {data.name: data for data in queries}
    top, _ = best_of(by_name["negatives"], judge(by_name["negatives"], weights))
    least = threshold_at(top, FALSE_ALERTS)
    _, right = best_of(by_name["perturb"], judge(by_name["perturb"], weights))
    print(f"perturb, learned from made damage only: {(right >= least).mean():.4f}")


def main() -> None:
    """Learn, then write the weights or print the check."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    chosen = options.parse_args()
    shared = shared_folder()
    listings: list[Listing] = list(csl_listings(shared))
    index = Index.build(listings)
    aliases = read_queries(shared, "alias_heldout")
    bare = Index.build(without_aliases(listings, aliases))
    queries = [
        screened("perturb", read_queries(shared, "perturb"), index),
        screened("made", list(damaged(listings, MADE, seed=7)), index),
        screened("alias_heldout", aliases, bare),
        screened("negatives", read_queries(shared, "negatives"), index),
    ]
    pairs = [paired(name, shared, index) for name in PAIR_SHARE]
    if chosen.check:
        check(queries, pairs)
        return
    weights = learn(queries, pairs, None)
    negatives = queries[-1]
    top, _ = best_of(negatives, judge(negatives, weights))
    least = threshold_at(top, FALSE_ALERTS)
    sides = [{f.name.lower(): round(float(side[f]), 3) for f in Feature} for side in weights]
    made = Weights(
        threshold=round(float(1.0 / (1.0 + np.exp(-least))) + 0.0005, 3),
        person=sides[0],
        organization=sides[1],
        evidence=EVIDENCE,
    )
    WEIGHTS_FILE.write_text(
        json.dumps(msgspec.to_builtins(made), indent=1) + "\n", encoding="utf-8"
    )
    print(f"wrote {WEIGHTS_FILE.name}: threshold {made.threshold} (log-odds {least:.3f})")
    for data in queries[:3]:
        _, right = best_of(data, judge(data, weights))
        print(f"{data.name:14} recall {(right >= log_odds(made.threshold)).mean():.4f}")


if __name__ == "__main__":
    main()
