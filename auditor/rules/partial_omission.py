"""A clause of the reference is missing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._clauses import clause, weighed
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule


def partial_omission(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A run of reference words that neither the article nor its back-translation supports."""
    message = "The article does not say “{}”"
    yield from clause(bead, context, "missing", bead.weighed.missing, "reference", message)


RULE = Rule(
    "partial-omission",
    Severity.MAJOR,
    "accuracy/omission",
    "A clause of the reference is missing.",
    level="clause",
    checks=(partial_omission,),
    needs_spaces=True,
    why=weighed,
)
