"""The two sentences say nothing in common."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView

UNRELATED_COSINE = 0.815
"""Of clean news pairs 0.1 % lie below (of 1,240), of unrelated ones 95 %."""
UNRELATED_CHRF = 30.0
"""Unrelated English sentences reach 27.5 at most, clean back-translations stay above 38 in 99 of 100 cases; only for
engines whose back-translations are readable."""


def unrelated(view: BeadView, context: Context) -> Iterator[Finding]:
    """The two sides have nothing in common, by both witnesses where there are two."""
    if not view.paired or not _nothing_in_common(view, context):
        return
    scores = view.scored.scores
    details = {"cosine": _rounded(view.weighed.cosine), "chrf": _rounded(scores.chrf if scores else None)}
    message = "The article sentence and the reference sentence have nothing in common"
    yield finding(context, view, "unrelated", message, (), details)


def another_story(context: Context) -> Iterator[Finding]:
    """The reference that was named has nothing to do with the article as a whole."""
    if context.another_story and context.segments:
        related, known = context.another_story
        message = f"The reference tells another story: {related} of {known} sentences have something in common with it"
        yield on_sentence(context, context.segments[0], "unrelated", message, [], {"related": related, "known": known})


def _nothing_in_common(view: BeadView, context: Context) -> bool:
    scores, cosine = view.scored.scores, view.weighed.cosine
    readable = context.calibration is not None and context.calibration.readable and view.reliable
    if cosine is not None:
        apart = cosine < UNRELATED_COSINE
        return apart and not (readable and scores is not None and scores.chrf >= 1.5 * UNRELATED_CHRF)
    return readable and scores is not None and scores.chrf < UNRELATED_CHRF


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
