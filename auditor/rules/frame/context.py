"""What a rule sees beside its bead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from auditor.records import Document, Hypothesis, Provenance, Segment, Severity
from auditor.rules.frame.reading import BeadReading
from auditor.scoring.bead_view import BeadView
from auditor.scoring.calibration import Calibration


@dataclass(frozen=True)
class Context:
    """What a rule may know beyond its bead. Without `slots`, so that its beads are read once."""

    article: Document
    segments: tuple[Segment, ...]
    """All sentences of the article: the one at position k has index k."""
    views: tuple[BeadView, ...]
    """All beads of the article, in order."""
    reference_lang: str = "en"
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Severities that settings changed."""
    calibration: Calibration | None = None
    """What clean text scores; None: rules that need it stay silent."""
    false_alarms: float = 0.01
    """Share of clean sentences that the rules which judge by scores may report together, 0–1."""
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Provenance = Provenance()
    require_disclosure: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    """Back-translations of all content sentences; empty when there was none."""
    has_reference: bool = True
    another_story: tuple[int, int] | None = None
    """Where the reference that was named tells another story: how many sentences of how many have something in common."""

    @property
    def article_lang(self) -> str:
        """ISO 639-1 code of the article."""
        return self.article.lang

    @cached_property
    def beads(self) -> tuple[BeadReading, ...]:
        """All beads as the rules read them."""
        readable = self.calibration is None or self.calibration.readable
        return tuple(BeadReading(view, at, readable) for at, view in enumerate(self.views))

    def neighbours(self, bead: BeadReading, reach: int = 1) -> tuple[BeadReading, ...]:
        """The beads up to `reach` places before and after one: content may have crossed a sentence boundary."""
        at = bead.position
        return self.beads[max(0, at - reach) : at] + self.beads[at + 1 : at + 1 + reach]
