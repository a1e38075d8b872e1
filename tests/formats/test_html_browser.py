"""The page in a real browser: headless Chromium at three widths in both colour schemes, with and without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from shared_report import long_report, make_clean_report, make_report

from auditor import baseline
from auditor.formats import FORMATS
from auditor.pipeline import audit
from auditor.records import Failure, Report
from auditor.settings.settings import Settings

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")

axe = pytest.importorskip("axe_playwright_python", reason="the axe-playwright-python package is not installed")
AXE = Path(axe.__file__).with_name("axe.min.js")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium")

SIZES = {"phone": (390, 844), "large phone": (500, 900), "tablet": (900, 1100), "desk": (1440, 900)}
ROOT = Path(__file__).parents[2]


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


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """One headless Chromium for the module."""
    with playwright.sync_playwright() as p:
        # A container's root has no sandbox; the pages are our own.
        started = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page of a report, and whatever it complained of or asked for."""

    def __init__(self, browser: playwright.Browser, folder: Path, report: Report, **options: object) -> None:
        file = folder / "report.html"
        file.write_text(FORMATS["html"](report), encoding="utf-8")
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: self.complaints.append(d.message))
        self.page.on(
            "request", lambda r: self.complaints.append(r.url) if not r.url.startswith(("file:", "data:")) else None
        )
        self.page.goto(file.as_uri())

    def count(self, selector: str) -> int:
        """How many elements of the selector are shown."""
        return len([e for e in self.page.query_selector_all(selector) if e.is_visible()])


@pytest.fixture
def open_page(browser: playwright.Browser, tmp_path: Path) -> Iterator[object]:
    """Opens a report; at the end no page may have complained."""
    opened: list[Opened] = []

    def open_(report: Report, **options: object) -> Opened:
        opened.append(Opened(browser, tmp_path, report, **options))
        return opened[-1]

    yield open_
    for one in opened:
        one.context.close()
        assert not one.complaints


def comes_into_sight(page: playwright.Page, selector: str) -> bool:
    """Whether an element stands between bar and lower edge within five seconds. Polled from here: the page's own
    policy forbids the scripts that a browser driver would leave in it to wait."""
    inside = """(s) => { const b = document.querySelector(s).getBoundingClientRect();
      return b.top >= document.querySelector(".bar").offsetHeight && b.bottom <= innerHeight; }"""
    for _ in range(50):
        if page.evaluate(inside, selector):
            return True
        page.wait_for_timeout(100)
    return False


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


def test_keys_step_through_the_findings(open_page) -> None:
    """j and n go on, k and p go back, round the end; the current card has the focus, is in sight, and is announced."""
    page = open_page(make_report(hostile=False)).page
    assert page.inner_text("#where") == "19 shown"
    for key, current in (("j", "f1"), ("n", "f2"), ("j", "f3"), ("k", "f2"), ("p", "f1"), ("k", "f19"), ("j", "f1")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.number") == current[1:]
        assert page.get_attribute(".card.now", "data-number") == current[1:]
    assert page.inner_text("#where") == "1 of 19"
    page.keyboard.press("k")
    assert comes_into_sight(page, "[data-number='19']")
    page.click("#previous")
    assert page.inner_text("#where") == "18 of 19"


def test_a_finding_shows_its_words(open_page) -> None:
    """The marks of the current finding stand out; a click on a marked word leads to its finding."""
    page = open_page(make_report(hostile=False)).page
    page.keyboard.press("j")
    assert page.eval_on_selector_all("mark.here", "marks => marks.map((m) => m.textContent)") == ["12", "12", "21"]
    page.click("text=al-Masri >> nth=0")
    assert page.get_attribute(".card.now", "data-rule") == "name-mismatch"


def test_filters(open_page) -> None:
    """Severity and rule choose which findings show, which words are marked, and what the keys step through."""
    one = open_page(make_report(hostile=False))
    page = one.page
    page.uncheck("input[value=critical]")
    assert one.count(".card.critical") == 0
    assert page.inner_text("#where") == "15 shown"
    assert page.eval_on_selector(".row mark", "m => m.classList.contains('off')")
    page.check("input[value=critical]")
    page.select_option("select[name=rule]", "date-mismatch")
    assert one.count(".card") == 1
    page.locator("body").press("j")
    assert page.inner_text("#where") == "1 of 1"
    assert one.count(".row") > 10
    page.keyboard.press("f")
    assert one.count(".row") == 1
    page.select_option("select[name=rule]", "")
    page.keyboard.press("Escape")
    page.click("#only")
    assert one.count(".card") == 19


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
    report = REPORTS["planted"]
    page = open_page(report).page
    printed = re.findall(
        r"line (\d+), column (\d+) · (#[0-9a-f-]+)\n +(.+)", click.unstyle(FORMATS["terminal"](report))
    )
    assert len(printed) == len(report.audits[0].findings)
    for line, column, name, message in printed:
        page.evaluate("name => { location.hash = name; }", name)
        card = page.locator(f"[id='{name[1:]}']")
        playwright.expect(card).to_be_in_viewport()
        said = " ".join(card.inner_text().split())
        assert f"line {line}, column {column}" in said
        assert re.sub("[\u2067\u2069]", "", message).strip() in said


def test_findings_are_accepted_with_a_reason(open_page, tmp_path: Path) -> None:
    """By keyboard: the file that the page saves is a baseline that accepts what was accepted and was not taken back."""
    report = make_report(hostile=False)
    page = open_page(report).page
    assert not page.is_visible("#accepting")
    for number, reason in (("1", "the desk says so: «12»"), ("2", "checked")):
        page.focus(f"[data-number='{number}'] input[name=why]")
        page.keyboard.type(reason)
        page.keyboard.press("Enter")
    assert page.inner_text("#accepted-number") == "2 findings."
    page.click("[data-number='2'] .accept button")
    page.fill("#who", "mona")
    with page.expect_download() as saving:
        page.click("#save-baseline")
    assert saving.value.suggested_filename == "accepted.json"
    saving.value.save_as(tmp_path / "accepted.json")
    kept = baseline.load(tmp_path / "accepted.json")
    first = report.audits[0].findings[0]
    assert [(e.fingerprint, e.rule, e.who, e.why) for e in kept.entries] == [
        (first.fingerprint, first.rule, "mona", "the desk says so: «12»")
    ]
    text = (tmp_path / "accepted.json").read_text(encoding="utf-8")
    baseline.save(kept)
    assert (tmp_path / "accepted.json").read_text(encoding="utf-8") == text


def test_a_finding_is_copied_as_text(open_page) -> None:
    """What the clipboard gets is the text of the card, and a status says so."""
    page = open_page(make_report(hostile=False)).page
    page.evaluate("document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); })")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click(".copy >> nth=0")
    page.wait_for_function("document.getElementById('said').textContent")
    assert page.inner_text("#said") == "Copied."
    assert page.evaluate("window.copied") == page.get_attribute(".copy >> nth=0", "data-text")


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


def test_keyboard_alone_is_enough(open_page) -> None:
    """The first tab stop skips to the report, and whatever has the focus shows it."""
    page = open_page(make_report()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement.nextElementSibling || document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_a_long_report_stays_usable(open_page) -> None:
    """Ten thousand sentences open, and step from finding to finding, within seconds."""
    page = open_page(long_report()).page
    page.set_default_timeout(8000)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.inner_text("#where") == "1000 of 1000"
    assert comes_into_sight(page, "[data-number='1000']")


def test_rough_back_translations_are_shown_on_request(open_page) -> None:
    """What the bundled model writes is hidden at first, said to be there, and shown by the button or its key."""
    report = audit(
        [str(ROOT / "tests" / "samples" / "harbour-reopening.txt")], Settings(references=ROOT / "references")
    )
    one = open_page(report)
    assert one.count("p.c-hypothesis") == 0
    assert one.page.get_by_text("the button “Back-translation” shows them").is_visible()
    one.page.keyboard.press("b")
    assert one.count("p.c-hypothesis") > 10
    assert one.page.get_attribute("#back", "aria-pressed") == "true"
