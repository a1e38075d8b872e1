"""The rule date-mismatch: dates, months, weekdays and times that differ."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._quantities import divergences, witnesses
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import MISTRANSLATION, Hit, Rule
from auditor.rules.number_mismatch import report


def date_mismatch(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A year, day, month, weekday, decade, century or clock time that the two sides give differently."""
    for divergence in divergences(bead, context):
        if divergence.dated:
            yield report(divergence, bead)


RULE = Rule(
    "date-mismatch",
    Severity.MAJOR,
    MISTRANSLATION,
    "Dates, months, weekdays or times differ.",
    level="word",
    checks=(date_mismatch,),
    why=witnesses,
)
