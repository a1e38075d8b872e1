"""Which article sentences say what which reference sentences say: beads, by dynamic programming over two witnesses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.lattice import Edge, Lattice, Strip
from auditor.records import Bead
from auditor.similarity import LARGEST, SHAPES, Embed, Floats, Surface, Vectors


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in natural-log units."""

    surface: float = 1.5
    vectors: float = 0.7
    length: float = 0.5
    gain: float = 1.0
    skip: float = -3.0
    floor: float = -2.0
    surface_epsilon: float = 0.03
    surface_background: float = 0.05
    vectors_background: float = 0.80
    vectors_spread: float = 0.03
    background_strength: float = 4.0
    length_variance: float = 6.8
    priors: Mapping[tuple[int, int], float] | None = None


PRIORS: Mapping[tuple[int, int], float] = {
    (1, 1): 0.80, (1, 2): 0.07, (2, 1): 0.07, (2, 2): 0.013, (1, 3): 0.01, (3, 1): 0.01, (2, 3): 0.003, (3, 2): 0.003,
    (1, 4): 0.002, (4, 1): 0.002, (3, 3): 0.001, (2, 4): 0.0005, (4, 2): 0.0005,
}  # fmt: skip


def align_segments(
    hypotheses: Sequence[Sequence[str]] | None,
    references: Sequence[str],
    *,
    article: Sequence[str],
    embed: Embed | None = None,
    article_paragraphs: Sequence[int] | None = None,
    reference_paragraphs: Sequence[int] | None = None,
    weights: Weights = Weights(),
) -> tuple[Bead, ...]:
    """Align the sentences of an article with those of its reference.

    Args:
        hypotheses: for each article sentence its back-translations, best first; None: judge by sentence vectors alone.
        references: the reference sentences.
        article: the article sentences.
        embed: gives unit vectors, shape (n, d), in which sentences of both languages that say the same are close.
        article_paragraphs, reference_paragraphs: paragraph of each sentence.

    Returns:
        Beads in reading order of the article; every sentence is in exactly one. Indexes are positions in the sequences.

    Raises:
        ValueError: neither hypotheses nor embed is given, or their number differs from that of the article sentences.
    """
    if hypotheses is None and embed is None:
        raise ValueError("alignment needs hypotheses, sentence vectors, or both")
    if hypotheses is not None and len(hypotheses) != len(article):
        raise ValueError(f"{len(hypotheses)} hypotheses for {len(article)} article sentences")
    scorer = Scorer(hypotheses, references, article, embed, weights)
    n, m = len(article), len(references)
    if not n or not m:
        return tuple(Bead((i,), ()) for i in range(n)) + tuple(Bead((), (j,)) for j in range(m))
    strip, similarity = scorer.strip(0, n + 1, 0, m + 1)
    path = Lattice([strip], np.full(m, scorer.weights.skip)).solve()
    beads = []
    for (i, j, a, b), margin in zip(path.edges, path.margins):
        value = float(similarity[a, b][i, j]) if a and b else None
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), value, margin))
    return tuple(beads)


class Scorer:
    def __init__(self, hypotheses, references, article, embed, weights):
        self.weights = weights
        self.surface = Surface(hypotheses, references) if hypotheses is not None else None
        self.vectors = Vectors(article, references, embed) if embed is not None else None
        self.left = np.array([len(s) for s in article], dtype=np.float32)
        self.right = np.array([len(s) for s in references], dtype=np.float32)
        k = 200.0
        ratio = (self.right.sum() + k) / (self.left.sum() + k)
        self.left = self.left * np.clip(ratio, 0.5, 2.0)
        self.n, self.m = len(article), len(references)

    def strip(self, top, bottom, left, right):
        w = self.weights
        rows, columns = slice(top, bottom), slice(left, right)
        score = {s: np.zeros((bottom - top, right - left), np.float32) for s in SHAPES}
        shown = None
        if self.surface is not None:
            sims = self.surface.block(rows, columns)
            for s in SHAPES:
                base = background(sims[s], w.surface_background, w.background_strength, self.n - top, self.m - left)
                score[s] += w.surface * np.log((sims[s] + w.surface_epsilon) / (base + w.surface_epsilon))
            shown = sims
        if self.vectors is not None:
            sims = self.vectors.block(rows, columns)
            for s in SHAPES:
                base = background(sims[s], w.vectors_background, w.background_strength, self.n - top, self.m - left)
                score[s] += w.vectors * (sims[s] - base) / w.vectors_spread
            shown = sims
        gains = {}
        for (a, b) in SHAPES:
            if a + b > 2:
                gains[a, b] = score[a, b] - parts(score, a, b)
        left_len = window(self.left, top, bottom)
        right_len = window(self.right, left, right)
        for (a, b) in SHAPES:
            x, y = left_len[a][:, None], right_len[b][None, :]
            d = (y - x) / np.sqrt(w.length_variance * (x + y + 1e-3) / 2)
            v = (a + b) / 2 * np.maximum(score[a, b], w.floor) - w.length * np.log1p(d * d / 2) + math.log(PRIORS[a, b])
            if (a, b) in gains:
                v += w.gain * np.minimum(gains[a, b], 0)
            v[max(0, self.n - a + 1 - top):] = -np.inf
            v[:, max(0, self.m - b + 1 - left):] = -np.inf
            score[a, b] = v
        score[1, 0] = np.full((bottom - top, right - left), w.skip, np.float32)
        score[1, 0][max(0, self.n - top):] = -np.inf
        return Strip(top, bottom, left, right, score), shown


def parts(score, a, b):
    """Best score of a bead less its first or last sentence on one side."""
    best = np.full_like(score[a, b], -np.inf)
    for (da, db) in ((1, 0), (0, 1)):
        small = score.get((a - da, b - db))
        if small is None:
            continue
        np.maximum(best, small, out=best)
        shifted = np.full_like(small, -np.inf)
        shifted[: small.shape[0] - da, : small.shape[1] - db] = small[da:, db:]
        np.maximum(best, shifted, out=best)
    return best


def background(sims, prior, strength, rows, columns):
    """Similarity to be expected of the row and the column by chance: their means without their best, shrunk."""
    s = sims[: max(rows, 1), : max(columns, 1)]
    n, m = s.shape
    by_row = (s.sum(1) - s.max(1) + prior * strength) / (m - 1 + strength)
    by_column = (s.sum(0) - s.max(0) + prior * strength) / (n - 1 + strength)
    out = np.full(sims.shape, prior, np.float32)
    out[:n, :m] = (by_row[:, None] + by_column[None, :]) / 2
    return out


def window(lengths, start, stop):
    padded = np.concatenate([lengths[start : stop + LARGEST], np.zeros(stop - start + LARGEST, np.float32)])
    out = {1: padded[: stop - start]}
    for k in range(2, LARGEST + 1):
        out[k] = out[k - 1] + padded[k - 1 : k - 1 + stop - start]
    return out
