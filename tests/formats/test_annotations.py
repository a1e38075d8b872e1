"""What code hosts and runners show beside a line: JUnit, GitHub, GitLab, reviewdog and concise lines, read back."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import jsonschema
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from machine_reports import REPORTS, SCHEMAS, every_report, findings_of, schema, with_message

from auditor.formats import FORMATS
from auditor.formats._rows import visible
from auditor.records import Severity

CONCISE = re.compile(r"(.*):(\d+):(\d+): (critical|major|minor|neutral|error) ([a-z-]+) (.*)")


@every_report
def test_concise_read_back_is_the_report(name: str) -> None:
    """A line a finding: path, line, column, severity, rule and message; what could not be audited comes first."""
    report = REPORTS[name]()
    read = [CONCISE.fullmatch(line).groups() for line in FORMATS["concise"](report).split("\n")[:-1]]  # type: ignore[union-attr]
    unread, found = read[: len(report.failures)], read[len(report.failures) :]
    assert [r[1:5] for r in unread] == [("1", "1", "error", "not-audited")] * len(report.failures)
    assert [(int(r[1]), int(r[2]), r[3], r[4]) for r in found] == [
        (f.line, f.column, f.severity.label, f.rule) for _, f in findings_of(report)
    ]
    for (path, *_, message), (audit, finding) in zip(found, findings_of(report), strict=True):
        assert Path(path.replace("\u2060", "")) == Path(os.path.normpath(audit.article.path))
        said = " ".join(visible(finding.message).split())
        accepted = f" (accepted: {finding.reason})" if finding.suppressed else ""
        assert message.replace("\u2060", "") == said + accepted


_JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


@every_report
def test_junit_is_valid_by_the_jenkins_schema(name: str) -> None:
    """Every report satisfies the schema that Jenkins reads JUnit files by."""
    _JUNIT.validate(ET.fromstring(FORMATS["junit"](REPORTS[name]()).encode()))


@every_report
def test_junit_read_back_is_the_report(name: str) -> None:
    """A suite an article, a case a finding; failures are what fails the run, and counts add up."""
    report = REPORTS[name]()
    xml = JUnitXml.fromstring(FORMATS["junit"](report).encode())
    live = [f for _, f in findings_of(report) if not f.suppressed]
    failing = [f for f in live if report.fail_on is not None and f.severity >= report.fail_on]
    assert xml.failures == len(failing)
    assert xml.errors == len(report.failures)
    assert sum(s.skipped for s in xml) == sum(f.suppressed for _, f in findings_of(report))
    suites = list(xml)
    assert [s.name for s in suites] == [visible(a.article.path) for a in report.audits] + [
        visible(f.path) for f in report.failures
    ]
    for suite, audit in zip(suites, report.audits):
        cases = list(suite)
        if not audit.findings:
            assert [(c.name, c.is_passed) for c in cases] == [("no findings", True)]
            continue
        for case, finding in zip(cases, audit.findings, strict=True):
            assert case.name.startswith(f"{finding.rule} at {finding.line}:{finding.column}")
            assert case.is_skipped == finding.suppressed
            if finding in failing:
                (result,) = case.result
                assert result.message == visible(finding.message)
                assert finding.fingerprint in result.text


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@settings(deadline=None)
def test_junit_holds_any_text(message: str) -> None:
    """XML 1.0 has no place for most controls: they are named, nothing else changes, and the result is valid."""
    text = FORMATS["junit"](replace(with_message(message), fail_on=Severity.MINOR))
    element = ET.fromstring(text.encode())
    _JUNIT.validate(element)
    assert element.find(".//failure").attrib["message"] == visible(message)  # type: ignore[union-attr]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: up to the second `::`, at commas, at the first `=`, unescaped."""
    assert line.startswith("::")
    header, data = line[2:].split("::", 1)
    level, _, properties = header.partition(" ")
    pairs = (p.split("=", 1) for p in properties.split(",") if p)
    return level, {k: _unescape(v, properties=True) for k, v in pairs}, _unescape(data)


def _unescape(text: str, *, properties: bool = False) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), *((("%3A", ":"), ("%2C", ",")) if properties else ())):
        text = text.replace(code, character)
    return text.replace("%25", "%")


@every_report
def test_github_annotations_read_back_are_the_report(name: str) -> None:
    """One command a finding, the worst first and the accepted last, each at its place."""
    report = REPORTS[name]()
    commands = [_command(line) for line in FORMATS["github"](report).splitlines()]
    failures, found = commands[: len(report.failures)], commands[len(report.failures) :]
    assert [(p["file"], data) for _, p, data in failures] == [(f.path, f.message) for f in report.failures]
    expected = sorted(findings_of(report), key=lambda pair: (pair[1].suppressed, -pair[1].severity))
    assert len(found) == len(expected)
    for (level, properties, data), (audit, finding) in zip(found, expected, strict=True):
        assert properties["file"] == ("copy.txt" if "copy" in audit.article.path else audit.article.path)
        assert properties["line"] == str(finding.line)
        assert data.startswith(visible(finding.message))
        if finding.suppressed:
            assert (level, properties["title"].startswith("accepted: ")) == ("notice", True)
        else:
            assert level == {25: "error", 5: "error", 1: "warning", 0: "notice"}[finding.severity]
        if "col" in properties:
            assert (properties["col"], properties["endColumn"]) == (str(finding.column), str(finding.end_column))


@given(st.text(), st.text(st.characters(codec="utf-8", exclude_characters="\0/."), min_size=1))
@settings(deadline=None)
def test_github_commands_cannot_be_forged(message: str, path: str) -> None:
    """Whatever an article says or is called, the runner sees one command, with that text and that file."""
    text = FORMATS["github"](with_message(message, path))
    (line,) = text.replace("\r", "\n").strip("\n").split("\n")
    level, properties, data = _command(line)
    assert (level, properties["file"], data) == ("warning", visible(path), visible(message))


@every_report
def test_gitlab_is_valid_and_reads_back(name: str) -> None:
    """Issues as GitLab documents them, with unique fingerprints of the content, accepted findings as info."""
    report = REPORTS[name]()
    issues = json.loads(FORMATS["gitlab"](report))
    jsonschema.validate(issues, schema("code-quality.json"))
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    assert [i["location"]["path"] for i in issues if i["severity"] == "blocker"] == [f.path for f in report.failures]
    found = issues[len(report.failures) :]
    for issue, (_, finding) in zip(found, findings_of(report), strict=True):
        assert issue["check_name"] == finding.rule
        assert issue["fingerprint"].split("-")[0] == finding.fingerprint
        assert issue["location"]["lines"]["begin"] == finding.line
        severity = "info" if finding.suppressed or finding.severity == 0 else finding.severity.label
        assert issue["severity"] == severity
        assert issue["description"].endswith(" ".join(visible(finding.message).split()))


@every_report
def test_rdjson_is_valid_and_reads_back(name: str) -> None:
    """Diagnostics by reviewdog's format; columns are bytes of UTF-8 and cut the same words out of the file."""
    report = REPORTS[name]()
    result = json.loads(FORMATS["rdjson"](report))
    jsonschema.validate(result, schema("rdformat.json"))
    found = result["diagnostics"][len(report.failures) :]
    for diagnostic, (audit, finding) in zip(found, findings_of(report), strict=True):
        assert diagnostic["code"]["value"] == finding.rule
        assert diagnostic["message"].endswith(visible(finding.message))
        assert len(diagnostic.get("related_locations", [])) == len(finding.reference)
        start, end = diagnostic["location"]["range"]["start"], diagnostic["location"]["range"]["end"]
        assert (start["line"], end["line"]) == (finding.line, finding.end_line)
        if audit.article.source_lines is not None:
            assert "column" not in start
        elif finding.line == finding.end_line:
            line = audit.article.text.split("\n")[finding.line - 1]
            cut = line.encode()[start["column"] - 1 : end["column"] - 1].decode()
            assert cut == line[finding.column - 1 : finding.end_column - 1]
