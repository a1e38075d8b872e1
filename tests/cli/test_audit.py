"""The command as a person runs it: whole outputs, exit codes, bad input, interruptions."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from desk import ARTICLE, COMMAND, RECORDED, REFERENCE, ROOT, environment, files, run

from auditor import pipeline, prepare
from auditor.formats import FORMATS
from auditor.records import Document, Segment
from auditor.rules.frame.certainty import precision
from auditor.scoring import calibration
from auditor.settings.settings import Settings

SAMPLES = ROOT / "tests" / "samples"

REPORT = """\
failed · 1 article · 1 critical · fails at major or worse
auditor 0.1.0: back-translated by recorded (recorded, 64a805db0adb), calibration recorded

✗ library.txt against references/library.txt (by name) · 1 critical
  chrF 88.3, chrF++ 88.8, BLEU 81.8, TER 6.7
  agreement as a whole (median sentence): 97th percentile of clean text; single words can be
    wrong all the same
  3 of 3 reference sentences covered; unpaired, not scored: 0 in the reference, 0 in the
    article
  the article does not say how it was made

  critical number-mismatch  line 1, column 72 · #43b859aee8
  The reference says “21,000”, the article “12 \u2067ألف\u2069” (12,000)
  article           \u2067وتضم المكتبة ⟦12 ألف⟧ كتاب.\u2069
  back-translation  The library holds ⟦12,000⟧ books.
  reference         The library holds ⟦21,000⟧ books.
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


def test_accepting_some_rules_keeps_what_others_accepted(desk: Path) -> None:
    """--update-baseline with --select drops no entry of a rule that did not run."""
    accepting = ("--baseline", "accepted.json", "--update-baseline")
    run(desk, "library.txt", *RECORDED, *accepting)
    before = (desk / "accepted.json").read_bytes()
    run(desk, "library.txt", *RECORDED, *accepting, "--select", "typography")
    assert (desk / "accepted.json").read_bytes() == before


# Interruptions and places that cannot be written


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_is_said(desk: Path) -> None:
    """A report that cannot be written is an error, whether to a file or to standard output; never a pass."""
    done = run(desk, "library.txt", *RECORDED, "--fail-on", "never", "--report", "json=/dev/full")
    assert (done.returncode, done.stdout[:6]) == (2, "passed")
    assert "audit: /dev/full: the report cannot be written (No space left on device)." in done.stderr
    with open("/dev/full", "w") as full:
        command = [*COMMAND, "library.txt", *RECORDED, "--fail-on", "never"]
        into = subprocess.run(
            command, cwd=desk, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert into.returncode == 2
    assert into.stderr.endswith("audit: standard output: the report cannot be written (No space left on device).\n")


def test_a_folder_that_is_not_there_gets_no_report(desk: Path) -> None:
    """A report into a folder that does not exist is an error that names it."""
    done = run(desk, "library.txt", *RECORDED, "--report", "json=nowhere/report.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere/report.json: there is no folder nowhere for the report; make it first." in done.stderr


def test_a_closed_pipe_is_no_verdict(desk: Path) -> None:
    """Where nobody reads the report any more the command ends quietly, and not with 1, which means findings."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        command = [*COMMAND, "library.txt", *RECORDED, "-q"]
        done = subprocess.run(
            command, cwd=desk, env=environment(), stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "")


def test_an_unbuffered_output_is_whole_or_no_verdict(desk: Path) -> None:
    """With PYTHONUNBUFFERED, as in most containers, a full disk is 2 and never a part of a report with 0."""
    command = [*COMMAND, "library.txt", *RECORDED, "--fail-on", "never", "-q", "-f", "html"]
    with open("/dev/full", "w") as full:
        into = subprocess.run(command, cwd=desk, env=environment(PYTHONUNBUFFERED="1"), stdout=full, check=False)
    assert into.returncode == 2
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        closed = subprocess.run(command, cwd=desk, env=environment(PYTHONUNBUFFERED="1"), stdout=pipe, check=False)
    assert closed.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.txt"], 2),
        (["--no-such-option"], 2),
        (["library.txt", *RECORDED, "--fail-on", "never"], 0),
        (["library.txt", *RECORDED], 1),
    ],
)
def test_what_cannot_be_said_changes_no_verdict(desk: Path, arguments: list[str], code: int) -> None:
    """A full disk under standard error is no finding: 1 means findings and nothing else."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=desk, env=environment(), stdout=subprocess.DEVNULL, stderr=full, check=False
        )
    assert done.returncode == code


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


def test_ctrl_c_while_waiting_for_the_article(desk: Path) -> None:
    """Interrupted before there is an article: one line, exit code 2."""
    command = [*COMMAND, "-", "--report", "json=report.json", "-v"]
    with subprocess.Popen(
        command, cwd=desk, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.write(ARTICLE.encode())
        process.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):  # it is reading by now, and would wait for ever
            process.wait(2)
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert process.stdout is not None
        assert process.stderr is not None
        assert (process.returncode, process.stdout.read()) == (2, b"")
        assert process.stderr.read().endswith(b"audit: stopped before the end; no verdict.\n")
    assert not (desk / "report.json").exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ended_while_it_works(desk: Path, tmp_path: Path, name: str) -> None:
    """Ctrl-C, a job that is cancelled or a terminal that is closed while the model translates: one line, exit code 2, no
    report, nothing half-written beside it."""
    (desk / "library.txt").write_text((SAMPLES / "river-floods.txt").read_text(encoding="utf-8") * 8, encoding="utf-8")
    before = files(desk)
    command = [*COMMAND, "library.txt", "-m", "ar-en-mini", "--no-cache", "--threads", "1", "-v"]
    command += ["--report", "json=report.json", "--cache", str(tmp_path.parent / f"{tmp_path.name}-cache")]
    with subprocess.Popen(
        command, cwd=desk, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        while b"sentences with ar-en-mini" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(getattr(signal, name))
        process.wait(60)
        assert (process.returncode, process.stdout.read()) == (2, b"")
        assert process.stderr.read().endswith(b"audit: stopped before the end; no verdict.\n")
    assert files(desk) == before


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_only_and_not_with_no_color(desk: Path, variables: dict[str, str], coloured: bool) -> None:
    """A terminal gets colours; NO_COLOR takes them away."""
    main, follower = pty.openpty()
    command = [*COMMAND, "library.txt", *RECORDED, "-q"]
    with subprocess.Popen(command, cwd=desk, env=environment(TERM="xterm", **variables), stdout=follower) as process:
        os.close(follower)
        shown = b""
        while chunk := read(main):
            shown += chunk
        assert process.wait(60) == 1
    os.close(main)
    assert b"number-mismatch" in shown
    assert (b"\x1b[" in shown) == coloured


def read(terminal: int) -> bytes:
    """What a terminal shows next; empty at the end, which Linux reports as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


# The other command


def toolbox(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The `auditor` command."""
    code = "from auditor.cli.guard import auditor; auditor()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_the_toolbox_explains_and_lists() -> None:
    """`auditor explain` lists the rules and shows their pages; `auditor models list` has the bundled model."""
    assert "number-mismatch" in toolbox("explain").stdout
    page = toolbox("explain", "number-mismatch").stdout
    assert page == run(ROOT, "--explain", "number-mismatch").stdout
    measured = calibration.load(ROOT / "auditor/data/calibrations/ar-en-mini.json").false_alarms["number-mismatch"]
    assert f"| ar-en-mini | 1,240 | {100 * measured:.2f} |" in page
    right, seen = precision()["omission"]
    omission = toolbox("explain", "omission").stdout
    assert f"Of its findings {seen} were read, in real translations and in clean text; {right} were right." in omission
    assert "## On clean text" not in omission
    assert "ar-en-mini" in toolbox("models", "list").stdout


def test_the_toolbox_refuses_with_2(tmp_path: Path) -> None:
    """An unknown rule, an unknown model and pairs that are none: one sentence each, exit code 2, nothing written."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("one column\n", encoding="utf-8")
    for arguments, message in (
        (("explain", "nonsense"), "there is no such rule"),
        (("models", "info", "some-org/none"), "some-org/none"),
        (("calibrate", "--pairs", str(pairs), "--name", "x", "-o", str(tmp_path / "x.json")), "expected Arabic"),
    ):
        done = toolbox(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.json").exists()
