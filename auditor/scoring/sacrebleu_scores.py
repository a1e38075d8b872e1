"""How close back-translations come to the reference, in sacrebleu's metrics: for each bead and for the article.

Sentence BLEU uses effective order (Lin & Och 2004: orders that a short sentence cannot have do not count); corpus BLEU
does not. chrF and chrF++ are of order 6 with 0 and 2 word orders. Intervals are sacrebleu's bootstrap (Koehn 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.records import ArticleScores, Bead, ScoredBead, Scores
from auditor.scoring.edit_distance import quick_ter
from auditor.scoring.resampling import draw, interval

RESAMPLES = 1000
FEWEST_BEADS = 5
"""Fewest beads for which an interval is given; of fewer, a bootstrap only repeats the same few sums."""
LONGEST_TER = 250
"""TER searches for shifted words, in seconds for hundreds of words in another order: it sees only so many of a text."""
COUNTED_BEADS = 4096
"""Pairs of texts whose counts are kept, some 2 kB each. To count takes some milliseconds a pair, mostly
for TER's edit distance; the article and all its resamples are made of the counts of its beads."""

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
    counts = [_counts(*pair) for pair in pairs]
    resamples = draw(len(pairs), RESAMPLES) if len(pairs) >= FEWEST_BEADS else None
    values: dict[str, float] = {}
    signatures: dict[str, str] = {}
    confidence: dict[str, tuple[float, float]] = {}
    for name, metric in _metrics(effective_order=False).items():
        _counted(metric, [c[name] for c in counts])
        values[name] = float(metric.corpus_score(left, right).score)
        signatures[name] = metric.get_signature().format()
        if resamples is not None:
            try:
                confidence[name] = interval(metric, [c[name] for c in counts], resamples)
            except TypeError:
                # sacrebleu 2.6 cannot average resamples of which some have no match at all; such text has no interval.
                continue
            signatures[name] = metric.get_signature().format()
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
    counts = _counts(hypothesis, reference)
    bleu, chrf, chrf_pp, ter = (
        float(_counted(metric, [counts[name]]).sentence_score(hypothesis, [reference]).score)
        for name, metric in metrics.items()
    )
    return Scores(bleu, chrf, chrf_pp, ter, cosine)


@lru_cache(maxsize=COUNTED_BEADS)
def _counts(hypothesis: str, reference: str) -> Mapping[str, list[float]]:
    """What each metric counts in a pair of texts: matches, lengths, edits. Sums of it are all that scores are made of."""
    return {
        name: metric._extract_corpus_statistics([_seen(name, hypothesis)], [[_seen(name, reference)]])[0]
        for name, metric in {**_metrics(effective_order=True), "ter": quick_ter()()}.items()
    }


def _counted(metric: Any, counts: Sequence[list[float]]) -> Any:
    """The metric, which takes these counts, a list for each pair, instead of counting in the texts that it is given."""
    metric.num_refs = 1
    metric._extract_corpus_statistics = lambda *_: counts
    return metric


def _seen(name: str, text: str) -> str:
    return _cut(text) if name == "ter" else text


def _cut(text: str) -> str:
    words = text.split(maxsplit=LONGEST_TER)
    return text if len(words) <= LONGEST_TER else " ".join(words[:LONGEST_TER])
