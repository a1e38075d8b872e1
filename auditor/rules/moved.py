"""The same sentence stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Finding
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView


def moved(view: BeadView, context: Context) -> Iterator[Finding]:
    """A pair whose two sides stand in different places."""
    if view.scored.bead.moved and view.paired:
        message = "This sentence stands in another place than in the reference"
        yield finding(context, view, "moved", message)
