"""The interval of an article's scores: sacrebleu's bootstrap to the digit, with all resamples of chrF scored at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Resamples:
    """How often each of n beads was drawn in each resample, (resamples, n), and the seed as signatures have it."""

    drawn: Floats
    seed: str


def draw(beads: int, resamples: int) -> Resamples:
    """As sacrebleu draws them, whatever the metric."""
    seed = os.environ.get("SACREBLEU_SEED", "12345").lower()
    generator = np.random.default_rng(None if seed == "none" else int(seed))
    drawn = generator.choice(beads, size=(resamples, beads), replace=True)
    drawn += beads * np.arange(resamples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=drawn.size).reshape(drawn.shape)
    return Resamples(counts.astype(np.float32), seed)


def interval(metric: Any, counts: Sequence[Sequence[float]], resamples: Resamples) -> tuple[float, float]:
    """The 95 % interval of a metric over an article; `counts`: what it counts in each bead, (n, k).

    Raises:
        TypeError: some resamples have no match at all, which sacrebleu 2.6 cannot average.
    """
    result = metric._aggregate_and_compute(counts)
    metric.n_bootstrap, metric.seed = len(resamples.drawn), resamples.seed
    # All counts are whole numbers, of which single precision holds every one up to 16 million.
    result.estimate_ci(_scores(metric, resamples.drawn @ np.array(counts, np.float32)))
    return float(result._mean - result._ci), float(result._mean + result._ci)


def _scores(metric: Any, sums: Floats) -> list[Any]:
    from sacrebleu.metrics import CHRF
    from sacrebleu.metrics.base import Score

    if not isinstance(metric, CHRF):
        return [metric._compute_score_from_stats(row) for row in sums]
    return [Score("chrF", score) for score in _chrf(sums, metric.beta)]


def _chrf(sums: Floats, beta: int) -> list[Any]:
    """chrF of each row of (hypothesis, reference, match) for each order, in sacrebleu's order of operations."""
    heard, there, shared = (sums[:, k::3] for k in range(3))
    counted = (heard > 0) & (there > 0)
    nothing = np.zeros(len(sums), np.float32)
    precision, recall, orders = nothing.copy(), nothing.copy(), nothing.copy()
    for k in range(counted.shape[1]):
        here = counted[:, k]
        precision += np.divide(shared[:, k], heard[:, k], out=nothing.copy(), where=here)
        recall += np.divide(shared[:, k], there[:, k], out=nothing.copy(), where=here)
        orders += here
    precision /= np.maximum(orders, 1)
    recall /= np.maximum(orders, 1)
    found, factor = precision + recall > 0, beta**2
    score = (1 + factor) * precision * recall
    scores = 100 * np.divide(score, factor * precision + recall, out=nothing.copy(), where=found)
    # A resample without any match is a plain 0 in sacrebleu too, which it cannot average with others.
    return [one if some else 0.0 for one, some in zip(scores, found)]
