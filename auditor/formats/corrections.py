"""A list for the translator in Markdown: what to look at again, and room to correct it.

Texts stand in HTML blocks, as Markdown cannot say in which direction they run.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.formats import _corrections as corrections
from auditor.formats._blocks import text
from auditor.records import Audit, Report


def render(report: Report) -> str:
    """The list, grouped by article; one sentence where there is nothing to correct."""
    lines = [f"# {corrections.TITLE}", "", corrections.summary(report)]
    listed = [part for audit in report.audits for part in _article(audit)]
    if listed:
        lines += ["", corrections.WHAT_THIS_IS]
    failures = [f"<p>Not audited: <code>{text(f.path)}</code>: {text(f.message)}</p>" for f in report.failures]
    return "\n".join([*lines, *listed, *([""] if failures else []), *failures]) + "\n"


def _article(audit: Audit) -> Iterator[str]:
    entries = list(corrections.entries(audit))
    if not entries:
        return
    yield from ("", f"<h2><code>{text(audit.article.name)}</code></h2>")
    for number, entry in enumerate(entries, 1):
        yield from ("", f"<h3>{number}. {text(entry.place)} ({entry.severity})</h3>")
        yield f'<p dir="ltr">{text(entry.says)}</p>'
        yield "<table>"
        yield from map(_field, entry.fields)
        yield "</table>"


def _field(field: corrections.Field) -> str:
    written = "".join(
        f"<strong>{text(run.text, strip=False, most=None)}</strong>"
        if run.findings
        else text(run.text, strip=False, most=None)
        for run in field.runs
    )
    cell = written or "&nbsp;"
    return f'<tr><th>{field.label}</th><td lang="{text(field.lang)}" dir="{field.dir}">{cell}</td></tr>'
