"""The engine failed here: no verdict rests on its text."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule

_PROBLEMS = {
    "loop": "it repeats itself",
    "dropped text": "it is much shorter than the sentence",
    "empty": "it is empty",
    "unlikely": "the engine is less sure of it than of 99 in 100 clean sentences",
    "contradiction": "its numbers are not those of the article",
}


def unreliable_back_translation(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """The engine's own text cannot be trusted: no verdict rests on it."""
    for position, hypothesis in enumerate(bead.view.hypotheses):
        problem = hypothesis.translation.problem
        if problem is None:
            continue
        spans = (bead.view.span("hypothesis", position, 0, len(hypothesis.text)),) if hypothesis.text else ()
        message = (
            f"The back-translation cannot be trusted ({_PROBLEMS.get(problem, problem)}): compare this sentence by eye"
        )
        yield Hit(message, spans, {"problem": problem})


RULE = Rule(
    "unreliable-back-translation",
    Severity.NEUTRAL,
    "—",
    "The engine failed here: no verdict.",
    level="note",
    checks=(unreliable_back_translation,),
)
