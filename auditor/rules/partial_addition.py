"""A clause of the article is not in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._clauses import clause, weighed
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule


def partial_addition(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A run of article words that the reference does not support."""
    message = "The reference does not say “{}”"
    yield from clause(bead, context, "extra", bead.weighed.extra, "article", message)


RULE = Rule(
    "partial-addition",
    Severity.MAJOR,
    "accuracy/addition",
    "A clause is not in the reference.",
    level="clause",
    checks=(partial_addition,),
    needs_spaces=True,
    why=weighed,
)
