"""What was made of the sentences: translations, pairs, scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.records.documents import Segment


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of one sentence."""

    text: str
    """The English."""
    log_probability: float | None = None
    """Mean natural-log probability a target piece, ≤ 0, higher is better; None where the engine does not say."""
    alternatives: tuple[str, ...] = ()
    """Further hypotheses of the beam, best first, without `text` itself."""
    problem: str | None = None
    """Why the text cannot be trusted (`loop`, `dropped text`, `empty`, `unlikely`, `contradiction`), in a few words; None
    where nothing is known."""


@dataclass(frozen=True, slots=True)
class TokenScores:
    """Forced decoding of a given English sentence: natural-log probability of each piece, end of sentence included."""

    pieces: tuple[str, ...]
    """Subwords as the model spells them."""
    log_probabilities: tuple[float, ...]
    """One for each piece, ≤ 0, higher is likelier."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The English back-translation of one article segment."""

    segment: Segment
    """The Arabic sentence."""
    translation: Translation
    """What the engine made of it."""

    @property
    def text(self) -> str:
        """The English text."""
        return self.translation.text


@dataclass(frozen=True, slots=True)
class Bead:
    """An aligned group: indexes of article segments and of reference segments; one side may be empty, not both."""

    article: tuple[int, ...]
    """Indexes into the article's segments."""
    reference: tuple[int, ...]
    """Indexes into the reference's segments."""
    similarity: float | None = None
    """Similarity of the two sides as the aligner saw it, 0–1, higher is closer; None where a side is empty."""
    margin: float | None = None
    """How much worse the whole alignment gets without this bead, in the aligner's units; higher is surer."""
    moved: bool = False
    """The two sides say the same but stand in different places."""
    best_partner: int | None = None
    """For a bead with an empty side: the index on the other side that came nearest."""
    best_similarity: float | None = None
    """The similarity of that partner, 0–1."""

    @property
    def kind(self) -> str:
        """Sizes of the two sides, article first: `1-1`, `2-1`, `0-1` (omission), `1-0` (addition)."""
        return f"{len(self.article)}-{len(self.reference)}"


@dataclass(frozen=True, slots=True)
class Scores:
    """sacrebleu scores of one bead. BLEU, chrF and chrF++: 0–100, higher is better; TER: from 0, lower is better."""

    bleu: float
    """0–100, higher is better; of few sentences it says little."""
    chrf: float
    """0–100, higher is better."""
    chrf_pp: float
    """chrF++, 0–100, higher is better."""
    ter: float
    """Edits in 100 words of the reference, from 0, can exceed 100; lower is better."""
    cosine: float | None = None
    """Cosine of article and reference sentence vectors of the bundled encoder: clean news about 0.9, unrelated
    sentences about 0.77, higher is closer. None where the encoder does not know one of the languages."""


@dataclass(frozen=True, slots=True)
class ScoredBead:
    """A bead with its scores; None, never 0, where there is nothing to score."""

    bead: Bead
    """The group."""
    scores: Scores | None
    """Of its hypotheses against its reference sentences."""
    percentile: float | None = None
    """Share of clean sentences of this engine that score lower, 0–100; None without a calibration."""


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """Corpus-level scores over the paired beads of an article. What was left out of the article does not show here."""

    bleu: float
    """0–100, higher is better."""
    chrf: float
    """0–100, higher is better."""
    chrf_pp: float
    """chrF++, 0–100, higher is better."""
    ter: float
    """Edits in 100 words of the reference, from 0, can exceed 100; lower is better."""
    signatures: Mapping[str, str]
    """sacrebleu signature for each of `bleu`, `chrf`, `chrf++`, `ter`."""
    confidence: Mapping[str, tuple[float, float]]
    """95 % bootstrap interval (low, high) for each; empty where there are too few beads."""
