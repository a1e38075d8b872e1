"""A clause of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding
from auditor.rules._clauses import clause
from auditor.rules.frame.context import Context
from auditor.scoring.bead_view import BeadView


def partial_addition(view: BeadView, context: Context) -> Iterator[Finding]:
    """A run of article words that the reference does not support."""
    message = "The reference does not say “{}”"
    yield from clause(view, context, "partial-addition", "extra", view.weighed.extra, "article", message)
