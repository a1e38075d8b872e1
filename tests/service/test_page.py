"""The form in a real browser: headless Chromium, with and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chromium import needs_chromium
from desk import ARTICLE, REFERENCE
from served import Served

if TYPE_CHECKING:
    from playwright import sync_api as playwright

pytestmark = needs_chromium


def test_the_form_gives_the_report(browser: playwright.Browser, served: Served, tmp_path: Path) -> None:
    """Two texts pasted, then two files chosen, without scripts and on a phone; the Arabic field runs from the right."""
    for name, text in (("a.txt", ARTICLE), ("r.txt", REFERENCE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"http://{served.host}:{served.port}/")
    fields = {name: page.get_by_label(name, exact=True) for name in ("Article", "Reference")}
    assert {n: (f.get_attribute("lang"), f.get_attribute("dir")) for n, f in fields.items()} == {
        "Article": ("ar", "rtl"),
        "Reference": ("en", "ltr"),
    }
    fields["Article"].fill(ARTICLE)
    fields["Reference"].fill(REFERENCE)
    page.get_by_role("button", name="Audit").click()
    assert page.locator(".card").count() == 1
    assert "21,000" in page.locator(".card").inner_text()
    page.goto(f"http://{served.host}:{served.port}/")
    page.locator("#article-file").set_input_files(tmp_path / "a.txt")
    page.locator("#reference-file").set_input_files(tmp_path / "r.txt")
    page.get_by_role("button", name="Audit").click()
    assert page.locator(".card").count() == 1
    context.close()


def test_the_policies_hinder_nothing(browser: playwright.Browser, served: Served) -> None:
    """The report's own script runs, nothing is refused by a policy, nothing is wider than the page, and what is wrong is
    said above the form."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://{served.host}:{served.port}/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    unlabelled = "Array.from(document.querySelectorAll('input, textarea')).filter((e) => !e.labels.length).length"
    assert page.evaluate(unlabelled) == 0
    page.get_by_label("Article", exact=True).fill(ARTICLE)
    page.get_by_label("Reference", exact=True).fill(REFERENCE)
    page.get_by_role("button", name="Audit").click()
    assert page.locator("#filters").is_visible() or page.locator(".js:not([hidden])").count() > 0
    assert said == []
    page.goto(f"http://{served.host}:{served.port}/")
    page.get_by_role("button", name="Audit").click()
    assert page.get_by_role("alert").inner_text().startswith("Not audited\n\narticle is empty")
    page.go_back()
    assert page.get_by_label("Article", exact=True).is_visible()
    context.close()
