"""The dynamic program of the aligner: the best monotone path through beads, and how much each bead matters to it.

A node (i, j) stands before article sentence i and reference sentence j; a bead of shape (a, b) is an edge from (i, j)
to (i + a, j + b) with a score, higher is better. The lattice is stored in strips of rows, each with its own window of
columns, so that a narrow band through a long text costs what its cells cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Edge = tuple[int, int, int, int]
"""Row and column of the node it leaves, sizes on the two sides."""

NOTHING = -np.inf


@dataclass(frozen=True, slots=True)
class Strip:
    """Node rows `top` … `bottom` - 1 with node columns `left` … `right` - 1."""

    top: int
    bottom: int
    left: int
    right: int
    scores: Mapping[tuple[int, int], Array]
    """For each shape (a, b) with a ≥ 1: score of the edge from each node, shape (rows, columns); −inf: none."""
    witness: Mapping[tuple[int, int], Array] = field(default_factory=dict)
    """For each shape, how much the two sides of the bead have in common; not used by the program itself."""


@dataclass(frozen=True, slots=True)
class Path:
    """The best path."""

    edges: tuple[Edge, ...]
    margins: tuple[float, ...]
    """For each edge: the score of the path less that of the best path without this edge, ≥ 0."""
    score: float


class Lattice:
    """Scores of all edges of a band. Row r of the lattice lies in the strip that holds it."""

    def __init__(self, strips: Sequence[Strip], skip_reference: Array) -> None:
        """`skip_reference[j]`: score of leaving reference sentence j unpaired, in any row."""
        self.windows: list[tuple[int, int]] = []
        self._rows: list[dict[tuple[int, int], Array]] = []
        for strip in strips:
            for r in range(strip.bottom - strip.top):
                self.windows.append((strip.left, strip.right))
                self._rows.append({shape: scores[r] for shape, scores in strip.scores.items()})
        self._skip = skip_reference
        self._gone = np.concatenate([[0.0], np.cumsum(skip_reference, dtype=np.float64)])

    def solve(self) -> Path:
        """Best path from the first node to the last, with margins. Ties go to the simpler shape.

        Raises:
            ValueError: no path leads through the band.
        """
        forward = self._forward()
        if not np.isfinite(forward[-1][-1]):
            raise ValueError("no path through the band")
        edges = self._trace(forward)
        return Path(tuple(edges), self._margins(forward, self._backward(), edges), float(forward[-1][-1]))

    def _forward(self) -> list[Array]:
        best: list[Array] = []
        for i, (left, right) in enumerate(self.windows):
            row = np.full(right - left, NOTHING)
            if i == 0:
                row[0] = 0.0
            for a in range(1, min(i, 4) + 1):
                from_left, from_right = self.windows[i - a]
                source = best[i - a]
                for (rows, b), scores in self._rows[i - a].items():
                    if rows != a:
                        continue
                    start, stop = max(left, from_left + b), min(right, from_right + b)
                    if start < stop:
                        near = slice(start - b - from_left, stop - b - from_left)
                        into = row[start - left : stop - left]
                        np.maximum(into, source[near] + scores[near], out=into)
            gone = self._gone[left:right]
            best.append(np.maximum.accumulate(row - gone) + gone)
        return best

    def _backward(self) -> list[Array]:
        best: list[Array] = [np.empty(0)] * len(self.windows)
        for i in range(len(self.windows) - 1, -1, -1):
            left, right = self.windows[i]
            row = np.full(right - left, NOTHING)
            if i == len(self.windows) - 1:
                row[-1] = 0.0
            for (a, b), scores in self._rows[i].items():
                pair = self._ends(i, a, b)
                if pair:
                    here, there = pair
                    np.maximum(row[here], scores[here] + best[i + a][there], out=row[here])
            gone = self._gone[left:right]
            best[i] = np.maximum.accumulate((row + gone)[::-1])[::-1] - gone
        return best

    def _ends(self, i: int, a: int, b: int) -> tuple[slice, slice] | None:
        """Where edges of a shape leave row i and where they arrive, as slices of the two rows."""
        if i + a >= len(self.windows):
            return None
        left, right = self.windows[i]
        to_left, to_right = self.windows[i + a]
        start, stop = max(left, to_left - b), min(right, to_right - b)
        if start >= stop:
            return None
        return slice(start - left, stop - left), slice(start + b - to_left, stop + b - to_left)

    def _trace(self, forward: list[Array]) -> list[Edge]:
        i, j = len(self.windows) - 1, self.windows[-1][1] - 1
        edges: list[Edge] = []
        while (i, j) != (0, self.windows[0][0]):
            edge = self._arrival(forward, i, j)
            edges.append(edge)
            i, j = edge[0], edge[1]
        return edges[::-1]

    def _arrival(self, forward: list[Array], i: int, j: int) -> Edge:
        """The edge by which the best path to a node arrives."""
        found, best = (i, j - 1, 0, 1), NOTHING
        for a in range(1, min(i, 4) + 1):
            left, right = self.windows[i - a]
            for (rows, b), scores in self._rows[i - a].items():
                if rows == a and left <= j - b < right:
                    value = forward[i - a][j - b - left] + scores[j - b - left]
                    if value > best + 1e-9 or (value > best - 1e-9 and (a + b) < found[2] + found[3]):
                        found, best = (i - a, j - b, a, b), value
        here = self.windows[i][0]
        if j - 1 >= here and best < forward[i][j - here] - 1e-6:
            return i, j - 1, 0, 1
        return found

    def _margins(self, forward: list[Array], backward: list[Array], edges: Sequence[Edge]) -> tuple[float, ...]:
        """Every path covers each sentence exactly once. So the best path without an edge is the best of the edges
        that cover the same sentence, each with the best way to it and on from it."""
        total = float(forward[-1][-1])
        rows = np.full(len(self.windows), NOTHING)
        columns = np.full(len(self._gone), NOTHING)
        taken: dict[tuple[int, int, int], list[int]] = {}
        # An unpaired sentence is the same bead wherever among its neighbours it is skipped.
        skipped_rows = {i for i, _, _, b in edges if b == 0}
        skipped_columns = np.zeros(len(self._skip), dtype=bool)
        for i, j, a, b in edges:
            if a == 0:
                skipped_columns[j] = True
            elif b:
                taken.setdefault((i, a, b), []).append(j)
        for i, (left, _) in enumerate(self.windows):
            shapes = [*self._rows[i].items(), ((0, 1), None)]
            for (a, b), scores in shapes:
                pair = self._ends(i, a, b)
                if pair is None:
                    continue
                here, there = pair
                start, stop = here.start + left, here.stop + left
                through = forward[i][here] + (self._skip[start:stop] if scores is None else scores[here])
                through = through + backward[i + a][there]
                if b == 0 and i in skipped_rows:
                    continue
                if a == 0:
                    through[skipped_columns[start:stop]] = NOTHING
                for j in taken.get((i, a, b), ()):
                    through[j - start] = NOTHING
                if a:
                    rows[i : i + a] = np.maximum(rows[i : i + a], through.max())
                for k in range(b):
                    np.maximum(columns[start + k : stop + k], through, out=columns[start + k : stop + k])
        return tuple(max(0.0, total - float(rows[i] if a else columns[j])) for i, j, a, b in edges)
