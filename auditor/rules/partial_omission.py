"""A clause of the reference is missing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding
from auditor.rules._clauses import clause
from auditor.rules.frame.context import Context
from auditor.scoring.bead_view import BeadView


def partial_omission(view: BeadView, context: Context) -> Iterator[Finding]:
    """A run of reference words that neither the article nor its back-translation supports."""
    message = "The article does not say “{}”"
    yield from clause(view, context, "partial-omission", "missing", view.weighed.missing, "reference", message)
