"""What changed between two runs, by the command and by two reports."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, COMMAND, RECORDED, environment, run
from shared_report import make_report

from auditor import difference as differences
from auditor.errors import ReportError
from auditor.formats import FORMATS
from auditor.records import Report, Severity


def written(report: Report, path: Path) -> differences.Earlier:
    """The report as the next run reads it."""
    path.write_text(FORMATS["json"](report), encoding="utf-8")
    return differences.read(path)


def test_the_same_report_has_nothing_new(tmp_path: Path) -> None:
    """Every finding is still there, none counts, and what was accepted keeps its own reason."""
    report = make_report()
    earlier = written(report, tmp_path / "last.json")
    total = sum(len(a.findings) for a in report.audits)
    changed = differences.since(earlier, report)
    assert (len(changed.new), len(changed.gone), len(changed.still)) == (0, 0, total)
    marked = differences.only_new(report, earlier)
    assert marked.exit_code == 0
    reasons = {f.reason for a in marked.audits for f in a.findings}
    assert f"already in {tmp_path / 'last.json'}" in reasons
    assert {f.reason for a in report.audits for f in a.findings if f.suppressed} < reasons


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    """Findings are counted: a second one with the same fingerprint was not there."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    finding = next(f for f in audit.findings if f.severity is Severity.CRITICAL)
    earlier = written(report, tmp_path / "last.json")
    twice = replace(report, audits=(replace(audit, findings=(*audit.findings, finding)),))
    assert [f.fingerprint for f in differences.since(earlier, twice).new] == [finding.fingerprint]
    assert differences.only_new(twice, earlier).counts()[Severity.CRITICAL] == 1


def test_articles_that_this_run_did_not_audit_are_left_out(tmp_path: Path) -> None:
    """Only what an audited article no longer has is gone; between two reports everything is compared."""
    report = make_report()
    earlier = written(report, tmp_path / "last.json")
    first = replace(report, audits=(replace(report.audits[0], findings=()),))
    assert len(differences.since(earlier, first).gone) == len(report.audits[0].findings)
    later = written(first, tmp_path / "now.json")
    assert len(differences.compare(earlier.known, later.known).gone) == len(earlier.known)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "[" * 100_000,
        '{"version": 2, "articles": []}',
        '{"version": 1}',
        '{"version": 1, "articles": 3}',
        '{"version": 1, "articles": [3]}',
        '{"version": 1, "articles": [{"path": "a", "findings": [{}]}]}',
        '{"version": 1, "articles": [{"path": "a", "findings": [{"fingerprint": 1, "rule": 2, "message": 3}]}]}',
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str | None) -> None:
    """One sentence that names the file, whatever is in it."""
    path = tmp_path / "last.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=r"last\.json: [^\n]*\.$"):
        differences.read(path)


def test_a_gate_fails_on_new_findings_only(desk: Path) -> None:
    """The first run fails, the next passes against its report; a sentence edited to another wrong number fails again."""
    assert run(desk, "library.txt", *RECORDED, "--report", "json=last.json").returncode == 1
    same = run(desk, "./library.txt", *RECORDED, "--diff", "last.json")
    assert same.returncode == 0
    assert "accepted: already in last.json" in same.stdout
    assert same.stderr.endswith("Since last.json: 0 new, 0 gone, 1 still there.\n")
    (desk / "library.txt").write_text(ARTICLE.replace("12 ألف", "15 ألف"), encoding="utf-8")
    (desk / "back-translations" / "library.txt").write_text(BACK_TRANSLATIONS.replace("12,", "15,"), encoding="utf-8")
    edited = run(desk, "library.txt", *RECORDED, "--diff", "last.json", "--report", "json=now.json")
    assert edited.returncode == 1
    assert "gone: library.txt:1:72: critical number-mismatch The reference says" in edited.stderr
    assert edited.stderr.endswith("Since last.json: 1 new, 1 gone, 0 still there.\n")


def test_the_report_compared_with_is_not_overwritten(desk: Path) -> None:
    """A gate that replaced what it compares with would fail only once."""
    assert run(desk, "library.txt", *RECORDED, "--report", "json=last.json").returncode == 1
    done = run(desk, "library.txt", *RECORDED, "--diff", "last.json", "--report", "json=last.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "last.json: this run reads that file" in done.stderr


def diff(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`auditor diff` in a folder."""
    command = [COMMAND[0], "-c", "from auditor.cli.guard import auditor; auditor()", "diff", *arguments]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False)


def test_two_reports_are_compared(tmp_path: Path) -> None:
    """A line for each finding, then the numbers; 1 where something new is severe enough, 2 where there is no verdict."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    number = next(f for f in audit.findings if f.rule == "number-mismatch")
    without = replace(report, audits=(replace(audit, findings=tuple(f for f in audit.findings if f != number)),))
    written(without, tmp_path / "old.json")
    written(report, tmp_path / "new.json")
    worse = diff(tmp_path, "old.json", "new.json")
    assert worse.returncode == 1
    lines = worse.stdout.splitlines()
    assert lines[0] == f"new   articles/port.txt:1:32: critical number-mismatch {number.message}"
    assert lines[-1] == f"1 new, 0 gone, {len(audit.findings) - 1} still there."
    assert diff(tmp_path, "old.json", "new.json", "--fail-on", "never").returncode == 0
    better = diff(tmp_path, "new.json", "old.json")
    assert (better.returncode, better.stdout.splitlines()[0].split()[0]) == (0, "gone")
    broken = json.loads((tmp_path / "new.json").read_text(encoding="utf-8")) | {"failures": [{}]}
    (tmp_path / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
    unread = diff(tmp_path, "old.json", "broken.json")
    assert unread.returncode == 2
    assert "1 article was not audited, so that there is no verdict" in unread.stderr
