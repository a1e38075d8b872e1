"""A whole sentence of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._whole_sentences import nearest, nearness, spans
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.bead_view import BeadView

_NO_HEADLINE = "The reference has no such headline"


def addition(view: BeadView, context: Context) -> Iterator[Hit]:
    """Article sentences that answer no reference sentence."""
    if view.reference or not context.has_reference:
        return
    headline = _is_headline(view, context)
    message = _NO_HEADLINE if headline else "The reference has no sentence that says this"
    severity = Severity.NEUTRAL if headline else None
    yield Hit(message, spans(view, "article"), nearest(view), severity=severity)


def _is_headline(view: BeadView, context: Context) -> bool:
    """The first line, alone in its paragraph and without a stop: a desk writes its own."""
    (first, *others) = view.article
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
