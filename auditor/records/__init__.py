"""The records of an audit, in the order they come to be.

All are frozen; sequences are tuples. A record points back at what it was made from, nothing points forward and nothing
is filled in later: where a stage adds something, it makes a new record.
"""

from __future__ import annotations

from auditor.records.documents import Document, Provenance, Segment, Unit, told
from auditor.records.findings import Evidence, Finding, Rule, Severity, Side, Span
from auditor.records.pairs import ArticleScores, Bead, Hypothesis, ScoredBead, Scores, TokenScores, Translation
from auditor.records.reports import READABLE, Audit, Audited, EngineInfo, Failure, ReferenceMatch, Report, outline

__all__ = [
    "ArticleScores",
    "Audit",
    "Audited",
    "Bead",
    "Document",
    "EngineInfo",
    "Evidence",
    "Failure",
    "Finding",
    "Hypothesis",
    "Provenance",
    "READABLE",
    "ReferenceMatch",
    "Report",
    "Rule",
    "ScoredBead",
    "Scores",
    "Segment",
    "Severity",
    "Side",
    "Span",
    "TokenScores",
    "Translation",
    "Unit",
    "outline",
    "told",
]
