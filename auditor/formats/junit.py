"""JUnit XML, for the test pages of CI servers.

A suite an article, a case a finding, as every reader of the format expects: what would fail the run is a failure, what
was accepted is skipped, what is below the bar passes and says so in its output. An article with no finding is one
passing case. XML 1.0 cannot hold most control characters, and viewers may act on the others: they are named (‹U+0007›).
"""

from __future__ import annotations

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from auditor.formats import _location as location
from auditor.formats._rows import visible
from auditor.records import Audit, Finding, Report
from auditor.records import Failure as Unreadable

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


def render(report: Report) -> str:
    """The whole run as one `testsuites` element."""
    xml = JUnitXml("auditor")
    for audit in report.audits:
        xml.add_testsuite(_suite(report, audit))
    for failure in report.failures:
        xml.add_testsuite(_unreadable(failure))
    # Not `update_statistics`: it counts `skipped` here as well, which the Jenkins schema does not know on this element.
    suites = list(xml)
    xml.tests, xml.failures = sum(s.tests for s in suites), sum(s.failures for s in suites)
    xml.errors = sum(s.errors for s in suites)
    text: str = xml.tostring().decode("utf-8")
    return f"{_DECLARATION}\n{text.removeprefix(_DECLARATION).strip()}\n"


def _suite(report: Report, audit: Audit) -> TestSuite:
    suite = TestSuite(visible(audit.article.path))
    suite.add_testcases([_case(report, audit, f) for f in audit.findings] or [_named("no findings", audit)])
    return suite


def _case(report: Report, audit: Audit, finding: Finding) -> TestCase:
    case = _named(
        f"{finding.rule} at {finding.line}:{finding.column} ({finding.fingerprint[: location.ID_DIGITS]})", audit
    )
    message, kind = visible(location.message(audit, finding)), f"{finding.severity.label} {finding.rule}"
    if finding.suppressed:
        skipped = Skipped(f"accepted: {visible(finding.reason or 'in the baseline')}", kind)
        case.result = [skipped]
        case.system_out = _details(audit, finding)
    elif report.fail_on is not None and finding.severity >= report.fail_on:
        result = Failure(message, kind)
        result.text = _details(audit, finding)
        case.result = [result]
    else:
        case.system_out = _details(audit, finding)
    return case


def _unreadable(failure: Unreadable) -> TestSuite:
    suite = TestSuite(visible(failure.path))
    case = TestCase("not audited", visible(failure.path))
    case.result = [Error(visible(failure.message), "not audited")]
    suite.add_testcase(case)
    return suite


def _named(name: str, audit: Audit) -> TestCase:
    return TestCase(name, visible(audit.article.path))


def _details(audit: Audit, finding: Finding) -> str:
    """The place, the message and the sentences of each side."""
    hypotheses = [audit.hypotheses[i] for i in finding.article]
    sides = (
        ("article", [audit.segments[i].text for i in finding.article]),
        ("back-translation", [h.text for h in hypotheses if h is not None]),
        ("reference", [audit.reference_segments[i].text for i in finding.reference]),
    )
    place = f"{audit.article.path}:{finding.line}:{finding.column}"
    lines = [f"{place}: {finding.severity.label} {finding.rule}: {location.message(audit, finding)}"]
    lines += [f"{side}: {' '.join(texts)}" for side, texts in sides if texts]
    lines.append(f"fingerprint: {finding.fingerprint}")
    return visible("\n".join(lines))
