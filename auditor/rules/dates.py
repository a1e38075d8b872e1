"""The rule date-mismatch: dates, months, weekdays and times that differ."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding, Severity
from auditor.rules.numbers import report
from auditor.rules.quantities import divergences
from auditor.rules.view import BeadView, Context


def date_mismatch(view: BeadView, context: Context) -> Iterator[Finding]:
    """A year, day, month, weekday, decade, century or clock time that the two sides give differently."""
    for divergence in divergences(view, context):
        if divergence.dated:
            yield report("date-mismatch", Severity.MAJOR, divergence, view, context)
