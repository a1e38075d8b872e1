"""`auditor serve` as a process of its own on a free port, and what is sent to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk import ARTICLE, BACK_TRANSLATIONS, REFERENCE, environment

AUDITOR = "from auditor.cli.guard import auditor; auditor()"
RECORDED = ("--back-translations", "recorded.txt")
PATIENT = ("--timeout", "300")
"""For a machine that is busy with other things."""
JSON = {"Content-Type": "application/json"}


def lay_texts(folder: Path) -> Path:
    """The two texts under the names that the service gives them, and their back-translations."""
    for name, text in (("article", ARTICLE), ("reference", REFERENCE), ("recorded.txt", BACK_TRANSLATIONS)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def error(self) -> str:
        """The one sentence of a refusal."""
        (sentence,) = json.loads(self.body).values()
        assert isinstance(sentence, str)
        return sentence


@dataclass
class Served:
    """A running service."""

    process: subprocess.Popen[str]
    host: str
    port: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def audit(self, article: object = ARTICLE, reference: object = REFERENCE, **options: object) -> Answer:
        """Post two texts as JSON."""
        more = {"options": options} if options else {}
        return self.post(json.dumps({"article": article, "reference": reference, **more}).encode())

    def post(self, body: bytes, path: str = "/audit", **headers: str) -> Answer:
        """Post a body, JSON where nothing else is said."""
        return self.ask("POST", path, body, {**JSON, **{k.replace("_", "-"): v for k, v in headers.items()}})

    def metric(self, name: str) -> float:
        """One number of /metrics."""
        (found,) = re.findall(rf"^{re.escape(name)} (.*)$", self.ask("GET", "/metrics").body.decode(), re.MULTILINE)
        return float(found)

    def peak(self) -> int:
        """The most memory it has held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
        return int(kilobytes) // 1024

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; exit code and what was said since the service began."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


def first_line(stream: int) -> str:
    """The first line of a pipe, and nothing of the second, which `communicate` would not see any more."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(stream, 1)):
        line += byte
    return line.decode()


@contextmanager
def serving(folder: Path, *options: str, code: str = AUDITOR, **variables: str) -> Iterator[Served]:
    """Start the service in a folder, on a port that is free, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", "0", *PATIENT, *options],
        cwd=folder,
        env=environment(**variables),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        said = first_line(process.stderr.fileno())
        found = re.match(r"Serving on http://(.+):(\d+) with ", said)
        assert found, said + process.stderr.read()
        yield Served(process, found[1], int(found[2]))
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
