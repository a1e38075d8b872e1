"""Where reports go is looked at before the work; what can be written is written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, COMMAND, RECORDED, environment, files, run

BEFORE_THE_WORK = {
    "a folder": (("--report", "json=references"), "references: a folder, not a file for the report"),
    "the article": (("--report", "json=library.txt"), "library.txt: this run reads that file"),
    "the article by a link": (("--report", "json=link"), "link: this run reads that file"),
    "the reference": (("--report", "json=references/library.txt"), "references/library.txt: this run reads that file"),
    "the baseline": (("--baseline", "good.json", "--report", "json=good.json"), "good.json: this run reads that file"),
    "two to one file": (("--report", "json=new", "--report", "html=./new"), "new: two reports in one file"),
    "a name too long": (("--report", f"json={'n' * 300}"), "cannot be written (File name too long)"),
    "broken baseline": (("--baseline", "broken.json"), "broken.json: not valid JSON"),
    "no folder for the baseline": (("--baseline", "nowhere/b.json", "--update-baseline"), "there is no folder nowhere"),
}


@pytest.mark.parametrize("case", BEFORE_THE_WORK)
def test_what_cannot_be_written_is_said_before_the_work(desk: Path, case: str) -> None:
    """One sentence, exit code 2, no file changed; the engine, which is not there, is not even asked for."""
    options, message = BEFORE_THE_WORK[case]
    (desk / "broken.json").write_text("{", encoding="utf-8")
    (desk / "good.json").write_text('{"version": 1, "accepted": []}', encoding="utf-8")
    (desk / "link").symlink_to("library.txt")
    before = files(desk)
    done = run(desk, "library.txt", "-m", "./nowhere", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(desk) == before


def test_the_longest_name_will_do(desk: Path) -> None:
    """A report may have any name the file system allows."""
    name = "n" * 255
    assert run(desk, "library.txt", *RECORDED, "--report", f"json={name}").returncode == 1
    assert json.loads((desk / name).read_text(encoding="utf-8"))["articles"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_what_can_be_written_is_written(desk: Path) -> None:
    """A disk that fills up costs one report: the next, and standard output, have theirs; the exit code is 2."""
    done = run(
        desk, "library.txt", *RECORDED, "--report", "html=/dev/full", "--report", "json=after.json", "-f", "json"
    )
    assert done.returncode == 2
    assert done.stdout == (desk / "after.json").read_text(encoding="utf-8")
    assert done.stderr.endswith("audit: /dev/full: the report cannot be written (No space left on device).\n")


def test_nothing_accepted_at_once_is_lost(desk: Path) -> None:
    """Three runs that accept into one baseline at the same time: it has what each of them accepted."""
    for number in range(3):
        for place, text in (("", ARTICLE), ("back-translations", BACK_TRANSLATIONS)):
            (desk / place / f"{number}.txt").write_text(text.replace("12", f"{14 + number}"), encoding="utf-8")
    options = ["-r", "references/library.txt", *RECORDED, "--baseline", "accepted.json", "--update-baseline", "-q"]
    variables = environment(XDG_CACHE_HOME=str(desk / "cache"))
    running = [
        subprocess.Popen([*COMMAND, f"{n}.txt", *options], cwd=desk, env=variables, stdout=subprocess.DEVNULL)
        for n in range(3)
    ]
    assert [process.wait(120) for process in running] == [0] * 3
    accepted = json.loads((desk / "accepted.json").read_text(encoding="utf-8"))["accepted"]
    assert {entry["article"] for entry in accepted} == {f"{n}.txt" for n in range(3)}
