"""The page used in a real browser: keys, filters, switches, accepting and copying findings."""

from __future__ import annotations

from pathlib import Path

from chromium import comes_into_sight, needs_chromium
from desk import ROOT
from shared_report import long_report, make_report

from auditor import baseline
from auditor.pipeline import audit
from auditor.settings.settings import Settings

pytestmark = needs_chromium


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
