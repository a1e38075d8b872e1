"""What the rules about missing and added sentences share."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.names import names
from auditor.facts.quantities.marks import marks
from auditor.records import Segment, Severity, Side, Span
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Value


def spans(bead: BeadReading, side: Side) -> tuple[Span, ...]:
    return tuple(bead.span(side, k, 0, len(s.text)) for k, s in enumerate(bead.side(side)))


def nearest(bead: BeadReading) -> dict[str, Value]:
    partner, similarity = bead.scored.bead.best_partner, bead.scored.bead.best_similarity
    if partner is None or similarity is None:
        return {}
    return {"nearest": partner, "nearest_similarity": round(similarity, 3)}


def says_something(sentences: Sequence[Segment]) -> bool:
    """There is a letter or a digit in them: *** and —— only part one section from the next."""
    return any(c.isalnum() for s in sentences for c in s.text)


def severity(bead: BeadReading, lang: str) -> Severity | None:
    """A sentence of the reference with a figure or a name weighs more than its rule says."""
    texts = tuple(s.text for s in bead.reference)
    named = any(fact.certainty == 1.0 for text in texts for fact in names.extract(text, lang))
    return Severity.CRITICAL if named or marks("reference", texts, lang) else None


def nearness(hit: Hit, other: Side) -> str:
    """In a sentence, how near the `other` side comes."""
    nearest, likeness = hit.number("nearest"), hit.number("nearest_similarity")
    if nearest is None or likeness is None:
        return f"No sentence of the {other} comes near it."
    return (
        f"Sentence {nearest + 1:.0f} of the {other} comes nearest (likeness {likeness:.2f}, from 0 to 1), but fits another"
        " sentence better or this one too little."
    )
