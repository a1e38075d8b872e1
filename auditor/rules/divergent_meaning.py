"""Rules that judge a pair of sentences as a whole, or a run of its words, by what clean text scores."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from auditor.records import Finding, Severity, Side
from auditor.rules.frame.article_text import run_together
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView
from auditor.scoring.word_support import Run

UNRELATED_COSINE = 0.815
"""Of clean news pairs 0.1 % lie below (of 1,240), of unrelated ones 95 %."""
UNRELATED_CHRF = 30.0
"""Unrelated English sentences reach 27.5 at most, clean back-translations stay above 38 in 99 of 100 cases; only for
engines whose back-translations are readable."""
FEWEST_FOR_SPREAD = 8
"""With fewer beads an article's own spread means nothing."""
SPREAD = 2.0
"""How many robust standard deviations below its article's median a divergent sentence lies."""
SHARE = 3
"""The false-alarm rate is shared by the three rules here that use it."""
SHORTEST_RUN = 3
"""Fewer words are no clause; names, numbers and opposites have rules of their own."""


def unrelated(view: BeadView, context: Context) -> Iterator[Finding]:
    """The two sides have nothing in common, by both witnesses where there are two."""
    if not view.paired or not _nothing_in_common(view, context):
        return
    scores = view.scored.scores
    details = {"cosine": _rounded(view.weighed.cosine), "chrf": _rounded(scores.chrf if scores else None)}
    message = "The article sentence and the reference sentence have nothing in common"
    yield finding(context, view, "unrelated", Severity.CRITICAL, message, (), details)


def _nothing_in_common(view: BeadView, context: Context) -> bool:
    scores, cosine = view.scored.scores, view.weighed.cosine
    readable = context.calibration is not None and context.calibration.readable and view.reliable
    if cosine is not None:
        apart = cosine < UNRELATED_COSINE
        return apart and not (readable and scores is not None and scores.chrf >= 1.5 * UNRELATED_CHRF)
    return readable and scores is not None and scores.chrf < UNRELATED_CHRF


Usual = tuple[float, float]
"""Median of the agreements of an article, and their robust standard deviation."""


def divergent_meaning(view: BeadView, context: Context, usual: Usual | None) -> Iterator[Finding]:
    """Agreement below the stated share of clean sentences, and low for this article as well."""
    value = agreement(view, context)
    if value is None or context.calibration is None or not view.reliable:
        return
    limit = 100 * context.false_alarms / SHARE
    if value >= limit or not _low_here(value, usual):
        return
    scores = view.scored.scores
    details = {
        "percentile": round(value, 2),
        "limit": round(limit, 2),
        "chrf": _rounded(scores.chrf if scores else None),
        "cosine": _rounded(view.weighed.cosine),
    }
    message = f"Article and reference agree less than {100 - value:.1f} % of clean sentences do"
    yield finding(context, view, "divergent-meaning", Severity.MAJOR, message, (), details)


def agreement(view: BeadView, context: Context) -> float | None:
    """Percentile of both witnesses together against clean text, 0–100; None where there is nothing to compare."""
    if context.calibration is None or not view.paired:
        return None
    scores = view.scored.scores
    words = len(view.text("reference").split())
    return context.calibration.agreement(scores.chrf if scores else None, view.weighed.cosine, words)


def usual_agreement(context: Context) -> Usual | None:
    """What is usual in an article (median and MAD, Iglewicz & Hoaglin 1993): a hard one must not turn red as a whole.
    None where it has too few beads to say."""
    values = [v for v in (agreement(view, context) for view in context.views) if v is not None]
    if len(values) < FEWEST_FOR_SPREAD:
        return None
    middle = median(values)
    return middle, 1.4826 * median(abs(v - middle) for v in values)


def _low_here(value: float, usual: Usual | None) -> bool:
    if usual is None:
        return True
    middle, deviation = usual
    # Percentiles end at 0: a wide spread must not put the limit where nothing can lie below it.
    return middle - value > SPREAD * min(deviation, 0.9 * middle / SPREAD)


def partial_omission(view: BeadView, context: Context) -> Iterator[Finding]:
    """A run of reference words that neither the article nor its back-translation supports."""
    message = "The article does not say “{}”"
    yield from _clause(view, context, "partial-omission", "missing", view.weighed.missing, "reference", message)


def partial_addition(view: BeadView, context: Context) -> Iterator[Finding]:
    """A run of article words that the reference does not support."""
    message = "The reference does not say “{}”"
    yield from _clause(view, context, "partial-addition", "extra", view.weighed.extra, "article", message)


def _clause(
    view: BeadView, context: Context, rule: str, score: str, run: Run | None, side: Side, message: str
) -> Iterator[Finding]:
    if context.calibration is None or not view.paired or run is None or len(run.words) < SHORTEST_RUN:
        return
    if any(run_together(s.text) for s in view.article):  # what is no word has no counterpart
        return
    words = len(view.text("reference").split())
    limit = context.calibration.tail(score, context.false_alarms / SHARE, words)
    if limit is None or -run.weight >= limit:
        return
    first, last = run.words[0], run.words[-1]
    spans = tuple(
        view.span(side, k, *_within(run, k))
        for k in range(first.sentence, last.sentence + 1)
        if any(w.sentence == k for w in run.words)
    )
    details = {"weight": round(run.weight, 2), "limit": round(-limit, 2)}
    yield finding(context, view, rule, Severity.MAJOR, message.format(" ".join(s.text for s in spans)), spans, details)


def _within(run: Run, sentence: int) -> tuple[int, int]:
    mine = [w for w in run.words if w.sentence == sentence]
    return mine[0].start, mine[-1].end


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
