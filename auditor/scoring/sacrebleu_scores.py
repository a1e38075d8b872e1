"""How close back-translations come to the reference, in sacrebleu's metrics: for each bead and for the article.

Sentence BLEU uses effective order (Lin & Och 2004: orders that a short sentence cannot have do not count); corpus BLEU
does not. chrF and chrF++ are of order 6 with 0 and 2 word orders. Intervals are sacrebleu's bootstrap (Koehn 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.records import ArticleScores, Bead, ScoredBead, Scores

RESAMPLES = 1000
FEWEST_BEADS = 5
"""Fewest beads for which an interval is given; of fewer, a bootstrap only repeats the same few sums."""
LONGEST_TER = 250
"""TER searches for shifted words, in seconds for hundreds of words in another order: it sees only so many of a text."""

Indexes = tuple[tuple[int, ...], tuple[int, ...]]
"""Article and reference indexes of a bead."""


def score_beads(
    beads: Sequence[Bead],
    hypotheses: Sequence[str | None],
    references: Sequence[str],
    cosines: Mapping[Indexes, float] | None = None,
) -> tuple[ScoredBead, ...]:
    """Score each bead on its own.

    Args:
        beads: indexes are positions in `hypotheses` and `references`.
        hypotheses: back-translation of each article sentence; None where there is none.
        references: the reference sentences.
        cosines: cosine of the sides' vectors by (bead.article, bead.reference), where known.

    Returns:
        One for each bead, in order. Scores are None where a side is empty or a hypothesis is missing: never 0.
    """
    metrics = _metrics(effective_order=True)
    scored = []
    for bead in beads:
        texts = _texts(bead, hypotheses, references)
        cosine = (cosines or {}).get((bead.article, bead.reference))
        scored.append(ScoredBead(bead, _score(metrics, *texts, cosine) if texts else None))
    return tuple(scored)


def score_article(
    beads: Sequence[Bead], hypotheses: Sequence[str | None], references: Sequence[str]
) -> ArticleScores | None:
    """Corpus-level scores over the paired beads, as `sacrebleu` prints them for the same lines.

    Returns:
        None where no bead is paired. Intervals need at least `FEWEST_BEADS` beads.
    """
    pairs = [p for p in (_texts(b, hypotheses, references) for b in beads) if p]
    if not pairs:
        return None
    left, right = [h for h, _ in pairs], [[r for _, r in pairs]]
    resamples = RESAMPLES if len(pairs) >= FEWEST_BEADS else 1
    values: dict[str, float] = {}
    signatures: dict[str, str] = {}
    confidence: dict[str, tuple[float, float]] = {}
    for name, metric in _metrics(effective_order=False).items():
        if name == "ter":
            left, right = [_cut(h) for h in left], [[_cut(r) for r in right[0]]]
        result = metric.corpus_score(left, right)
        values[name] = float(result.score)
        signatures[name] = metric.get_signature().format()
        if resamples > 1:
            try:
                result = metric.corpus_score(left, right, n_bootstrap=resamples)
            except TypeError:
                # sacrebleu 2.6 cannot average resamples of which some have no match at all; such text has no interval.
                continue
            signatures[name] = metric.get_signature().format()
            confidence[name] = (float(result._mean - result._ci), float(result._mean + result._ci))
    return ArticleScores(values["bleu"], values["chrf"], values["chrf++"], values["ter"], signatures, confidence)


def _metrics(effective_order: bool) -> dict[str, Any]:
    from sacrebleu.metrics import BLEU, CHRF, TER

    return {"bleu": BLEU(effective_order=effective_order, force=True), "chrf": CHRF(), "chrf++": CHRF(word_order=2),
            "ter": TER()}  # fmt: skip


def _texts(bead: Bead, hypotheses: Sequence[str | None], references: Sequence[str]) -> tuple[str, str] | None:
    """Both sides of a bead, sentences joined by a space; None where there is nothing to compare."""
    ours = [hypotheses[i] for i in bead.article]
    if not ours or not bead.reference:
        return None
    texts = [t for t in ours if t is not None]
    if len(texts) < len(ours):
        return None
    return " ".join(texts), " ".join(references[j] for j in bead.reference)


def _score(metrics: Mapping[str, Any], hypothesis: str, reference: str, cosine: float | None) -> Scores:
    values = {
        name: float(metric.sentence_score(hypothesis, [reference]).score)
        for name, metric in metrics.items()
        if name != "ter"
    }
    ter = float(metrics["ter"].sentence_score(_cut(hypothesis), [_cut(reference)]).score)
    return Scores(values["bleu"], values["chrf"], values["chrf++"], ter, cosine)


def _cut(text: str) -> str:
    words = text.split(maxsplit=LONGEST_TER)
    return text if len(words) <= LONGEST_TER else " ".join(words[:LONGEST_TER])
