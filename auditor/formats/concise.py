"""One line a finding, `path:line:column: severity rule message`, which editors and `grep` jump to.

Findings are in reading order, articles that could not be audited first. Accepted findings end with their reason.
"""

from __future__ import annotations

from auditor.formats import _location as location
from auditor.formats._rows import visible
from auditor.records import Audit, Finding, Report


def render(report: Report) -> str:
    """The lines; the empty text where nothing was found."""
    lines = [f"{_path(f.path)}:{f.line or 1}:1: error not-audited {_one_line(f.message)}" for f in report.failures]
    lines += [line(audit, finding) for audit in report.audits for finding in audit.findings]
    return "".join(f"{line}\n" for line in lines)


def line(audit: Audit, finding: Finding) -> str:
    """One finding, without the end of the line."""
    place = f"{_path(audit.article.path)}:{finding.line}:{finding.column}"
    accepted = f" (accepted: {finding.reason or 'in the baseline'})" if finding.suppressed else ""
    return f"{place}: {finding.severity.label} {finding.rule} {_one_line(location.message(audit, finding) + accepted)}"


def _path(path: str) -> str:
    return visible(location.relative(path).replace("\n", " ").replace("\t", " "))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
