"""What the rules about missing and added sentences share."""

from __future__ import annotations

from auditor.records import Side, Span
from auditor.rules.frame.rule import Hit, Value
from auditor.scoring.bead_view import BeadView


def spans(view: BeadView, side: Side) -> tuple[Span, ...]:
    return tuple(view.span(side, k, 0, len(s.text)) for k, s in enumerate(view.side(side)))


def nearest(view: BeadView) -> dict[str, Value]:
    bead = view.scored.bead
    if bead.best_partner is None or bead.best_similarity is None:
        return {}
    return {"nearest": bead.best_partner, "nearest_similarity": round(bead.best_similarity, 3)}


def nearness(hit: Hit, other: Side) -> str:
    """In a sentence, how near the `other` side comes."""
    nearest, likeness = hit.number("nearest"), hit.number("nearest_similarity")
    if nearest is None or likeness is None:
        return f"No sentence of the {other} comes near it."
    return (
        f"Sentence {nearest + 1:.0f} of the {other} comes nearest (likeness {likeness:.2f}, from 0 to 1), but fits another"
        " sentence better or this one too little."
    )
