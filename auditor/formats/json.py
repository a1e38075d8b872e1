"""The report as JSON, version 1: the stable form that other programs rely on.

Keys are only ever added. Scores are numbers, null where there is none. Arabic is written as it is; characters that
would change what a terminal or an editor shows (bidirectional and other controls) are written as escapes.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from auditor.formats import _location as location
from auditor.records import (
    ArticleScores,
    Audit,
    EngineInfo,
    Failure,
    Finding,
    Hypothesis,
    Report,
    ScoredBead,
    Scores,
    Segment,
)

VERSION = 1

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What `json` leaves raw though a viewer may act on it or an encoder refuse it; it can stand inside strings only."""


def render(report: Report) -> str:
    """The whole report as one JSON object, indented, ending in a newline."""
    return dumps(report_object(report), indent=2) + "\n"


def dumps(value: object, indent: int | None = None) -> str:
    """JSON with Arabic as it is and unsafe characters escaped; without `indent` on one line. NaN is refused."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def report_object(report: Report) -> dict[str, Any]:
    """The report in plain JSON types."""
    seen: Counter[str] = Counter()
    return {
        "version": VERSION,
        "tool": {"name": "auditor", "version": report.version},
        "engine": engine_object(report.engine),
        "articles": [article_object(a, seen) for a in report.audits],
        "failures": [failure_object(f) for f in report.failures],
        "summary": {
            "articles": len(report.audits),
            "findings": {severity.label: n for severity, n in report.counts().items()},
            "suppressed": sum(f.suppressed for a in report.audits for f in a.findings),
            "fail_on": report.fail_on.label if report.fail_on is not None else "never",
        },
        "exit_code": report.exit_code,
    }


def failure_object(failure: Failure) -> dict[str, Any]:
    """What could not be audited."""
    return {"path": failure.path, "message": failure.message, "line": failure.line}


def engine_object(engine: EngineInfo) -> dict[str, Any]:
    """What made the hypotheses."""
    return {
        "name": engine.name,
        "revision": engine.revision,
        "runtime": engine.runtime,
        "beam": engine.beam,
        "calibration": engine.calibration,
    }


def article_object(audit: Audit, seen: Counter[str] | None = None) -> dict[str, Any]:
    """One article: its sentences, beads, scores and findings; their ids count on from what was `seen` in the articles
    before it."""
    reference = audit.reference
    provenance = audit.provenance
    return {
        "path": audit.article.path,
        "reference": reference and {"path": reference.document.path, "found_by": reference.found_by},
        "provenance": {
            "machine_translated": provenance.machine_translated,
            "human_reviewed": provenance.human_reviewed,
            "credits": list(provenance.credits),
        },
        "scores": _article_scores(audit.scores),
        "units": _units(audit),
        "segments": [
            {**_segment(s), "kind": s.kind, **_hypothesis(h)}
            for s, h in zip(audit.segments, audit.hypotheses, strict=True)
        ],
        "reference_segments": [_segment(s) for s in audit.reference_segments],
        "beads": [bead_object(b) for b in audit.beads],
        "findings": [finding_object(audit, f, name) for f, name in location.identified([audit], seen)],
    }


def _units(audit: Audit) -> dict[str, Any] | None:
    """The units of a bilingual file; None for any other."""
    article = audit.article
    if not article.units:
        return None
    return {
        "ids": [u.id for u in article.units],
        "left_out": dict(article.left_out),
        "unreviewed": location.unreviewed(audit),
    }


def bead_object(scored: ScoredBead) -> dict[str, Any]:
    """An aligned group and what it scored."""
    bead = scored.bead
    return {
        "article": list(bead.article),
        "reference": list(bead.reference),
        "scores": _scores(scored.scores),
        "percentile": _finite(scored.percentile),
        "similarity": _finite(bead.similarity),
        "moved": bead.moved,
    }


def finding_object(audit: Audit, finding: Finding, name: str) -> dict[str, Any]:
    """A finding with its id and the words it rests on; `start` and `end` count code points of the sentence `segment`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "certainty": finding.certainty,
        "message": finding.message,
        "article": list(finding.article),
        "reference": list(finding.reference),
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "unit": location.unit(audit, finding),
        "evidence": {
            "spans": [
                {"side": s.side, "segment": s.segment, "start": s.start, "end": s.end, "text": s.text}
                for s in finding.evidence.spans
            ],
            "details": _details(finding.evidence.details),
        },
        "id": name,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "reason": finding.reason,
    }


def _segment(segment: Segment) -> dict[str, Any]:
    """Where a sentence stands; offsets count code points of the text as read."""
    return {
        "index": segment.index,
        "text": segment.text,
        "line": segment.line,
        "column": segment.column,
        "start": segment.start,
        "end": segment.end,
        "unit": segment.unit,
    }


def _hypothesis(hypothesis: Hypothesis | None) -> dict[str, Any]:
    if hypothesis is None:
        return {"hypothesis": None, "hypothesis_problem": None}
    return {"hypothesis": hypothesis.text, "hypothesis_problem": hypothesis.translation.problem}


def _scores(scores: Scores | None) -> dict[str, float | None] | None:
    if scores is None:
        return None
    return {
        "bleu": _finite(scores.bleu),
        "chrf": _finite(scores.chrf),
        "chrf++": _finite(scores.chrf_pp),
        "ter": _finite(scores.ter),
        "cosine": _finite(scores.cosine),
    }


def _article_scores(scores: ArticleScores | None) -> dict[str, Any]:
    """Always an object, so that `scores.chrf` can be asked of every article; null where no bead is paired."""
    if scores is None:
        return {"bleu": None, "chrf": None, "chrf++": None, "ter": None, "signatures": {}, "confidence": {}}
    return {
        "bleu": _finite(scores.bleu),
        "chrf": _finite(scores.chrf),
        "chrf++": _finite(scores.chrf_pp),
        "ter": _finite(scores.ter),
        "signatures": dict(scores.signatures),
        "confidence": {name: [_finite(low), _finite(high)] for name, (low, high) in scores.confidence.items()},
    }


def _details(details: Mapping[str, str | int | float | bool | None]) -> dict[str, Any]:
    return {key: _finite(value) if isinstance(value, float) else value for key, value in details.items()}


def _finite(value: float | None) -> float | None:
    """JSON has no NaN and no infinity: such a score does not exist."""
    return value if value is not None and math.isfinite(value) else None
