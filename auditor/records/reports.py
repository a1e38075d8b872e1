"""What one run concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from auditor.records.documents import Document, Provenance, Segment
from auditor.records.findings import Evidence, Finding, Rule, Severity
from auditor.records.pairs import ArticleScores, Hypothesis, ScoredBead

READABLE = 45.0
"""Median chrF of clean text from which an engine's English can be read, about the level of opus-mt-mul-en."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine made the hypotheses."""

    name: str
    """Of the model, `ar-en-mini` for the bundled one; `recorded` where nobody said what made recorded back-translations."""
    revision: str
    """Commit or digest of what was read; empty where nothing is known."""
    runtime: str
    """`ctranslate2`, `transformers`, `recorded`, or `encoder` where nothing was translated."""
    beam: int | None
    """Beam size; None where nothing was searched."""
    calibration: str | None
    """Name of the calibration that thresholds and percentiles come from; None: none fits, defaults were used."""


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """The reference of an article and how it was found."""

    document: Document
    """The reference as read."""
    found_by: Literal["option", "name", "content", "units"]
    """`units`: article and reference are the two sides of a bilingual file."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything concluded about one article."""

    article: Document
    """The article as read."""
    reference: ReferenceMatch | None
    """None where it was checked by itself."""
    provenance: Provenance
    """What it says of how it was made."""
    segments: tuple[Segment, ...]
    """Its sentences, in order."""
    hypotheses: tuple[Hypothesis | None, ...]
    """One for each segment; None for disclosure, which is not translated, and where nothing was translated."""
    reference_segments: tuple[Segment, ...]
    """Those of the reference; empty without one."""
    beads: tuple[ScoredBead, ...]
    """Which sentences belong together; every content sentence of either side is in exactly one."""
    scores: ArticleScores | None
    """None where no bead is paired."""
    findings: tuple[Finding, ...]
    """In reading order of the article."""
    clean_quantiles: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """For drawing: 101 quantiles (0–100 %) of `chrf` and of `cosine` on clean text of this engine; empty without."""


def outline(audit: Audit) -> Audit:
    """What the counts of a report need of an audit, so that the rest can be forgotten: names, and findings without their
    evidence."""
    reference = audit.reference and replace(audit.reference, document=_named(audit.reference.document))
    bare = Evidence()
    return Audit(
        article=_named(audit.article),
        reference=reference,
        provenance=audit.provenance,
        segments=(),
        hypotheses=(),
        reference_segments=(),
        beads=(),
        scores=None,
        findings=tuple(replace(f, article=(), reference=(), message="", why="", evidence=bare) for f in audit.findings),
    )


def _named(document: Document) -> Document:
    return Document(document.path, document.lang, "")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be audited, or a unit of a bilingual file that cannot be read."""

    path: str
    """As the user named it."""
    message: str
    """Why, and what to do, in one sentence."""
    line: int | None = None
    """Line of the file that it is about, from 1; None: the file as a whole."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of one article."""

    path: str
    """As the user named it."""
    audit: Audit | None
    """None where it could not be audited."""
    failures: tuple[Failure, ...] = ()
    """What could not be audited; of a bilingual file also single units."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one run concluded: the one owner of counts and of the exit code."""

    version: str
    """Version of auditor."""
    engine: EngineInfo
    """What translated back."""
    audits: tuple[Audit, ...]
    """One for each article that could be audited, in the order given."""
    failures: tuple[Failure, ...] = ()
    """What could not be; of a bilingual file also single units."""
    fail_on: Severity | None = Severity.MAJOR
    """The least severity that fails the run; None: never."""
    rules: tuple[Rule, ...] = ()
    """The rules that ran, for the formats that explain them; empty where nobody said."""

    def counts(self) -> dict[Severity, int]:
        """Findings that count (not suppressed) of each severity, most severe first."""
        live = [f.severity for a in self.audits for f in a.findings if not f.suppressed]
        return {s: live.count(s) for s in sorted(Severity, reverse=True)}

    @property
    def exit_code(self) -> int:
        """0: nothing at or above `fail_on`; 1: something is; 2: an article could not be audited."""
        if self.failures:
            return 2
        if self.fail_on is None:
            return 0
        return int(any(n for s, n in self.counts().items() if s >= self.fail_on))
