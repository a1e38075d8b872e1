"""Two witnesses of whether sentences say the same: shared wording of hypothesis and reference, and sentence vectors.

Both reduce a text to one vector a sentence, in which the vector of several sentences in a row is the sum of theirs.
So everything is computed once per sentence, and the similarity of any group of sentences with any other is a sum over
a block of one matrix, divided by the norms of the two groups.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor import encoder_geometry as geometry
from auditor.wordlists.patterns import Pattern

LARGEST = 4
"""Most sentences on one side of a bead."""
SHAPES: tuple[tuple[int, int], ...] = tuple(
    (a, b) for a in range(1, LARGEST + 1) for b in range(1, LARGEST + 1) if a + b <= 6
)
"""Sizes (article, reference) of the beads that pair something."""

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], NDArray[Any]]

_TOKEN = Pattern(r"\d+(?:[.,:]\d+)*|\w+")
_GRAM = 4
RARE = 12
"""Most sentences, of both texts, that hold a feature for it to be rare."""
MOST_TRIED = 20_000_000
"""Cosines computed in search of sure pairs."""
_STEM = 5


class Surface:
    """Wording that hypothesis and reference share, as an IDF-weighted F1 (Dice) of what they are made of.

    Features are character 4-grams within words, first five letters of words, and numbers; each weighs its inverse
    document frequency over both texts.
    """

    def __init__(self, hypotheses: Sequence[Sequence[str]], references: Sequence[str]) -> None:
        from scipy import sparse

        bags = [_features(best) for best in hypotheses], [_features((r,)) for r in references]
        names: dict[str, int] = {}
        for side in bags:
            for bag in side:
                for name in bag:
                    names.setdefault(name, len(names))
        counts = np.zeros(max(1, len(names)))
        for side in bags:
            for bag in side:
                counts[[names[n] for n in bag]] += 1
        total = len(hypotheses) + len(references)
        idf = np.log((total + 1) / (counts + 0.5))
        idf = np.where(counts > 0, np.maximum(idf, 0.0), 0.0)
        matrices = []
        for side in bags:
            indptr = np.cumsum([0] + [len(bag) for bag in side])
            indices = np.fromiter((names[n] for bag in side for n in bag), dtype=np.int32, count=int(indptr[-1]))
            share = np.fromiter((v for bag in side for v in bag.values()), dtype=np.float32, count=int(indptr[-1]))
            data = (share * np.sqrt(idf[indices])).astype(np.float32)
            matrices.append(sparse.csr_matrix((data, indices, indptr), shape=(len(side), len(counts))))
        self._left, self._right = matrices
        self._left_size = _squares(self._left)
        self._right_size = _squares(self._right)

    def block(
        self, rows: slice, columns: slice, shapes: Sequence[tuple[int, int]] = SHAPES
    ) -> dict[tuple[int, int], Floats]:
        """Dice of every bead that starts in the rectangle, 0–1; 0 where it would run over an end."""
        last_row = min(rows.stop + LARGEST - 1, self._left.shape[0])
        last_column = min(columns.stop + LARGEST - 1, self._right.shape[0])
        dots = (self._left[rows.start : last_row] @ self._right[columns.start : last_column].T).toarray()
        left = _window_sums(self._left_size[rows.start : last_row], rows.stop - rows.start)
        right = _window_sums(self._right_size[columns.start : last_column], columns.stop - columns.start)
        found = {}
        for (a, b), shared in _block_sums(dots, rows.stop - rows.start, columns.stop - columns.start, shapes).items():
            found[a, b] = np.minimum(2 * shared / (left[a][:, None] + right[b][None, :] + 1e-6), 1.0)
        return found

    def anchors(self) -> list[tuple[int, int, float]]:
        """Pairs that share rare features more than either shares with any other: (article, reference, how sure)."""
        both = np.diff(self._left.tocsc().indptr), np.diff(self._right.tocsc().indptr)
        rare = np.flatnonzero((both[0] > 0) & (both[1] > 0) & (both[0] + both[1] <= RARE))
        shared = (self._left[:, rare] @ self._right[:, rare].T).tocsr()
        return _mutual(shared)


class Vectors:
    """Cosine of sentence vectors; the vector of sentences in a row is the mean of theirs, weighted by length."""

    def __init__(self, article: Sequence[str], references: Sequence[str], embed: Embed) -> None:
        both = np.asarray(embed([*article, *references]), dtype=np.float32)
        self._left = both[: len(article)] * _weights(article)
        self._right = both[len(article) :] * _weights(references)

    def block(
        self, rows: slice, columns: slice, shapes: Sequence[tuple[int, int]] = SHAPES
    ) -> dict[tuple[int, int], Floats]:
        """Cosine of every bead that starts in the rectangle, −1–1; 0 where it would run over an end."""
        last_row = min(rows.stop + LARGEST - 1, len(self._left))
        last_column = min(columns.stop + LARGEST - 1, len(self._right))
        left, right = self._left[rows.start : last_row], self._right[columns.start : last_column]
        dots = left @ right.T
        left_norm = _window_norms(left, rows.stop - rows.start)
        right_norm = _window_norms(right, columns.stop - columns.start)
        sums = _block_sums(dots, rows.stop - rows.start, columns.stop - columns.start, shapes)
        return {(a, b): s / (left_norm[a][:, None] * right_norm[b][None, :] + 1e-6) for (a, b), s in sums.items()}

    def anchors(self) -> list[tuple[int, int, float]]:
        """Pairs in which the reference sentence is by far the nearest: (article, reference, how sure).

        So many article sentences are tried that the work stays in proportion to the length of the text."""
        step = max(1, len(self._left) * len(self._right) // MOST_TRIED)
        tried = np.arange(0, len(self._left), step)
        right = self._right / (np.linalg.norm(self._right, axis=1, keepdims=True) + 1e-6)
        found = []
        for k in range(0, len(tried), 256):
            rows = tried[k : k + 256]
            left = self._left[rows] / (np.linalg.norm(self._left[rows], axis=1, keepdims=True) + 1e-6)
            cosine = left @ right.T
            nearest = cosine.argmax(axis=1)
            best = cosine[np.arange(len(rows)), nearest]
            cosine[np.arange(len(rows)), nearest] = -1.0
            lead = best - cosine.max(axis=1)
            found += [(int(i), int(j), float(d)) for i, j, d in zip(rows, nearest, lead) if d > geometry.LEAD]
        return found


def _mutual(shared: Any) -> list[tuple[int, int, float]]:
    """Cells of a sparse matrix that are the largest of their row and of their column."""
    rows = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    columns, values = shared.indices, shared.data
    row_best, column_best = np.zeros(shared.shape[0]), np.zeros(shared.shape[1])
    np.maximum.at(row_best, rows, values)
    np.maximum.at(column_best, columns, values)
    best = (values >= row_best[rows]) & (values >= column_best[columns])
    return [(int(i), int(j), float(v)) for i, j, v in zip(rows[best], columns[best], values[best])]


def _features(texts: Sequence[str]) -> dict[str, float]:
    """Features of one sentence, each with the share of its n-best hypotheses that hold it (1 for a single text)."""
    bag: dict[str, float] = {}
    for text in texts:
        for feature in _split(text):
            bag[feature] = bag.get(feature, 0.0) + 1.0
    return {k: v / len(texts) for k, v in bag.items()}


def _split(text: str) -> dict[str, None]:
    """Features of a text, each once and in the order of the text: sums of floats hang on their order."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found: dict[str, None] = {}
    for token in _TOKEN.findall(folded):
        if token[0].isdigit():
            digits = "".join(str(unicodedata.decimal(c, c)) for c in token if c not in ",:")
            found["#" + digits] = None
            continue
        found["=" + token[:_STEM]] = None
        padded = f" {token} "
        found |= dict.fromkeys(padded[k : k + _GRAM] for k in range(max(1, len(padded) - _GRAM + 1)))
    return found


def _weights(texts: Sequence[str]) -> Floats:
    return np.array([[max(1, len(t))] for t in texts], dtype=np.float32).reshape(len(texts), 1)


def _squares(matrix: Any) -> Floats:
    return np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float32).ravel()


def _window_sums(sizes: Floats, starts: int) -> dict[int, Floats]:
    """`[n][i]`: sum of sizes i … i + n - 1; sizes past the end count 0."""
    padded = np.concatenate([sizes, np.zeros(starts + LARGEST - len(sizes), np.float32)])
    sums = {1: padded[:starts]}
    for n in range(2, LARGEST + 1):
        sums[n] = sums[n - 1] + padded[n - 1 : n - 1 + starts]
    return sums


def _window_norms(vectors: Floats, starts: int) -> dict[int, Floats]:
    """`[n][i]`: norm of the sum of vectors i … i + n - 1."""
    padded = np.concatenate([vectors, np.zeros((starts + LARGEST - len(vectors), vectors.shape[1]), np.float32)])
    total = padded[:starts].copy()
    norms = {1: np.linalg.norm(total, axis=1)}
    for n in range(2, LARGEST + 1):
        total += padded[n - 1 : n - 1 + starts]
        norms[n] = np.linalg.norm(total, axis=1)
    return norms


def _block_sums(
    dots: Floats, rows: int, columns: int, shapes: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Floats]:
    """For each shape the sum of the block of `dots` that starts at (i, j); what lies past the ends counts 0."""
    padded = np.zeros((rows + LARGEST, columns + LARGEST), np.float32)
    padded[: dots.shape[0], : dots.shape[1]] = dots
    found: dict[tuple[int, int], Floats] = {}
    tall = padded[:rows]
    for a in range(1, max(a for a, _ in shapes) + 1):
        if a > 1:
            tall = tall + padded[a - 1 : a - 1 + rows]
        wide = tall[:, :columns]
        for b in range(1, max((b for n, b in shapes if n == a), default=0) + 1):
            if b > 1:
                wide = wide + tall[:, b - 1 : b - 1 + columns]
            if (a, b) in shapes:
                found[a, b] = wide
    return found


def block_parts(values: Mapping[tuple[int, int], Floats], a: int, b: int) -> Floats:
    """Best value of a bead less its first or its last sentence on either side; the size of `values[a, b]`."""
    rows, columns = values[a, b].shape
    best = np.full((rows, columns), -np.inf, np.float32)
    for less_a, less_b in ((1, 0), (0, 1)):
        part = values.get((a - less_a, b - less_b))
        if part is not None:
            # One row (or column) past the rectangle is known only where a text ends, and there only it is needed.
            first = part[:rows, :columns]
            best[: first.shape[0], : first.shape[1]] = np.maximum(best[: first.shape[0], : first.shape[1]], first)
            last = part[less_a : less_a + rows, less_b : less_b + columns]
            best[: last.shape[0], : last.shape[1]] = np.maximum(best[: last.shape[0], : last.shape[1]], last)
    return best


def weakest_part(single: Floats, a: int, b: int) -> Floats:
    """The least, over the sentences of a bead, of how well each fits the sentence of the other side that it fits best.

    `single` holds the values of single pairs; the size of the result is what is left of it."""
    rows, columns = single.shape[0] - a + 1, single.shape[1] - b + 1
    cells = [[single[k : k + rows, q : q + columns] for q in range(b)] for k in range(a)]
    fits = [reduce(np.maximum, line) for line in cells] + [reduce(np.maximum, line) for line in zip(*cells)]
    return reduce(np.minimum, fits)
