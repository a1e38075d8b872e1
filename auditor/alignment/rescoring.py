"""Where the aligner is in doubt whether sentences belong together, the encoder reads them together.

The vector of a group is first taken for the mean of its sentences' vectors, which costs nothing. Whether a sentence
more belongs to a bead, the vector of the joined text tells better: on news stories the rise of the cosine separates
right groups from wrong ones with an AUC of 0.98, against 0.95 for the mean. Most articles leave nothing in doubt, and
then nothing is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from auditor import encoder_geometry as geometry
from auditor.alignment.lattice import Path, Strip
from auditor.alignment.similarity import Embed

DOUBT = 3.0
"""Margin under which a bead is in doubt, natural-log units."""
MOST = 32
"""So many beads, those most in doubt, are looked at again."""
SHAPES = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
"""Beads that are looked at again; of larger ones there are too few to learn from."""

Vectors = Mapping[str, NDArray[np.float32]]
Cell = tuple[int, int, int, int]


def rescore(
    strips: Sequence[Strip],
    path: Path,
    article: Sequence[str],
    references: Sequence[str],
    embed: Embed,
    weights: Mapping[str, float],
) -> list[Strip] | None:
    """Strips with scores corrected around beads in doubt; None: nothing is in doubt.

    The score of a group gains `joined` × how far its cosine rises, in standard deviations, over that of the best group
    of a sentence less, plus `joined_known`.
    """
    cells = _cells(path, len(article), len(references))
    if not cells:
        return None
    rises = rise(cells, article, references, embed)
    changed = []
    for strip in strips:
        scores = dict(strip.scores)
        for (i, j, a, b), by in rises.items():
            if strip.top <= i < strip.bottom and strip.left <= j < strip.right:
                if scores[a, b] is strip.scores[a, b]:
                    scores[a, b] = strip.scores[a, b].copy()
                scores[a, b][i - strip.top, j - strip.left] += weights["joined"] * by + weights["joined_known"]
        changed.append(replace(strip, scores=scores))
    return changed


def rise(cells: Sequence[Cell], article: Sequence[str], references: Sequence[str], embed: Embed) -> dict[Cell, float]:
    """For each group, by how many standard deviations its cosine rises over that of the best group a sentence less."""
    asked = set(cells) | {part for cell in cells for part in _parts(cell)}
    texts = {c: (" ".join(article[c[0] : c[0] + c[2]]), " ".join(references[c[1] : c[1] + c[3]])) for c in asked}
    unique = sorted({t for pair in texts.values() for t in pair})
    vectors = dict(zip(unique, np.asarray(embed(unique), dtype=np.float32)))
    cosine = {c: float(vectors[x] @ vectors[y]) for c, (x, y) in texts.items()}
    return {c: (cosine[c] - max(cosine[p] for p in _parts(c))) / geometry.UNRELATED_SPREAD for c in cells}


def _cells(path: Path, n: int, m: int) -> list[Cell]:
    """Groups that start beside a bead in doubt."""
    doubtful = sorted((margin, edge) for edge, margin in zip(path.edges, path.margins) if margin < DOUBT)[:MOST]
    starts = {(e[0] + k, e[1] + q) for _, e in doubtful for k in (-1, 0, 1) for q in (-1, 0, 1)}
    return sorted((i, j, a, b) for i, j in starts for a, b in SHAPES if i >= 0 and j >= 0 and i + a <= n and j + b <= m)


def _parts(cell: Cell) -> list[Cell]:
    i, j, a, b = cell
    parts = [(i, j, a - 1, b), (i + 1, j, a - 1, b)] if a > 1 else []
    return parts + ([(i, j, a, b - 1), (i, j + 1, a, b - 1)] if b > 1 else [])
