"""Rules about whole sentences: missing, added, moved."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding, Severity, Side, Span
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView


def omission(view: BeadView, context: Context) -> Iterator[Finding]:
    """Reference sentences that no article sentence answers."""
    if not view.article:
        message = f"The article lacks the sentence “{_short(view.text('reference'))}”"
        yield finding(context, view, "omission", Severity.MAJOR, message, _spans(view, "reference"), _nearest(view))


def addition(view: BeadView, context: Context) -> Iterator[Finding]:
    """Article sentences that answer no reference sentence."""
    if view.reference or not context.has_reference:
        return
    headline = _is_headline(view, context)
    severity = Severity.NEUTRAL if headline else Severity.MAJOR
    message = "The reference has no such headline" if headline else "The reference has no sentence that says this"
    yield finding(context, view, "addition", severity, message, _spans(view, "article"), _nearest(view))


def _is_headline(view: BeadView, context: Context) -> bool:
    """The first line, alone in its paragraph and without a stop: a desk writes its own."""
    (first, *others) = view.article
    alone = sum(s.paragraph == first.paragraph for s in context.segments) == 1
    return first.index == 0 and not others and alone and first.text[-1] not in ".!؟?…" and len(context.segments) > 3


def moved(view: BeadView, context: Context) -> Iterator[Finding]:
    """A pair whose two sides stand in different places."""
    if view.scored.bead.moved and view.paired:
        message = "This sentence stands in another place than in the reference"
        yield finding(context, view, "moved", Severity.NEUTRAL, message)


def _spans(view: BeadView, side: Side) -> list[Span]:
    return [view.span(side, k, 0, len(s.text)) for k, s in enumerate(view.side(side))]


def _nearest(view: BeadView) -> dict[str, str | int | float | bool | None]:
    bead = view.scored.bead
    if bead.best_partner is None or bead.best_similarity is None:
        return {}
    return {"nearest": bead.best_partner, "nearest_similarity": round(bead.best_similarity, 3)}


def _short(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
