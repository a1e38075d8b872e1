"""The same sentence stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule


def moved(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A pair whose two sides stand in different places."""
    if bead.scored.bead.moved and bead.paired:
        yield Hit("This sentence stands in another place than in the reference")


def why(hit: Hit) -> str:
    return "The two fit each other best, while the sentences around them are paired in another order."


RULE = Rule(
    "moved",
    Severity.NEUTRAL,
    "style",
    "The same sentence stands elsewhere.",
    level="note",
    checks=(moved,),
    why=why,
)
