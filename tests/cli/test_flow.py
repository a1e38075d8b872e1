"""Articles flow: few are held at a time, and what can be said of each is said as soon as it is there."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, COMMAND, RECORDED, REFERENCE, environment, on_a_terminal, run

from auditor import prepare, windows
from auditor.cli.messages import pace
from auditor.instruments import open_instruments
from auditor.pipeline import audit, audit_each
from auditor.settings.settings import Settings


@pytest.fixture
def inbox(desk: Path) -> Path:
    """A desk with twelve articles in a folder; one is empty, one clean."""
    (desk / "inbox").mkdir()
    for number in range(12, 24):
        for place, text in (
            ("inbox", ARTICLE if number != 15 else ""),
            ("references", REFERENCE if number != 13 else REFERENCE.replace("21,000", "12,000")),
            ("back-translations", BACK_TRANSLATIONS),
        ):
            (desk / place / f"story-{number}.txt").write_text(text, encoding="utf-8")
    return desk


def settings(desk: Path) -> Settings:
    """Those of the desk."""
    return Settings(references=desk / "references", back_translations=desk / "back-translations")


def test_few_articles_are_held_at_a_time(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of windows of six sentences, two articles, one is compared, one is ready and one is being made; the outcome is that of
    one window."""
    paths = sorted(map(str, (inbox / "inbox").iterdir()))
    whole = audit(paths, settings(inbox))
    read: list[str] = []

    def reading(path: str, *rest: object) -> prepare.Prepared:
        read.append(path)
        return prepare.prepare(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(windows, "prepare", reading)
    monkeypatch.setattr(windows, "WINDOW", 6)
    ahead, found = [], []
    for one in audit_each(paths, settings(inbox), open_instruments(settings(inbox), paths)):
        found.append(one)
        ahead.append(len(read) - len(found))
    assert [one.path for one in found] == paths
    assert max(ahead) <= 3 * 3  # an empty article fills no window
    assert [one.audit for one in found if one.audit is not None] == list(whole.audits)
    assert [failure for one in found for failure in one.failures] == list(whole.failures)


def test_lines_come_as_articles_are_done(inbox: Path) -> None:
    """JSON Lines begin while other articles are still to be audited, and are those of a report that is made at the end."""
    late = run(inbox, "inbox", *RECORDED, "-f", "jsonl", "--report", "csv=all.csv")
    command = [*COMMAND, "inbox", *RECORDED, "-f", "jsonl"]
    with subprocess.Popen(
        command, cwd=inbox, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert process.poll() is None
        rest, said = process.stdout.read(), process.stderr.read()
    assert json.loads(first)["path"] == "inbox/story-12.txt"
    assert (process.returncode, first + rest, said) == (late.returncode, late.stdout, late.stderr)
    assert late.returncode == 2


def test_lines_know_the_baseline(inbox: Path) -> None:
    """What is accepted is marked, and entries that nothing answers to are named, as in a report that is made at the end."""
    options = ("inbox", *RECORDED, "--baseline", "accepted.json", "-f", "jsonl")
    (inbox / "inbox" / "story-12.txt").write_text(ARTICLE.replace("12", "16"), encoding="utf-8")
    run(inbox, *options, "--update-baseline")
    (inbox / "inbox" / "story-15.txt").write_text(ARTICLE, encoding="utf-8")
    (inbox / "inbox" / "story-12.txt").write_text(ARTICLE.replace("12", "14"), encoding="utf-8")
    flowing, late = run(inbox, *options), run(inbox, *options, "--report", "csv=all.csv")
    assert (flowing.returncode, flowing.stdout, flowing.stderr) == (late.returncode, late.stdout, late.stderr)
    assert "1 entry answers to no finding any more" in flowing.stderr


def test_lines_of_articles_that_were_kept(inbox: Path) -> None:
    """With --out every article has its lines, in order, also one that was not audited again. What is found again in another
    article is not counted there, since each has a page of its own."""
    whole = run(inbox, "inbox", *RECORDED, "-f", "jsonl").stdout.splitlines()
    options = ("inbox", *RECORDED, "-f", "jsonl", "--out", "reports")
    first = run(inbox, *options)
    for name in ("story-12", "story-17"):
        (inbox / "reports" / f"{name}.json").unlink()
    again = run(inbox, *options)
    assert "9 of them unchanged" in again.stderr
    assert again.stdout == first.stdout
    counted = [re.sub(r'("id": "[0-9a-f]+)-\d+"', r'\1"', line) for line in whole]
    assert counted != whole
    assert first.stdout.splitlines()[:-1] == counted[:-1]
    last = json.loads(whole[-1])
    assert {**last, "pending": 0} == {**json.loads(first.stdout.splitlines()[-1]), "pending": 0}


def test_progress_says_how_long_it_takes(inbox: Path) -> None:
    """On a terminal: articles done, how many a minute, and the time that is left."""
    code, said = on_a_terminal(inbox, "inbox", *RECORDED, "-f", "jsonl", TERM="xterm", COLUMNS="120")
    assert code == 2
    assert b"/12" in said
    assert b"a minute, " in said
    assert b" left" in said


def test_the_pace_is_that_of_the_whole_run() -> None:
    """Nothing before the first article; then the rate so far, and the time that the others take at it."""
    assert pace(0, 10, 5.0) == ""
    assert pace(2, 10, 30.0) == "articles, 4.0 a minute, 2:00 left"
    assert pace(100, 10_000, 600.0) == "articles, 10.0 a minute, 16:30:00 left"
