"""Chromium without a window, where one is installed, and a report opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.formats import FORMATS
from auditor.records import Report

if TYPE_CHECKING:
    from playwright import sync_api as playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_WHY = (
    "no Chromium is installed: apt-get install chromium"
    if CHROMIUM is None
    else "the playwright package is not installed"
    if find_spec("playwright") is None
    else ""
)
needs_chromium = pytest.mark.skipif(bool(_WHY), reason=_WHY)
"""Mark of tests that skip where there is none, and say so."""


@contextmanager
def headless() -> Iterator[playwright.Browser]:
    """One Chromium, ended at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        # A container's root has no sandbox; the pages are our own.
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
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
