"""The command as a person runs it: whole outputs, exit codes, the samples."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from desk import ARTICLE, COMMAND, RECORDED, ROOT, environment, run

from auditor.formats import FORMATS

SAMPLES = ROOT / "tests" / "samples"

REPORT = """\
failed · 1 article · 1 critical · fails at major or worse
auditor 0.1.0: back-translated by recorded (recorded, 64a805db0adb), calibration recorded

✗ library.txt against references/library.txt (by name) · 1 critical
  chrF 88.3, chrF++ 88.8, BLEU 81.8, TER 6.7
  overall the sentences are about as close to the reference as those of clean translations
    (median: 97th percentile); that says nothing about single words
  3 of 3 reference sentences covered; unpaired, not scored: 0 in the reference, 0 in the
    article
  the article does not say how it was made

  critical number-mismatch  line 1, column 72 · #43b859aee8
  The reference says “21,000”, the article “12 \u2067ألف\u2069” (12,000)
  article           \u2067وتضم المكتبة ⟦12 ألف⟧ كتاب.\u2069
  back-translation  The library holds ⟦12,000⟧ books.
  reference         The library holds ⟦21,000⟧ books.

What a rule looks for and how sure it is: for example audit --explain number-mismatch
"""


def findings(report: dict[str, Any], *severities: str) -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Rule and sentences of the findings of one article."""
    return {
        (f["rule"], tuple(f["article"]), tuple(f["reference"]))
        for f in report["articles"][0]["findings"]
        if f["severity"] in severities
    }


def test_a_finding_is_reported(desk: Path) -> None:
    """The report goes to standard output as plain text, engine and summary to standard error, and the code is 1."""
    done = run(desk, "library.txt", *RECORDED)
    assert done.returncode == 1
    assert done.stdout == REPORT
    assert done.stderr == "Engine: recorded (recorded).\n1 article: 1 critical.\n"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "critical"), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "number-mismatch"), 0),
        (("--select", "number-mismatch"), 1),
        (("--select", "omission,addition"), 0),
    ],
)
def test_the_exit_code_is_the_verdict(desk: Path, options: Sequence[str], code: int) -> None:
    """0: nothing at or above --fail-on; 1: something is."""
    assert run(desk, "library.txt", *RECORDED, *options).returncode == code


def test_quiet_means_quiet(desk: Path) -> None:
    """With -q standard error is empty and the report the same."""
    done = run(desk, "library.txt", *RECORDED, "-q")
    assert done.stderr == ""
    assert done.stdout == run(desk, "library.txt", *RECORDED).stdout


def test_every_format_is_written_in_one_run(desk: Path) -> None:
    """--report may be repeated for all formats, holds the finding in each, and changes neither code nor output."""
    reports = [argument for name in FORMATS for argument in ("--report", f"{name}=report.{name}")]
    done = run(desk, "library.txt", *RECORDED, *reports)
    assert done.returncode == 1
    assert done.stdout == REPORT
    for name in FORMATS:
        # The translator's list names no rules.
        told = "21,000" if name == "corrections" else "number-mismatch"
        assert told in (desk / f"report.{name}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["json", "html", "junit"])
def test_a_report_is_what_is_printed(desk: Path, name: str) -> None:
    """--report writes the same text that --format prints."""
    done = run(desk, "library.txt", *RECORDED, "--format", name, "--report", f"{name}=report")
    assert (desk / "report").read_text(encoding="utf-8") == done.stdout


def test_standard_input(desk: Path) -> None:
    """`-` is the article on standard input, and its reference is found by content."""
    (desk / "references" / "other.txt").write_text(
        "The mayor of the harbour town welcomed the first ferry of the season on Friday.\n", encoding="utf-8"
    )
    recorded = "back-translations/library.txt"
    done = run(desk, "-", "--back-translations", recorded, "-f", "json", text=ARTICLE)
    article = json.loads(done.stdout)["articles"][0]
    assert done.returncode == 1
    assert article["path"] == "-"
    assert article["reference"] == {"path": "references/library.txt", "found_by": "content"}


def test_a_folder_is_audited_in_order_of_name(desk: Path) -> None:
    """A folder means the articles in it, without the folder of references and without READMEs."""
    shutil.copy(desk / "library.txt", desk / "a library.txt")
    for folder in ("references", "back-translations"):
        shutil.copy(desk / folder / "library.txt", desk / folder / "a library.txt")
    (desk / "articles").mkdir()
    for name in ("library.txt", "a library.txt"):
        (desk / name).rename(desk / "articles" / name)
    (desk / "articles" / "README.md").write_text("How we work\n", encoding="utf-8")
    report = json.loads(run(desk, "articles", *RECORDED, "-f", "json").stdout)
    assert [a["path"] for a in report["articles"]] == ["articles/a library.txt", "articles/library.txt"]


# The samples


def sample(name: str) -> tuple[int, dict[str, Any]]:
    """Exit code and report of a sample with its recorded back-translations."""
    done = run(
        ROOT, f"tests/samples/{name}.txt", "--back-translations", "tests/samples/back-translations", "-f", "json"
    )
    return done.returncode, json.loads(done.stdout)


def test_the_clean_sample_passes() -> None:
    """Nothing is reported but the disclosure; every sentence is paired with its own; the code is 0."""
    code, report = sample("harbour-reopening")
    assert code == 0
    assert {f["rule"] for f in report["articles"][0]["findings"]} == {"disclosure"}
    assert [(b["article"], b["reference"]) for b in report["articles"][0]["beads"]] == [([i], [i]) for i in range(15)]
    assert report["articles"][0]["provenance"] == {
        "machine_translated": True,
        "human_reviewed": True,
        "credits": ["Reuters"],
    }


def test_every_planted_divergence_is_found() -> None:
    """Each is reported by its rule on its sentences, nothing else is, and the code is 1."""
    code, report = sample("rate-decision")
    planted = json.loads((SAMPLES / "rate-decision.expected.json").read_text(encoding="utf-8"))
    expected = {(p["rule"], tuple(p["article"]), tuple(p["reference"])) for p in planted}
    surface = {"untranslated", "repetition", "hidden-text"}  # found in the Arabic alone
    found = {
        (rule, article, () if rule in surface else reference)
        for rule, article, reference in findings(report, "minor", "major", "critical")
    }
    assert code == 1
    assert found == {(r, a, () if r in surface else ref) for r, a, ref in expected}


def test_the_long_sample_is_aligned() -> None:
    """Of the sentences dropped, added, merged, split and moved, all but one or two come out as they were made."""
    _, report = sample("river-floods")
    gold = json.loads((SAMPLES / "river-floods.expected.json").read_text(encoding="utf-8"))
    beads = [[b["article"], b["reference"]] for b in report["articles"][0]["beads"]]
    assert sum(bead in beads for bead in gold) >= 0.95 * len(gold)
    assert [s["kind"] for s in report["articles"][0]["segments"]] == ["content"] * 64 + ["disclosure"] * 3
    moved = {
        (tuple(f["article"]), tuple(f["reference"])) for f in report["articles"][0]["findings"] if f["rule"] == "moved"
    }
    assert moved == {((2,), (8,)), ((12,), (52,)), ((57,), (28,))}


def test_the_bundled_model_audits_a_sample(tmp_path: Path) -> None:
    """A real model translates, offline, and a second run from its cache comes to the same findings."""
    options = ("tests/samples/rate-decision.txt", "-m", "ar-en-mini", "--offline", "--cache", str(tmp_path))
    first, second = (run(ROOT, *options, "-f", "json") for _ in range(2))
    assert first.returncode == second.returncode == 1
    report, again = json.loads(first.stdout), json.loads(second.stdout)
    assert report["articles"][0]["findings"] == again["articles"][0]["findings"]
    assert (report["engine"]["name"], report["engine"]["runtime"]) == ("ar-en-mini", "ctranslate2")
    found = {rule for rule, _, _ in findings(report, "major", "critical")}
    assert {"number-mismatch", "date-mismatch", "omission", "addition", "untranslated", "hidden-text"} <= found


def test_accepting_some_rules_keeps_what_others_accepted(desk: Path) -> None:
    """--update-baseline with --select drops no entry of a rule that did not run."""
    accepting = ("--baseline", "accepted.json", "--update-baseline")
    run(desk, "library.txt", *RECORDED, *accepting)
    before = (desk / "accepted.json").read_bytes()
    run(desk, "library.txt", *RECORDED, *accepting, "--select", "typography")
    assert (desk / "accepted.json").read_bytes() == before


def test_the_same_input_gives_the_same_bytes(desk: Path) -> None:
    """Whatever the seed of Python's hashes: sums of floats must not hang on the order of a set."""
    command = [*COMMAND, str(SAMPLES / "rate-decision.txt"), "-R", str(ROOT / "references"), "-q", "-f", "json"]
    command += ["--back-translations", str(SAMPLES / "back-translations")]
    seeds = ("0", "1", "2")
    made = {
        subprocess.run(command, cwd=desk, env=environment(PYTHONHASHSEED=n), capture_output=True, check=False).stdout
        for n in seeds
    }
    assert len(made) == 1
    assert json.loads(made.pop())["articles"]
