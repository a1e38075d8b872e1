"""Beads of sentences with numbers, and what number-mismatch finds in them."""

from __future__ import annotations

from collections.abc import Sequence

from pairs import by_bead

from auditor.records import Bead, Document, Finding, Hypothesis, ScoredBead, Segment, Translation
from auditor.rules.frame.context import Context
from auditor.scoring.bead_view import BeadView


def segments(lines: Sequence[str]) -> tuple[Segment, ...]:
    """Sentences, one a line."""
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    return tuple(Segment(i, t, s, s + len(t), i + 1, 1, i) for i, (t, s) in enumerate(zip(lines, starts)))


def context(
    reference: Sequence[str],
    article: Sequence[str],
    heard: Sequence[str] = (),
    lang: str = "ar",
    problem: str | None = None,
) -> Context:
    """An article whose k-th sentence answers the k-th of the reference."""
    there, here = segments(reference), segments(article)
    views = tuple(
        BeadView(
            ScoredBead(Bead((i,), (i,)), None),
            (here[i],),
            (Hypothesis(here[i], Translation(heard[i], problem=problem)),) if heard else (),
            (there[i],),
        )
        for i in range(len(article))
    )
    return Context(Document("a.txt", lang, "\n".join(article)), here, views)


def found(seen: Context, at: int = 0) -> list[Finding]:
    """What is found in the bead at that place."""
    return by_bead(seen, "number-mismatch")[at]
