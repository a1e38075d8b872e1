"""The page in a real browser: headless Chromium at three widths in both colour schemes, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from chromium import needs_chromium
from desk import ROOT
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.pipeline import audit
from auditor.records import Failure, Report
from auditor.settings.settings import Settings

axe = pytest.importorskip("axe_playwright_python", reason="the axe-playwright-python package is not installed")
AXE = Path(axe.__file__).with_name("axe.min.js")
pytestmark = needs_chromium

SIZES = {"phone": (390, 844), "large phone": (500, 900), "tablet": (900, 1100), "desk": (1440, 900)}


def audit_sample(name: str) -> Report:
    """The report of a sample article with its recorded back-translations."""
    samples = ROOT / "tests" / "samples"
    settings = Settings(references=ROOT / "references", back_translations=samples / "back-translations")
    return audit([str(samples / f"{name}.txt")], settings)


REPORTS = {
    "ordinary": make_report(hostile=False),
    "batch": make_report(
        failures=(Failure("articles/x.docx", "articles/x.docx is not a Word document; save it again."),)
    ),
    "clean": make_clean_report(),
    "planted": audit_sample("rate-decision"),
    "sample": audit_sample("harbour-reopening"),
    "moved": audit_sample("river-floods"),
}

OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (e) => e.closest(".table, pre, .sr, select") || e.closest("svg");
  return Array.from(document.querySelectorAll("body *")).filter((e) => {
    if (scrolls(e) || !e.checkVisibility()) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > wide + 1 || box.left < -1 || (e.scrollWidth > e.clientWidth + 1
      && e.clientWidth > 0 && getComputedStyle(e).display !== "inline"));
  }).map((e) => e.outerHTML.slice(0, 120));
}"""
OVERLAPPING = """() => {
  const found = [];
  const groups = ["main", ".article", ".board", ".reading", ".row", ".text", ".cards", ".card", ".bar-in", ".filters",
    ".chips", ".steps", ".switches", ".score-line", ".found", ".made > div", ".evidence", ".evidence > div", ".index",
    "tr", ".head"];
  const fixed = (e) => ["fixed", "absolute", "sticky"].includes(getComputedStyle(e).position);
  for (const group of document.querySelectorAll(groups.join())) {
    const kids = Array.from(group.children).filter((e) => e.checkVisibility() && !fixed(e) && !e.matches(".sr"));
    const boxes = kids.map((e) => e.getBoundingClientRect());
    for (let i = 0; i < kids.length; i++) for (let j = i + 1; j < Math.min(kids.length, i + 40); j++) {
      const x = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
      const y = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
      if (x > 1 && y > 1 && !["inline", "contents"].includes(getComputedStyle(kids[i]).display)
        && !["inline", "contents"].includes(getComputedStyle(kids[j]).display))
        found.push([kids[i].outerHTML.slice(0, 90), kids[j].outerHTML.slice(0, 90)]);
    }
  }
  return found;
}"""
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] / 255 + below[i] * (1 - top[3] / 255));
  const background = (e) => {
    const layers = [];
    for (; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const linear = (c) => c <= .04045 * 255 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const faint = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest(".sr, svg, script, style, .skip") || !e.checkVisibility()) continue;
    let opacity = 1;
    for (let p = e; p; p = p.parentElement) opacity *= Number(getComputedStyle(p).opacity);
    const below = background(e);
    const style = getComputedStyle(e);
    const colour = rgba(style.color);
    colour[3] *= opacity;
    const [a, b] = [light(over(colour, below)), light(below)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (large ? 3 : 4.5)) faint.add(`${e.className || e.tagName}: ${ratio.toFixed(2)}`);
  }
  return Array.from(faint);
}"""


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_overflows(open_page, name: str, scheme: str, size: str) -> None:
    """At every width and in both schemes: no error, nothing wider than its place or over its neighbour, contrast AA."""
    width, height = SIZES[size]
    page = open_page(REPORTS[name], viewport={"width": width, "height": height}, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate("document.body.classList.remove('only'); document.querySelector('.filters')?.classList.add('open')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OVERLAPPING) == []
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("name", ["planted", "moved"])
def test_a_phone_shows_verdict_and_findings_first(open_page, name: str) -> None:
    """The verdict stands in the upper half of the first screen, the first finding above the middle of the second; the
    sentences without findings are one touch away, and filters fold out."""
    one = open_page(REPORTS[name], viewport={"width": 390, "height": 844})
    page = one.page
    top = "(s) => document.querySelector(s).getBoundingClientRect().top"
    assert page.evaluate(top, "h1") < 422
    assert page.evaluate(top, ".card") < 844 * 1.3
    assert page.evaluate(top, ".board") > page.evaluate(top, ".card:last-of-type")
    flagged = one.count(".row")
    assert flagged < len(page.query_selector_all(".row"))
    page.click(".only-note button >> nth=0")
    assert one.count(".row") == len(page.query_selector_all(".row"))
    assert one.count(".filters") == 0
    page.click("#filter")
    assert one.count(".filters .chip") >= 2


def test_hostile_text_runs_nothing(open_page) -> None:
    """A batch with a hostile article raises no dialog, runs no script, asks for nothing; its text is there to read."""
    one = open_page(make_report())
    assert "<script>alert('x')</script>" in one.page.inner_text("#a2 p.c-article >> nth=0")
    assert one.page.evaluate("document.scripts.length") == 1


def test_switches(open_page) -> None:
    """b hides and shows the back-translation; t goes from the system's scheme to light to dark and back."""
    one = open_page(make_report(hostile=False), color_scheme="dark")
    page = one.page
    assert one.count("p.c-hypothesis") > 10
    page.keyboard.press("b")
    assert one.count("p.c-hypothesis") == 0
    assert page.get_attribute("#back", "aria-pressed") == "false"
    assert page.evaluate(OVERLAPPING) == []
    page.click("#back")
    assert one.count("p.c-hypothesis") > 10
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.keyboard.press("t")
    light = page.evaluate(paper)
    assert light != dark
    page.keyboard.press("t")
    assert page.evaluate(paper) == dark
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")


def test_it_is_whole_without_scripts(open_page) -> None:
    """As a mail viewer shows it: every sentence, mark, card and chart, and no control that could do nothing."""
    one = open_page(make_report(hostile=False), java_script_enabled=False)
    assert one.count(".row") == 19
    assert one.count(".card") == 19
    assert one.count(".js") == 0
    assert one.page.is_visible("text=Why is this flagged? >> nth=0")


def test_it_prints(open_page) -> None:
    """On paper the bar is gone, sentences, marks and findings stay."""
    one = open_page(make_report(hostile=False))
    one.page.emulate_media(media="print")
    assert one.count(".bar") == 0
    assert one.count(".card") == 19
    assert one.page.pdf()[:5] == b"%PDF-"


def test_what_the_terminal_prints_opens_the_finding(open_page) -> None:
    """Each `#…` of the terminal, behind the address of the page, brings the card of that very finding into view."""
    from playwright.sync_api import expect

    report = REPORTS["planted"]
    page = open_page(report).page
    printed = re.findall(
        r"line (\d+), column (\d+) · (#[0-9a-f-]+)\n +(.+)", click.unstyle(FORMATS["terminal"](report))
    )
    assert len(printed) == len(report.audits[0].findings)
    for line, column, name, message in printed:
        page.evaluate("name => { location.hash = name; }", name)
        card = page.locator(f"[id='{name[1:]}']")
        expect(card).to_be_in_viewport()
        said = " ".join(card.inner_text().split())
        assert f"line {line}, column {column}" in said
        assert re.sub("[\u2067\u2069]", "", message).strip() in said


def test_marks_survive_black_and_white(open_page) -> None:
    """On paper each severity has a line of its own kind under its words, and no mark rests on colour."""
    page = open_page(make_report(hostile=False)).page
    page.emulate_media(media="print")
    kinds = {
        severity: page.eval_on_selector(f".row mark.{severity}", "m => getComputedStyle(m).borderBottomStyle")
        for severity in ("critical", "major", "minor", "neutral")
    }
    assert kinds == {"critical": "solid", "major": "double", "minor": "dotted", "neutral": "dashed"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["batch", "clean"])
def test_axe_finds_no_violation(open_page, name: str, scheme: str) -> None:
    """By axe-core, with every part unfolded: landmarks, labels, contrast, languages."""
    page = open_page(REPORTS[name], color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert [(v["id"], n["html"][:200]) for v in found["violations"] for n in v["nodes"]] == []
