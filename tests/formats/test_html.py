"""The page: self-contained, whole without scripts, right in language and direction, unbroken by hostile text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import click
import pytest
from bs4 import BeautifulSoup, Tag
from hang import ends
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_report import RLO, SCRIPT, Builder, long_report, make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.formats import _charts as charts
from auditor.formats import _phrasing as words
from auditor.formats import _rows as view
from auditor.formats.json import report_object
from auditor.records import Failure, Report, Severity, Span

VOID = {"meta", "link", "input", "br", "hr", "img"}


def page(report: Report) -> BeautifulSoup:
    """The page as a parser reads it."""
    return BeautifulSoup(FORMATS["html"](report), "html.parser")


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


def test_differing_words_are_marked_on_all_sides() -> None:
    """A number mismatch marks its number in article, back-translation and reference, and names its finding."""
    row = page(make_report(hostile=False)).select_one(".row")
    marks = {side: row.select_one(f".c-{side} mark") for side in view.SIDES}
    assert {side: m.get_text() for side, m in marks.items()} == {"article": "12", "hypothesis": "12", "reference": "21"}
    assert all(m["class"] == ["critical"] and m["data-f"] == "1" for m in marks.values())


def test_every_finding_has_its_card(report: Report) -> None:
    """One card a finding, with rule, severity and message; an accepted one says why."""
    soup = page(report)
    cards = soup.select(".card")
    findings = [f for a in report.audits for f in a.findings]
    assert [c["data-number"] for c in cards] == [str(n) for n in range(1, len(findings) + 1)]
    for card, finding in zip(cards, findings, strict=True):
        assert (card["data-rule"], card["data-severity"]) == (finding.rule, finding.severity.label)
        assert "accepted" in card["class"] if finding.suppressed else "accepted" not in card["class"]
    assert "Company motto, kept on purpose" in soup.select_one(".accepted .reason").get_text()


def test_a_card_counts_sentences_as_its_prose_does() -> None:
    """The index 5 is the sixth sentence, there as in the reason beside it; no card speaks of a hypothesis."""
    report = make_report(hostile=False)
    first, *rest = report.audits[0].findings
    compared = {"nearest": 5, "nearest_similarity": 0.75, "hypothesis": "twelve", "article": None}
    told = replace(first, evidence=replace(first.evidence, details=compared))
    soup = page(replace(report, audits=(replace(report.audits[0], findings=(told, *rest)),)))
    (card,) = [c for c in soup.select(".card") if c["data-number"] == "1"]
    assert [tuple(e.get_text() for e in row.select("dt, dd")) for row in card.select(".details > div")] == [
        ("nearest sentence", "6"),
        ("nearest similarity", "0.75"),
        ("back-translation", "twelve"),
        ("article", "–"),
    ]


def test_each_finding_has_a_lasting_address(report: Report) -> None:
    """Its id, one of a kind: the card and the index print it, and so do JSON and the terminal; other findings do not change
    it."""
    soup = page(report)
    addresses = [c["id"] for c in soup.select(".card")]
    assert len(set(addresses)) == len(addresses)
    shown = sorted((f for a in report.audits for f in a.findings), key=lambda f: addresses.index(f.fingerprint[:10]))
    assert addresses == [f.fingerprint[:10] for f in shown]
    assert {f["id"] for a in report_object(report)["articles"] for f in a["findings"]} == set(addresses)
    in_terminal = re.findall(r" · #([0-9a-f-]+)", click.unstyle(FORMATS["terminal"](report)))
    assert sorted(in_terminal) == sorted(addresses)
    assert [a.get_text() for a in soup.select(".card .address a")] == [f"#{a}" for a in addresses]
    assert [a["href"] for a in soup.select(".index .every a")] == [f"#{a}" for a in addresses]
    first, *rest = report.audits[0].findings
    fewer = replace(report, audits=(replace(report.audits[0], findings=(*rest,)),))
    assert [c["id"] for c in page(fewer).select(".card")] == addresses[1 : len(rest) + 1]
    twice = replace(report, audits=(replace(report.audits[0], findings=(first, replace(first))),))
    again = [addresses[0], f"{addresses[0]}-2"]
    assert [c["id"] for c in page(twice).select(".card")] == again
    assert [f["id"] for f in report_object(twice)["articles"][0]["findings"]] == again
    assert [json.loads(line).get("id") for line in FORMATS["jsonl"](twice).splitlines()][1:3] == again
    assert all(f"· #{name}" in click.unstyle(FORMATS["terminal"](twice)) for name in again)


def test_a_card_has_what_a_baseline_and_a_translator_need() -> None:
    """Its entry, which the reader of baselines takes, and its text without scores; accepted ones have no entry."""
    report = make_report(hostile=False)
    soup = page(report)
    (audit,) = report.audits
    wanted = [(f.fingerprint, f.rule, "articles/port.txt") for f in audit.findings if not f.suppressed]
    entries = [json.loads(form["data-entry"]) for form in soup.select("form.accept")]
    assert [(e["fingerprint"], e["rule"], e["article"]) for e in entries] == wanted
    assert soup.select_one(".copy")["data-text"] == (
        "articles/port.txt, line 1, column 32\nThe article says 12 where the reference says 21.\n"
        f"Article: {audit.segments[0].text}\nReference: {audit.reference_segments[0].text}"
    )


def test_it_says_what_was_checked_and_what_was_not(report: Report) -> None:
    """Of each article, whatever was found; of one without a reference that nothing was compared. A headline that says what
    was looked for is not repeated."""
    said = [p.get_text() for p in page(report).select(".checked")]
    assert said[0].startswith("Checked: numbers, dates, names, denials, opposites, missing or added text. Wrong words")
    assert said[0].endswith("No verdict on 1 sentence whose back-translation failed.")
    assert said[2] == "Checked: the Arabic by itself. Not checked: whether it says what the English says."
    clean = page(make_clean_report())
    assert clean.select_one(".verdict").get_text().startswith("No divergence found in numbers, dates, names")
    assert clean.select_one(".checked").get_text() == "Not checked: style, and whether the news is true."


def test_it_says_why() -> None:
    """A card says why this finding was made, then what its rule looks for, and leads to the rule's whole page."""
    soup = page(make_report(hostile=False))
    why, general = (p.get_text() for p in soup.select('.card[data-rule="number-mismatch"] details p')[:2])
    assert why == "“12” stands in the Arabic itself, and the back-translation has “12” too: both speak against it."
    assert general.startswith("In general: A number of the reference")
    general = soup.select_one('.card[data-rule="omission"] details p:not(.why)').get_text()
    assert "A whole sentence of the reference has no counterpart in the article." in general
    help_page = soup.select_one("#rule-omission .page")
    assert help_page.find("table")
    assert all(td["dir"] == "auto" for td in help_page.find_all("td"))


def test_the_findings_come_before_the_charts() -> None:
    """Verdict, findings, scores; severity, rule and place in that order on every card; a percentile with its warning."""
    soup = page(make_report(hostile=False))
    article = soup.select_one("#a1")
    parts = article.find_all(["header", "section"], recursive=False)
    assert [part["class"][0] for part in parts] == ["head", "reading", "board"]
    for card in soup.select(".card"):
        assert re.match(r"(critical|major|minor|neutral)(, accepted)? \S.* line \d+, column \d+$", card.h4.get_text())
        assert re.match(r"Finding \d+: (critical|major|minor|neutral), .*, line \d+, column \d+$", card["aria-label"])
    assert words.ALL_THE_SAME in soup.select_one(".board").get_text().lower()
    assert words.ALL_THE_SAME in soup.select_one(".gutter .score")["title"]


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


def test_the_top_tells_what_there_is_to_know() -> None:
    """Verdict, scores with signatures, distribution, coverage, provenance and engine."""
    soup = page(make_report(hostile=False))
    assert soup.h1.get_text() == "4 critical and 8 major findings to check before this runs"
    board = soup.select_one(".board").get_text(" ", strip=True)
    for word in ("chrF", "61.9", "ar-en-mini", "Reuters", "nrefs:1|case:mixed", "of 17 sentences are in the article"):
        assert word in board
    labels = [svg["aria-label"] for svg in soup.select(".board svg")]
    assert "Distribution of 15 sentence scores (chrF); 2 lower than 95 % of clean sentences" in labels
    assert [a["title"] for a in soup.select(".strip a")] == ["Sentence 3: left out", "Sentence 7: in part"]


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


def test_words_for_numbers() -> None:
    """Ordinals and plurals as English has them."""
    assert [words.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 92.6, 100)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "93rd", "100th",
    ]  # fmt: skip
    assert words.plural(1, "finding") == "1 finding"
    assert words.rule_name("unreliable-back-translation") == "Unreliable back-translation"
    assert view.visible(f"a{RLO}b") == "a‹U+202E›b"
