"""What speaks for a bead, cell by cell, against sums written out; and where partners are looked for."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from auditor.alignment import align, rescoring
from auditor.alignment.features import BeadFeatures
from auditor.alignment.lattice import Edge, Path, Strip
from auditor.alignment.similarity import Vectors

WORDS = ["ship", "bay", "storm", "port", "crane", "tanker", "rail", "wind", "gale", "roof", "museum", "crown", "visit"]


def texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(1, 9))) for _ in range(count)]


def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Hashed words beside a common direction, as encoders have one."""
    rows = np.zeros((len(sentences), 33), np.float32)
    for row, sentence in zip(rows, sentences):
        for word in sentence.split():
            row[sum(map(ord, word)) % 32] += 1
        row[32] = 3.0
        row /= np.linalg.norm(row)
    return rows


def made(n: int = 7, m: int = 6) -> BeadFeatures:
    left, right = texts(1, n), texts(2, m)
    return BeadFeatures([(t,) for t in left], right, left, embed, ([0, 0, 0, 1, 1, 2, 2][:n], [0, 0, 1, 1, 1, 1][:m]))


def test_lengths_are_those_of_gale_and_church() -> None:
    """The squared difference over its variance, of the article's characters stretched to the reference's; and the logarithm
    of the ratio. In every rectangle of the lattice."""
    features = made()
    left, right = texts(1, 7), texts(2, 6)
    stretch = (sum(map(len, right)) + 200) / (sum(map(len, left)) + 200)
    for top, end, first, last in ((0, 8, 0, 7), (2, 5, 1, 4), (5, 8, 3, 7), (6, 7, 5, 6)):
        for (a, b), found in features.features(slice(top, end), slice(first, last)):
            rows, columns = min(end, 7 - a + 1) - top, min(last, 6 - b + 1) - first
            assert bool(found) == (rows > 0 and columns > 0)
            many = "" if (a, b) == (1, 1) else "_many"
            for name, value in found.items():
                assert value.shape == (rows, columns), name
            for r in range(max(0, rows)):
                for c in range(max(0, columns)):
                    x = stretch * sum(len(t) for t in left[top + r : top + r + a])
                    y = sum(len(t) for t in right[first + c : first + c + b])
                    assert found["length" + many][r, c] == pytest.approx(
                        math.log(1 + (y - x) ** 2 / 6.8 / (x + y + 1)), abs=1e-3
                    )
                    assert found["ratio" + many][r, c] == pytest.approx(abs(math.log((y + 10) / (x + 10))), abs=1e-3)
                    breaks = [0, 0, 1, 0, 1, 0, 0], [0, 1, 0, 0, 0, 0]
                    if a > 1:
                        assert found["break_0"][r, c] == -sum(breaks[0][top + r : top + r + a - 1])
                    if b > 1:
                        assert found["break_1"][r, c] == -sum(breaks[1][first + c : first + c + b - 1])


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [([0, 0, 0, 1, 1, 2, 2], True), ([0, 0, 0, 1, 2, 3, 3], True), ([0, 0, 1, 2, 3, 4, 5], False), (range(7), False)],
)
def test_paragraphs_tell_nothing_where_most_hold_one_sentence(paragraphs: Sequence[int], told: bool) -> None:
    """Nor do they where nothing is known of them."""
    left, right = texts(1, 7), texts(2, 6)
    features = BeadFeatures([(t,) for t in left], right, left, None, (list(paragraphs), None))
    names = {name for _, found in features.features(slice(0, 8), slice(0, 7)) for name in found}
    assert {name for name in names if name.startswith("break")} == ({"break_0"} if told else set())


def test_a_text_twice_as_long_is_no_text_of_twice_the_sentences() -> None:
    """What is stretched is stretched by half or twice at most: more is a difference of its own."""
    for factor, kept in ((1.5, True), (2.5, False), (1 / 8, False)):
        left = ["x" * 400] * 3
        right = ["y" * int(400 * factor)] * 3
        features = BeadFeatures([(t,) for t in left], right, left, None)
        ((_, found),) = features.features(slice(0, 3), slice(0, 3), ((1, 1),))
        assert bool(found["ratio"][0, 0] < 0.1) is kept


def test_vectors_stand_out_from_the_chance_of_row_and_column() -> None:
    """In standard deviations of unrelated sentences: what a row and a column have by chance is their mean without their
    best, drawn towards what is expected of any pair."""
    features = made()
    left, right = texts(1, 7), texts(2, 6)
    cosine = Vectors(left, right, embed).block(slice(0, 7), slice(0, 6), ((1, 1),))[1, 1][:7, :6]
    ((_, found),) = features.features(slice(0, 7), slice(0, 6), ((1, 1),))

    def chance(values: list[float], others: int) -> float:
        return (sum(values) - max(values) + 4 * 0.80) / (others + 4)

    rows = [chance([float(v) for v in row], 5) for row in cosine]
    columns = [chance([float(v) for v in column], 6) for column in cosine.T]
    whole = (sum(rows) / 7 + sum(columns) / 6) / 2
    for (i, j), value in np.ndenumerate(cosine):
        expected = (float(value) - rows[i] - columns[j] + whole) / 0.0276
        assert found["vectors"][i, j] == pytest.approx(max(expected, -1.0), abs=2e-3)


def test_groups_stand_out_as_far_as_single_sentences_would() -> None:
    """What a larger bead must reach grows with its size: of unrelated sentences no shape stands out above the others."""
    features = made()
    means = {
        shape: float(np.mean(found["vectors" if shape == (1, 1) else "vectors_many"])) / (sum(shape) / 2)
        for shape, found in features.features(slice(0, 7), slice(0, 6))
    }
    assert all(-1.0 <= mean <= 1.0 for mean in means.values()), means


def test_a_strip_has_an_edge_for_each_bead_that_fits() -> None:
    """And none that would run over an end; leaving a sentence alone costs the same everywhere."""
    features = made()
    for top, end, left, right in ((0, 8, 0, 7), (3, 8, 2, 7), (2, 4, 3, 5)):
        strip = features.strip(top, end, left, right)
        for (a, b), cells in strip.scores.items():
            assert cells.shape == (end - top, right - left)
            for (r, c), score in np.ndenumerate(cells):
                fits = top + r + a <= 7 and left + c + b <= 6
                assert np.isfinite(score) == (fits if b else top + r < 7)
                assert b or not np.isfinite(score) or score == np.float32(features.skip)
        for (a, b), seen in strip.witness.items():
            assert np.isfinite(seen).all()
            assert seen.shape == (min(end, 8 - a) - top, min(right, 7 - b) - left)
    scores, _ = features.pairs(slice(0, 7), slice(0, 6))
    assert scores == pytest.approx(features.strip(0, 8, 0, 7).scores[1, 1][:7, :6], abs=1e-4)


def test_only_groups_beside_a_bead_in_doubt_are_read_together() -> None:
    """Those that start at most one sentence from it, of two to four sentences; their score changes by how far the vector of
    the joined text rises over that of the best group of a sentence less."""
    n, m = 7, 6
    left, right = texts(1, n), texts(2, m)
    shapes = {(1, 2), (2, 1), (1, 3), (3, 1), (2, 2)}
    edges: tuple[Edge, ...] = tuple((k, k, 1, 1) for k in range(6))
    strips = [made().strip(0, 4, 0, 7), made().strip(4, 8, 0, 7)]
    weights = {"joined": 2.0, "joined_known": 0.5}
    assert rescoring.rescore(strips, Path(edges, (9.0,) * 6, 0.0), left, right, embed, weights) is None
    for doubtful in (0, 3, 5):
        margins = tuple(1.0 if k == doubtful else 9.0 for k in range(6))
        changed = rescoring.rescore(strips, Path(edges, margins, 0.0), left, right, embed, weights)
        assert changed is not None

        def cosine(i: int, j: int, a: int, b: int) -> float:
            one, other = embed([" ".join(left[i : i + a]), " ".join(right[j : j + b])])
            return float(one @ other)

        for old, new in zip(strips, changed, strict=True):
            for (a, b), cells in old.scores.items():
                for (r, c), score in np.ndenumerate(cells):
                    i, j = old.top + r, old.left + c
                    near = abs(i - doubtful) <= 1 and abs(j - doubtful) <= 1
                    more = 0.0
                    if near and (a, b) in shapes and i + a <= n and j + b <= m:
                        less = [cosine(i + k, j, a - 1, b) for k in (0, 1) if a > 1]
                        less += [cosine(i, j + k, a, b - 1) for k in (0, 1) if b > 1]
                        more = 2.0 * (cosine(i, j, a, b) - max(less)) / 0.0276 + 0.5
                    assert new.scores[a, b][r, c] == pytest.approx(float(score) + more, abs=2e-2)


def crossing(straight: tuple[float, float], across: tuple[float, float]) -> list[Strip]:
    """Two sentences a side in two strips: how well they fit straight and crosswise."""
    rows = [[straight[0], across[0]], [across[1], straight[1]]]
    return [Strip(k, k + 1, 0, 2, {(1, 1): np.array([row], np.float32)}) for k, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("straight", "across", "crossed"),
    [
        ((0, 0), (5, 5), True),
        ((0, 0), (5, 1), False),
        ((0, 0), (1, 5), False),
        ((5, 0), (5, 5), True),
        ((0, 5), (5, 5), True),
        ((5, 5), (5, 5), False),
        ((0, 9), (5, 5), False),
        ((9, 0), (5, 5), False),
        ((-3, 6), (3, 3), False),
        ((6, -3), (3, 3), False),
        ((-9, 6), (3, 3), True),
        ((6, -9), (3, 3), True),
    ],
)
def test_neighbours_that_fit_crosswise(
    straight: tuple[float, float], across: tuple[float, float], crossed: bool
) -> None:
    """Both fit crosswise, and together clearly better than straight."""
    path = Path(((0, 0, 2, 2),), (4.0,), 1.0)
    parted = align._part_crossed(path, crossing(straight, across))
    kept = ((0, 0, 2, 2),), (4.0,)
    apart = ((0, 0, 0, 1), (0, 1, 1, 1), (1, 2, 1, 0)), (4.0,) * 3
    assert (parted.edges, parted.margins) == (apart if crossed else kept)


def seen(probability: float) -> float:
    """What the witnesses must come to for two sides to belong together so probably."""
    return 3 + math.log(probability / (1 - probability))


@pytest.mark.parametrize(
    ("pair", "group", "joined"), [(0.6, 0.95, True), (0.7, 0.95, False), (0.95, 0.99, False), (0.6, 0.85, False)]
)
def test_a_pair_that_hardly_fits_gives_way_to_a_group_that_does(pair: float, group: float, joined: bool) -> None:
    """Two sentences of the article say the first of the reference, and the second is a stranger: where the pair of strangers
    is hardly believed and the group is."""
    shapes = {(1, 0): -9.0, (1, 1): 5.0, (2, 1): 8.0}
    scores = {shape: np.full((3, 3), value, np.float32) for shape, value in shapes.items()}
    scores[1, 1][0, 1] = scores[1, 1][1, 0] = scores[2, 1][0, 1] = -9.0
    for (a, b), cells in scores.items():
        cells[3 - a :] = cells[:, 3 - b :] = -np.inf
    witness = {(1, 1): np.full((2, 2), seen(0.99)), (2, 1): np.full((1, 2), seen(group))}
    witness[1, 1][1, 1] = seen(pair)
    strips = [Strip(0, 3, 0, 3, scores, witness)]
    features = SimpleNamespace(m=2, skip=-1.0)
    path = align._solve(strips, features)  # type: ignore[arg-type]
    straight = ((0, 0, 1, 1), (1, 1, 1, 1))
    assert path.edges == straight
    kept = align._without_misfits(path, strips, features)  # type: ignore[arg-type]
    assert kept.edges == (((0, 0, 2, 1), (2, 1, 0, 1)) if joined else straight)


@pytest.mark.parametrize(("apart", "least"), [(1, 2.0), (4, 2.0), (5, 3.5), (9, 3.5)])
def test_what_has_moved_far_must_fit_better(apart: int, least: float) -> None:
    """Two sentences left alone are one that has moved from a score on that is higher where they are more than four beads
    apart."""
    ours, theirs = (2, 7, 1, 0), (8, 3, 0, 1)
    place = {ours: 10, theirs: 10 + apart}
    for score in (least - 0.1, least + 0.1):
        scores, witness = np.zeros((9, 9), np.float32), np.zeros((9, 9), np.float32)
        scores[2, 3], witness[2, 3] = score, 4.0
        found = list(align._fitting([ours, theirs], place, scores, witness, slice(0, 9), slice(0, 9)))
        assert found == ([(pytest.approx(score), 4.0, 2, 3)] if score > least else [])


LONE = st.lists(st.tuples(st.integers(0, 3999), st.integers(0, 2999), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(LONE)
def test_partners_are_looked_for_within_reach(places: list[tuple[int, int, bool]]) -> None:
    """In a long text each sentence alone is asked about once, in a rectangle that holds all within 200 sentences of it and
    of its neighbours, and not the whole text; in a short one, all of it."""
    n, m = 4000, 3000
    rising = zip(sorted({i for i, _, _ in places}), sorted({j for _, j, _ in places}), [p[2] for p in places])
    single: list[Edge] = [(i, j, 1, 0) if ours else (i, j, 0, 1) for i, j, ours in rising]
    groups = list(align._neighbourhoods(single, n, m))
    assert [e for _, _, group in groups for e in group] == single
    for rows, columns, group in groups:
        assert (rows.start, rows.stop) == (max(0, group[0][0] - 200), min(n, group[-1][0] + 201))
        assert (columns.start, columns.stop) == (max(0, group[0][1] - 200), min(m, group[-1][1] + 201))
        assert all(b[0] - a[0] <= 200 and b[1] - a[1] <= 200 for a, b in zip(group, group[1:]))
    for (*_, one), (*_, other) in zip(groups, groups[1:]):
        assert other[0][0] - one[-1][0] > 200 or other[0][1] - one[-1][1] > 200
    assert list(align._neighbourhoods(single, 40, 30)) == [(slice(0, 40), slice(0, 30), single)]
