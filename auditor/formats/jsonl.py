"""JSON Lines, for pipes: every line is an object that says in `type` what it is.

For each article a line `article` (its scores and counts), then a line for each `finding`, with the path and the words
of all three sides; a line for each `failure`; last a line `summary`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.formats._rows import counts
from auditor.formats.json import article_object, dumps, finding_object, report_object
from auditor.records import Audit, Finding, Report


def render(report: Report) -> str:
    """One object a line, each line ending in a line feed."""
    return "".join(f"{dumps(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[dict[str, Any]]:
    for audit in report.audits:
        yield _article(audit)
        for finding in audit.findings:
            yield _finding(audit, finding)
    whole = report_object(report)
    for failure in whole["failures"]:
        yield {"type": "failure", **failure}
    yield {
        "type": "summary",
        "version": whole["version"],
        "tool": whole["tool"],
        "engine": whole["engine"],
        **whole["summary"],
        "exit_code": whole["exit_code"],
    }


def _article(audit: Audit) -> dict[str, Any]:
    whole = article_object(audit)
    return {
        "type": "article",
        **{key: whole[key] for key in ("path", "reference", "provenance", "scores", "units")},
        "sentences": len(audit.segments),
        "reference_sentences": len(audit.reference_segments),
        "findings": {severity.label: number for severity, number in counts(audit).items()},
    }


def _finding(audit: Audit, finding: Finding) -> dict[str, Any]:
    hypotheses = [audit.hypotheses[i] for i in finding.article]
    return {
        "type": "finding",
        "path": audit.article.path,
        **finding_object(audit, finding),
        "article_text": " ".join(audit.segments[i].text for i in finding.article),
        "hypothesis_text": " ".join(h.text for h in hypotheses if h is not None),
        "reference_text": " ".join(audit.reference_segments[i].text for i in finding.reference),
    }
