"""Full disks, closed pipes, signals and terminals."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from desk import ARTICLE, COMMAND, RECORDED, ROOT, environment, files, on_a_terminal, run

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
    (desk / "library.txt").write_text(
        (ROOT / "tests" / "samples" / "river-floods.txt").read_text(encoding="utf-8") * 8, encoding="utf-8"
    )
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
    code, shown = on_a_terminal(desk, "library.txt", *RECORDED, "-q", stream="stdout", TERM="xterm", **variables)
    assert code == 1
    assert b"number-mismatch" in shown
    assert (b"\x1b[" in shown) == coloured
