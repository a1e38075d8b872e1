"""SARIF 2.1.0 (OASIS), for GitHub code scanning and the viewers of editors.

Accepted findings stay as suppressed results, and say so in `baselineState`: a viewer that was told nothing of them
would close and re-open its alerts. Fingerprints come from the content, so an alert keeps its identity when lines move.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.formats import _location as location
from auditor.formats._phrasing import rule_page
from auditor.formats._rows import visible
from auditor.formats.json import dumps
from auditor.records import Audit, Document, Failure, Finding, Report, Rule, Segment, Severity, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note"}


def render(report: Report) -> str:
    """One log of one run."""
    rules = report.rules or _rules_of(report)
    engine = report.engine
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": report.version,
                "rules": [_rule(r) for r in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [_failure(f) for f in report.failures],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(report),
        "results": _results(report, {r.id: i for i, r in enumerate(rules)}),
        "properties": {
            "engine": {
                "name": engine.name,
                "revision": engine.revision,
                "runtime": engine.runtime,
                "beam": engine.beam,
                "calibration": engine.calibration,
            }
        },
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules_of(report: Report) -> tuple[Rule, ...]:
    """What is known of the rules where the report does not carry them: those that found something."""
    worst: dict[str, Severity] = {}
    for _, finding, _ in location.findings(report):
        worst[finding.rule] = max(finding.severity, worst.get(finding.rule, Severity.NEUTRAL))
    return tuple(Rule(name, severity, "", name) for name, severity in worst.items())


def _rule(rule: Rule) -> dict[str, Any]:
    described = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {
            "text": f"{rule.summary} More: audit --explain {rule.id}",
            "markdown": rule_page(rule.id) or f"{rule.summary}\n\nMore: `audit --explain {rule.id}`",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
    if rule.mqm.strip("—"):
        described["properties"] = {"tags": [rule.mqm], "severity": rule.severity.label}
    return described


def _artifacts(report: Report) -> list[dict[str, Any]]:
    """The articles, then their references, each once."""
    roles: dict[str, list[str]] = {}
    for audit in report.audits:
        roles.setdefault(location.uri(audit.article.path), ["analysisTarget"])
    for audit in report.audits:
        if audit.reference is not None:
            roles.setdefault(location.uri(audit.reference.document.path), [])
    return [{"location": {"uri": uri}, **({"roles": names} if names else {})} for uri, names in roles.items()]


def _results(report: Report, rule_index: dict[str, int]) -> list[dict[str, Any]]:
    with_baseline = any(f.suppressed for _, f, _ in location.findings(report))
    results = []
    for audit, finding, occurrence in location.findings(report):
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": LEVELS[finding.severity],
            "rank": round(100 * finding.certainty, 1),
            "message": {"text": _message(location.message(audit, finding))},
            "locations": [_place(audit, finding)],
            "relatedLocations": _related(audit, finding),
            "partialFingerprints": {
                "primaryLocationLineHash": f"{finding.fingerprint}:{occurrence}",
                "auditorFinding/v1": finding.fingerprint,
            },
            "suppressions": _suppressions(finding),
            "properties": {
                "severity": finding.severity.label,
                "article": list(finding.article),
                "reference": list(finding.reference),
            },
        }
        if finding.rule in rule_index:
            result["ruleIndex"] = rule_index[finding.rule]
        if with_baseline:
            result["baselineState"] = "unchanged" if finding.suppressed else "new"
        results.append(result)
    return results


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """Always a list: SARIF takes a result without one, among results with one, as "nothing is known"."""
    if not finding.suppressed:
        return []
    return [{"kind": "external", "status": "accepted", "justification": finding.reason or "accepted in the baseline"}]


def _place(audit: Audit, finding: Finding) -> dict[str, Any]:
    """The finding in the article, with its sentences around it where it is only a part of them."""
    article = audit.article
    marked = [s for s in finding.evidence.spans if s.side == "article"]
    region = _region(article, (finding.line, finding.column), (finding.end_line, finding.end_column))
    if marked and "startColumn" in region:
        region["snippet"] = {"text": marked[0].text}
    physical: dict[str, Any] = {"artifactLocation": {"uri": location.uri(article.path)}, "region": region}
    sentences = [audit.segments[i] for i in finding.article]
    if sentences and location.has_columns(article):
        start, end = (sentences[0].line, sentences[0].column), location.end(sentences[-1])
        place = (finding.line, finding.column), (finding.end_line, finding.end_column)
        if start <= place[0] and place[1] <= end and (start, end) != place:
            context = _region(article, start, end)
            context["snippet"] = {"text": article.text[sentences[0].start : sentences[-1].end]}
            physical["contextRegion"] = context
    unit = location.unit(audit, finding)
    logical = {} if unit is None else {"logicalLocations": [{"name": visible(unit), "kind": "resource"}]}
    return {"physicalLocation": physical, **logical}


def _related(audit: Audit, finding: Finding) -> list[dict[str, Any]]:
    """What the reference says: the words, or where no words are named, the sentences."""
    if audit.reference is None:
        return []
    document = audit.reference.document
    spans: Sequence[Span] = [s for s in finding.evidence.spans if s.side == "reference"]
    if not spans:
        spans = [Span("reference", i, 0, len(s.text), s.text) for i, s in _cited(audit, finding)]
    related = []
    for number, span in enumerate(spans, 1):
        segment = audit.reference_segments[span.segment]
        column = segment.column + span.start
        region = _region(document, (segment.line, column), (segment.line, column + span.end - span.start))
        region["snippet"] = {"text": span.text}
        related.append(
            {
                "id": number,
                "message": {"text": "What the reference says."},
                "physicalLocation": {"artifactLocation": {"uri": location.uri(document.path)}, "region": region},
            }
        )
    return related


def _cited(audit: Audit, finding: Finding) -> list[tuple[int, Segment]]:
    return [(i, audit.reference_segments[i]) for i in finding.reference]


def _region(document: Document, start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    """From a line and column to another; in markup the lines alone, as its columns are not those of the file."""
    if not location.has_columns(document):
        return {"startLine": start[0], "endLine": max(start[0], end[0])}
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _failure(failure: Failure) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": location.uri(failure.path)}}
    if failure.line is not None:
        place["region"] = {"startLine": failure.line}
    return {
        "level": "error",
        "message": {"text": _message(failure.message)},
        "locations": [{"physicalLocation": place}],
    }


def _message(text: str) -> str:
    """A plain text message: braces doubled (3.11.5), and no `[text](target)` that would become a link (3.11.6)."""
    return visible(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")
