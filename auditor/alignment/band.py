"""Which part of a large lattice is worth looking at: a band around pairs that are sure, wide where none are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from auditor.alignment.similarity import Surface, Vectors

Rectangle = tuple[int, int, int, int]
"""Top, bottom, left and right of some nodes; ends exclusive."""
Anchor = tuple[int, int, float]
"""Article sentence, reference sentence, how sure."""

ALL_CELLS = 250_000
"""Up to so many cells nothing is left out."""
GAP_CELLS = 1_000_000
"""A rectangle without sure pairs is searched whole up to so many cells, and beyond that along its diagonal."""
ROWS = 64
"""Rows of a strip."""


def band(n: int, m: int, surface: Surface | None, vectors: Vectors | None, slack: int) -> list[Rectangle]:
    """Rectangles of nodes that follow each other from the first node to the last.

    Args:
        n, m: sentences of the article and of the reference.
        slack: how many columns beside the sure pairs are taken in.
    """
    if n * m <= ALL_CELLS:
        return [(0, n + 1, 0, m + 1)]
    anchors = [*(surface.anchors() if surface else ()), *(vectors.anchors() if vectors else ())]
    knots = [(0, 0), *_trusted(_chain(anchors)), (n, m)]
    low, high = np.full(n + 1, m), np.zeros(n + 1, dtype=np.int64)
    for (i, j), (to_i, to_j) in zip(knots, knots[1:]):
        rows, columns = to_i - i + 1, to_j - j + 1
        least = np.full(rows, j)
        most = np.full(rows, to_j)
        if rows * columns > GAP_CELLS:
            middle = j + (np.arange(rows) * (columns / rows)).astype(np.int64)
            half = max(100, GAP_CELLS // (4 * rows))
            least, most = np.maximum(j, middle - half), np.minimum(to_j, middle + half)
        low[i : to_i + 1] = np.minimum(low[i : to_i + 1], least - slack)
        high[i : to_i + 1] = np.maximum(high[i : to_i + 1], most + slack)
    return _strips(np.clip(low, 0, m), np.clip(high, 0, m) + 1)


def _strips(low: NDArray[np.int64], high: NDArray[np.int64]) -> list[Rectangle]:
    found = []
    for top in range(0, len(low), ROWS):
        bottom = min(top + ROWS, len(low))
        # The next strip's first row belongs to this one's window too, so that paths can cross.
        found.append((top, bottom, int(low[top:bottom].min()), int(high[top : bottom + 1].max())))
    return found


def _chain(anchors: Sequence[Anchor]) -> list[tuple[int, int]]:
    """The longest chain in which both sides rise."""
    best: dict[int, Anchor] = {}
    for anchor in anchors:
        if anchor[0] not in best or anchor[2] > best[anchor[0]][2]:
            best[anchor[0]] = anchor
    ends: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i in sorted(best):
        j = best[i][1]
        k = bisect_left(ends, j)
        before[i, j] = last[k - 1] if k else None
        ends[k : k + 1] = [j]
        last[k : k + 1] = [(i, j)]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _trusted(chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of a chain that a neighbour bears out: they are about as far apart on both sides."""

    def agree(one: tuple[int, int], other: tuple[int, int]) -> bool:
        rows, columns = other[0] - one[0], other[1] - one[1]
        return abs(rows - columns) <= 3 + 0.3 * min(rows, columns)

    good = [agree(one, other) for one, other in zip(chain, chain[1:])]
    return [c for c, left, right in zip(chain, [False, *good], [*good, False]) if left or right]
