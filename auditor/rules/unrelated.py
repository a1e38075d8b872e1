"""The two sentences say nothing in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor import encoder_geometry as geometry
from auditor.records import Severity
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import MISTRANSLATION, Hit, Rule, Value

UNRELATED_CHRF = 30.0
"""Unrelated English sentences reach 27.5 at most, clean back-translations of readable engines stay above 38 in 99 of 100
cases."""


def unrelated(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """The two sides have nothing in common, by both witnesses where there are two."""
    if not bead.paired or not _nothing_in_common(bead, context):
        return
    scores = bead.scored.scores
    details: dict[str, Value] = {
        "cosine": _rounded(bead.weighed.cosine),
        "chrf": _rounded(scores.chrf if scores else None),
    }
    yield Hit("The article sentence and the reference sentence have nothing in common", (), details)


def another_story(context: Context) -> Iterator[Hit]:
    """The reference that was named has nothing to do with the article as a whole."""
    if context.another_story and context.segments:
        related, known = context.another_story
        message = f"The reference tells another story: it has something in common with {related} of {known} sentences"
        hit = on_sentence(context.segments[0], message, (), {"related": related, "known": known})
        yield replace(hit, whole=True)


def _nothing_in_common(bead: BeadReading, context: Context) -> bool:
    scores, cosine = bead.scored.scores, bead.weighed.cosine
    readable = context.calibration is not None and context.calibration.readable and bead.view.reliable
    if cosine is not None:
        # A poor back-translation may have little in common with a reference that fits; it has not much by chance.
        return cosine < geometry.UNRELATED and not (scores is not None and scores.chrf >= UNRELATED_CHRF)
    return readable and scores is not None and scores.chrf < UNRELATED_CHRF


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def why(hit: Hit) -> str:
    cosine, chrf = hit.number("cosine"), hit.number("chrf")
    parts = []
    if cosine is not None:
        parts.append(
            f"the meaning is as far apart as that of sentences picked at random (cosine {cosine:.2f}; clean news has about"
            " 0.9)"
        )
    if chrf is not None:
        parts.append(f"the wording of back-translation and reference has little in common (chrF {chrf:.0f} of 100)")
    return f"By what was measured, {' and '.join(parts)}." if parts else ""


RULE = Rule(
    "unrelated",
    Severity.CRITICAL,
    MISTRANSLATION,
    "The two sentences say nothing in common.",
    level="sentence",
    checks=(unrelated,),
    article_checks=(another_story,),
    why=why,
)
