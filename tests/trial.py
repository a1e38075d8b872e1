"""A fault tried on the command: what is broken, what is run, and what must come of it."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL

from desk import COMMAND, environment, files
from warm import Job, Moment, Warm

_PR_CAPBSET_DROP = 24
_VERSION_3 = 0x20080522
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
    streams: tuple[str, str, str] = ("/dev/null", "", "")
    """Files that are standard input, output and error; "" where the trial reads it, and see `warm`."""
    encoding: str = "utf-8"
    """Of standard output and error."""
    moment: Moment | None = None
    """When a signal or an error of the system strikes."""
    subject: str = "audit"
    """Whether it is `audit` or `auditor` that runs."""
    apart: bool = False
    """In a process of its own, since Python looks at the surroundings as it starts; standard output alone can be named."""


def attempt(desk: Path, cache: Path, warm: Warm | None, fault: Fault) -> None:
    """Break, run, and hold what every trial must keep: the exit code, one sentence and no traceback, nothing lost, nothing
    half-written."""
    fault.make(desk)
    before = files(desk)
    done = _run(desk, cache, warm, fault)
    said = done.stderr.decode("utf-8", "replace") or _written(desk, fault.streams[2])
    assert "Traceback" not in said, said
    assert "this is a bug" not in said
    assert (done.returncode, fault.said in said) == (fault.code, True), done.stdout.decode("utf-8", "replace") + said
    if fault.said:
        sentences = [line for line in said.splitlines() if line.startswith(f"{fault.subject}: ")]
        assert len(sentences) == 1, said
    if fault.said and fault.moment is not None and fault.moment.error:
        assert os.strerror(fault.moment.error) in said, said
    after = files(desk)
    if fault.code == -SIGKILL:  # nobody was left to tidy up
        after = {name: content for name, content in after.items() if ".auditor" not in name or name in before}
    kept = {name: content for name, content in before.items() if name not in fault.made}
    assert {name: after.get(name) for name in kept} == kept
    assert set(after) - set(before) <= set(fault.made), set(after) - set(before)
    for name in fault.made:
        if name.endswith(".json") and name in after:
            assert json.loads(after[name])


def _written(desk: Path, stream: str) -> str:
    return (desk / stream).read_text(encoding="utf-8") if stream and (desk / stream).is_file() else ""


def _run(desk: Path, cache: Path, warm: Warm | None, fault: Fault) -> subprocess.CompletedProcess[bytes]:
    """The command, bound by the permissions of files even where root runs it."""
    variables = environment(XDG_CACHE_HOME=str(cache), **fault.variables)
    variables = {k: v for k, v in variables.items() if k not in fault.unset}
    if warm is not None and not fault.apart:
        return warm.run(
            Job(
                *(fault.subject, fault.arguments, str(desk), variables),
                *(fault.streams, fault.encoding, fault.largest, fault.moment),
            )
        )
    with ExitStack() as opened:
        out = fault.streams[1]
        return subprocess.run(
            [*COMMAND, *fault.arguments],
            cwd=desk,
            env=variables,
            preexec_fn=lambda: bind(fault.largest),
            stdin=subprocess.DEVNULL,
            stdout=opened.enter_context((desk / out).open("wb")) if out else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )


def bind(largest: int | None) -> None:
    """Hold this process to the permissions of files, even where it is root's, and to files of so many bytes."""
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        header, sets = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)()
        refused = libc.capget(header, sets)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            refused |= libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # of what is executed from here
            sets[0] &= ~(1 << capability)  # of this process
            sets[1] &= ~(1 << capability)
        if refused | libc.capset(header, sets):
            raise OSError(ctypes.get_errno(), "root cannot be bound by permissions here")
