"""A clause of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._clauses import clause, weighed
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.bead_view import BeadView


def partial_addition(view: BeadView, context: Context) -> Iterator[Hit]:
    """A run of article words that the reference does not support."""
    message = "The reference does not say “{}”"
    yield from clause(view, context, "extra", view.weighed.extra, "article", message)


RULE = Rule(
    "partial-addition",
    Severity.MAJOR,
    "accuracy/addition",
    "A clause is not in the reference.",
    level="clause",
    checks=(partial_addition,),
    why=weighed,
)
