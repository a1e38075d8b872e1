"""Which words of one side have a counterpart on the other, and the run of words that most likely has none.

Every word is as well supported as its pieces are close to the nearest piece of the other side (greedy matching, as in
BERTScore, Zhang et al. 2020, and SimAlign, Jalili Sabet et al. 2020). A table learned from clean text and from mismatched
sentences turns a support into a log-likelihood ratio: how much likelier a word that is so badly supported has no
counterpart than that it has one. A clause that one side lacks is the run of words with the greatest sum (a scan statistic).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.wordlists.patterns import Pattern

Vectors = NDArray[np.float32]
Tokens = tuple[Sequence[tuple[int, int]], Vectors]
"""Spans of the pieces of one sentence, and their vectors of length 1, (pieces, d)."""

EDGES = np.linspace(0.1, 1.0, 31)
"""Bounds of the bins of a table."""
SHORTEST = 3
"""Shorter words (particles, articles) come and go in every translation and say nothing."""
_WORD = Pattern(r"\S+")
_TRIM = Pattern(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, which one of its side (`sentence`), where, and how well the other side supports it."""

    sentence: int
    start: int
    end: int
    text: str
    support: float
    """Mean over its pieces of the greatest cosine with a piece of the other side, −1 to 1, higher is surer."""


@dataclass(frozen=True, slots=True)
class UnsupportedRun:
    """The words that most likely have no counterpart, and how surely: the sum of their log-likelihood ratios (0 where no
    word is in doubt), to which `weigh` may add what speaks for or against them as a whole."""

    weight: float
    words: tuple[Word, ...]


def support(sentences: Sequence[str], tokens: Sequence[Tokens], other: Sequence[Tokens]) -> tuple[Word, ...]:
    """All words of one side of a bead with their support by the pieces of the other side; in order.

    Words support nothing where the other side has no pieces: their support is 0.
    """
    theirs = [vectors for _, vectors in other if len(vectors)]
    found = []
    for index, (sentence, (spans, vectors)) in enumerate(zip(sentences, tokens)):
        nearest = (
            np.max(vectors @ np.concatenate(theirs).T, axis=1) if theirs and len(vectors) else np.zeros(len(spans))
        )
        found += _words(index, sentence, spans, nearest)
    return tuple(found)


def ratios(words: Sequence[Word], table: Sequence[float]) -> NDArray[np.float64]:
    """Log-likelihood ratio of each word (positive: likelier to have no counterpart); 0 for short words."""
    bins = np.clip(np.digitize([w.support for w in words], EDGES) - 1, 0, len(table) - 1)
    values: NDArray[np.float64] = np.asarray(table, float)[bins]
    values[[sum(map(str.isalnum, w.text)) < SHORTEST for w in words]] = 0.0
    return values


def heaviest_run(words: Sequence[Word], values: Sequence[float] | NDArray[np.float64]) -> UnsupportedRun:
    """The run of neighbouring words with the greatest sum (Kadane's scan), cut so that it starts and ends with doubt."""
    best, best_span, current, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(values):
        if current <= 0:
            current, start = 0.0, i
        current += float(value)
        if current > best:
            best, best_span = current, (start, i + 1)
    return UnsupportedRun(best, tuple(words[slice(*best_span)]))


def joined(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """What two witnesses say of the same words: their mean where together they doubt, else the more trusting one."""
    return np.where(first + second > 0, (first + second) / 2, np.minimum(first, second))


def learn(supported: Sequence[Word], unsupported: Sequence[Word]) -> tuple[float, ...]:
    """The table from words of clean pairs and words held against sentences they have nothing to do with."""
    counts = [
        np.histogram([w.support for w in words if sum(map(str.isalnum, w.text)) >= SHORTEST], EDGES)[0] + 2.0
        for words in (unsupported, supported)
    ]
    raw = np.log(counts[0] / counts[0].sum()) - np.log(counts[1] / counts[1].sum())
    smooth = np.convolve(np.pad(raw, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    # Better support can only make a counterpart likelier; where bins are nearly empty, counts would say otherwise.
    smooth[: int(np.argmax(smooth))] = smooth.max()
    return tuple(round(float(v), 4) for v in np.minimum.accumulate(smooth))


def _words(
    index: int, sentence: str, spans: Sequence[tuple[int, int]], nearest: NDArray[np.float32] | NDArray[np.float64]
) -> list[Word]:
    """Words between spaces, without the punctuation around them; a word whose pieces were lost is left out."""
    words, at = [], 0
    for match in _WORD.finditer(sentence):
        mine = []
        while at < len(spans) and spans[at][0] < match.end():
            if spans[at][1] > match.start():
                mine.append(float(nearest[at]))
            at += 1
        left = _TRIM.match(match.group())
        text = _TRIM.sub("", match.group())
        if mine and text:
            start = match.start() + (len(left.group()) if left else 0)
            words.append(Word(index, start, start + len(text), text, sum(mine) / len(mine)))
    return words
