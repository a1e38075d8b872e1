"""Back-translations that cannot be trusted although the engine brought them to an end."""

from __future__ import annotations

from dataclasses import replace

from auditor.facts.quantities.marks import Mark, marks
from auditor.facts.quantities.matching import match
from auditor.records import Hypothesis
from auditor.scoring.calibration import Calibration

RATE = 0.01
"""Share of clean sentences that the engine finds as unlikely."""


def check_reliability(hypothesis: Hypothesis, lang: str, calibration: Calibration) -> Hypothesis:
    """The hypothesis, with what speaks against it as the problem of its translation: `unlikely`, where the engine is less
    sure of it than of 99 in 100 clean sentences of that length, or `contradiction`, where it has other digits than the
    sentence that it translates (only for engines whose English can be read: with others that is nothing special)."""
    translation = hypothesis.translation
    if translation.problem is not None:
        return hypothesis
    least = calibration.tail("log_probability", RATE, len(hypothesis.text.split()))
    if translation.log_probability is not None and least is not None and translation.log_probability < least:
        problem = "unlikely"
    elif calibration.readable and _contradicts(hypothesis, lang):
        problem = "contradiction"
    else:
        return hypothesis
    return replace(hypothesis, translation=replace(translation, problem=problem))


def _contradicts(hypothesis: Hypothesis, lang: str) -> bool:
    """Each side has a number in digits that the other has not."""
    stated = marks("article", (hypothesis.segment.text,), lang)
    heard = marks("hypothesis", (hypothesis.text,), "en")
    _, missing, extra = match(stated, heard)
    return any(map(_digits, missing)) and any(map(_digits, extra))


def _digits(mark: Mark) -> bool:
    return mark.certainty == 1.0 and mark.text.isdecimal()
