"""Reviewdog's diagnostic format (`reviewdog -f=rdjson`), for comments on a review of any forge.

Its columns count bytes of UTF-8, so that one Arabic letter is two. Accepted findings are INFO and say so.
"""

from __future__ import annotations

from typing import Any

from auditor.formats import _location as location
from auditor.formats._rows import visible
from auditor.formats.json import dumps
from auditor.records import Audit, Document, Failure, Finding, Report, Severity

SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.NEUTRAL: "INFO",
}


def render(report: Report) -> str:
    """One DiagnosticResult."""
    diagnostics: list[dict[str, Any]] = [
        {"message": visible(f.message), "location": _of_failure(f), "severity": "ERROR"} for f in report.failures
    ]
    for audit in report.audits:
        article = _Text(audit.article)
        reference = None if audit.reference is None else _Text(audit.reference.document)
        diagnostics += [_diagnostic(audit, finding, article, reference) for finding in audit.findings]
    return dumps({"source": {"name": "auditor"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _of_failure(failure: Failure) -> dict[str, Any]:
    place = {} if failure.line is None else {"range": {"start": {"line": failure.line}}}
    return {"path": location.relative(failure.path), **place}


class _Text:
    """A document with its lines at hand, to turn columns into bytes: each line is counted once."""

    def __init__(self, document: Document) -> None:
        self.path = location.relative(document.path)
        self.lines = document.text.split("\n") if location.has_columns(document) else None
        self.columns: dict[int, list[int]] = {}

    def place(self, start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
        """A Location from line and column to line and column, in code points; the end is exclusive."""
        return {"path": self.path, "range": {"start": self._position(*start), "end": self._position(*end)}}

    def _position(self, line: int, column: int) -> dict[str, int]:
        if self.lines is None:
            return {"line": line}
        if line not in self.columns:
            self.columns[line] = location.byte_columns(self.lines[line - 1]) if line <= len(self.lines) else [1]
        columns = self.columns[line]
        return {"line": line, "column": columns[min(column, len(columns)) - 1]}


def _diagnostic(audit: Audit, finding: Finding, article: _Text, reference: _Text | None) -> dict[str, Any]:
    message, severity = location.message(audit, finding), SEVERITIES[finding.severity]
    if finding.suppressed:
        message, severity = f"Accepted ({finding.reason or 'in the baseline'}): {message}", "INFO"
    diagnostic: dict[str, Any] = {
        "message": visible(message),
        "location": article.place((finding.line, finding.column), (finding.end_line, finding.end_column)),
        "severity": severity,
        "code": {"value": finding.rule},
    }
    if reference is not None and finding.reference:
        diagnostic["related_locations"] = [
            {
                "message": visible(segment.text),
                "location": reference.place((segment.line, segment.column), location.end(segment)),
            }
            for segment in (audit.reference_segments[i] for i in finding.reference)
        ]
    return diagnostic
