"""The rule date-mismatch: dates, months, weekdays and times that differ."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding
from auditor.rules._quantities import divergences
from auditor.rules.frame.context import Context
from auditor.rules.number_mismatch import report
from auditor.scoring.bead_view import BeadView


def date_mismatch(view: BeadView, context: Context) -> Iterator[Finding]:
    """A year, day, month, weekday, decade, century or clock time that the two sides give differently."""
    for divergence in divergences(view, context):
        if divergence.dated:
            yield report("date-mismatch", divergence, view, context)
