"""Accuracy and speed of screening beside nomenklatura's logic-v2 and exhaustive rapidfuzz.

    python -m benchmarks.screening [--sample 300] [--json results.json]

Everything runs in one process on the development halves in `$LICET_SHARED/eval`. Licet is measured
on the whole sets; the peers, which are slower, on a seeded sample of each (`--sample 0`: whole).
Every matcher gets the threshold at which at most 1 % of unlisted names alert.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import PAIR_SETS, Query, csl_listings, read_pairs, read_queries, shared_folder
from benchmarks.peers import Rapidfuzz, logic_v2
from benchmarks.scores import FALSE_ALERTS, area_under_curve, recall_at, without_aliases
from licet.lists.model import Listing
from licet.screening.batch import Batch
from licet.screening.compare import Comparer
from licet.screening.index import Index, kind_code
from licet.screening.model import PartyQuery, Settings
from licet.screening.screener import Screener
from licet.screening.search import candidate_features

_FALSE_POSITIVES = {"eu_cross_script": 0.005}
_AT_LEAST = {
    "perturb": 0.92, "alias_heldout": 0.52, "zh_listed_orgs": 0.80, "meti_eul_cjk": 0.55,
    "eu_cross_script": 0.68, "un_original_script": 0.75, "csl_alias_hard": 0.60,
}  # fmt: skip
_SEED = 11
Results = dict[str, dict[str, float]]


def best_right(
    found: Sequence[Sequence[tuple[float, int]]], queries: Sequence[Query]
) -> tuple[Any, Any]:
    """Per query the best score at all, and the best of the expected listing."""
    top = [max((s for s, _ in hits), default=0.0) for hits in found]
    right = [
        max((s for s, n in hits if n == q.expect), default=0.0)
        for hits, q in zip(found, queries, strict=True)
    ]
    return np.array(top), np.array(right)


def licet_hits(index: Index, queries: Sequence[Query]) -> list[list[tuple[float, int]]]:
    """Scores and listing numbers of licet's hits, down to a low threshold."""
    screener = Screener(index, Settings(threshold=0.02, limit=20))
    parties = [PartyQuery(name=q.name, kind=q.kind) for q in queries]
    return [
        [(hit.score, int(hit.listing_id.removeprefix("csl-"))) for hit in hits]
        for hits in screener.screen_many(parties)
    ]


def candidates_of(index: Index, queries: Sequence[Query]) -> list[list[int]]:
    """Numbers of the listings that licet compares each query with."""
    batch = Batch([(q.name, kind_code(q.kind), 0.0) for q in queries], index)
    rows, _ = candidate_features(
        batch.words, batch.rows, batch.grams, batch.grams_at,
        index.words, index.rows, index.places, np.ones(len(index), np.uint8),
    )  # fmt: skip
    return [
        sorted({int(index.places.listing[r]) for row in mine for r in rows[row] if r >= 0})
        for mine in batch.of_wanted
    ]


def recalls(
    found: Mapping[str, Sequence[Sequence[tuple[float, int]]]], sets: Mapping[str, list[Query]]
) -> tuple[dict[str, float], dict[str, dict[str, float]], float]:
    """Recall of each query set at the threshold of 1 % alerts, by kind of damage, and that."""
    top, _ = best_right(found["negatives"], sets["negatives"])
    ordered = np.sort(top)[::-1]
    least = float(ordered[int(len(ordered) * FALSE_ALERTS)]) + 1e-9
    total: dict[str, float] = {}
    by_kind: dict[str, dict[str, float]] = {}
    for name in ("perturb", "alias_heldout"):
        _, right = best_right(found[name], sets[name])
        total[name] = float((right >= least).mean())
        kinds: dict[str, list[bool]] = defaultdict(list)
        for query, score in zip(sets[name], right, strict=True):
            kinds[query.damage].append(bool(score >= least))
        by_kind[name] = {kind: float(np.mean(hit)) for kind, hit in sorted(kinds.items())}
    return total, by_kind, least


def pair_measures(name: str, scores: Sequence[float], same: Sequence[bool]) -> float:
    """The measure a pair set is judged by; sets of positives only have none (nan)."""
    if all(same):
        return float("nan")
    if name == "csl_alias_hard":
        return area_under_curve(scores, same)
    return recall_at(scores, same, _FALSE_POSITIVES.get(name, 0.01))


def _sampled(rows: list[Any], size: int) -> list[Any]:
    if not size or len(rows) <= size:
        return rows
    return random.Random(_SEED).sample(rows, size)


def _worker(folder: str, queries: list[PartyQuery]) -> tuple[int, float]:
    screener = Screener(Index.load(Path(folder)))
    screener.screen_many(queries[:50])  # compiled code and tables are loaded before the clock runs
    start = time.perf_counter()
    hits = screener.screen_many(queries)
    return sum(map(bool, hits)), time.perf_counter() - start


def speed(index: Index, queries: list[PartyQuery], workers: int) -> tuple[float, float]:
    """Names a second of this many processes, whole list, explanations for hits; hit rate."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index.save(path)
        parts = [queries[n::workers] for n in range(workers)]
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            done = list(pool.map(_worker, [str(path)] * workers, parts))
    hits = sum(count for count, _ in done)
    return sum(len(part) / took for part, (_, took) in zip(parts, done, strict=True)), hits / len(
        queries
    )


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sample", type=int, default=300, help="queries of a set for the peers")
    options.add_argument("--json", type=Path, help="write the figures here too")
    chosen = options.parse_args()
    shared = shared_folder()
    listings: list[Listing] = list(csl_listings(shared))
    start = time.perf_counter()
    index = Index.build(listings)
    built = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder) / "index")
        start = time.perf_counter()
        Index.load(Path(folder) / "index")
        loaded = time.perf_counter() - start
    sets = {n: read_queries(shared, n) for n in ("perturb", "alias_heldout", "negatives")}
    bare_listings = list(without_aliases(listings, sets["alias_heldout"]))
    bare = Index.build(bare_listings)
    of_set = {"perturb": index, "alias_heldout": bare, "negatives": index}
    results: Results = defaultdict(dict)

    found = {n: licet_hits(of_set[n], sets[n]) for n in sets}
    total, by_kind, least = recalls(found, sets)
    for name, value in total.items():
        results[name]["licet"] = value
    comparer = Comparer(index.rarity)
    pairs = {n: read_pairs(shared, n) for n in PAIR_SETS}
    for name, given in pairs.items():
        scores = comparer.scores([(p.left, p.right, p.kind) for p in given])
        results[name]["licet"] = pair_measures(name, scores, [p.same for p in given])
    default = Screener(index).threshold
    alerts = float((best_right(found["negatives"], sets["negatives"])[0] >= default).mean())

    few = {n: _sampled(rows, chosen.sample) for n, rows in sets.items()}
    few_pairs = {n: _sampled(rows, chosen.sample) for n, rows in pairs.items()}
    speeds: dict[str, float] = {}
    _measure_rapidfuzz(results, speeds, listings, bare_listings, few, few_pairs)
    _measure_logic_v2(results, speeds, listings, bare_listings, of_set, few, few_pairs)
    parties = [
        PartyQuery(name=q.name, kind=q.kind) for n in ("negatives", "perturb") for q in sets[n]
    ]
    random.Random(_SEED).shuffle(parties)
    speeds["licet"], hit_rate = speed(index, parties, os.cpu_count() or 1)

    _print(results, speeds)
    print(f"\nlicet's own threshold {default}: {alerts:.2%} of unlisted names alert")
    print(f"score at 1 % alerts {least:.3f}; names with hits in the speed run {hit_rate:.0%}")
    print(f"index: built {built:.1f} s, loaded {loaded:.3f} s, peak memory {memory:.0f} MB")
    for name, kinds in by_kind.items():
        print(f"{name} by kind: " + ", ".join(f"{k} {v:.3f}" for k, v in kinds.items()))
    if chosen.json:
        chosen.json.write_text(json.dumps({"results": results, "speed": speeds}, indent=1))


def _measure_rapidfuzz(
    results: Results,
    speeds: dict[str, float],
    listings: list[Listing],
    bare: list[Listing],
    few: dict[str, list[Query]],
    pairs: dict[str, list[Any]],
) -> None:
    whole, without = Rapidfuzz(listings), Rapidfuzz(bare)
    start = time.perf_counter()
    found = {
        n: [[hit] for hit in (without if n == "alias_heldout" else whole).search(
            [q.name for q in rows], [q.kind for q in rows])]
        for n, rows in few.items()
    }  # fmt: skip
    speeds[Rapidfuzz.name] = sum(map(len, few.values())) / (time.perf_counter() - start)
    for name, value in recalls(found, few)[0].items():
        results[name][Rapidfuzz.name] = value
    for name, given in pairs.items():
        results[name][Rapidfuzz.name] = pair_measures(
            name, whole.pairs(given), [p.same for p in given]
        )


def _measure_logic_v2(
    results: Results,
    speeds: dict[str, float],
    listings: list[Listing],
    bare: list[Listing],
    of_set: dict[str, Index],
    few: dict[str, list[Query]],
    pairs: dict[str, list[Any]],
) -> None:
    peer, peer_bare = logic_v2(listings), logic_v2(bare)
    if peer is None or peer_bare is None:
        print("nomenklatura is not installed: its column is missing")
        return
    found: dict[str, list[list[tuple[float, int]]]] = {}
    spent = 0.0
    for name, rows in few.items():
        among = candidates_of(of_set[name], rows)
        start = time.perf_counter()
        matcher = peer_bare if name == "alias_heldout" else peer
        hits = matcher.search_among([q.name for q in rows], [q.kind for q in rows], among)
        spent += time.perf_counter() - start
        found[name] = [[hit] for hit in hits]
    speeds[peer.name] = sum(map(len, few.values())) / spent
    for name, value in recalls(found, few)[0].items():
        results[name][peer.name] = value
    for name, given in pairs.items():
        results[name][peer.name] = pair_measures(name, peer.pairs(given), [p.same for p in given])


def _print(results: Results, speeds: dict[str, float]) -> None:
    columns = list(speeds)
    columns.sort(key=lambda c: c != "licet")
    print(f"{'measure':24}{'at least':>10}" + "".join(f"{c[:24]:>26}" for c in columns))
    for name, row in results.items():
        if np.isnan(row["licet"]):
            continue
        wanted = f"{_AT_LEAST[name]:.2f}" if name in _AT_LEAST else ""
        cells = "".join(
            f"{row[c]:>26.3f}" if c == "licet" else
            f"{row[c]:>14.3f} (x{row['licet'] / row[c] if row[c] else float('inf'):8.1f})"
            if c in row else f"{'':>26}"
            for c in columns
        )  # fmt: skip
        print(f"{name:24}{wanted:>10}{cells}")
    cells = "".join(
        f"{speeds[c]:>26.0f}" if c == "licet" else
        f"{speeds[c]:>14.0f} (x{speeds['licet'] / speeds[c]:8.1f})"
        for c in columns
    )  # fmt: skip
    print(f"{'names a second':24}{'3000':>10}{cells}")


if __name__ == "__main__":
    main()
