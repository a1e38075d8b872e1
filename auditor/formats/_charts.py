"""The numbers behind the charts of the page; the template only draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.formats._rows import Row, percentile
from auditor.records import Audit

BINS = 20
CELLS = 200
"""A coverage strip has at most so many cells; a longer reference shares them."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of the article on a track from 0 to 100."""

    name: str
    value: float
    better: str
    """`higher` or `lower`."""
    interval: tuple[float, float] | None
    clean: tuple[float, float] | None
    """Where nine of ten sentences of clean text lie."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the article's median sentence stands among clean sentences, 0–100, higher is better."""

    name: str
    unit: str
    value: float
    percentile: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """Shares (0–1) of sentences whose chrF falls into each of `BINS` equal bins from 0 to 100."""

    article: tuple[float, ...]
    clean: tuple[float, ...]
    """Empty without a calibration."""
    sentences: int
    low: int
    """How many score lower than 95 % of clean sentences."""

    @property
    def peak(self) -> float:
        """The largest share, for the height of the chart."""
        return max([*self.article, *self.clean])


@dataclass(frozen=True, slots=True)
class Cell:
    """One or several neighbouring reference sentences."""

    first: int
    last: int
    missing: int
    """How many of them the article leaves out."""
    partial: int
    """How many it has in part."""
    row: int
    """Index of the row to show for it."""


def score_lines(audit: Audit) -> tuple[ScoreLine, ...]:
    """Corpus scores with their 95 % intervals; empty where no bead is paired."""
    scores = audit.scores
    if scores is None:
        return ()
    quantiles = audit.clean_quantiles.get("chrf")
    clean = (quantiles[5], quantiles[95]) if quantiles else None
    listed = (
        ("chrF", "chrf", scores.chrf, "higher", clean),
        ("chrF++", "chrf++", scores.chrf_pp, "higher", None),
        ("BLEU", "bleu", scores.bleu, "higher", None),
        ("TER", "ter", scores.ter, "lower", None),
    )
    return tuple(
        ScoreLine(name, value, better, scores.confidence.get(key), band) for name, key, value, better, band in listed
    )


def standings(audit: Audit) -> tuple[Standing, ...]:
    """Wording (chrF) and meaning (cosine) of the median sentence against clean text; empty without a calibration."""
    chrf = [b.scores.chrf for b in audit.beads if b.scores]
    cosine = [b.scores.cosine for b in audit.beads if b.scores and b.scores.cosine is not None]
    found = []
    for name, key, values in (("Wording", "chrf", chrf), ("Meaning", "cosine", cosine)):
        quantiles = audit.clean_quantiles.get(key)
        if quantiles and values:
            middle = sorted(values)[len(values) // 2]
            unit = "chrF" if key == "chrf" else "cosine"
            found.append(Standing(name, unit, middle, percentile(quantiles, middle)))
    return tuple(found)


def distribution(audit: Audit) -> Distribution | None:
    """Sentence scores of the article, and of clean text where a calibration says; None where nothing is scored."""
    values = [b.scores.chrf for b in audit.beads if b.scores and math.isfinite(b.scores.chrf)]
    if not values:
        return None
    numbers = [0] * BINS
    for value in values:
        numbers[min(BINS - 1, max(0, int(value / 100 * BINS)))] += 1
    quantiles = audit.clean_quantiles.get("chrf", ())
    low = sum(v < quantiles[5] for v in values) if quantiles else 0
    return Distribution(tuple(n / len(values) for n in numbers), _clean_shares(quantiles), len(values), low)


def _clean_shares(quantiles: Sequence[float]) -> tuple[float, ...]:
    if not quantiles:
        return ()
    edges = [percentile(quantiles, i * 100 / BINS) / 100 for i in range(BINS + 1)]
    edges[0], edges[-1] = 0.0, 1.0
    return tuple(high - low for low, high in zip(edges, edges[1:]))


def coverage_cells(audit: Audit, rows: Sequence[Row]) -> tuple[Cell, ...]:
    """The reference from its first sentence to its last."""
    row_of = {s.index: k for k, row in enumerate(rows) for s in row.reference}
    missing = {s.index for row in rows if row.kind == "omission" for s in row.reference}
    partial = {i for f in audit.findings if f.rule == "partial-omission" for i in f.reference} - missing
    return tuple(_cells(len(audit.reference_segments), row_of, missing, partial))


def _cells(total: int, row_of: dict[int, int], missing: set[int], partial: set[int]) -> Iterator[Cell]:
    count = min(total, CELLS)
    for k in range(count):
        block = range(k * total // count, (k + 1) * total // count)
        gone, cut = [i for i in block if i in missing], [i for i in block if i in partial]
        shown = (gone or cut or [block[0]])[0]
        yield Cell(block[0], block[-1], len(gone), len(cut), row_of.get(shown, 0))
