"""1 means findings and nothing else, whatever is broken and whatever the streams can show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from desk import COMMAND, RECORDED, ROOT, environment, run


@pytest.mark.parametrize("entry", ["audit", "auditor"])
def test_a_crash_while_importing_is_no_finding(desk: Path, entry: str) -> None:
    """A broken library is a bug that is shown, with exit code 2."""
    (desk / "broken").mkdir()
    (desk / "broken" / "click.py").write_text("raise ImportError('broken')\n", encoding="utf-8")
    path = f"{desk / 'broken'}:{ROOT}"
    code = f"from auditor.cli.guard import {entry}; {entry}()"
    done = subprocess.run(
        [sys.executable, "-c", code, "library.txt"],
        cwd=desk,
        env=environment(PYTHONPATH=path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        f"ImportError: broken\n{entry}: this is a bug in auditor; please report it with the lines above.\n"
    )


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "terminal"), ("cp437", "terminal"), ("cp1252", "csv")])
def test_any_encoding_of_the_output_will_do(desk: Path, encoding: str, name: str) -> None:
    """What the stream cannot show is replaced for people; for machines the report is the same UTF-8 as in a file."""
    done = subprocess.run(
        [*COMMAND, "library.txt", *RECORDED, "-f", name, "--report", f"{name}=report"],
        cwd=desk,
        env=environment(PYTHONIOENCODING=encoding),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    if name == "terminal":
        assert "(12,000)" in done.stdout.decode(encoding)
    else:
        assert done.stdout == (desk / "report").read_bytes()


@pytest.mark.parametrize(
    ("redirection", "message"),
    [
        ("- <&-", "audit: standard input is closed; send the article to it, or name a file.\n"),
        ("library.txt >&-", "audit: standard output is closed, so the report would be lost; send it somewhere.\n"),
    ],
)
def test_a_closed_stream_is_said(desk: Path, redirection: str, message: str) -> None:
    """A sentence and exit code 2, no traceback and no report that nobody gets."""
    command = f"{sys.executable} -m auditor {' '.join(RECORDED)} {redirection}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=desk, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_a_closed_standard_error_changes_nothing(desk: Path) -> None:
    """Neither the verdict nor the report."""
    command = f"{sys.executable} -m auditor library.txt {' '.join(RECORDED)} -f json 2>&-"
    done = subprocess.run(
        ["sh", "-c", command], cwd=desk, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert json.loads(done.stdout) == json.loads(run(desk, "library.txt", *RECORDED, "-f", "json").stdout)
