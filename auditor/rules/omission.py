"""A whole sentence of the reference is missing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._whole_sentences import nearest, nearness, says_something, severity, spans
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule


def omission(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Reference sentences that no article sentence answers."""
    if not bead.article and says_something(bead.reference):
        message = f"The article lacks the sentence “{_short(bead.text('reference'))}”"
        weighs = severity(bead, context.reference_lang)
        yield Hit(message, spans(bead, "reference"), nearest(bead), severity=weighs)


def _short(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def why(hit: Hit) -> str:
    return nearness(hit, "article")


RULE = Rule(
    "omission",
    Severity.MAJOR,
    "accuracy/omission",
    "A whole sentence of the reference is missing.",
    level="sentence",
    checks=(omission,),
    why=why,
)
