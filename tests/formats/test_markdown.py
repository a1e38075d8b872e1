"""Markdown: the comment as a code host shows it."""

from __future__ import annotations

import html
from dataclasses import replace

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from machine_reports import REPORTS, every_report, with_message
from markdown_it import MarkdownIt
from report_builder import Builder
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS, markdown
from auditor.formats._rows import visible
from auditor.records import Severity


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
    text = FORMATS["markdown"](with_message(message))
    page = _comment(text)
    assert len(page.find_all("p")) == len(page.find_all("details")) == 1
    body = "".join(page.find("p").get_text().replace("\u200b", "").split())
    assert "".join(visible(message).replace("‹U+200B›", "").split()) in body.replace("‹U+200B›", "")
    assert "\n\n\n" not in text


def test_markdown_calls_nobody() -> None:
    """`@name` and `#1` are broken so that no one is notified and nothing is linked."""
    text = FORMATS["markdown"](with_message("thanks @everyone, see #1"))
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
    assert f"{400 * 19 - len(shown):,} further findings did not fit" in text
    assert "further articles" in text
    assert len(page.find_all("details")) == text.count("<details")


def test_markdown_cuts_endless_sentences() -> None:
    """A sentence of a million letters is shown by its ends."""
    builder = Builder("a.txt", (("س" * 1_000_000 + ".",),), ("s" * 1_000_000,), ())
    builder.find("typography", Severity.MINOR, "m" * 1_000_000, [0], [], [("article", 0, "س" * 999_999)])
    text = FORMATS["markdown"](replace(make_clean_report(), audits=(builder.audit(),)))
    assert len(text) < 10_000
