"""The command in a fork of a process that has read everything it needs: a tenth of what a process of its own takes, with the
same way in, real streams, signals, limits and permissions. What a process does as it starts is tried elsewhere.

Run as a script it is that process: it reads what to run from standard input, a line each, and answers with how that ended.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CLOSED = "closed"
"""A stream that is closed."""
_LONGEST = 100
"""Seconds after which a run is ended: it hangs."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something strikes a run: at the `count`th event of the interpreter (sys.audit) that concerns a path."""

    event: str
    """open, os.rename, os.mkdir, sqlite3.connect, …"""
    path: str
    """A part of what the event is told; all of it after an equals sign."""
    signal: int = 0
    """The signal that the process gets then."""
    error: int = 0
    """Or the error that the system gives."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """What is run, and in which surroundings."""

    command: str
    arguments: Sequence[str]
    folder: str
    variables: Mapping[str, str]
    streams: tuple[str, str, str] = ("/dev/null", "", "")
    """Files that are standard input, output and error; CLOSED; "" where they are in the result. A file for standard input
    that begins with > is opened to be written."""
    encoding: str = "utf-8"
    largest: int | None = None
    moment: Moment | None = None


class Warm:
    """A warm process; a context manager."""

    def __init__(self, environment: Mapping[str, str], desk: Path) -> None:
        command = [sys.executable, __file__, str(desk)]
        self._process = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert self._read() == "ready"

    def run(self, job: Job) -> subprocess.CompletedProcess[bytes]:
        """Run to the end; streams that the job does not name are in the result."""
        with tempfile.TemporaryDirectory() as folder:
            named = [job.streams[0], *(s or f"{folder}/{n}" for n, s in enumerate(job.streams[1:], 1))]
            self._write({**asdict(job), "streams": named})
            code = int(self._read())
            out, err = (Path(f"{folder}/{n}") for n in (1, 2))
            said = [p.read_bytes() if p.exists() else b"" for p in (out, err)]
        return subprocess.CompletedProcess(list(job.arguments), code, *said)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def _write(self, what: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def _serve(desk: str) -> None:
    """Warm up, then fork for every line."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    jobs = os.fdopen(os.dup(0), encoding="utf-8")
    _warm_up(desk)
    gc.collect()
    gc.freeze()
    print("ready", file=answers, flush=True)
    for line in jobs:
        child = os.fork()
        if child == 0:
            os.close(answers.fileno())
            os.close(jobs.fileno())
            os._exit(_run(json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


def _warm_up(desk: str) -> None:
    """What any run imports and reads."""
    os.chdir(desk)
    from importlib import import_module

    from auditor.cli.audit import cli
    from auditor.formats import FORMATS

    for module in ("auditor", "batch", "messages", "archive", "outputs"):
        import_module(f"auditor.cli.{module}")
    for module in ("jsonl", "po", "table", "tmx", "xliff"):
        import_module(f"auditor.reading.bilingual.{module}")
    for module in ("run", "inputs", "outputs", "rows", "audits"):
        import_module(f"auditor.batch.{module}")
    for module in ("hub", "locate", "open", "upkeep", "convert", "checkpoint", "canary"):
        import_module(f"auditor.engines.{module}")
    import ctranslate2  # noqa: F401
    import filelock  # noqa: F401
    import safetensors.numpy  # noqa: F401
    import sentencepiece  # noqa: F401

    reports = [f"--report={name}={os.devnull}" for name in FORMATS if name != "corrections"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), _no_exit():
        cli.main(["library.txt", "--back-translations", "back-translations", *reports], standalone_mode=False)


@contextlib.contextmanager
def _no_exit() -> Iterator[None]:
    with contextlib.suppress(SystemExit):
        yield


def _run(job: dict[str, Any]) -> int:
    """In the fork: the exit code, as Python itself would make it."""
    from auditor.cli import guard

    signal.alarm(_LONGEST)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(job["variables"])
    _redirect(job["folder"], job["streams"], job["encoding"])
    os.chdir(job["folder"])
    from trial import bind

    bind(job["largest"])
    if job["moment"] is not None:
        _strike(Moment(**job["moment"]))
    sys.argv = [job["command"], *(a.encode("utf-8", "surrogateescape").decode(*_NAMES) for a in job["arguments"])]
    code: Any = 0
    try:
        getattr(guard, job["command"])()
    except SystemExit as ended:
        code = ended.code
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            return 120
    return int(code or 0)


_NAMES = (sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def _redirect(folder: str, streams: Sequence[str], encoding: str) -> None:
    """Standard input, output and error."""
    modes = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
    for number, (name, mode) in enumerate(zip(streams, modes)):
        if name == CLOSED:
            os.close(number)
            continue
        opened = os.open(os.path.join(folder, name.removeprefix(">")), os.O_WRONLY if name[0] == ">" else mode, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = None  # type: ignore[assignment]
    if streams[0] != CLOSED:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    made = [
        io.TextIOWrapper(_file(n), encoding=encoding, errors=how, line_buffering=n == 2)
        if streams[n] != CLOSED
        else None
        for n, how in ((1, "strict"), (2, "backslashreplace"))
    ]
    sys.stdout, sys.stderr = made  # type: ignore[assignment]


def _file(number: int) -> io.BufferedWriter:
    """As Python opens standard output."""
    return io.BufferedWriter(io.FileIO(number, "wb", closefd=False))


def _strike(moment: Moment) -> None:
    """Let the signal or the error come at that moment."""
    left = moment.count

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if left and event == moment.event and any(_meant(moment.path, str(a)) for a in arguments):
            left -= 1
            if not left and moment.signal:
                os.kill(os.getpid(), moment.signal)
            elif not left:
                raise OSError(moment.error, os.strerror(moment.error), str(arguments[0]))

    sys.addaudithook(hook)


def _meant(path: str, told: str) -> bool:
    return told == path[1:] if path.startswith("=") else path in told


if __name__ == "__main__":
    _serve(sys.argv[1])
