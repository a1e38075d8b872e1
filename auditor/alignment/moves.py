"""Pairs that hardly fit, and what the path becomes without them.

The dynamic program cannot see that a sentence has moved: where a stranger stands beside two merged sentences, it pairs
the second of them with the stranger rather than leave both alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from auditor.alignment.lattice import Edge, Path, Strip
from auditor.alignment.similarity import LARGEST


def without(strips: Sequence[Strip], pairs: Sequence[Edge]) -> list[Strip]:
    """Strips in which no bead holds both sentences of such a pair."""
    changed = []
    for strip in strips:
        here = [(i, j) for i, j, _, _ in pairs if strip.top <= i < strip.bottom + LARGEST and strip.left <= j]
        if not here:
            changed.append(strip)
            continue
        scores = {shape: cells.copy() for shape, cells in strip.scores.items()}
        for (a, b), cells in scores.items():
            if b:
                for i, j in here:
                    rows = slice(max(0, i - a + 1 - strip.top), max(0, i + 1 - strip.top))
                    cells[rows, max(0, j - b + 1 - strip.left) : max(0, j + 1 - strip.left)] = -np.inf
        changed.append(replace(strip, scores=scores))
    return changed


def joining(path: Path, pair: Edge) -> Edge | None:
    """The larger bead of the path that holds one of two sentences that were a pair; None where there is none."""
    i, j, _, _ = pair
    for edge in path.edges:
        row, column, a, b = edge
        if a and b and a + b > 2 and (row <= i < row + a or column <= j < column + b):
            return edge
    return None
