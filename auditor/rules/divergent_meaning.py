"""The two sentences agree less than clean text of this engine does."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from auditor.records import Severity
from auditor.rules._clauses import SHARE
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import MISTRANSLATION, Hit, Rule, Value
from auditor.scoring.bead_view import BeadView

FEWEST_FOR_SPREAD = 8
"""With fewer beads an article's own spread means nothing."""
SPREAD = 2.0
"""How many robust standard deviations below its article's median a divergent sentence lies."""
Usual = tuple[float, float]
"""Median of the agreements of an article, and their robust standard deviation."""


def divergent_meaning(context: Context) -> Iterator[Hit]:
    """Agreement below the stated share of clean sentences, and low for this article as well."""
    usual = usual_agreement(context)
    for view in context.views:
        yield from _divergent(view, context, usual)


def _divergent(view: BeadView, context: Context, usual: Usual | None) -> Iterator[Hit]:
    value = agreement(view, context)
    if value is None or context.calibration is None or not view.reliable:
        return
    limit = 100 * context.false_alarms / SHARE
    if value >= limit or not _low_here(value, usual):
        return
    scores = view.scored.scores
    details: dict[str, Value] = {
        "percentile": round(value, 2),
        "limit": round(limit, 2),
        "chrf": _rounded(scores.chrf if scores else None),
        "cosine": _rounded(view.weighed.cosine),
    }
    message = f"Article and reference agree less than {100 - value:.1f} % of clean sentences do"
    yield Hit(message, (), details, bead=view)


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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def why(hit: Hit) -> str:
    percentile, limit = hit.number("percentile"), hit.number("limit")
    if percentile is None or limit is None:
        return ""
    return (
        f"Only {percentile:.2f} % of clean sentences agree less with their reference, by wording and by meaning together;"
        f" below {limit:.2f} % a sentence is flagged. No word was found that would be a major fault by itself."
    )


RULE = Rule(
    "divergent-meaning",
    Severity.MAJOR,
    MISTRANSLATION,
    "The two agree less than clean text of this engine does, at the stated false-alarm rate.",
    level="score",
    article_checks=(divergent_meaning,),
    why=why,
)
