"""A clause of the reference is missing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._clauses import clause, weighed
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.bead_view import BeadView


def partial_omission(view: BeadView, context: Context) -> Iterator[Hit]:
    """A run of reference words that neither the article nor its back-translation supports."""
    message = "The article does not say “{}”"
    yield from clause(view, context, "missing", view.weighed.missing, "reference", message)


RULE = Rule(
    "partial-omission",
    Severity.MAJOR,
    "accuracy/omission",
    "A clause of the reference is missing.",
    level="clause",
    checks=(partial_omission,),
    why=weighed,
)
