"""A whole sentence of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding, Severity
from auditor.rules._whole_sentences import nearest, spans
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView


def addition(view: BeadView, context: Context) -> Iterator[Finding]:
    """Article sentences that answer no reference sentence."""
    if view.reference or not context.has_reference:
        return
    headline = _is_headline(view, context)
    message = "The reference has no such headline" if headline else "The reference has no sentence that says this"
    severity = Severity.NEUTRAL if headline else None
    yield finding(context, view, "addition", message, spans(view, "article"), nearest(view), severity=severity)


def _is_headline(view: BeadView, context: Context) -> bool:
    """The first line, alone in its paragraph and without a stop: a desk writes its own."""
    (first, *others) = view.article
    alone = sum(s.paragraph == first.paragraph for s in context.segments) == 1
    return first.index == 0 and not others and alone and first.text[-1] not in ".!؟?…" and len(context.segments) > 3
