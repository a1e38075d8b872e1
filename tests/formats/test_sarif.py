"""SARIF: valid by its schema, and read back it says what the report says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from machine_reports import REPORTS, every_report, findings_of, schema, twice, with_message
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.formats._rows import visible
from auditor.records import Report
from auditor.rules import RULES


def _sarif(report: Report) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(FORMATS["sarif"](report))
    return log


@every_report
def test_sarif_is_valid_by_the_oasis_schema(name: str) -> None:
    """Every report satisfies the official schema of SARIF 2.1.0, formats (URIs) included."""
    validator = jsonschema.Draft7Validator(schema("sarif-2.1.0.json"), format_checker=jsonschema.FormatChecker())
    log = _sarif(REPORTS[name]())
    assert [e.message for e in validator.iter_errors(log)] == []


@every_report
def test_sarif_read_back_is_the_report(name: str) -> None:
    """Results are the findings, in order: rule, level, place, fingerprint, message."""
    report = REPORTS[name]()
    (run,) = _sarif(report)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["exitCode"] == report.exit_code
    assert run["invocations"][0]["executionSuccessful"] is not bool(report.failures)
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == len(list(findings_of(report)))
    for result, (audit, finding) in zip(run["results"], findings_of(report), strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.rule
        assert result["properties"]["severity"] == finding.severity.label
        text = result["message"]["text"].replace("{{", "{").replace("}}", "}").replace("\\](", "](")
        assert text == visible(finding.message)
        assert result["partialFingerprints"]["auditorFinding/v1"] == finding.fingerprint
        place = result["locations"][0]["physicalLocation"]
        assert Path(unquote(place["artifactLocation"]["uri"])) == Path(unquote(_relative_uri(audit.article.path)))
        assert place["region"]["startLine"] == finding.line
        assert place["region"]["endLine"] >= finding.line
        if audit.article.source_lines is None:
            assert place["region"]["startColumn"] == finding.column
            assert place["region"]["endColumn"] == finding.end_column


def _relative_uri(path: str) -> str:
    """`./copy/../copy.txt` is `copy.txt`; nothing else changes."""
    return "copy.txt" if path.startswith("./copy") else path.replace("%", "%25")


def test_sarif_regions_hold_the_words_they_show() -> None:
    """Lines and columns of every region, counted in code points, cut out exactly the snippet beside them."""
    report = make_report()
    texts = {a.article.path: a.article.text for a in report.audits}
    texts |= {a.reference.document.path: a.reference.document.text for a in report.audits if a.reference}
    checked = 0
    for result in _sarif(report)["runs"][0]["results"]:
        places = [p["physicalLocation"] for p in result["locations"] + result["relatedLocations"]]
        for place in places:
            lines = texts[unquote(place["artifactLocation"]["uri"])].split("\n")
            for region in (place["region"], place.get("contextRegion", {})):
                if "snippet" in region:
                    assert region["startLine"] == region["endLine"]
                    cut = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
                    assert cut == region["snippet"]["text"]
                    checked += 1
    assert checked > 40


def test_sarif_tells_accepted_findings_from_new_ones() -> None:
    """With one accepted finding in the run, every result has suppressions and a baseline state."""
    report = make_report()
    for result, (_, finding) in zip(_sarif(report)["runs"][0]["results"], findings_of(report), strict=True):
        accepted = [{"kind": "external", "status": "accepted", "justification": finding.reason}]
        assert result["suppressions"] == (accepted if finding.suppressed else [])
        assert result["baselineState"] == ("unchanged" if finding.suppressed else "new")


def test_sarif_says_no_baseline_state_without_a_baseline() -> None:
    """A run without accepted findings does not claim to have been compared with anything."""
    clean = make_clean_report()
    (run,) = _sarif(replace(clean, audits=(make_report().audits[2],)))["runs"]
    assert "baselineState" not in run["results"][0]
    assert run["results"][0]["suppressions"] == []


def test_sarif_points_into_the_reference() -> None:
    """A finding about reference sentences has a related location for the words of the reference."""
    report = make_report()
    for result, (audit, finding) in zip(_sarif(report)["runs"][0]["results"], findings_of(report), strict=True):
        if finding.reference:
            uris = {unquote(r["physicalLocation"]["artifactLocation"]["uri"]) for r in result["relatedLocations"]}
            assert audit.reference is not None
            assert uris == {audit.reference.document.path}
            assert [r["id"] for r in result["relatedLocations"]] == list(range(1, len(result["relatedLocations"]) + 1))


def test_sarif_fingerprints_are_one_of_a_kind() -> None:
    """The hash that GitHub tracks an alert by is unique also where two articles share a sentence."""
    results = _sarif(twice(make_report()))["runs"][0]["results"]
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in results]
    assert len(set(hashes)) == len(hashes)


def test_sarif_rules_carry_help_when_the_report_knows_them() -> None:
    """All rules that ran are listed with summary, help, level and MQM type, also those that found nothing."""
    report = replace(make_clean_report(), rules=tuple(RULES.values()))
    described = {r["id"]: r for r in _sarif(report)["runs"][0]["tool"]["driver"]["rules"]}
    assert list(described) == list(RULES)
    omission = described["omission"]
    assert omission["name"] == "Omission"
    assert omission["shortDescription"]["text"] == RULES["omission"].summary
    assert "audit --explain omission" in omission["help"]["text"]
    assert omission["help"]["markdown"].startswith("# omission\n")
    assert omission["properties"]["tags"] == ["accuracy/omission"]
    assert omission["defaultConfiguration"]["level"] == "error"


def test_sarif_takes_a_finding_of_a_rule_it_was_not_told_of() -> None:
    """A rule that the report does not list has no index; the result is valid all the same."""
    report = replace(with_message("m"), rules=(RULES["omission"],))
    log = _sarif(report)
    jsonschema.validate(log, schema("sarif-2.1.0.json"))
    assert "ruleIndex" not in log["runs"][0]["results"][0]


def test_sarif_messages_cannot_hold_links_or_placeholders() -> None:
    """`[x](http://…)` and `{0}` of an article are text: escaped as sections 3.11.5 and 3.11.6 ask."""
    report = with_message("[click](http://example.org) {0}")
    (result,) = _sarif(report)["runs"][0]["results"]
    assert result["message"]["text"] == "[click\\](http://example.org) {{0}}"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ملف.txt", "a%20b/%D9%85%D9%84%D9%81.txt"),
        ("/tmp/x y.txt", "file:///tmp/x%20y.txt"),
        ("c:odd.txt", "c%3Aodd.txt"),
        ("./x//y.txt", "x/y.txt"),
        ("../up.txt", "../up.txt"),
        ("-", "-"),
        ("bad\udcff.txt", "bad%FF.txt"),
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    """Relative paths stay relative, absolute ones are file URIs, all percent-encoded, undecodable bytes too."""
    (run,) = _sarif(with_message("m", path))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert run["artifacts"] == [{"location": {"uri": uri}, "roles": ["analysisTarget"]}]
