"""--out: a report for each article and an index; a run that was killed is taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from archives import OUT, index, made, put, start, unchanged
from desk import ARTICLE, BACK_TRANSLATIONS, RECORDED, REFERENCE, environment, run


def test_each_article_has_the_report_that_it_has_alone(archive: Path) -> None:
    """Byte for byte that of --report; nested folders keep their paths; the index has the counts and the exit code."""
    done = run(archive, *OUT, "--out-format", "html", "--out-format", "concise")
    assert done.returncode == 1
    assert done.stdout == ("✗ articles/wrong.txt · 1 critical · wrong.json\nfailed · 2 articles · 1 critical\n")
    for name, code in {"march/clean": 0, "wrong": 1}.items():
        wanted = [a for form in ("json", "html", "concise") for a in ("--report", f"{form}=alone.{form}")]
        assert run(archive, f"articles/{name}.txt", *RECORDED, *wanted, "--no-cache").returncode == code
        for form in ("json", "html", "concise"):
            assert (archive / "reports" / f"{name}.{form}").read_bytes() == (archive / f"alone.{form}").read_bytes()
    whole = index(archive)
    assert [(a["path"], a["reports"]["json"], a["findings"]["critical"], a["fails"]) for a in whole["articles"]] == [
        ("articles/march/clean.txt", "march/clean.json", 0, False),
        ("articles/wrong.txt", "wrong.json", 1, True),
    ]
    assert (whole["pending"], whole["failures"], whole["exit_code"]) == (0, [], 1)
    page = (archive / "reports" / "index.html").read_text(encoding="utf-8")
    assert 'href="march/clean.html"' in page
    assert "1 of 2 articles to check before they run" in page


def test_a_run_that_was_killed_is_taken_up_again(archive: Path) -> None:
    """Killed in the middle of a batch, the same command again audits what is missing, and leaves the same bytes."""
    for number in range(30, 42):
        put(archive, f"story-{number}.txt", number)
    options = (*OUT, "--deterministic")
    undisturbed = run(archive, *options, "--out", "whole", "--no-cache")
    process = start(archive, *options)
    while not (archive / "reports" / "story-31.json").exists():
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    assert not (archive / "reports" / "wrong.json").exists()
    (archive / "reports" / ".auditor" / "scratch" / ".auditor-half").write_text("half a rep", encoding="utf-8")
    assert (index(archive)["exit_code"], index(archive)["pending"] > 0) == (2, True)
    again = run(archive, *options)
    assert (again.returncode, again.stdout) == (undisturbed.returncode, undisturbed.stdout)
    assert int(unchanged(again).split()[2]) >= 2
    assert made(archive / "reports") == made(archive / "whole")


def test_a_run_without_news_audits_nothing(archive: Path) -> None:
    """The second run has the exit code of all articles and leaves every report as it was; `-f` prints the index."""
    options = (*OUT, "--out-format", "html")
    assert run(archive, *options).returncode == 1
    reports = [p for p in (archive / "reports").rglob("*.*") if p.is_file() and p.stem != "index"]
    before = [(p.stat().st_ino, p.stat().st_mtime_ns) for p in reports]
    assert len(before) == 6  # two articles, two formats and a record each
    for form in ("json", "html"):
        done = run(archive, *options, "-f", form)
        assert (done.returncode, unchanged(done)) == (1, "2 articles, 2 of them unchanged since an earlier run")
        assert done.stdout == (archive / "reports" / f"index.{form}").read_text(encoding="utf-8")
    assert [(p.stat().st_ino, p.stat().st_mtime_ns) for p in reports] == before


CHANGES = {
    "the article": (("articles/wrong.txt", ARTICLE.replace("12", "14")), (), 1),
    "its reference": (("references/wrong.txt", REFERENCE.replace("21", "22")), (), 1),
    "its back-translation": (("back-translations/wrong.txt", BACK_TRANSLATIONS.replace("entry", "admission")), (), 1),
    "a report that is gone": (("reports/wrong.json", None), (), 1),
    "nothing that counts": (None, ("--threads", "1", "--no-cache", "--offline"), 2),
    "another format": (None, ("--out-format", "concise"), 0),
    "another rule": (None, ("--ignore", "typography"), 0),
    "another gate": (None, ("--ignore", "typography", "--fail-on", "critical"), 0),
}
"""What is changed, one after the other; the options from there on; how many of two articles are not audited again."""


def test_only_what_changed_is_audited_again(archive: Path) -> None:
    """By what files hold, never by their times; what comes out in the end is what a first run makes."""
    run(archive, *OUT)
    options: tuple[str, ...] = ()
    for case, (change, options, still) in CHANGES.items():
        if change is not None:
            path, text = archive / change[0], change[1]
            stamp = path.stat()
            path.unlink()
            if text is not None:
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        expected = f", {still} of them unchanged since an earlier run" if still else ""
        assert unchanged(run(archive, *OUT, *options)) == f"2 articles{expected}", case
    run(archive, *OUT[:-1], "afresh", *options, "--no-cache")
    assert made(archive / "reports") == made(archive / "afresh")


def test_a_new_version_audits_everything_again(archive: Path) -> None:
    """Also where the articles are as they were."""
    run(archive, *OUT)
    code = "import auditor; auditor.__version__ = '99'; from auditor.cli.guard import audit; audit()"
    command = [sys.executable, "-c", code, *OUT]
    done = subprocess.run(command, cwd=archive, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert unchanged(done) == "2 articles"
    assert index(archive)["tool"]["version"] == "99"


def test_what_the_baseline_accepts_changes_its_article_only(archive: Path) -> None:
    """An entry that is new audits the article again that has the finding, and no other."""
    (archive / "accepted.json").write_text('{"version": 1, "accepted": []}', encoding="utf-8")
    assert run(archive, *OUT, "--baseline", "accepted.json").returncode == 1
    run(archive, "articles", *RECORDED, "--baseline", "accepted.json", "--update-baseline")
    done = run(archive, *OUT, "--baseline", "accepted.json")
    assert (done.returncode, unchanged(done)) == (0, "2 articles, 1 of them unchanged since an earlier run")
    assert done.stdout == "passed · 2 articles · no findings · 1 accepted\n"


def test_an_article_that_fails_is_in_the_index(archive: Path) -> None:
    """It hides no other, its old report goes, the code is 2; mended, all is as before."""
    run(archive, *OUT)
    before = made(archive / "reports")
    (archive / "articles" / "wrong.txt").write_text("English text where Arabic should be, and a lot of it.\n")
    done = run(archive, *OUT)
    assert (done.returncode, unchanged(done)) == (2, "1 article, 1 of them unchanged since an earlier run")
    (failure,) = index(archive)["failures"]
    assert failure["path"] == "articles/wrong.txt"
    assert "reads as English" in failure["message"]
    assert not (archive / "reports" / "wrong.json").exists()
    put(archive, "wrong.txt")
    assert run(archive, *OUT).returncode == 1
    assert made(archive / "reports") == before


def test_two_runs_at_once_do_no_harm(archive: Path) -> None:
    """Both end with the verdict, and what they leave is what one leaves."""
    for number in range(30, 36):
        put(archive, f"story-{number}.txt", number)
    options = (*OUT, "--deterministic")
    alone = run(archive, *options, "--out", "alone", "--no-cache")
    both = [start(archive, *options) for _ in range(2)]
    assert [process.wait(120) for process in both] == [alone.returncode, alone.returncode] == [1, 1]
    assert made(archive / "reports") == made(archive / "alone")
