"""`auditor batch --on ray`, on two workers of this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, RECORDED, REFERENCE, ROOT
from toolbox import run_toolbox

RAY = ("--on", "ray", "--workers", "2")
DEADLY = "قاتل"
"""A word of an article that takes down whoever audits it."""
FRAGILE = f"""
import os, signal, sys
from pathlib import Path

if "default_worker.py" in " ".join(sys.orig_argv):
    from auditor.batch.audits import Auditor

    real = Auditor.results

    def results(self, rows):
        if any({DEADLY!r} in row.article for row in rows):
            os.kill(os.getpid(), signal.SIGKILL)
        if any(row.id == "20" for row in rows):
            try:
                Path(os.environ["KILLED"]).touch(exist_ok=False)
            except FileExistsError:
                pass
            else:
                real(self, rows[:4])
                os.kill(os.getpid(), signal.SIGKILL)
        return real(self, rows)

    Auditor.results = results
"""
"""What Python runs at its start where this lies on its path: a worker is killed once, in the middle of the second chunk, and
by every deadly article."""


@pytest.fixture
def corpus(desk: Path) -> Path:
    """Thirty-six rows: number 10 is broken, number 34 deadly."""
    for number in range(36):
        (desk / "back-translations" / f"{number}.txt").write_text(BACK_TRANSLATIONS, encoding="utf-8")
    rows = [{"id": n, "article": ARTICLE, "reference": REFERENCE if n % 3 else None} for n in range(36)]
    rows[34]["article"] = ARTICLE.replace("كتاب", DEADLY)
    lines = [json.dumps(row) for row in rows]
    lines[10] = lines[10][:-5]
    (desk / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return desk


def test_a_lost_worker_loses_nothing(corpus: Path) -> None:
    """One is killed in the middle: the rows are those of a single process, in order. An article that takes down each worker
    that tries it is a row that says so, and costs no other."""
    (corpus / "fragile").mkdir()
    (corpus / "fragile" / "sitecustomize.py").write_text(FRAGILE, encoding="utf-8")
    variables = {"PYTHONPATH": f"{corpus / 'fragile'}:{ROOT}", "KILLED": str(corpus / "killed")}
    here = run_toolbox(corpus, "batch", "in.jsonl", "here.jsonl", *RECORDED)
    there = run_toolbox(corpus, "batch", "in.jsonl", "there.jsonl", *RECORDED, *RAY, **variables)
    assert (corpus / "killed").exists()
    # A slow machine says meanwhile how far it is.
    assert (here.returncode, here.stderr.splitlines()[-1]) == (
        2,
        "here.jsonl: 36 articles: 12 passed, 23 failed, 1 incomplete.",
    )
    assert (there.returncode, there.stderr.splitlines()[-1]) == (
        2,
        "there.jsonl: 36 articles: 12 passed, 22 failed, 2 incomplete.",
    )
    expected = (corpus / "here.jsonl").read_text(encoding="utf-8").splitlines()
    found = (corpus / "there.jsonl").read_text(encoding="utf-8").splitlines()
    deadly = json.loads(found[34])
    assert (deadly["id"], deadly["verdict"]) == ("34", "incomplete")
    assert deadly["error"] == "34: not audited, since each worker that tried has ended; give it to `audit` by itself."
    assert found[:34] + found[35:] == expected[:34] + expected[35:]
    assert len(found) == 36


def test_what_stops_a_worker_stops_the_run(corpus: Path) -> None:
    """One sentence, exit code 2, and nothing is written: of a model whose weights turn out to be broken when it is used."""
    from tiny_marian import build

    build(corpus / "model")
    (weights,) = (corpus / "model").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:-100])
    done = run_toolbox(corpus, "batch", "in.jsonl", "out.jsonl", "-m", "model", "--cache", "cache", *RAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("auditor: ")
    assert str(weights.name) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (corpus / "out.jsonl").exists()


def test_without_ray(corpus: Path) -> None:
    """It says which extra it needs; and workers without Ray are none."""
    (corpus / "hidden").mkdir()
    (corpus / "hidden" / "sitecustomize.py").write_text("import sys; sys.modules['ray'] = None", encoding="utf-8")
    done = run_toolbox(
        corpus, "batch", "in.jsonl", "out.jsonl", *RECORDED, *RAY, PYTHONPATH=f"{corpus / 'hidden'}:{ROOT}"
    )
    assert (done.returncode, done.stderr) == (2, "auditor: --on ray needs an extra; pip install 'auditor[ray]'.\n")
    done = run_toolbox(corpus, "batch", "in.jsonl", "out.jsonl", *RECORDED, "--workers", "2")
    assert (done.returncode, done.stderr) == (2, "auditor: --workers are those of Ray; add --on ray, or leave it.\n")
