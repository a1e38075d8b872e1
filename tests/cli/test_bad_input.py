"""Input that cannot be audited: a sentence each, and nothing written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from desk import ARTICLE, RECORDED, REFERENCE, ROOT, files, run

from auditor import pipeline, prepare
from auditor.records import Document, Segment
from auditor.settings.settings import Settings

# What has no verdict


def corrupt_model(folder: Path) -> None:
    """A model folder whose weights were cut off."""
    model = ROOT / "auditor" / "data" / "models" / "ar-en-mini"
    (folder / "corrupt").mkdir()
    for path in model.iterdir():
        if path.name != "model.safetensors":
            shutil.copy(path, folder / "corrupt")
    with (model / "model.safetensors").open("rb") as weights:
        (folder / "corrupt" / "model.safetensors").write_bytes(weights.read(5000))


BAD = {
    "missing file": (("nowhere.txt", *RECORDED), "nowhere.txt does not exist"),
    "folder without articles": (("empty-folder",), "empty-folder: the folder holds no articles"),
    "empty file": (("empty.txt", *RECORDED), "empty.txt is empty"),
    "blank file": (("blank.txt", *RECORDED), "blank.txt is empty"),
    "binary": (("binary.txt", *RECORDED), "binary.txt is binary, not text"),
    "English as article": (("english.txt", *RECORDED), "english.txt is taken to be Arabic but reads as English"),
    "Arabic as reference": (
        ("library.txt", "-r", "library.txt", *RECORDED),
        "library.txt is taken to be English but reads as text in Arabic script",
    ),
    "missing reference": (("library.txt", "-r", "nowhere.txt", *RECORDED), "nowhere.txt does not exist"),
    "no reference": (("library.txt", "-R", "empty-folder", *RECORDED), "no reference"),
    "no folder of references": (("library.txt", "-R", "nowhere", *RECORDED), "nowhere cannot be searched"),
    "no reference that fits": (("library.txt", "-R", "others", *RECORDED), "No reference says what the article says"),
    "two references that fit": (("library.txt", "-R", "twice", *RECORDED), "Several references fit"),
    "one reference for two": (("library.txt", "twin.txt", "-r", "english.txt"), "--reference belongs to one article"),
    "unknown model": (("library.txt", "-m", "some-org/none"), "get it with `auditor models pull some-org/none`"),
    "no model folder": (("library.txt", "-m", "./nowhere"), "no such model"),
    "corrupt model": (("library.txt", "-m", "corrupt", "--no-cache"), "not a readable safetensors file"),
    "too few lines": (("library.txt", "--back-translations", "short.txt"), "holds 2 lines, but library.txt has 3"),
    "no back-translations": (("library.txt", "--back-translations", "nowhere"), "no such file of back-translations"),
    "unknown option": (("library.txt", "--nonsense"), "No such option"),
    "no argument": ((), "Missing argument"),
    "unknown format": (("library.txt", "--report", "xls=x"), "unknown format 'xls'"),
    "unknown rule": (("library.txt", "--ignore", "number-mismatches"), "did you mean 'number-mismatch'?"),
    "unknown rule to explain": (("--explain", "omision"), "did you mean omission?"),
    "part of a rule to explain": (("--explain", "nagation"), "did you mean negation-mismatch?"),
    "id of a finding to explain": (
        ("--explain", "#9b229f7729"),
        "#9b229f7729: that is the id of a finding; name its rule",
    ),
    "no settings file": (("library.txt", "--config", "nowhere.toml"), "nowhere.toml"),
    "no baseline": (("library.txt", "--baseline", "nowhere.json", *RECORDED), "there is no such baseline"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_a_message_and_writes_nothing(desk: Path, case: str) -> None:
    """One sentence on standard error, nothing on standard output, exit code 2, no file made or changed."""
    arguments, message = BAD[case]
    for folder in ("empty-folder", "others", "twice"):
        (desk / folder).mkdir()
    (desk / "empty.txt").touch()
    (desk / "blank.txt").write_text(" \n\n", encoding="utf-8")
    (desk / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (desk / "english.txt").write_text(REFERENCE, encoding="utf-8")
    (desk / "short.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    (desk / "twin.txt").write_text(ARTICLE, encoding="utf-8")
    (desk / "others" / "ferry.txt").write_text("The ferry left for the island at dawn.\n", encoding="utf-8")
    for name in ("first.txt", "second.txt"):
        (desk / "twice" / name).write_text(REFERENCE, encoding="utf-8")
    if case == "corrupt model":
        corrupt_model(desk)
    before = files(desk)
    done = run(desk, *arguments, *(() if case == "no argument" else ("--report", "json=report.json")))
    assert done.returncode == 2
    assert done.stdout == ""
    assert message.lower() in done.stderr.lower()
    assert done.stderr.startswith("audit: ")
    assert len(done.stderr.splitlines()) <= 2
    assert "Engine:" not in done.stderr
    assert files(desk) == before


def test_empty_standard_input(desk: Path) -> None:
    """Nothing on standard input is no article."""
    done = run(desk, "-", "-r", "references/library.txt", "--back-translations", "back-translations/library.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "audit: standard input is empty: it should hold the text of an article or reference\n"


def test_without_a_reference_nobody_takes_silence_for_agreement(desk: Path) -> None:
    """With --no-reference the code is 0 as before, and every head says that nothing was compared."""
    said = "not compared with a reference"
    reports = ("--report", "markdown=report.md", "--report", "html=report.html")
    done = run(desk, "library.txt", *RECORDED, "--no-reference", *reports)
    assert done.returncode == 0
    assert done.stdout.startswith(f"passed · 1 article · {said} · no findings\n")
    assert done.stderr.endswith(f"1 article, {said}: no findings.\n")
    assert f"passes, {said} (no findings)" in (desk / "report.md").read_text(encoding="utf-8")
    assert said in (desk / "report.html").read_text(encoding="utf-8").split("</header>")[1]


def test_one_unreadable_article_hides_no_other(desk: Path) -> None:
    """The others are audited and reported, the unreadable one is named, and the code is 2."""
    (desk / "empty.txt").touch()
    done = run(desk, "empty.txt", "library.txt", "nowhere.txt", *RECORDED, "-f", "json", "--report", "junit=report.xml")
    report = json.loads(done.stdout)
    assert done.returncode == report["exit_code"] == 2
    assert [a["path"] for a in report["articles"]] == ["library.txt"]
    assert [f["path"] for f in report["failures"]] == ["empty.txt", "nowhere.txt"]
    assert [line for line in done.stderr.splitlines() if line.startswith("audit: ")] == [
        "audit: empty.txt is empty: it should hold the text of an article or reference",
        "audit: nowhere.txt does not exist: check the name",
    ]
    assert (desk / "report.xml").is_file()


def test_an_unreadable_article_leaves_the_baseline_alone(desk: Path) -> None:
    """Accepted findings stay accepted where nothing could be audited."""
    accepting = ("--baseline", "accepted.json", "--update-baseline")
    assert run(desk, "library.txt", *RECORDED, *accepting).returncode == 0
    before = (desk / "accepted.json").read_bytes()
    (desk / "library.txt").write_text("", encoding="utf-8")
    assert run(desk, "library.txt", *RECORDED, *accepting).returncode == 2
    assert (desk / "accepted.json").read_bytes() == before


def test_a_folder_that_is_not_there_gets_no_report(desk: Path) -> None:
    """A report into a folder that does not exist is an error that names it."""
    done = run(desk, "library.txt", *RECORDED, "--report", "json=nowhere/report.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere/report.json: there is no folder nowhere for the report; make it first." in done.stderr


def test_a_bug_in_one_article_hides_no_other(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in one article, the others are audited, and the run is no verdict."""
    (desk / "other.txt").write_text(ARTICLE, encoding="utf-8")
    real = prepare.disclose

    def broken(document: Document, sentences: tuple[Segment, ...]) -> object:
        if document.path.endswith("other.txt"):
            raise ValueError("a bug")
        return real(document, sentences)

    monkeypatch.setattr(prepare, "disclose", broken)
    settings = Settings(references=desk / "references", back_translations=desk / "back-translations")
    report = pipeline.audit([str(desk / "other.txt"), str(desk / "library.txt")], settings)
    assert [Path(a.article.path).name for a in report.audits] == ["library.txt"]
    assert "a bug in auditor (ValueError: a bug)" in report.failures[0].message
    assert report.exit_code == 2
