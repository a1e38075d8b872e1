"""What holds for every format for machines: no control character, the same bytes again, linear time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_builder import Builder
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.records import Failure, Severity

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
