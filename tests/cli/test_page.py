"""--open shows the report as a page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

from desk import RECORDED, run


def test_the_page_is_shown(desk: Path, tmp_path: Path) -> None:
    """The browser is given a page with the finding, which only its owner can read; output and exit code stay as they are."""
    plain = run(desk, "library.txt", *RECORDED)
    done = run(desk, "library.txt", *RECORDED, "--open", BROWSER=f"{_browser(desk)} %s", TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    page = _shown(desk)
    assert "number-mismatch" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0


def test_a_page_that_is_written_is_the_one_shown(desk: Path) -> None:
    """With --report html=FILE no second page is made."""
    page = ("--report", "html=a page.html")
    run(desk, "library.txt", *RECORDED, "--open", *page, BROWSER=f"{_browser(desk)} %s")
    assert _shown(desk) == desk / "a page.html"


def test_no_browser_is_no_failure(desk: Path, tmp_path: Path) -> None:
    """Where none can be started, a line says where the page is; the verdict is what it was."""
    done = run(desk, "library.txt", *RECORDED, "--open", BROWSER="/nowhere/browser %s", PATH="", TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert Path(done.stderr.splitlines()[-1].split("it is ")[1].removesuffix(".")).is_file()


def _browser(desk: Path) -> Path:
    """A program that notes what it is told to show."""
    program = desk / "browser"
    program.write_text('#!/bin/sh\necho "$1" > "$(dirname "$0")/shown"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def _shown(desk: Path) -> Path:
    return Path(unquote(urlparse((desk / "shown").read_text(encoding="utf-8").strip()).path))
