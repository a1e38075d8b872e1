"""The page: self-contained, whole without scripts, right in language and direction, unbroken by hostile text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from bs4 import Tag
from hang import ends
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_page import page
from report_builder import Builder
from report_texts import SCRIPT
from shared_report import long_report, make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.formats import _charts as charts
from auditor.formats import _rows as view
from auditor.records import Failure, Report, Severity, Span

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Nesting(HTMLParser):
    """Records every tag that is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize(
    "made",
    [make_report(), make_report(hostile=False), make_clean_report(), make_report(failures=(Failure("<x>", "y"),))],
)
def test_it_is_well_formed(made: Report) -> None:
    """Every tag is closed in its place, every id is there once, and every inner link leads somewhere."""
    text = FORMATS["html"](made)
    parser = Nesting()
    parser.feed(text)
    assert not parser.wrong
    assert not parser.open
    assert len(parser.ids) == len(set(parser.ids))
    targets = {a["href"][1:] for a in page(made).select("a[href^='#']")}
    assert targets <= set(parser.ids)


def test_nothing_is_fetched(report: Report) -> None:
    """No address outside the page, and a policy that would let none load and no script run but the page's own."""
    soup = page(report)
    addresses = [tag[name] for name in ("src", "href", "action") for tag in soup.select(f"[{name}]")]
    assert all(str(a).startswith(("#", "data:")) for a in addresses)
    assert not re.search(r"@import|url\(", soup.style.string)
    (script,) = soup.find_all("script")
    digest = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_hostile_text_is_text(report: Report) -> None:
    """Markup in an article, its path, a message or a credit becomes no element and no attribute."""
    soup = page(report)
    assert len(soup.find_all("script")) == 1
    assert not soup.find_all(["img", "b", "iframe"], onclick=True)
    assert not soup.find_all("img")
    assert not [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]
    assert SCRIPT in soup.select_one("#a2 p.c-article").get_text()
    assert "</script>.txt" in soup.select("#a2 .head .path")[1].get_text()
    assert "{{ 7*7 }}" in soup.select_one("#a2").get_text()


def test_what_cannot_be_seen_is_named(report: Report) -> None:
    """Overrides and controls stand as badges with their Unicode names; none is left raw in the page."""
    text = FORMATS["html"](report)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
    badges = {(b.get_text(), b["title"]) for b in page(report).select(".hidden-char")}
    assert ("U+202E", "RIGHT-TO-LEFT OVERRIDE") in badges
    assert ("U+001B", "CONTROL CHARACTER") in badges


def test_sides_have_their_language_and_direction(report: Report) -> None:
    """Arabic cells are `ar` and right to left, English cells `en` and left to right; Arabic in prose is isolated."""
    soup = page(report)
    cells = [c for c in soup.select(".cell") if "void" not in c["class"]]
    for cell in cells:
        expected = ("ar", "rtl") if "c-article" in cell["class"] else ("en", "ltr")
        assert (cell["lang"], cell["dir"]) == expected
    for message in soup.select(".message"):
        outside = "".join(s for s in message.strings if not isinstance(s.parent, Tag) or s.parent.name != "bdi")
        assert not view.RTL_RUN.search(outside)


def test_beads_stand_in_reading_order() -> None:
    """Sentences of the article follow each other; an omission stands behind the bead it follows."""
    soup = page(make_report(hostile=False))
    kinds = [next(k for k in row["class"] if k in KINDS) for row in soup.select(".row")]
    assert kinds[:6] == ["pair", "pair", "omission", "pair", "pair", "addition"]
    assert kinds[-2:] == ["disclosure", "disclosure"]
    texts = [row.select_one(".c-article").get_text() for row in soup.select(".row:not(.omission)")]
    assert texts[0].startswith("أغلقت") and texts[1].startswith("وقال المتحدث") and texts[-1].startswith("تُرجم")  # noqa: PT018


KINDS = {"pair", "moved", "omission", "addition", "disclosure", "alone"}


def test_a_word_document_has_paragraphs() -> None:
    """What people read names the paragraph of a .docx, which has no lines; other formats keep their line numbers."""
    builder = Builder("story.docx", (("هذا خبر.",), ("نص قصير  جداً.",)), ("News.", "Text."), ())
    builder.find("typography", Severity.MINOR, "Two spaces.", [1], [], [("article", 1, "  ")])
    report = Report("0", make_report().engine, (builder.audit(),))
    assert page(report).select_one(".card .place").get_text() == "paragraph 2"
    for name in ("terminal", "markdown"):
        text = FORMATS[name](report)
        assert "paragraph 2" in text
        assert "line 2" not in text
    assert '"line": 2' in FORMATS["json"](report)


def test_a_batch_has_an_index(report: Report) -> None:
    """One row an article on top, each leading to its section."""
    soup = page(report)
    assert soup.h1.get_text() == "2 of 3 articles to check before they run; 1 not compared with a reference"
    assert [a["href"] for a in soup.select(".index tbody a")] == ["#a1", "#a2", "#a3"]
    assert len(soup.find_all("h1")) == 1


def test_landmarks_and_names() -> None:
    """One main, a skip link to it, headings in order, a name on every control."""
    soup = page(make_report())
    assert soup.html["lang"] == "en"
    assert soup.select_one("a.skip")["href"] == f"#{soup.main['id']}"
    levels = [int(h.name[1]) for h in soup.select("main h1, main h2, main h3, main h4")]
    assert all(b - a <= 1 or (a, b) == (2, 4) for a, b in zip(levels, levels[1:]))
    assert all(b.get_text(strip=True) for b in soup.find_all("button"))


def test_controls_wait_for_scripts() -> None:
    """Without scripts no control shows that could do nothing, and nothing else is hidden."""
    soup = page(make_report())
    assert all("js" in tag["class"] for tag in soup.select("[hidden]"))


def test_ten_thousand_sentences_are_laid_out() -> None:
    """A page of linear size, laid out only where it is looked at, with a strip that fits."""
    report = long_report()
    with ends():
        text = FORMATS["html"](report)
    assert len(text) < 15_000_000
    assert '<section class="reading long"' in text
    assert text.count('class="has"') <= charts.CELLS


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text())
def test_any_text_keeps_the_page_whole(article: str, message: str) -> None:
    """Any Unicode in sentence and message leaves a page that is encodable and well-formed."""
    builder = Builder("any.txt", ((article,),), ("Text.",), ())
    builder.find("typography", Severity.MINOR, message, [0], [], [("article", 0, article)])
    text = FORMATS["html"](Report("0", make_report().engine, (builder.audit(),)))
    text.encode("utf-8")
    parser = Nesting()
    parser.feed(text)
    assert not parser.wrong
    assert not parser.open


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_runs_join_to_the_sentence(text: str, places: list[tuple[int, int]]) -> None:
    """However marks overlap or overshoot, the runs joined are the sentence, and a code point is marked if in a span."""
    finding = make_report(hostile=False).audits[0].findings[0]
    marks = [(Span("article", 0, a, b, ""), finding) for a, b in places]
    pieces = view.runs(text, marks)
    assert "".join(p.text for p in pieces) == text
    marked = [bool(p.findings) for p in pieces for _ in p.text]
    assert marked == [any(a <= i < b for a, b in places) for i in range(len(text))]


def test_percentiles_of_the_quantiles() -> None:
    """A value at a quantile stands there; below all it is 0, above all 100."""
    quantiles = tuple(float(q) for q in range(101))
    assert view.percentile(quantiles, 50.0) == pytest.approx(50, abs=1)
    assert view.percentile(quantiles, -1.0) == 0
    assert view.percentile(quantiles, 101.0) == 100
