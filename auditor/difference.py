"""What changed between two runs: findings that are new, gone, or still there.

Two findings are the same where their fingerprints are, that is their rule, their sentences and the words in question,
wherever these stand now. The same finding twice in an article is two.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from auditor import input_file
from auditor.errors import ReportError
from auditor.records import Finding, Report, Severity

VERSION = 1
"""Of the JSON reports that can be read."""


@dataclass(frozen=True, slots=True)
class Known:
    """One finding of a report, as far as two reports are compared by it."""

    fingerprint: str
    rule: str
    severity: Severity
    message: str
    path: str
    """Of the article, with `/` and without `./`."""
    line: int
    column: int
    accepted: bool
    """It does not count."""

    def __str__(self) -> str:
        """As the format `concise` has it."""
        return f"{self.path}:{self.line}:{self.column}: {self.severity.label} {self.rule} {self.message}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A JSON report that was written before."""

    path: Path
    known: tuple[Known, ...]
    failures: int
    """Articles that could not be audited."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The findings of two reports. Accepted ones that the first lacks are in none of the three."""

    new: tuple[Known, ...]
    gone: tuple[Known, ...]
    still: tuple[Known, ...]

    def __str__(self) -> str:
        """`2 new, 1 gone, 15 still there`."""
        return f"{len(self.new)} new, {len(self.gone)} gone, {len(self.still)} still there"

    def fails(self, fail_on: Severity | None) -> bool:
        """Whether a new finding is at or above `fail_on`; None: never."""
        return fail_on is not None and any(f.severity >= fail_on for f in self.new)


def read(path: Path) -> Earlier:
    """Read a JSON report of auditor. Raises ReportError where the file cannot be read, or is no such report."""
    try:
        report = json.loads(input_file.read(path).decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise ReportError(f"{path}: there is no such report; write one with --report json={path}.") from error
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReportError(f"{path}: not a JSON report ({reason}); name one that --report json=FILE wrote.") from error
    if not isinstance(report, dict) or report.get("version") != VERSION or "articles" not in report:
        raise ReportError(f"{path}: not a JSON report of version {VERSION}; name one that --report json=FILE wrote.")
    try:
        known = tuple(_known(a["path"], f) for a in report["articles"] for f in a["findings"])
        return Earlier(path, known, len(report.get("failures", ())))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ReportError(f"{path}: the report is damaged ({error!r}); write it again.") from error


def compare(before: Sequence[Known], now: Sequence[Known]) -> Difference:
    """Which findings of `now` are new or still there, in its order, and which of `before` are gone, in its order."""
    was, is_now = Counter(f.fingerprint for f in before), Counter(f.fingerprint for f in now)
    new, still = [], []
    for finding, old in zip(now, _within(now, was), strict=True):
        if old:
            still.append(finding)
        elif not finding.accepted:
            new.append(finding)
    gone = (f for f, stays in zip(before, _within(before, is_now), strict=True) if not stays)
    return Difference(tuple(new), tuple(gone), tuple(still))


def since(earlier: Earlier, report: Report) -> Difference:
    """What changed in the articles that this run audited."""
    now = tuple(_of(audit.article.path, finding) for audit in report.audits for finding in audit.findings)
    audited = {_plain(audit.article.path) for audit in report.audits}
    fingerprints = {f.fingerprint for f in now}
    return compare([f for f in earlier.known if f.path in audited or f.fingerprint in fingerprints], now)


def only_new(report: Report, earlier: Earlier) -> Report:
    """The same report with the findings that were there marked as suppressed: shown, but not counted."""
    was = Counter(f.fingerprint for f in earlier.known)
    reason = f"already in {earlier.path}"

    def mark(finding: Finding) -> Finding:
        was[finding.fingerprint] -= 1
        if finding.suppressed or was[finding.fingerprint] < 0:
            return finding
        return replace(finding, suppressed=True, reason=reason)

    return replace(report, audits=tuple(replace(a, findings=tuple(map(mark, a.findings))) for a in report.audits))


def _within(findings: Sequence[Known], others: Counter[str]) -> Iterator[bool]:
    """For each finding whether the other report still has one of its fingerprint left to answer it."""
    left = others.copy()
    for finding in findings:
        left[finding.fingerprint] -= 1
        yield left[finding.fingerprint] >= 0


def _of(path: str, finding: Finding) -> Known:
    f = finding
    return Known(f.fingerprint, f.rule, f.severity, f.message, _plain(path), f.line, f.column, f.suppressed)


def _known(path: str, finding: dict[str, Any]) -> Known:
    """A finding of the JSON report. Raises KeyError, TypeError or ValueError where it is none."""
    texts = [finding[key] for key in ("fingerprint", "rule", "message")]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a finding whose fingerprint, rule or message is no text")
    severity = next((s for s in Severity if s.label == finding["severity"]), None)
    if severity is None:
        raise ValueError(f"severity {finding['severity']!r}")
    place = int(finding["line"]), int(finding["column"])
    return Known(texts[0], texts[1], severity, texts[2], _plain(path), *place, bool(finding["suppressed"]))


def _plain(path: str) -> str:
    return PurePath(path).as_posix()
