"""Reports that every format for machines has to hold, and the schemas of those formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from report_builder import Builder
from shared_report import make_clean_report, make_report

from auditor.records import Audit, Failure, Finding, Report, Severity
from auditor.rules import RULES

SCHEMAS = Path(__file__).with_name("schemas")
FAILURES = (Failure("odd, path: 100%.txt", "It is not text.\nGive a .txt file."), Failure("/abs/x.docx", "Missing."))
REPORTS: dict[str, Callable[[], Report]] = {
    "full": make_report,
    "with rules": lambda: replace(make_report(), rules=tuple(RULES.values())),
    "unreadable": lambda: make_report(failures=FAILURES),
    "never fails": lambda: make_report(fail_on=None),
    "clean": make_clean_report,
    "empty": lambda: replace(make_report(), audits=()),
    "only unreadable": lambda: replace(make_report(), audits=(), failures=FAILURES),
    "markup": lambda: as_markup(make_report()),
    "twice": lambda: twice(make_report()),
}
every_report = pytest.mark.parametrize("name", REPORTS)


def as_markup(report: Report) -> Report:
    """The report as if its articles had been .html files: lines of the file that are not those of the text."""
    audits = (
        replace(a, article=replace(a.article, source_lines=tuple(range(3, 4 + a.article.text.count("\n") + 1))))
        for a in report.audits
    )
    return replace(report, audits=tuple(audits))


def twice(report: Report) -> Report:
    """The first article and a copy of it at another path: every fingerprint appears twice."""
    first = report.audits[0]
    copy = replace(first, article=replace(first.article, path="./copy/../copy.txt"))
    return replace(report, audits=(first, copy))


def findings_of(report: Report) -> Iterator[tuple[Audit, Finding]]:
    """Every finding, with its article."""
    return ((a, f) for a in report.audits for f in a.findings)


def schema(name: str) -> Any:
    """A schema that lies in `schemas/`."""
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def with_message(message: str, path: str = "a.txt") -> Report:
    """A report of one finding."""
    builder = Builder("a.txt", (("نص قصير.",),), ("A short text.",), ())
    builder.find("typography", Severity.MINOR, message, [0], [], [("article", 0, "قصير")])
    audit = builder.audit()
    return replace(make_clean_report(), audits=(replace(audit, article=replace(audit.article, path=path)),))
