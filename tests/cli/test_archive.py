"""--out: a report for each article and an index; a run that was killed is taken up again, nothing else is overwritten."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, COMMAND, RECORDED, REFERENCE, environment, files, run

OUT = ("articles", *RECORDED, "--out", "reports")


def put(desk: Path, name: str, number: int = 12, said: int = 21) -> None:
    """An article of its own, of which the reference says another number unless `said` is the same."""
    stem = Path(name).stem
    article = desk / "articles" / name
    article.parent.mkdir(parents=True, exist_ok=True)
    article.write_text(ARTICLE.replace("12", str(number)), encoding="utf-8")
    (desk / "references" / f"{stem}.txt").write_text(REFERENCE.replace("21", str(said)), encoding="utf-8")
    recorded = BACK_TRANSLATIONS.replace("12", str(number))
    (desk / "back-translations" / f"{stem}.txt").write_text(recorded, encoding="utf-8")


@pytest.fixture
def archive(desk: Path) -> Path:
    """A desk with two articles in a folder, one of them clean, in a folder of its own."""
    put(desk, "wrong.txt")
    put(desk, "march/clean.txt", 15, 15)
    return desk


def index(desk: Path, folder: str = "reports") -> dict[str, Any]:
    """The index of a folder of reports."""
    found: dict[str, Any] = json.loads((desk / folder / "index.json").read_text(encoding="utf-8"))
    return found


def unchanged(done: subprocess.CompletedProcess[str]) -> str:
    """What a run says of the articles that it did not audit again."""
    return done.stderr.splitlines()[-1].split(".")[0]


def made(folder: Path) -> dict[str, bytes]:
    """What a run leaves, but for the lock."""
    return {name: data for name, data in files(folder).items() if name != ".auditor/lock"}


def start(desk: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command, running."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*COMMAND, *arguments], cwd=desk, env=environment(), **quiet)


def test_each_article_has_the_report_that_it_has_alone(archive: Path) -> None:
    """Byte for byte that of --report; nested folders keep their paths; the index has the counts and the exit code."""
    done = run(archive, *OUT, "--out-format", "html", "--out-format", "concise")
    assert done.returncode == 1
    assert done.stdout == ("✗ articles/wrong.txt · 1 critical · wrong.json\nfailed · 2 articles · 1 critical\n")
    for name, code in {"march/clean": 0, "wrong": 1}.items():
        wanted = [a for form in ("json", "html", "concise") for a in ("--report", f"{form}=alone.{form}")]
        assert run(archive, f"articles/{name}.txt", *RECORDED, *wanted).returncode == code
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
    undisturbed = run(archive, *OUT[:-1], "whole")
    process = start(archive, *OUT)
    while not (archive / "reports" / "story-31.json").exists():
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    assert not (archive / "reports" / "wrong.json").exists()
    (archive / "reports" / ".auditor" / "scratch" / ".auditor-half").write_text("half a rep", encoding="utf-8")
    assert (index(archive)["exit_code"], index(archive)["pending"] > 0) == (2, True)
    again = run(archive, *OUT)
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
    run(archive, *OUT[:-1], "afresh", *options)
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
    alone = run(archive, *OUT[:-1], "alone")
    both = [start(archive, *OUT) for _ in range(2)]
    assert [process.wait(120) for process in both] == [alone.returncode, alone.returncode] == [1, 1]
    assert made(archive / "reports") == made(archive / "alone")


def test_no_two_articles_share_a_report(archive: Path) -> None:
    """Names that differ in their suffix or in capitals only, that of the index, and two folders with the same names."""
    shutil.copytree(archive / "articles", archive / "more")
    for name in ("wrong.md", "Clean.txt", "march/CLEAN.txt", "index.txt"):
        shutil.copy(archive / "articles" / "wrong.txt", archive / "articles" / name)
    arguments = ("articles", "more", "-r", "references/wrong.txt")
    several = run(archive, *arguments, "--back-translations", "back-translations/wrong.txt", "--out", "reports")
    assert "--reference belongs to one article" in several.stderr
    (archive / "auditor.toml").write_text(
        '[[overrides]]\npaths = ["*"]\nreference = "references/wrong.txt"\n'
        'back-translations = "back-translations/wrong.txt"\n',
        encoding="utf-8",
    )
    run(archive, "articles", "more", "--out", "reports", "--back-translations", "back-translations/wrong.txt")
    rows = {a["path"]: a["reports"]["json"] for a in index(archive)["articles"]}
    assert len(rows) == 8
    assert len({name.casefold() for name in rows.values()} | {"index.json"}) == 9
    assert rows["articles/index.txt"] == "index.txt.json"
    assert rows["articles/wrong.md"] == "wrong.md.json"
    assert rows["articles/Clean.txt"] == "Clean.json"
    for path, name in rows.items():
        report = json.loads((archive / "reports" / name).read_text(encoding="utf-8"))
        assert [a["path"] for a in report["articles"]] == [path]


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
    run(archive, *OUT[:-1], "afresh")
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
