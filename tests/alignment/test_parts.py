"""The parts of the aligner, each against a plain account of what it is to give."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from auditor.alignment.band import band
from auditor.alignment.lattice import Edge, Lattice, Path, Strip
from auditor.alignment.moves import joining, without
from auditor.alignment.similarity import SHAPES

NONE = -np.inf


class Sure:
    """A witness that is sure of these pairs."""

    def __init__(self, *pairs: tuple[int, int, float]) -> None:
        self.pairs = pairs

    def anchors(self) -> list[tuple[int, int, float]]:
        return list(self.pairs)


def windows(n: int, m: int, low: list[int], high: list[int]) -> list[tuple[int, int, int, int]]:
    """Strips of 64 rows over columns that each row allows; a strip also sees the columns of the next one's first row."""
    clipped = [(max(0, a), min(m, b)) for a, b in zip(low, high)]
    return [
        (
            top,
            min(top + 64, n + 1),
            min(a for a, _ in clipped[top : top + 64]),
            max(b for _, b in clipped[top : min(top + 64, n + 1) + 1]) + 1,
        )
        for top in range(0, n + 1, 64)
    ]


@pytest.mark.parametrize("slack", [0, 24])
def test_a_band_follows_the_pairs_that_are_sure(slack: int) -> None:
    """Its columns lead from sure pair to sure pair, and so many beside them, whichever witness is sure. A pair far off the
    line is not believed, and of two for one sentence the surer one."""
    line = [(i, i, 1.0) for i in range(1500)]
    strays = [(700, 20, 0.9), *((i, i + 300, 0.5) for i in range(800))]
    expected = windows(1500, 1500, [i - 1 - slack for i in range(1501)], [i + 1 + slack for i in range(1501)])
    for surface, vectors in ((Sure(*line, *strays), None), (None, Sure(*strays, *line)), (Sure(*line), Sure(*strays))):
        assert band(1500, 1500, surface, vectors, slack) == expected


def test_a_pair_at_an_end_needs_a_neighbour_that_bears_it_out() -> None:
    """One that is far off the line is not believed where it is the first or the last either."""
    line = [(i, i, 1.0) for i in range(100, 1400)]
    strips = band(1500, 1500, Sure((5, 90, 1.0), *line, (1495, 1410, 1.0)), None, 0)
    low = [0 if i <= 100 else min(i - 1, 1399) for i in range(1501)]
    high = [1500 if i >= 1399 else max(i + 1, 100) for i in range(1501)]
    assert strips == windows(1500, 1500, low, high)


def test_a_gap_without_sure_pairs_is_searched_whole() -> None:
    """Between two runs of sure pairs every cell of the rectangle is in the band; a few stray pairs lead nowhere."""
    line = [(i, i, 1.0) for i in range(400)] + [(i, i + 100, 1.0) for i in range(600, 1300)]
    strips = band(1300, 1400, Sure(*line, (450, 690, 1.0)), None, 10)
    low = [i - 11 if i < 400 else 389 if i <= 600 else i + 89 for i in range(1301)]
    high = [i + 11 if i < 399 else 710 if i < 600 else i + 111 for i in range(1301)]
    assert strips == windows(1300, 1400, low, high)


def test_a_gap_too_large_is_searched_along_its_diagonal() -> None:
    """Without any sure pair the band runs from corner to corner, the narrower the longer the text, 100 columns at least."""
    for n, m, half in ((1500, 1500, 166), (3000, 1000, 100)):
        strips = band(n, m, None, None, 5)
        for top, end, left, right in strips:
            first, last = (round(row * (m + 1) / (n + 1)) for row in (top, min(end, n)))
            assert abs(left - max(0, first - half - 5)) <= 1
            assert abs(right - 1 - min(m, last + half + 5)) <= 1


def narrow(chance: random.Random, n: int, m: int, width: int = 4) -> list[Strip]:
    """Strips of two rows with windows that follow the diagonal, and scores that differ from each other."""
    strips = []
    for top in range(0, n + 1, 2):
        end = min(top + 2, n + 1)
        left = 0 if top == 0 else max(0, top * m // n - 2)
        right = m + 1 if end == n + 1 else min(m + 1, top * m // n + width)
        scores = {}
        for shape in ((1, 0), *SHAPES):
            cells = np.full((end - top, right - left), NONE, np.float32)
            for r in range(end - top):
                for c in range(right - left):
                    if top + r + shape[0] <= n and left + c + shape[1] <= m:
                        cells[r, c] = chance.uniform(-2, 1) * sum(shape)
            scores[shape] = cells
        strips.append(Strip(top, end, left, right, scores))
    return strips


def every_path(strips: list[Strip], n: int, m: int, skip: list[float]) -> Iterator[tuple[float, list[Edge]]]:
    """All paths through the strips, each with its score."""

    def inside(i: int, j: int) -> Strip | None:
        return next((s for s in strips if s.top <= i < s.bottom and s.left <= j < s.right), None)

    def walk(i: int, j: int) -> Iterator[tuple[float, list[Edge]]]:
        strip = inside(i, j)
        if strip is None:
            return
        if (i, j) == (n, m):
            yield 0.0, []
            return
        for (a, b), cells in strip.scores.items():
            score = float(cells[i - strip.top, j - strip.left])
            if score > NONE:
                yield from ((score + s, [(i, j, a, b), *rest]) for s, rest in walk(i + a, j + b))
        if j < m:
            yield from ((skip[j] + s, [(i, j, 0, 1), *rest]) for s, rest in walk(i, j + 1))

    return walk(0, 0)


@pytest.mark.parametrize("width", [2, 4])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_path_through_narrow_strips(seed: int, width: int) -> None:
    """Path, score and margins are those found by walking all paths, also where the band is narrow and rows differ."""
    chance = random.Random(seed)
    n, m = chance.choice([(4, 3), (3, 4), (4, 4), (5, 3), (1, 3), (3, 1)])
    strips, skip = narrow(chance, n, m, width), [chance.uniform(-3, 0) for _ in range(m)]
    paths = list(every_path(strips, n, m, skip))
    found = Lattice(strips, np.array(skip)).solve()
    best, edges = max(paths, key=lambda p: p[0])
    assert found.score == pytest.approx(best, abs=1e-4)
    ends = [(0, 0), *((i + a, j + b) for i, j, a, b in found.edges)]
    assert ends == [*((i, j) for i, j, _, _ in found.edges), (n, m)]
    assert sum(1 for e in found.edges if e in edges) >= len(edges) - 2

    def same(one: Edge, other: Edge) -> bool:
        """An unpaired sentence is the same wherever among its neighbours it is skipped."""
        if one[2:] != other[2:]:
            return False
        return one == other or (one[3] == 0 and one[0] == other[0]) or (one[2] == 0 and one[1] == other[1])

    for edge, margin in zip(found.edges, found.margins):
        others = [score for score, path in paths if not any(same(edge, e) for e in path)]
        if others:
            assert margin == pytest.approx(max(0.0, best - max(others)), abs=1e-4)


def test_no_path_is_an_error() -> None:
    """Windows that do not meet."""
    cells = {(1, 1): np.zeros((1, 1), np.float32)}
    with pytest.raises(ValueError, match="no path"):
        Lattice([Strip(0, 1, 0, 1, cells), Strip(1, 2, 3, 4, cells)], np.zeros(3)).solve()


def test_without_a_pair_no_bead_holds_both_and_all_others_stay() -> None:
    """Whatever the shape of the bead and the strip that it starts in."""
    strips = narrow(random.Random(3), 6, 5)
    pairs: list[Edge] = [(1, 1, 1, 1), (4, 3, 1, 1)]
    for old, new in zip(strips, without(strips, pairs), strict=True):
        for (a, b), cells in old.scores.items():
            for (r, c), score in np.ndenumerate(cells):
                i, j = old.top + r, old.left + c
                holds = any(i <= p < i + a and j <= q < j + b for p, q, _, _ in pairs)
                assert new.scores[a, b][r, c] == (NONE if holds else score)


@pytest.mark.parametrize(
    ("pair", "bead"),
    [
        ((2, 2, 1, 1), (2, 3, 1, 2)),
        ((3, 2, 1, 1), None),
        ((9, 4, 1, 1), (2, 3, 1, 2)),
        ((9, 3, 1, 1), (2, 3, 1, 2)),
        ((4, 9, 1, 1), (4, 5, 2, 1)),
        ((5, 9, 1, 1), (4, 5, 2, 1)),
        ((6, 9, 1, 1), None),
        ((9, 6, 1, 1), None),
        ((0, 9, 1, 1), None),
    ],
)
def test_what_a_sentence_joins(pair: Edge, bead: Edge | None) -> None:
    """The bead with two sentences of a side that holds one of the two; a plain pair and a lone sentence are none."""
    edges: tuple[Edge, ...] = (
        (0, 0, 1, 1),
        (1, 1, 1, 1),
        (2, 2, 0, 1),
        (2, 3, 1, 2),
        (3, 5, 1, 0),
        (4, 5, 2, 1),
        (6, 6, 1, 1),
    )
    assert joining(Path(edges, (1.0,) * 7, 0.0), pair) == bead
