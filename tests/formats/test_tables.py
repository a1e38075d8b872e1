"""JSON Lines and CSV, read back as programs and spreadsheets read them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_reports import REPORTS, every_report, findings_of
from report_builder import Builder
from shared_report import make_clean_report

from auditor.formats import FORMATS
from auditor.formats import csv as csv_format
from auditor.formats._rows import rows, visible
from auditor.records import Report


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
    for line, (audit, finding) in zip(by_type.get("finding", []), findings_of(report), strict=True):
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
