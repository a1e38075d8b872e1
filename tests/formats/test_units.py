"""Every format of a bilingual file, read back: each finding names its unit, and what was left out is said."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import click
import jsonschema
import pytest
from bs4 import BeautifulSoup
from desk import ROOT

from auditor.formats import FORMATS
from auditor.pipeline import audit
from auditor.records import Audit, Failure, Finding, Report
from auditor.settings.settings import Settings

XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="ar" original="news" datatype="plaintext"><body>
<trans-unit id="head|line">
<source>The bridge was closed for 12 days.</source>
<target>أغلق الجسر 15 يوما.</target>
</trans-unit>
<trans-unit id="&lt;b&gt;, 100%: ::error::&#9;x">
<source>Read <g id="1">the report</g> by {author}.</source>
<target>اقرأ التقرير.</target>
</trans-unit>
<trans-unit id="u3">
<source>Residents thanked the workers.</source>
<target/>
</trans-unit>
</body></file></xliff>
"""
IDS = ("head|line", "<b>, 100%: ::error:: x")


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A file with a wrong number in one unit and lost markup in another, whose id is hostile."""
    folder = tmp_path_factory.mktemp("units")
    (folder / "news.xlf").write_text(XLIFF, encoding="utf-8")
    recorded = folder / "news.txt"
    recorded.write_text("The bridge was closed for 15 days.\nRead the report.\n", encoding="utf-8")
    return audit([str(folder / "news.xlf")], Settings(back_translations=recorded))


def found(report: Report) -> list[tuple[Audit, Finding, str]]:
    """Each finding with the id of its unit."""
    (one,) = report.audits
    return [(one, f, one.article.units[one.segments[f.article[0]].unit or 0].id) for f in one.findings]


def test_the_findings_are_those(audited: Report) -> None:
    """What the other tests read back."""
    assert [(f.rule, f.severity.label, f.line, unit) for _, f, unit in found(audited)] == [
        ("number-mismatch", "critical", 6, IDS[0]),
        ("markup-mismatch", "major", 10, IDS[1]),
    ]
    (one,) = audited.audits
    assert [(b.bead.article, b.bead.reference) for b in one.beads] == [((0,), (0,)), ((1,), (1,))]
    assert one.reference is not None
    assert one.reference.found_by == "units"


def test_terminal_and_markdown_say_unit_and_line(audited: Report) -> None:
    """Before line and column; and how many units were left out, with the reason."""
    text = " ".join(click.unstyle(FORMATS["terminal"](audited)).replace("\u2060", "").split())
    marked = FORMATS["markdown"](audited)
    read = BeautifulSoup(marked, "html.parser").get_text().replace("\u200b", "")
    for shown in (text, " ".join(read.split())):
        assert f"unit {IDS[0]}, line 6, column 12" in shown
        assert f"unit {IDS[1]}, line 10, column 1" in shown
        assert "2 units compared; left out: 1 without a target" in shown
    assert "<b>, 100%" not in marked


def test_a_batch_says_what_was_left_out(audited: Report) -> None:
    """On the one line of a file without findings too: silence is no agreement."""
    clean = replace(audited.audits[0], findings=())
    lines = click.unstyle(FORMATS["terminal"](replace(audited, audits=(clean, clean)))).splitlines()
    assert lines[0].endswith("2 units compared; left out: 1 without a target")


def test_no_unit_is_a_disclosure(tmp_path: Path) -> None:
    """A unit that says how something was made is compared like any other, and none has to say it."""
    said = "تُرجم هذا المقال بمساعدة الذكاء الاصطناعي."
    (tmp_path / "a.tsv").write_text(f"Translated with artificial intelligence.\t{said}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "This article was translated with the help of artificial intelligence.\n", encoding="utf-8"
    )
    settings = Settings(back_translations=tmp_path / "a.txt", require_disclosure=("credits",))
    (one,) = audit([str(tmp_path / "a.tsv")], settings).audits
    assert [s.kind for s in one.segments] == ["content"]
    assert "disclosure" not in {f.rule for f in one.findings}


def test_the_page_says_unit_and_line(audited: Report) -> None:
    """In the head of each card, as text."""
    page = BeautifulSoup(FORMATS["html"](audited), "html.parser")
    places = [" ".join(p.get_text().split()) for p in page.select(".card .place")]
    assert places == [f"unit {IDS[0]}, line 6, column 12", f"unit {IDS[1]}, line 10, column 1"]
    assert "2 units compared; left out: 1 without a target" in page.get_text()


def test_concise_names_the_unit(audited: Report) -> None:
    """Behind the rule."""
    lines = FORMATS["concise"](audited).replace("\u2060", "").splitlines()
    for line, (_, f, unit) in zip(lines, found(audited), strict=True):
        assert line.endswith(f":{f.line}:{f.column}: {f.severity.label} {f.rule} unit {unit}: {f.message}")


def test_json_has_the_unit_as_a_key(audited: Report) -> None:
    """Of each finding, of each sentence (an index into `ids`), and of the article; in JSON Lines too."""
    (article,) = json.loads(FORMATS["json"](audited))["articles"]
    assert article["units"] == {"ids": list(IDS), "left_out": {"without a target": 1}, "unreviewed": {}}
    assert article["reference"]["found_by"] == "units"
    assert [f["unit"] for f in article["findings"]] == list(IDS)
    assert [s["unit"] for s in article["segments"]] == [s["unit"] for s in article["reference_segments"]] == [0, 1]
    first, *rest = map(json.loads, FORMATS["jsonl"](audited).splitlines())
    assert first["units"] == article["units"]
    assert [r["unit"] for r in rest if r["type"] == "finding"] == list(IDS)


def test_sarif_has_the_unit_as_a_logical_location(audited: Report) -> None:
    """Beside the line of the file; the log is valid."""
    log = json.loads(FORMATS["sarif"](audited))
    schema = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    for result, (one, f, unit) in zip(log["runs"][0]["results"], found(audited), strict=True):
        (place,) = result["locations"]
        assert place["logicalLocations"] == [{"name": unit, "kind": "resource"}]
        assert place["physicalLocation"]["region"]["startLine"] == f.line
        assert Path(unquote(place["physicalLocation"]["artifactLocation"]["uri"]).removeprefix("file://")) == Path(
            one.article.path
        )


def test_formats_of_forges_name_the_unit_in_the_message(audited: Report) -> None:
    """GitHub, GitLab, reviewdog and JUnit have no other place for it."""
    wanted = [f"unit {unit}: {f.message}" for _, f, unit in found(audited)]
    github = FORMATS["github"](audited).splitlines()
    assert [line.split("::", 2)[2].replace("%25", "%") for line in github] == wanted
    assert [i["description"] for i in json.loads(FORMATS["gitlab"](audited))] == wanted
    assert [d["message"] for d in json.loads(FORMATS["rdjson"](audited))["diagnostics"]] == wanted
    failures = ElementTree.fromstring(FORMATS["junit"](audited).encode()).iter("failure")
    assert [f.get("message") for f in failures] == wanted


def test_csv_has_a_column_of_units(audited: Report) -> None:
    """The last one."""
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](audited).removeprefix("\ufeff"))))
    assert [row["unit"].replace("\u2060", "") for row in rows] == list(IDS)


def test_a_unit_that_cannot_be_read_has_its_line(audited: Report) -> None:
    """In every format that has a place for it, so that an editor jumps there, and a forge shows each of several."""
    path = "news/table.csv"
    failures = tuple(Failure(path, f"{path}: unit #{n} (line {n}) has 1 cells.", n) for n in (7, 9))
    report = replace(audited, audits=(), failures=failures)
    assert [line.partition(" ")[0] for line in FORMATS["concise"](report).splitlines()] == [
        f"{path}:7:1:",
        f"{path}:9:1:",
    ]
    assert [line.partition("::unit")[0].split("::")[1] for line in FORMATS["github"](report).splitlines()] == [
        f"error file={path},line={n},title=auditor: not audited" for n in (7, 9)
    ]
    issues = json.loads(FORMATS["gitlab"](report))
    assert [i["location"]["lines"]["begin"] for i in issues] == [7, 9]
    assert len({i["fingerprint"] for i in issues}) == 2
    diagnostics = json.loads(FORMATS["rdjson"](report))["diagnostics"]
    assert [d["location"]["range"]["start"]["line"] for d in diagnostics] == [7, 9]
    log = json.loads(FORMATS["sarif"](report))
    schema = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(log)
    told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [t["locations"][0]["physicalLocation"]["region"]["startLine"] for t in told] == [7, 9]
    assert [f["line"] for f in json.loads(FORMATS["json"](report))["failures"]] == [7, 9]
