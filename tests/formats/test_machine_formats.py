"""The formats for machines: valid by their schema or grammar, and read back they say what the report says."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from shared_report import Builder, make_clean_report, make_report

from auditor.formats import FORMATS, markdown
from auditor.formats import csv as csv_format
from auditor.formats._rows import rows, visible
from auditor.records import Audit, Failure, Finding, Report, Severity
from auditor.rules import RULES

SCHEMAS = Path(__file__).parents[1] / "schemas"
FAILURES = (Failure("odd, path: 100%.txt", "It is not text.\nGive a .txt file."), Failure("/abs/x.docx", "Missing."))
REPORTS: dict[str, Callable[[], Report]] = {
    "full": make_report,
    "with rules": lambda: replace(make_report(), rules=tuple(RULES.values())),
    "unreadable": lambda: make_report(failures=FAILURES),
    "never fails": lambda: make_report(fail_on=None),
    "clean": make_clean_report,
    "empty": lambda: replace(make_report(), audits=()),
    "only unreadable": lambda: replace(make_report(), audits=(), failures=FAILURES),
    "markup": lambda: _as_markup(make_report()),
    "twice": lambda: _twice(make_report()),
}
every_report = pytest.mark.parametrize("name", REPORTS)


def _as_markup(report: Report) -> Report:
    """The report as if its articles had been .html files: lines of the file that are not those of the text."""
    audits = (
        replace(a, article=replace(a.article, source_lines=tuple(range(3, 4 + a.article.text.count("\n") + 1))))
        for a in report.audits
    )
    return replace(report, audits=tuple(audits))


def _twice(report: Report) -> Report:
    """The first article and a copy of it at another path: every fingerprint appears twice."""
    first = report.audits[0]
    copy = replace(first, article=replace(first.article, path="./copy/../copy.txt"))
    return replace(report, audits=(first, copy))


def _findings(report: Report) -> Iterator[tuple[Audit, Finding]]:
    return ((a, f) for a in report.audits for f in a.findings)


def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


# --- SARIF ------------------------------------------------------------------------------------------------------------


def _sarif(report: Report) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(FORMATS["sarif"](report))
    return log


@every_report
def test_sarif_is_valid_by_the_oasis_schema(name: str) -> None:
    """Every report satisfies the official schema of SARIF 2.1.0, formats (URIs) included."""
    validator = jsonschema.Draft7Validator(_schema("sarif-2.1.0.json"), format_checker=jsonschema.FormatChecker())
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
    assert len(run["results"]) == len(list(_findings(report)))
    for result, (audit, finding) in zip(run["results"], _findings(report), strict=True):
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
    for result, (_, finding) in zip(_sarif(report)["runs"][0]["results"], _findings(report), strict=True):
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
    for result, (audit, finding) in zip(_sarif(report)["runs"][0]["results"], _findings(report), strict=True):
        if finding.reference:
            uris = {unquote(r["physicalLocation"]["artifactLocation"]["uri"]) for r in result["relatedLocations"]}
            assert audit.reference is not None
            assert uris == {audit.reference.document.path}
            assert [r["id"] for r in result["relatedLocations"]] == list(range(1, len(result["relatedLocations"]) + 1))


def test_sarif_fingerprints_are_one_of_a_kind() -> None:
    """The hash that GitHub tracks an alert by is unique also where two articles share a sentence."""
    results = _sarif(_twice(make_report()))["runs"][0]["results"]
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
    report = replace(_with_message("m"), rules=(RULES["omission"],))
    log = _sarif(report)
    jsonschema.validate(log, _schema("sarif-2.1.0.json"))
    assert "ruleIndex" not in log["runs"][0]["results"][0]


def test_sarif_messages_cannot_hold_links_or_placeholders() -> None:
    """`[x](http://…)` and `{0}` of an article are text: escaped as sections 3.11.5 and 3.11.6 ask."""
    report = _with_message("[click](http://example.org) {0}")
    (result,) = _sarif(report)["runs"][0]["results"]
    assert result["message"]["text"] == "[click\\](http://example.org) {{0}}"


def _with_message(message: str, path: str = "a.txt") -> Report:
    """A report of one finding."""
    builder = Builder("a.txt", (("نص قصير.",),), ("A short text.",), ())
    builder.find("typography", Severity.MINOR, message, [0], [], [("article", 0, "قصير")])
    audit = builder.audit()
    return replace(make_clean_report(), audits=(replace(audit, article=replace(audit.article, path=path)),))


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
    (run,) = _sarif(_with_message("m", path))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert run["artifacts"] == [{"location": {"uri": uri}, "roles": ["analysisTarget"]}]


# --- concise ----------------------------------------------------------------------------------------------------------


CONCISE = re.compile(r"(.*):(\d+):(\d+): (critical|major|minor|neutral|error) ([a-z-]+) (.*)")


@every_report
def test_concise_read_back_is_the_report(name: str) -> None:
    """A line a finding: path, line, column, severity, rule and message; what could not be audited comes first."""
    report = REPORTS[name]()
    read = [CONCISE.fullmatch(line).groups() for line in FORMATS["concise"](report).split("\n")[:-1]]  # type: ignore[union-attr]
    unread, found = read[: len(report.failures)], read[len(report.failures) :]
    assert [r[1:5] for r in unread] == [("1", "1", "error", "not-audited")] * len(report.failures)
    assert [(int(r[1]), int(r[2]), r[3], r[4]) for r in found] == [
        (f.line, f.column, f.severity.label, f.rule) for _, f in _findings(report)
    ]
    for (path, *_, message), (audit, finding) in zip(found, _findings(report), strict=True):
        assert Path(path.replace("\u2060", "")) == Path(os.path.normpath(audit.article.path))
        said = " ".join(visible(finding.message).split())
        accepted = f" (accepted: {finding.reason})" if finding.suppressed else ""
        assert message.replace("\u2060", "") == said + accepted


# --- JUnit ------------------------------------------------------------------------------------------------------------

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
    live = [f for _, f in _findings(report) if not f.suppressed]
    failing = [f for f in live if report.fail_on is not None and f.severity >= report.fail_on]
    assert xml.failures == len(failing)
    assert xml.errors == len(report.failures)
    assert sum(s.skipped for s in xml) == sum(f.suppressed for _, f in _findings(report))
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
    text = FORMATS["junit"](replace(_with_message(message), fail_on=Severity.MINOR))
    element = ET.fromstring(text.encode())
    _JUNIT.validate(element)
    assert element.find(".//failure").attrib["message"] == visible(message)  # type: ignore[union-attr]


# --- GitHub annotations -----------------------------------------------------------------------------------------------


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
    expected = sorted(_findings(report), key=lambda pair: (pair[1].suppressed, -pair[1].severity))
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
    text = FORMATS["github"](_with_message(message, path))
    (line,) = text.replace("\r", "\n").strip("\n").split("\n")
    level, properties, data = _command(line)
    assert (level, properties["file"], data) == ("warning", visible(path), visible(message))


# --- GitLab and reviewdog ---------------------------------------------------------------------------------------------


@every_report
def test_gitlab_is_valid_and_reads_back(name: str) -> None:
    """Issues as GitLab documents them, with unique fingerprints of the content, accepted findings as info."""
    report = REPORTS[name]()
    issues = json.loads(FORMATS["gitlab"](report))
    jsonschema.validate(issues, _schema("code-quality.json"))
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    assert [i["location"]["path"] for i in issues if i["severity"] == "blocker"] == [f.path for f in report.failures]
    found = issues[len(report.failures) :]
    for issue, (_, finding) in zip(found, _findings(report), strict=True):
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
    jsonschema.validate(result, _schema("rdformat.json"))
    found = result["diagnostics"][len(report.failures) :]
    for diagnostic, (audit, finding) in zip(found, _findings(report), strict=True):
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


# --- JSON Lines and CSV -----------------------------------------------------------------------------------------------


@every_report
def test_jsonl_is_one_object_a_line_and_reads_back(name: str) -> None:
    """Every line parses by itself and says its type; findings hold the words of all sides; the summary is last."""
    report = REPORTS[name]()
    text = FORMATS["jsonl"](report)
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) == text.count("\n")
    by_type: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_type.setdefault(line["type"], []).append(line)
    assert [a["path"] for a in by_type.get("article", [])] == [a.article.path for a in report.audits]
    assert [f["path"] for f in by_type.get("failure", [])] == [f.path for f in report.failures]
    assert lines[-1]["type"] == "summary"
    assert lines[-1]["exit_code"] == report.exit_code
    assert lines[-1]["findings"] == {s.label: n for s, n in report.counts().items()}
    for line, (audit, finding) in zip(by_type.get("finding", []), _findings(report), strict=True):
        assert (line["path"], line["message"]) == (audit.article.path, finding.message)
        assert line["fingerprint"] == finding.fingerprint
        assert line["article_text"] == " ".join(audit.segments[i].text for i in finding.article)
        assert line["reference_text"] == " ".join(audit.reference_segments[i].text for i in finding.reference)


def _table(report: Report) -> list[dict[str, str]]:
    text = FORMATS["csv"](report)
    assert text.startswith("\ufeffpath,reference,")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@every_report
def test_csv_reads_back_as_a_row_a_bead(name: str) -> None:
    """Every bead and every sentence outside a bead is a row, with its texts, scores and rules."""
    report = REPORTS[name]()
    expected = [(a, r) for a in report.audits for r in rows(a)]
    table = _table(report)
    assert len(table) == len(expected)
    for cells, (audit, row) in zip(table, expected, strict=True):
        assert tuple(cells) == csv_format.COLUMNS
        assert cells["kind"] == row.kind
        assert cells["path"] == visible(audit.article.path)
        assert cells["article_text"].removeprefix("'") == visible(" ".join(s.text for s in row.article))
        assert cells["reference_text"].removeprefix("'") == visible(" ".join(s.text for s in row.reference))
        assert cells["rules"].split() == list(dict.fromkeys(f.rule for f in row.findings if not f.suppressed))
        assert cells["accepted"].split() == list(dict.fromkeys(f.rule for f in row.findings if f.suppressed))
        scores = row.scored.scores if row.scored else None
        if scores is None:
            assert cells["bleu"] == cells["chrf"] == cells["ter"] == cells["cosine"] == ""
        else:
            assert float(cells["chrf"]) == pytest.approx(scores.chrf, abs=1e-4)
            assert float(cells["chrf++"]) == pytest.approx(scores.chrf_pp, abs=1e-4)


def test_csv_ends_lines_as_the_rfc_says() -> None:
    """RFC 4180: CRLF after every record."""
    text = FORMATS["csv"](make_clean_report())
    assert text.count("\r\n") == text.count("\n") == 3


@given(st.text(), st.sampled_from("=+-@＝＋－＠"), st.sampled_from(["", " ", "\t", "\n", "\u00a0"]))
@settings(deadline=None)
def test_csv_cells_are_never_formulas(rest: str, sign: str, space: str) -> None:
    """A cell that a spreadsheet would compute begins with an apostrophe."""
    builder = Builder(f"{sign}x", ((f"{space}{sign}{rest}",),), (None,), ())
    (cells,) = _table(replace(make_clean_report(), audits=(builder.audit(),)))
    for name in ("path", "article_text"):
        assert cells[name].startswith("'")


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _comment(text: str) -> BeautifulSoup:
    """The comment as CommonMark renders it, raw HTML allowed, as on GitHub before it sanitises."""
    return BeautifulSoup(MarkdownIt("commonmark", {"html": True}).render(text), "html.parser")


@every_report
def test_markdown_reads_back_as_the_report(name: str) -> None:
    """Heading, a row an article, and for every finding its rule, message and sentences, each in its direction."""
    report = REPORTS[name]()
    page = _comment(FORMATS["markdown"](report))
    tables = page.find_all("table")
    assert len(tables[0].find_all("tr")) == 1 + len(report.failures) + len(report.audits)
    folded = page.find_all("details")
    shown = [a for a in report.audits if a.findings]
    assert len(folded) == len(shown)
    for details, audit in zip(folded, shown):
        paragraphs = details.find_all("p")
        assert len(paragraphs) == len(audit.findings)
        for paragraph, finding in zip(paragraphs, audit.findings):
            said = paragraph.get_text().replace("\u200b", "")
            assert " ".join(visible(finding.message).split()) in " ".join(said.split())
            assert paragraph.find("code").get_text() == finding.rule
        for cell in details.find_all("td"):
            assert cell["dir"] == {"ar": "rtl", "en": "ltr"}[cell["lang"]]


@every_report
def test_markdown_lets_no_markup_through(name: str) -> None:
    """Only the elements that the format itself writes are in the comment."""
    page = _comment(FORMATS["markdown"](REPORTS[name]()))
    own = {"h2", "table", "tbody", "tr", "th", "td", "code", "details", "summary", "p", "strong", "sub", "br", "s"}
    assert {tag.name for tag in page.find_all()} <= own


@given(st.text())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_shows_any_message_as_text(message: str) -> None:
    """Blank lines, backticks, fences, tags, mentions: the comment keeps its shape and shows the words."""
    text = FORMATS["markdown"](_with_message(message))
    page = _comment(text)
    assert len(page.find_all("p")) == len(page.find_all("details")) == 1
    body = "".join(page.find("p").get_text().replace("\u200b", "").split())
    assert "".join(visible(message).replace("‹U+200B›", "").split()) in body.replace("‹U+200B›", "")
    assert "\n\n\n" not in text


def test_markdown_calls_nobody() -> None:
    """`@name` and `#1` are broken so that no one is notified and nothing is linked."""
    text = FORMATS["markdown"](_with_message("thanks @everyone, see #1"))
    assert "@everyone" not in text
    assert "#1" not in text
    assert "thanks @everyone, see #1" in html.unescape(text).replace("\u200b", "")


def test_markdown_fits_into_a_comment() -> None:
    """Thousands of findings in hundreds of articles, and endless sentences: within the limit, worst first, the rest
    counted."""
    first = make_report().audits[0]
    many = tuple(
        replace(first, article=replace(first.article, path=f"articles/{i:04}/{'x' * 200}.txt")) for i in range(400)
    )
    report = replace(make_report(), audits=many)
    text = FORMATS["markdown"](report)
    assert 50_000 < len(text) <= markdown.LIMIT
    page = _comment(text)
    shown = page.find_all("p", dir="ltr")
    assert {p.find("strong").get_text() for p in shown} == {"critical"}
    assert f"{400 * 19 - len(shown)} further findings did not fit" in text
    assert "further articles" in text
    assert len(page.find_all("details")) == text.count("<details")


def test_markdown_cuts_endless_sentences() -> None:
    """A sentence of a million letters is shown by its ends."""
    builder = Builder("a.txt", (("س" * 1_000_000 + ".",),), ("s" * 1_000_000,), ())
    builder.find("typography", Severity.MINOR, "m" * 1_000_000, [0], [], [("article", 0, "س" * 999_999)])
    text = FORMATS["markdown"](replace(make_clean_report(), audits=(builder.audit(),)))
    assert len(text) < 10_000


# --- All --------------------------------------------------------------------------------------------------------------

MACHINE = ("sarif", "junit", "github", "gitlab", "rdjson", "markdown", "jsonl", "csv", "corrections")


@pytest.mark.parametrize("name", MACHINE)
def test_no_control_reaches_the_output(name: str) -> None:
    """Escape sequences, bidirectional overrides and lone surrogates of a hostile article are escaped or named."""
    text = FORMATS[name](make_report(failures=(Failure("x\x1b[2J\udcff.txt", "\u202e bad \x00"),)))
    text = text.removeprefix("\ufeff")
    bad = set("\x00\x07\x0b\x0c\x1b\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\udcff")
    assert not bad & set(text)
    text.encode("utf-8")


@pytest.mark.parametrize("name", MACHINE)
def test_rendering_is_pure(name: str) -> None:
    """The same report gives the same bytes, so that committed reports do not flap."""
    assert FORMATS[name](make_report()) == FORMATS[name](make_report())


@pytest.mark.parametrize("name", MACHINE)
def test_many_findings_in_one_endless_line_take_linear_time(name: str) -> None:
    """20,000 findings in one line of a million code points: no format looks at the whole line for each."""
    sentences = ("كلمة " * 9 + "كلمات.",) * 20_000
    builder = Builder("a.txt", (sentences[:1],), (None,), ())
    builder.find("typography", Severity.MINOR, "m", [0], [], [("article", 0, "كلمات")])
    one = builder.audit()
    text = " ".join(sentences)
    width = len(sentences[0]) + 1
    segment, finding = one.segments[0], one.findings[0]
    audit = replace(
        one,
        article=replace(one.article, text=text),
        segments=tuple(
            replace(segment, index=i, start=i * width, end=(i + 1) * width - 1, column=i * width + 1)
            for i in range(20_000)
        ),
        hypotheses=(None,) * 20_000,
        findings=tuple(
            replace(finding, article=(i,), column=i * width + 1, end_column=i * width + 9, fingerprint=f"{i:032x}")
            for i in range(20_000)
        ),
    )
    assert FORMATS[name](replace(make_clean_report(), audits=(audit,)))
