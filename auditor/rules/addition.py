"""A whole sentence of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._whole_sentences import nearest, nearness, says_something, spans
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule

_NO_HEADLINE = "The reference has no such headline"


def addition(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Article sentences that answer no reference sentence."""
    if bead.reference or not context.has_reference or not says_something(bead.article):
        return
    headline = _is_headline(bead, context)
    message = _NO_HEADLINE if headline else "The reference has no sentence that says this"
    severity = Severity.NEUTRAL if headline else None
    yield Hit(message, spans(bead, "article"), nearest(bead), severity=severity)


def _is_headline(bead: BeadReading, context: Context) -> bool:
    """The first line, alone in its paragraph and without a stop: a desk writes its own."""
    (first, *others) = bead.article
    alone = sum(s.paragraph == first.paragraph for s in context.segments) == 1
    return first.index == 0 and not others and alone and first.text[-1] not in ".!؟?…" and len(context.segments) > 3


def why(hit: Hit) -> str:
    if hit.message == _NO_HEADLINE:
        return "It stands alone in the first line and has no full stop, so it is taken for a headline of your own."
    return nearness(hit, "reference")


RULE = Rule(
    "addition",
    Severity.MAJOR,
    "accuracy/addition",
    "A whole sentence is not in the reference.",
    level="sentence",
    checks=(addition,),
    why=why,
)
