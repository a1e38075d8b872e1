"""The list for the translator as a Word document, with python-docx, which reads articles here anyway."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from auditor.formats import _corrections as corrections
from auditor.formats._rows import visible
from auditor.records import Report

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every part, the earliest that a zip archive can say: the same report gives the same bytes."""


def render(report: Report) -> bytes:
    """The file."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    document.add_heading(corrections.TITLE, 0)
    document.add_paragraph(corrections.summary(report))
    listed = [(audit, found) for audit in report.audits if (found := list(corrections.entries(audit)))]
    if listed:
        document.add_paragraph(corrections.WHAT_THIS_IS)
    for audit, entries in listed:
        document.add_heading(_line(audit.article.name), 1)
        for number, entry in enumerate(entries, 1):
            document.add_heading(_line(f"{number}. {entry.place} ({entry.severity})"), 2)
            _with_arabic(document.add_paragraph(), entry.says)
            table = document.add_table(0, 2, style="Table Grid")
            for field in entry.fields:
                _field(table.add_row().cells, field)
            table.autofit = False
            for row in table.rows:
                row.cells[0].width, row.cells[1].width = Mm(28), Mm(124)
    for failure in report.failures:
        document.add_paragraph(_line(f"Not audited: {failure.path}: {failure.message}"))
    written = io.BytesIO()
    document.save(written)
    return _without_dates(written.getvalue())


def _field(cells: Any, field: corrections.Field) -> None:
    label, content = (cell.paragraphs[0] for cell in cells)
    label.add_run(field.label)
    if field.dir == "rtl":
        _property(content._p.get_or_add_pPr(), "bidi")
    for run in field.runs:
        _run(content, run.text, field.dir == "rtl", bool(run.findings), field.lang)


def _with_arabic(paragraph: Any, said: str) -> None:
    """An English sentence whose Arabic words are marked as right-to-left."""
    from auditor.formats._rows import RTL_RUN

    at = 0
    for match in RTL_RUN.finditer(said):
        _run(paragraph, said[at : match.start()], False, False, "en")
        _run(paragraph, match[0], True, False, "ar")
        at = match.end()
    _run(paragraph, said[at:], False, False, "en")


def _run(paragraph: Any, text: str, rtl: bool, strong: bool, lang: str) -> None:
    """A run of text; Word takes the weight of right-to-left text from a property of its own."""
    if not text:
        return
    run = paragraph.add_run(_line(text))
    run.font.bold = run.font.cs_bold = run.font.underline = strong or None
    run.font.rtl = rtl or None
    _property(run._r.get_or_add_rPr(), "lang", **{"bidi" if rtl else "val": lang})


def _property(parent: Any, name: str, **attributes: str) -> None:
    """Add `<w:name>`; the schema has `bidi` before what stands at the end of a paragraph's properties, and `lang` last."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _line(text: str) -> str:
    return visible(text.replace("\n", " ").replace("\t", " "))


def _without_dates(archive: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, _EPOCH), old.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()
