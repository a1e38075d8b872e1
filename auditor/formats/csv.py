"""CSV (RFC 4180), for spreadsheets: a row a bead, in reading order of the article.

The text begins with a byte order mark, without which Excel takes Arabic for something else. A cell that a spreadsheet
would run as a formula begins with an apostrophe, and hidden characters are named: the cells are for reading. Exact text
is in `json` and `jsonl`.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator

from auditor.formats._rows import Row, rows, visible
from auditor.records import Audit, Report

COLUMNS = (
    "path",
    "reference",
    "line",
    "kind",
    "article_sentences",
    "reference_sentences",
    "article_text",
    "back_translation",
    "reference_text",
    "bleu",
    "chrf",
    "chrf++",
    "ter",
    "cosine",
    "percentile",
    "severity",
    "rules",
    "messages",
    "accepted",
    "unit",
)
"""`*_sentences` are indexes from 0, separated by spaces; `accepted` are rules whose findings are in the baseline."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What starts a formula in Excel, LibreOffice or Google Sheets, in the wide forms too."""


def render(report: Report) -> str:
    """The table with its header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for audit in report.audits:
        writer.writerows([_cell(v) for v in _values(audit, row)] for row in rows(audit))
    return "\ufeff" + out.getvalue()


def _values(audit: Audit, row: Row) -> Iterator[str | int | float | None]:
    """One value for each of `COLUMNS`."""
    live = [f for f in row.findings if not f.suppressed]
    hypotheses = [audit.hypotheses[s.index] for s in row.article]
    scores = row.scored.scores if row.scored else None
    yield audit.article.path
    yield audit.reference.document.path if audit.reference else None
    yield row.article[0].line if row.article else None
    yield row.kind
    yield " ".join(str(s.index) for s in row.article)
    yield " ".join(str(s.index) for s in row.reference)
    yield " ".join(s.text for s in row.article)
    yield " ".join(h.text for h in hypotheses if h is not None)
    yield " ".join(s.text for s in row.reference)
    yield from (scores.bleu, scores.chrf, scores.chrf_pp, scores.ter, scores.cosine) if scores else (None,) * 5
    yield row.scored.percentile if row.scored else None
    yield row.severity.label if row.severity is not None else None
    yield " ".join(dict.fromkeys(f.rule for f in live))
    yield " | ".join(f.message for f in live)
    yield " ".join(dict.fromkeys(f.rule for f in row.findings if f.suppressed))
    unit = next((s.unit for s in (*row.article, *row.reference) if s.unit is not None), None)
    yield None if unit is None else audit.article.units[unit].id


def _cell(value: str | int | float | None) -> str:
    """A value as a spreadsheet may see it; numbers are ours and stay numbers."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(round(value, 4)) if math.isfinite(value) else ""
    text = visible(value)
    return f"'{text}" if text.lstrip(" \t\n\u00a0").startswith(_FORMULA) else text
