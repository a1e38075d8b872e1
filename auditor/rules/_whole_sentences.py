"""What the rules about missing and added sentences share."""

from __future__ import annotations

from auditor.records import Side, Span
from auditor.scoring.bead_view import BeadView


def spans(view: BeadView, side: Side) -> list[Span]:
    return [view.span(side, k, 0, len(s.text)) for k, s in enumerate(view.side(side))]


def nearest(view: BeadView) -> dict[str, str | int | float | bool | None]:
    bead = view.scored.bead
    if bead.best_partner is None or bead.best_similarity is None:
        return {}
    return {"nearest": bead.best_partner, "nearest_similarity": round(bead.best_similarity, 3)}
