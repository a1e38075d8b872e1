"""--out where something is in the way: files of somebody else, a full disk, options that do not go with it."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from archives import OUT, index, made, unchanged
from desk import COMMAND, RECORDED, environment, files, run


@pytest.mark.parametrize("kind", ["a file", "a link", "a report that was edited"])
def test_what_auditor_did_not_write_is_never_overwritten(archive: Path, kind: str) -> None:
    """The article is named in the index, the others have their reports, the code is 2."""
    (archive / "elsewhere").write_text("mine\n", encoding="utf-8")
    mine = archive / "reports" / "wrong.json"
    if kind == "a report that was edited":
        run(archive, *OUT)
        mine.write_text(mine.read_text(encoding="utf-8").replace("critical", "minor"), encoding="utf-8")
    else:
        mine.parent.mkdir()
        mine.symlink_to("../elsewhere") if kind == "a link" else mine.write_text("mine\n", encoding="utf-8")
    before = mine.read_bytes()
    done = run(archive, *OUT, "--out-format", "html")
    assert done.returncode == 2
    assert "audit: reports/wrong.json is there already and is not, or no longer, what auditor wrote" in done.stderr
    assert mine.read_bytes() == before
    assert (archive / "elsewhere").read_text(encoding="utf-8") == "mine\n"
    assert not (archive / "reports" / "wrong.html").exists()
    whole = index(archive)
    assert [a["path"] for a in whole["articles"]] == ["articles/march/clean.txt"]
    assert [f["path"] for f in whole["failures"]] == ["articles/wrong.txt"]


def test_an_index_of_somebody_else_is_said_before_the_work(archive: Path) -> None:
    """Nothing is audited, and it stays."""
    (archive / "reports").mkdir()
    (archive / "reports" / "index.html").write_text("mine\n", encoding="utf-8")
    done = run(archive, *OUT, "--out-format", "html")
    assert (done.returncode, done.stdout) == (2, "")
    assert "reports/index.html is there already" in done.stderr
    assert list(made(archive / "reports")) == ["index.html"]


def test_a_report_that_is_too_large_for_the_disk_is_named(archive: Path) -> None:
    """Nothing half-written stays, the code is 2, and the same command goes on when there is room."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2500, 2500))

    command = [*COMMAND, *OUT]
    done = subprocess.run(
        command, cwd=archive, env=environment(), capture_output=True, encoding="utf-8", check=False, preexec_fn=small
    )
    assert done.returncode == 2
    assert "reports/wrong.json: a report cannot be written (File too large)" in done.stderr
    assert not [name for name in files(archive / "reports") if "auditor-" in name]
    assert run(archive, *OUT).returncode == 1
    run(archive, *OUT[:-1], "afresh", "--no-cache")
    assert made(archive / "reports") == made(archive / "afresh")


def test_a_full_disk_ends_the_run(archive: Path) -> None:
    """Nothing more could be written: one sentence, exit code 2, and what was written holds."""
    code = """
import errno, sys
from auditor import atomic_file
real = atomic_file.write
def write(path, text, scratch):
    if path.name == "wrong.json" and ".auditor" not in path.parts:
        raise OSError(errno.ENOSPC, "No space left on device")
    real(path, text, scratch)
atomic_file.write = write
from auditor.cli.guard import audit
audit()
"""
    command = [sys.executable, "-c", code, *OUT]
    done = subprocess.run(command, cwd=archive, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "audit: reports: a report cannot be written (No space left on device); mend that and run the same again.\n"
    )
    again = run(archive, *OUT)
    assert unchanged(again) == "2 articles, 1 of them unchanged since an earlier run"


def test_the_folder_of_reports_is_no_folder_of_articles(archive: Path) -> None:
    """Pages in it are not audited by the next run, although it lies among the articles."""
    options = ("articles", *RECORDED, "--out", "articles/reports", "--out-format", "html")
    assert run(archive, *options).returncode == 1
    assert unchanged(run(archive, *options)) == "2 articles, 2 of them unchanged since an earlier run"


REFUSED = {
    "one report": (("--report", "json=x.json"), "--out and --report exclude each other"),
    "a watch": (("--watch",), "--out and --watch exclude each other"),
    "a baseline to fill": (("--baseline", "b.json", "--update-baseline"), "--out and --update-baseline or --accept"),
    "a format the index lacks": (("-f", "sarif"), "With --out standard output gets the index"),
    "a page without pages": (("-f", "html"), "With --out standard output gets the index"),
    "the folder of the articles": (("--out", "articles"), "articles holds the article articles/march/clean.txt"),
    "the folder of references": (("--out", "references"), "references is the folder of references"),
    "a file": (("--out", "library.txt"), "library.txt: a file, not a folder for reports"),
    "below a file": (("--out", "library.txt/x"), "library.txt/x: no folder that reports can be written into"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_go_with_it_is_said_before_the_work(archive: Path, case: str) -> None:
    """One sentence, exit code 2, nothing written."""
    options, message = REFUSED[case]
    before = files(archive)
    done = run(archive, *OUT, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(archive) == before
