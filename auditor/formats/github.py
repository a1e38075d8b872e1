"""Workflow commands of GitHub Actions: each finding as an annotation at its place in the diff.

GitHub shows ten annotations of a level for each step, so the worst come first, of these the surest, and the accepted last.
"""

from __future__ import annotations

from auditor.formats import _location as location
from auditor.formats._rows import visible
from auditor.records import Audit, Failure, Finding, Report, Severity

LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "notice"}


def render(report: Report) -> str:
    """A line a finding; articles that could not be audited first."""
    lines = [_unaudited(failure) for failure in report.failures]
    found = [(audit, finding) for audit in report.audits for finding in audit.findings]
    found.sort(key=lambda pair: (pair[1].suppressed, -pair[1].severity, -pair[1].certainty))
    lines += [_annotation(audit, finding) for audit, finding in found]
    return "".join(f"{line}\n" for line in lines)


def _unaudited(failure: Failure) -> str:
    line = "" if failure.line is None else f",line={failure.line}"
    place = f"file={_property(location.relative(failure.path))}{line}"
    return f"::error {place},title=auditor: not audited::{_data(failure.message)}"


def _annotation(audit: Audit, finding: Finding) -> str:
    level, title, message = (
        LEVELS[finding.severity],
        f"{finding.severity.label} {finding.rule}",
        location.message(audit, finding),
    )
    if finding.suppressed:
        level, title = "notice", f"accepted: {title}"
        message += f" ({finding.reason})" if finding.reason else ""
    properties = {
        "file": location.relative(audit.article.path),
        "line": finding.line,
        "endLine": finding.end_line,
        "title": title,
    }
    # GitHub takes columns only within one line.
    if location.has_columns(audit.article) and finding.line == finding.end_line:
        properties |= {"col": finding.column, "endColumn": finding.end_column}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{level} {written}::{_data(message)}"


def _data(text: str) -> str:
    """Text after the second `::`, escaped as the runner unescapes it."""
    return _escaped(visible(text))


def _property(text: str) -> str:
    """The value of a property, which also ends at a comma and a colon. A path that hides characters is not worth an
    annotation at its place if the log would act on them."""
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
