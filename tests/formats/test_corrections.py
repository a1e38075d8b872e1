"""The list for the translator: what concerns the Arabic and nothing else, in Markdown and as a Word document."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from bs4 import BeautifulSoup
from desk import RECORDED, run
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS, for_file
from auditor.reading.document import read_document
from auditor.records import Failure, Report, Severity

LEFT_OUT = {"moved", "disclosure", "unreliable-back-translation", "untranslated"}
"""Rules of the shared report that give a translator nothing to do; the finding of the last one is accepted."""


def page(report: Report) -> BeautifulSoup:
    """The Markdown as it is shown."""
    return BeautifulSoup(MarkdownIt("commonmark").render(FORMATS["corrections"](report)), "html.parser")


def word(report: Report) -> bytes:
    """The Word document."""
    made = for_file("corrections", report, PurePath("list.DOCX"))
    assert isinstance(made, bytes)
    return made


def test_each_finding_about_the_arabic_has_an_entry() -> None:
    """In reading order, with place, sentence, reference and an empty field; nothing else has one."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    wanted = [f for f in audit.findings if f.rule not in LEFT_OUT]
    assert {f.rule for f in audit.findings} - {f.rule for f in wanted} == LEFT_OUT
    shown = page(report)
    heads = [h.get_text() for h in shown.select("h3")]
    assert heads == [f"{n}. line {f.line}, column {f.column} ({f.severity.label})" for n, f in enumerate(wanted, 1)]
    assert "15 entries in 1 article." in shown.get_text()
    for finding, table in zip(wanted, shown.select("table"), strict=True):
        cells = {row.th.get_text(): row.td for row in table.select("tr")}
        assert cells["Correction"].get_text(strip=True) == ""
        if finding.article:
            assert cells["Article"].get_text() == " ".join(audit.segments[i].text for i in finding.article).replace(
                "\u202e", "‹U+202E›"
            ).replace("\u202c", "‹U+202C›")
        if finding.reference:
            assert cells["Reference"].get_text() == " ".join(
                audit.reference_segments[i].text for i in finding.reference
            )
            marked = [s.text for s in finding.evidence.spans if s.side == "reference"]
            assert [m.get_text() for m in cells["Reference"].select("strong")] == marked
        directions = {label: (td["lang"], td["dir"]) for label, td in cells.items()}
        assert {d for label, d in directions.items() if label != "Reference"} == {("ar", "rtl")}
        assert directions.get("Reference", ("en", "ltr")) == ("en", "ltr")


def test_an_omission_says_behind_which_sentence() -> None:
    """There is no Arabic sentence to show but the one before; at the head of an article there is none."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    (omission,) = [f for f in audit.findings if f.rule == "omission"]
    cells = {row.th.get_text(): row.td.get_text() for row in page(report).select("table")[2].select("tr")}
    assert list(cells) == ["Behind this", "Reference", "Correction"]
    assert cells["Behind this"] == audit.segments[2].text
    first = replace(omission, line=1, column=1)
    alone = replace(report, audits=(replace(audit, findings=(first,)),))
    assert [th.get_text() for th in page(alone).select("th")] == ["Reference", "Correction"]


def test_nothing_is_said_of_scores_and_back_translations() -> None:
    """A translator can do nothing about them."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    scored = [replace(f, message=f"{f.message} 97.5 %") for f in audit.findings if f.rule == "divergent-meaning"]
    text = page(replace(report, audits=(replace(audit, findings=tuple(scored)),))).get_text()
    assert "The Arabic may say something else than the reference; no single word was found to blame." in text
    for unwanted in ("97.5", "chrF", "BLEU", "engine"):
        assert unwanted not in text
    everything = page(report).get_text()
    assert not any(h.text in everything for h in audit.hypotheses if h is not None)


def test_the_word_document_says_the_same() -> None:
    """By python-docx and by the reader of articles; Arabic paragraphs and runs are marked as right-to-left."""
    report = make_report(failures=(Failure("x.txt", "x.txt is empty."),))
    document = Document(io.BytesIO(word(report)))
    shown = page(report)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads == [h.get_text().replace("\u200b", "") for h in shown.select("h3")]
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        h.get_text().replace("\u200b", "") for h in shown.select("h2")
    ]
    for table, wanted in zip(document.tables, shown.select("table"), strict=True):
        rows = [[" ".join(c.text.split()) for c in row.cells] for row in table.rows]
        assert rows == [
            [" ".join(c.get_text().replace("\u200b", "").split()) for c in row.select("th, td")]
            for row in wanted.select("tr")
        ]
        for row, cells in zip(table.rows, wanted.select("tr"), strict=True):
            paragraph = row.cells[1].paragraphs[0]
            right = cells.td["dir"] == "rtl"
            assert (paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None) == right
            assert {bool(r.font.rtl) for r in paragraph.runs} <= {right}
            assert [r.text for r in paragraph.runs if r.font.bold] == [r.text for r in paragraph.runs if r.font.cs_bold]
    assert "Not audited: x.txt: x.txt is empty." in [p.text for p in document.paragraphs]


def test_the_word_document_is_read_here(tmp_path: Path) -> None:
    """The project's own reader takes it for a document and finds the sentences; the same report gives the same bytes."""
    report = make_report(hostile=False)
    (tmp_path / "list.docx").write_bytes(word(report))
    text = read_document(str(tmp_path / "list.docx"), "en").text
    assert report.audits[0].segments[0].text in text
    assert word(report) == word(make_report(hostile=False))


@pytest.mark.parametrize("name", ["list.md", "list.docx"])
def test_the_command_writes_it(desk: Path, name: str) -> None:
    """By the suffix of the file; the exit code is that of the findings."""
    done = run(desk, "library.txt", *RECORDED, "--report", f"corrections={name}", "-f", "corrections", "-q")
    assert done.returncode == 1
    assert "The reference says “21,000”" in done.stdout
    if name.endswith(".md"):
        assert (desk / name).read_text(encoding="utf-8") == done.stdout
    else:
        assert [len(t.rows) for t in Document(str(desk / name)).tables] == [3]


def test_nothing_to_correct_is_said() -> None:
    """One sentence in either form."""
    said = "Nothing to correct was found in 1 article."
    report = make_clean_report()
    assert FORMATS["corrections"](report) == f"# Corrections\n\n{said}\n"
    assert [p.text for p in Document(io.BytesIO(word(report))).paragraphs] == ["Corrections", said]
    accepted = replace(make_report(hostile=False).audits[0].findings[0], suppressed=True)
    audit = replace(make_report(hostile=False).audits[0], findings=(accepted, replace(accepted, severity=Severity(0))))
    assert said in FORMATS["corrections"](replace(report, audits=(audit,)))
