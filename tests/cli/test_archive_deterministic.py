"""--out with --deterministic: a run that was killed and taken up again leaves what an undisturbed one leaves, to the byte,
with translations of the engine, which are computed in other batches then."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

from desk import COMMAND, environment, files, run

STORIES = (
    ("أعلن الوزير أن الميناء سيفتح أبوابه يوم الأحد.", "The minister said the port would open on Sunday."),
    (
        "ارتفع منسوب النهر مترين خلال أسبوع.\nولم يصب أحد بأذى.",
        "The river rose two metres in a week.\nNobody was hurt.",
    ),
    ("لم ترد الشركة على طلب للتعليق.", "The company did not answer a request for comment."),
    (
        "خفض البنك سعر الفائدة ربع نقطة.\nوكان ذلك متوقعا.",
        "The bank cut its rate by a quarter point.\nThat was expected.",
    ),
    ("أغلقت البلدية الجسر القديم ثلاثة أسابيع.", "The town closed the old bridge for three weeks."),
    ("وصل وفد من التجار إلى العاصمة.", "A delegation of traders arrived in the capital."),
)
OUT = ("articles", "--model", "ar-en-mini", "--deterministic", "--fail-on", "never")


def test_a_deterministic_run_that_was_killed_leaves_the_same_bytes(tmp_path: Path) -> None:
    """Killed when the first reports are there, and taken up without what it had kept, so that only the articles that are
    left are computed together."""
    for folder in ("articles", "references"):
        (tmp_path / folder).mkdir()
    for number, (article, reference) in enumerate(STORIES * 4):
        (tmp_path / "articles" / f"story-{number:02}.txt").write_text(article + "\n", encoding="utf-8")
        (tmp_path / "references" / f"story-{number:02}.txt").write_text(reference + "\n", encoding="utf-8")
    whole = run(tmp_path, *OUT, "--out", "whole", "--cache", "first")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [*COMMAND, *OUT, "--out", "again", "--cache", "second"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(), **quiet)
    while not (tmp_path / "again" / "story-00.json").exists():
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    assert not (tmp_path / "again" / "story-23.json").exists()
    again = run(tmp_path, *OUT, "--out", "again", "--cache", "second", "--no-cache")
    assert (whole.returncode, again.returncode, again.stdout) == (0, 0, whole.stdout)
    reports = [{n: data for n, data in files(tmp_path / f).items() if n != ".auditor/lock"} for f in ("whole", "again")]
    assert reports[0] == reports[1]
