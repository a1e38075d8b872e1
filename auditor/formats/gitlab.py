"""GitLab's code quality report: a subset of the Code Climate issue format, for the widget of a merge request.

GitLab compares fingerprints between branches and drops repeated ones: they are those of the content, and a repeated one
gets a number. Accepted findings are of severity `info` and say so.
"""

from __future__ import annotations

from typing import Any

from auditor.formats import _location as location
from auditor.formats._rows import visible
from auditor.formats.json import dumps
from auditor.records import Audit, Finding, Report, Severity

SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


def render(report: Report) -> str:
    """A list of issues; articles that could not be audited are `blocker` issues."""
    issues = [
        {
            "type": "issue",
            "check_name": "not-audited",
            "description": _one_line(f.message),
            "categories": ["Bug Risk"],
            "severity": "blocker",
            "fingerprint": f"not-audited:{location.relative(f.path)}" + (f":{f.line}" if f.line else ""),
            "location": {"path": location.relative(f.path), "lines": {"begin": f.line or 1, "end": f.line or 1}},
        }
        for f in report.failures
    ]
    issues += [_issue(audit, finding, n) for audit, finding, n in location.findings(report)]
    return dumps(issues, indent=2) + "\n"


def _issue(audit: Audit, finding: Finding, occurrence: int) -> dict[str, Any]:
    description, severity = location.message(audit, finding), SEVERITIES[finding.severity]
    if finding.suppressed:
        description, severity = f"Accepted ({finding.reason or 'in the baseline'}): {description}", "info"
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": _one_line(description),
        "categories": ["Security" if finding.rule == "hidden-text" else "Bug Risk"],
        "severity": severity,
        "fingerprint": finding.fingerprint + (f"-{occurrence}" if occurrence > 1 else ""),
        "location": {
            "path": location.relative(audit.article.path),
            "lines": {"begin": finding.line, "end": max(finding.line, finding.end_line)},
        },
    }


def _one_line(text: str) -> str:
    """A description is a single line."""
    return " ".join(visible(text).split())
