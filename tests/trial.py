"""A fault tried on the command: what is broken, what is run, and what must come of it."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desk import COMMAND, environment, files

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


@dataclass(frozen=True)
class Fault:
    """One trial, on a desk that has one article on it, its reference and its back-translations."""

    make: Callable[[Path], object]
    """Breaks something on the desk."""
    arguments: tuple[str, ...]
    said: str = ""
    """What stands in the one sentence on standard error, the path among it. "": the run is not disturbed."""
    code: int = 2
    made: tuple[str, ...] = ()
    """Files that the run leaves; no others."""
    variables: dict[str, str] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    largest: int | None = None
    """Bytes of the largest file that may be written, as on a disk that is full."""
    streams: str = ""
    """What a shell does with standard input and output."""
    subject: str = "audit"
    """Whether it is `audit` or `auditor` that runs."""


def attempt(desk: Path, cache: Path, fault: Fault) -> subprocess.CompletedProcess[str]:
    """Break, run, and hold what every trial must keep: the exit code, one sentence and no traceback, nothing lost, nothing
    half-written."""
    fault.make(desk)
    before = files(desk)
    done = _run(desk, cache, fault)
    assert "Traceback" not in done.stderr, done.stderr
    assert "this is a bug" not in done.stderr
    assert (done.returncode, fault.said in done.stderr) == (fault.code, True), done.stdout + done.stderr
    if fault.said:
        sentences = [line for line in done.stderr.splitlines() if line.startswith(f"{fault.subject}: ")]
        assert len(sentences) == 1, done.stderr
    after = files(desk)
    assert {name: after.get(name) for name in before if name not in fault.made} == {
        name: content for name, content in before.items() if name not in fault.made
    }
    assert set(after) - set(before) <= set(fault.made), set(after) - set(before)
    for name in fault.made:
        if name.endswith(".json"):
            assert json.loads(after[name])
    return done


def _run(desk: Path, cache: Path, fault: Fault) -> subprocess.CompletedProcess[str]:
    """The command in a shell, bound by the permissions of files even where root runs it."""
    entry = COMMAND if fault.subject == "audit" else (COMMAND[0], "-c", _TOOLBOX)
    variables = {"XDG_CACHE_HOME": str(cache), **fault.variables}
    shell = ["sh", "-c", f'exec "$@" {fault.streams}', "sh", *entry, *fault.arguments]
    return subprocess.run(
        shell,
        cwd=desk,
        env={k: v for k, v in environment(**variables).items() if k not in fault.unset},
        preexec_fn=lambda: _bind(fault.largest),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )


_TOOLBOX = "from auditor.cli.guard import auditor; auditor()"


def _bind(largest: int | None) -> None:
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if os.geteuid() == 0:
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError("root cannot be bound by permissions here")
