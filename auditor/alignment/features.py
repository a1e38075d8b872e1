"""What speaks for a bead: the two witnesses, lengths and shape, each weighed as learned.

The weights maximise the likelihood of the right beads under a conditional random field over all monotone paths (a
semi-Markov one, Sarawagi & Cohen 2004), regularised, on half of the stories of a news corpus with labelled merges,
splits, drops and insertions, and as many left as they were, with hypotheses of three translators of very different
quality; those of `SURFACE` also on hypotheses with words dropped, replaced and moved. Measured on the other half.
Natural-log units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from auditor import encoder_geometry as geometry
from auditor.alignment.lattice import Strip
from auditor.alignment.similarity import LARGEST, SHAPES, Embed, Floats, Surface, Vectors, block_parts, weakest_part

Shape = tuple[int, int]
SOURCES = "surface", "vectors"
"""Where features come from: the words of the back-translation, and the vectors of the encoder."""

BOTH: Mapping[str, float] = {
    "surface": 1.18,
    "surface_many": 0.33,
    "surface_loss": 0.55,
    "surface_gain": 0.21,
    "surface_weakest": 1.06,
    "vectors": 1.63,
    "vectors_many": 0.65,
    "vectors_loss": 0.45,
    "vectors_gain": 0.39,
    "vectors_weakest": 0.14,
    "length": -1.72,
    "length_many": -1.89,
    "ratio": -0.49,
    "ratio_many": -0.53,
    "prior_12": 1.21,
    "prior_13": 0.81,
    "prior_22": -1.94,
    "prior_23": -0.23,
    "prior_14": -0.0,
    "prior_33": -0.15,
    "skip": -1.06,
    "joined": 1.53,
    "joined_known": 0.01,
}
VECTORS: Mapping[str, float] = {
    "vectors": 2.05,
    "vectors_many": 0.82,
    "vectors_loss": 0.55,
    "vectors_gain": 0.38,
    "vectors_weakest": 0.41,
    "length": -1.78,
    "length_many": -2.1,
    "ratio": -0.51,
    "ratio_many": -0.63,
    "prior_12": 1.23,
    "prior_13": 0.79,
    "prior_22": -1.95,
    "prior_23": -0.28,
    "prior_14": -0.0,
    "prior_33": -0.19,
    "skip": -0.8,
    "joined": 1.35,
    "joined_known": 0.13,
}
SURFACE: Mapping[str, float] = {
    "surface": 2.89,
    "surface_many": 1.37,
    "surface_loss": 2.58,
    "surface_gain": -0.82,
    "surface_weakest": 1.77,
    "length": -2.98,
    "length_many": -2.74,
    "ratio": 0.25,
    "ratio_many": -1.15,
    "prior_12": -0.39,
    "prior_13": -0.39,
    "prior_22": -2.34,
    "prior_23": -4.57,
    "prior_14": -2.3,
    "prior_33": -4.58,
    "skip": -1.83,
}

SURFACE_EPSILON = 0.03
BACKGROUND_STRENGTH = 4.0
"""How many unrelated sentences the expected background counts for beside those of the text at hand."""
FLOOR = -1.0
"""Least witness of a bead a sentence. A poor pair between good neighbours is then still better explained as a pair (a
wrong translation) than as one sentence left out and another put in."""
WEAK = 4.0
"""How well a sentence of a group must fit one of the other side to be beyond doubt."""
LENGTH_VARIANCE = 6.8
"""Gale & Church 1993: variance of the length in characters, per character."""
BREAK = -1.0
"""Of a bead that spans a paragraph's end: not learned, since the text learned from has no paragraphs."""

_PRIORS = {(1, 2): "12", (2, 1): "12", (1, 3): "13", (3, 1): "13", (2, 2): "22", (2, 3): "23", (3, 2): "23",
           (1, 4): "14", (4, 1): "14", (3, 3): "33", (2, 4): "33", (4, 2): "33"}  # fmt: skip


class BeadFeatures:
    """Scores of beads of one article and its reference."""

    def __init__(
        self,
        hypotheses: Sequence[Sequence[str]] | None,
        references: Sequence[str],
        article: Sequence[str],
        embed: Embed | None,
        paragraphs: tuple[Sequence[int] | None, Sequence[int] | None] = (None, None),
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self.n, self.m = len(article), len(references)
        self.surface = None if hypotheses is None else Surface(hypotheses, references)
        self.vectors = None if embed is None else Vectors(article, references, embed)
        learned = BOTH if self.surface and self.vectors else SURFACE if self.surface else VECTORS
        self.weights = learned if weights is None else weights
        self._left, self._right = _comparable_lengths(article, references)
        self._breaks = tuple(_breaks(p) for p in paragraphs)

    @property
    def skip(self) -> float:
        """Score of leaving one sentence unpaired."""
        return self.weights["skip"]

    def strip(self, top: int, bottom: int, left: int, right: int) -> Strip:
        """Scores of all edges that leave the nodes of a rectangle."""
        rows, columns = bottom - top, right - left
        scores: dict[Shape, Floats] = {(1, 0): np.full((rows, columns), -np.inf, np.float32)}
        scores[1, 0][: max(0, self.n - top)] = self.skip
        witness: dict[Shape, Floats] = {}
        for shape, features in self.features(slice(top, bottom), slice(left, right)):
            if features:
                scores[shape] = np.full((rows, columns), -np.inf, np.float32)
                inside = self._total(features)
                scores[shape][: inside.shape[0], : inside.shape[1]] = inside
                witness[shape] = self._witness(features, shape)
        return Strip(top, bottom, left, right, scores, witness)

    def pairs(self, rows: slice, columns: slice) -> tuple[Floats, Floats]:
        """Score and witness of each single pair of a rectangle, shape (rows, columns)."""
        ((shape, features),) = self.features(rows, columns, ((1, 1),))
        return self._total(features), self._witness(features, shape)

    def _total(self, features: Mapping[str, Floats]) -> Floats:
        total = sum(
            self.weights.get(name, 1.0 if name.startswith("break") else 0.0) * value for name, value in features.items()
        )
        return np.asarray(total, dtype=np.float32)

    def _witness(self, features: Mapping[str, Floats], shape: Shape) -> Floats:
        """What the two sides have in common, per sentence: what single sentences would weigh."""
        many = "" if shape == (1, 1) else "_many"
        total = sum(self.weights[name] * features[name + many] for name in SOURCES if name + many in features)
        return np.asarray(total * np.float32(2 / sum(shape)), dtype=np.float32)

    def features(
        self, rows: slice, columns: slice, shapes: Sequence[Shape] = SHAPES
    ) -> Iterator[tuple[Shape, dict[str, Floats]]]:
        """For each shape its features by name, each of the size of the rectangle less what runs over the ends."""
        # What a bead is compared with starts up to three sentences further on.
        wide = (
            slice(rows.start, min(rows.stop + LARGEST - 1, self.n)),
            slice(columns.start, min(columns.stop + LARGEST - 1, self.m)),
        )
        sides = {"surface": self.surface, "vectors": self.vectors}
        stand_out = {
            name: _stand_out(name, side.block(*wide, shapes), self.n - rows.start, self.m - columns.start, shapes)
            for name, side in sides.items()
            if side is not None
        }
        lengths = _windows(self._left, rows), _windows(self._right, columns)
        breaks = [None if b is None else _windows(b, s) for b, s in zip(self._breaks, (rows, columns))]
        for a, b in shapes:
            height, width = (
                min(rows.stop, self.n - a + 1) - rows.start,
                min(columns.stop, self.m - b + 1) - columns.start,
            )
            if height < 1 or width < 1:
                yield (a, b), {}
                continue
            found: dict[str, Floats] = {}
            for name, values in stand_out.items():
                found.update(_witness_features(name, values, a, b, height, width))
            many = "" if a == b == 1 else "_many"
            x, y = lengths[0][a][:height, None], lengths[1][b][None, :width]
            found["length" + many] = np.log1p((y - x) ** 2 / (LENGTH_VARIANCE * (x + y + 1)))
            found["ratio" + many] = np.abs(np.log((y + 10) / (x + 10)))
            if many:
                found["prior_" + _PRIORS[a, b]] = np.ones((height, width), np.float32)
            for k, (side, size) in enumerate(zip(breaks, (a, b))):
                if side is not None and size > 1:
                    crossed = BREAK * side[size - 1][: (height, width)[k]]
                    found[f"break_{k}"] = np.broadcast_to(crossed[:, None] if k == 0 else crossed, (height, width))
            yield (a, b), found


def _witness_features(
    name: str, values: Mapping[Shape, Floats], a: int, b: int, height: int, width: int
) -> dict[str, Floats]:
    """How much a bead's sides have in common; and of a group, whether every sentence of it is needed."""
    own = values[a, b][:height, :width]
    share: Floats = np.maximum(own, FLOOR) * np.float32((a + b) / 2)
    if a == b == 1:
        return {name: share}
    more: Floats = own - block_parts(values, a, b)[:height, :width]
    return {
        name + "_many": share,
        name + "_loss": np.minimum(more, 0),
        name + "_gain": np.maximum(more, 0),
        name + "_weakest": np.clip(weakest_part(values[1, 1], a, b)[:height, :width], -2, WEAK),
    }


def _stand_out(
    name: str, similarity: Mapping[Shape, Floats], rows: int, columns: int, shapes: Sequence[Shape]
) -> dict[Shape, Floats]:
    """How far each similarity stands out from what its row and its column have by chance.

    Wording: natural logarithm of the ratio. Vectors: difference, in standard deviations of unrelated news sentences.
    """
    found = {}
    for a, b in shapes:
        here = similarity[a, b][: max(0, rows - a + 1), : max(0, columns - b + 1)]
        if not here.size:
            continue
        if name == "surface":
            by_row, by_column, all_of_it = _background(here, 0.05 * ((a + b) / 2) ** 0.3)
            base = by_row[:, None] * by_column[None, :] / all_of_it
            found[a, b] = np.log((here + SURFACE_EPSILON) / (base + SURFACE_EPSILON))
        else:
            by_row, by_column, all_of_it = _background(here, geometry.EXPECTED + geometry.EXPECTED_MORE * (a + b - 2))
            base = by_row[:, None] + by_column[None, :] - all_of_it
            found[a, b] = (here - base) / (geometry.UNRELATED_SPREAD * (2 / (a + b)) ** geometry.SPREAD_FALLS)
    return found


def _background(here: Floats, expected: float) -> tuple[Floats, Floats, float]:
    """Mean similarity of each row, each column and all, without the best of each, drawn towards what is expected."""
    n, m = here.shape
    extra = BACKGROUND_STRENGTH * expected
    by_row = (here.sum(axis=1) - here.max(axis=1) + extra) / (m - 1 + BACKGROUND_STRENGTH)
    by_column = (here.sum(axis=0) - here.max(axis=0) + extra) / (n - 1 + BACKGROUND_STRENGTH)
    return by_row, by_column, float(by_row.mean() + by_column.mean()) / 2


def _comparable_lengths(article: Sequence[str], references: Sequence[str]) -> tuple[Floats, Floats]:
    """Lengths in characters, those of the article stretched to the language of the reference."""
    left = np.array([len(s) for s in article], dtype=np.float32)
    right = np.array([len(s) for s in references], dtype=np.float32)
    return left * np.clip((right.sum() + 200) / (left.sum() + 200), 0.5, 2.0), right


def _breaks(paragraphs: Sequence[int] | None) -> Floats | None:
    """1 where the next sentence is in another paragraph. None where paragraphs say nothing: most hold one sentence."""
    if paragraphs is None or len(paragraphs) < 2 or len(set(paragraphs)) > 0.7 * len(paragraphs):
        return None
    numbers = np.asarray(paragraphs)
    return np.append(numbers[1:] != numbers[:-1], False).astype(np.float32)


def _windows(values: Floats, span: slice) -> dict[int, Floats]:
    """`[k][i]`: sum of k values from the i-th of the span; what lies past the end counts 0."""
    count = span.stop - span.start
    padded = np.zeros(count + LARGEST, np.float32)
    here = values[span.start : span.stop + LARGEST]
    padded[: len(here)] = here
    found = {1: padded[:count]}
    for k in range(2, LARGEST + 1):
        found[k] = found[k - 1] + padded[k - 1 : k - 1 + count]
    return found
