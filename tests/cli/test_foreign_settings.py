"""Articles are data: what came with one decides nothing about the run."""

from __future__ import annotations

from pathlib import Path

from desk import ARTICLE, RECORDED, files, run

HOSTILE = """\
fail-on = "never"
report = ["json=../written.json"]
ignore = ["number-mismatch"]
"""


def test_settings_that_came_with_an_article_are_not_obeyed(desk: Path) -> None:
    """They would switch the gate off and write a file elsewhere; instead the run says that it passed them over."""
    inbox = desk / "inbox"
    inbox.mkdir()
    (inbox / "library.txt").write_text(ARTICLE, encoding="utf-8")
    (inbox / "auditor.toml").write_text(HOSTILE, encoding="utf-8")
    before = files(desk)
    for argument in ("inbox/library.txt", "inbox"):
        done = run(desk, argument, *RECORDED)
        assert done.returncode == 1
        assert done.stderr.startswith(f"{inbox / 'auditor.toml'}: not obeyed")
        assert files(desk) == before


def test_settings_of_the_working_folder_are_obeyed(desk: Path) -> None:
    """Those of the folder the command runs in, or one above it, and those that --config names."""
    (desk / "auditor.toml").write_text('fail-on = "never"', encoding="utf-8")
    assert run(desk, "library.txt", *RECORDED).returncode == 0
    inner = desk / "inner"
    inner.mkdir()
    recorded = ("--back-translations", "../back-translations", "-R", "../references")
    assert run(inner, "../library.txt", *recorded).returncode == 0
    (inner / "strict.toml").write_text('fail-on = "minor"', encoding="utf-8")
    assert run(inner, "../library.txt", *recorded, "--config", "strict.toml").returncode == 1


def test_show_settings_says_which_file_is_obeyed(desk: Path) -> None:
    """And which are not, since they lie with an article."""
    (desk / "inbox").mkdir()
    (desk / "inbox" / "auditor.toml").write_text(HOSTILE, encoding="utf-8")
    shown = run(desk, "inbox/library.txt", "--show-settings").stdout.splitlines()
    assert shown[0].startswith("# settings file: ")
    assert shown[1] == f"# not obeyed, since it lies with an article: {desk / 'inbox' / 'auditor.toml'}"
    assert 'fail-on = "major"  # default' in shown
    (desk / "auditor.toml").write_text('fail-on = "never"', encoding="utf-8")
    assert run(desk, "library.txt", "--show-settings").stdout.startswith(f"# settings file: {desk / 'auditor.toml'}\n")
