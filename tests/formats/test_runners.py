"""Nothing that an article or the name of a file says is obeyed by what reads the output of a command."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk import RECORDED, on_a_terminal
from shared_report import make_report

from auditor.formats import FORMATS
from auditor.formats._runners import shown
from auditor.records import Report

COMMANDS = (
    "::stop-commands::x ::add-mask::y ##[error]z ##vso[task.complete]w ##[group]" + "v" * 200 + "::error file=a::b :::c"
)
OBEYED = re.compile(r"##(\[|vso\[)|^\s*::", re.MULTILINE)
"""What a runner looks for, colours taken away."""


@pytest.fixture
def hostile() -> Report:
    """A report in which every text of an article and every message speaks to the runner."""
    report = make_report(hostile=False)
    (audit,) = report.audits

    def findings() -> tuple[object, ...]:
        return tuple(replace(f, message=f"{COMMANDS}\n{COMMANDS}") for f in audit.findings)

    segments = tuple(replace(s, text=COMMANDS) for s in audit.segments)
    article = replace(audit.article, path=f"##[x]\n{COMMANDS}.txt")
    return replace(report, audits=(replace(audit, article=article, segments=segments, findings=findings()),))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"github"}))
def test_no_format_gives_a_runner_commands(hostile: Report, name: str) -> None:
    """Neither at the head of a line nor within; in `github`, which is commands, only those of the report begin a line."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", FORMATS[name](hostile))
    assert "stop-commands" in plain
    assert not OBEYED.search(plain)


def test_annotations_are_one_line_each(hostile: Report) -> None:
    """Each line of `github` is a command of the report's own."""
    lines = FORMATS["github"](hostile).splitlines()
    assert all(re.match(r"::(error|warning|notice|group|endgroup)\b", line) for line in lines)


def test_whoever_parses_reads_the_same(hostile: Report) -> None:
    """In JSON the spelling differs and the value does not; in CSV it is told apart by an invisible character."""
    finding = json.loads(FORMATS["json"](hostile))["articles"][0]["findings"][0]
    assert finding["message"] == f"{COMMANDS}\n{COMMANDS}"
    assert json.loads(FORMATS["jsonl"](hostile).splitlines()[-1])
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](hostile))))
    assert len({len(row) for row in rows}) == 1


def test_a_name_is_one_line() -> None:
    """Escapes, newlines and commands of a name are shown."""
    line = shown("\x1b[2J\n::error::a\t##[x]\x07")
    assert not OBEYED.search(line)
    assert not set(line) & set("\x1b\x07\n\t")


def test_names_on_standard_error_cannot_act(desk: Path) -> None:
    """On a terminal too: a file named like an escape sequence or a command is named, not obeyed."""
    (desk / "x\x1b]0;PWNED\x07\n::error::y.txt").write_text("", encoding="utf-8")
    (desk / "inbox\n::error::z").mkdir()
    (desk / "inbox\n::error::z" / "auditor.toml").touch()
    named = "x\x1b]0;PWNED\x07\n::error::y.txt", "inbox\n::error::z/a.txt"
    code, said = on_a_terminal(desk, *named, *RECORDED, "-vv")
    assert code == 2
    text = said.decode().replace("\r\n", "\n")
    assert "PWNED" in text
    assert not re.search(r"\x1b\]|\x07", text)  # the bar of progress has escapes of its own
    assert not OBEYED.search(text)
