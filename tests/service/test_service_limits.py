"""What the service refuses, drops and outlives: too much, too slow, too many, and faults of its own."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk import ARTICLE, REFERENCE, environment
from posted import rules
from served import AUDITOR, RECORDED, Served, serving


def test_fifty_at_once(folder: Path) -> None:
    """Each gets an answer: a report, or a word that the queue is full; what they take is bounded."""
    body = json.dumps({"article": ARTICLE, "reference": REFERENCE}) + " " * 1_500_000
    with serving(folder, *RECORDED, "--queue", "4") as one:
        one.audit()
        before = one.peak()
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: one.post(body.encode()), range(50)))
        assert one.peak() < before + 250
        assert one.ask("GET", "/healthz").status == 200
        assert rules(one.audit()) == ["number-mismatch"]
    full = [answer for answer in answers if answer.status == 503]
    done = [answer for answer in answers if answer.status == 200]
    assert len(full) + len(done) == 50
    assert len(done) >= 5
    assert len({answer.body for answer in done}) == 1
    for answer in full:
        wait = int(answer.headers["retry-after"])
        assert wait >= 1
        assert answer.error == f"As many articles wait as may; try again in {wait} s."


def raw(one: Served, head: str, sent: bytes = b"") -> bytes:
    """The answer to bytes that are no whole request."""
    with socket.create_connection((one.host, one.port), timeout=60) as connection:
        connection.sendall(
            f"POST /audit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{head}\r\n".encode() + sent
        )
        answer = b""
        while b"\r\n\r\n" not in answer and (more := connection.recv(65536)):
            answer += more
        return answer


def test_too_much_is_refused_unread(folder: Path) -> None:
    """200 MB that are announced, and a body without a length that goes on."""
    with serving(folder, *RECORDED, "--max-bytes", "50000") as one:
        assert raw(one, "Content-Length: 200000000\r\n").startswith(b"HTTP/1.1 413 ")
        assert raw(one, f"Content-Length: {'9' * 400}\r\n").startswith(b"HTTP/1.1 4")
        chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
        assert raw(one, "Transfer-Encoding: chunked\r\n", chunk * 2).startswith(b"HTTP/1.1 413 ")
        assert one.audit(ARTICLE + " " * 50000).error == "Over 50,000 bytes, which no article is: send its text alone."
        assert rules(one.audit()) == ["number-mismatch"]


def test_a_slow_body_is_not_waited_for(folder: Path) -> None:
    """It is given up, and keeps nobody else waiting meanwhile."""
    with serving(folder, *RECORDED, "--timeout", "10") as one, ThreadPoolExecutor(1) as pool:
        slow = pool.submit(raw, one, "Content-Length: 100\r\n", b"{")
        assert rules(one.audit()) == ["number-mismatch"]
        assert slow.result().startswith(b"HTTP/1.1 408 ")


def test_what_takes_too_long_is_dropped(folder: Path) -> None:
    """It is answered with 504, and the engine is free again long before all of it would have been translated."""
    places = ("القاهرة", "بيروت", "الرباط", "تونس", "عمان")
    long = "\n".join(
        f"وقالت البلدية في {places[n % 5]} إنها ستفتح {n} مدرسة جديدة قبل نهاية العام الدراسي المقبل."
        for n in range(3000)
    )
    with serving(folder, "--threads", "1", "--timeout", "4") as one:
        late = one.audit(long)
        assert (late.status, late.error) == (
            504,
            "Not done within 4 s; send the article in parts, or try again later.",
        )
        answers = (one.audit().status for _ in range(30))
        assert 200 in answers
        assert one.metric('auditor_errors_total{reason="overdue"}') >= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told(folder: Path, number: int) -> None:
    """With a word, exit code 0, and an answer for those who wait."""
    with serving(folder, *RECORDED, "--queue", "8") as one, ThreadPoolExecutor(6) as pool:
        waiting = [pool.submit(one.audit) for _ in range(6)]
        waiting[0].result()
        assert one.end(number) == (0, "Stopped.\n")
        answers = [w.result() for w in waiting if w.exception() is None]
    assert waiting[0].result().status == 200
    assert {a.status for a in answers} <= {200, 503}


def test_a_bug_is_a_sentence(folder: Path) -> None:
    """The answer names its kind; the log has its place and not what it says, which may be text of the article."""
    broken = (
        "import auditor.service.audits as a; real = a.audit_texts\n"
        "def audit_texts(article, *more, name='', **rest):\n"
        "    if name == 'article': raise ValueError(article)\n"
        "    return real(article, *more, **rest)\n"
        f"a.audit_texts = audit_texts\n{AUDITOR}"
    )
    with serving(folder, *RECORDED, code=broken) as one:
        answers = [one.audit() for _ in range(2)]
        code, said = one.end()
    assert code == 0
    for answer in answers:
        assert answer.status == 500
        assert (
            answer.error == "Not audited for a bug in auditor (ValueError); please report it, with the service's log."
        )
    assert "a bug in auditor, ValueError" in said
    assert "audits.py" in said
    assert ARTICLE.split()[0] not in said


def test_an_engine_that_fails_is_said_to_whoever_runs_it(folder: Path) -> None:
    """Paths of the service are for its log."""
    with serving(folder, *RECORDED) as one:
        answer = one.audit(ARTICLE.splitlines()[1])
        _, said = one.end()
    assert (answer.status, answer.error) == (500, "The engine cannot work; the service's own log says why.")
    assert said.startswith("recorded.txt: holds 3 lines, but article has 1 sentence; ")


def refused(folder: Path, *options: str, before: str = "") -> tuple[int, str]:
    """Exit code and standard error of a service that does not begin."""
    done = subprocess.run(
        [sys.executable, "-c", before + AUDITOR, "serve", *options],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_what_cannot_begin_is_a_sentence(folder: Path, served: Served) -> None:
    """Exit code 2: a port that is taken, a host that is not there, no model, no baseline, no extra."""
    taken = f"auditor: 127.0.0.1, port {served.port}: cannot be listened on (Address already in use); name another.\n"
    assert refused(folder, "--port", str(served.port)) == (2, taken)
    code, said = refused(folder, "--port", "0", "--model", "nowhere/")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("auditor: nowhere")
    code, said = refused(folder, "--port", "0", "--host", "256.1.1.1")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("auditor: 256.1.1.1, port 0: cannot be listened on (")
    for name in ("starlette", "uvicorn", "python_multipart"):
        missing = refused(folder, before=f"import sys; sys.modules['{name}'] = None; ")
        assert missing == (2, "auditor: serving needs an extra; pip install 'auditor[serve]'.\n")


def test_a_host_that_others_reach_is_warned_of(folder: Path) -> None:
    """On loopback nothing is said of it."""
    with serving(folder, *RECORDED, "--host", "0.0.0.0") as one:
        assert one.ask("GET", "/healthz").status == 200
        _, said = one.end()
    warning, stopped = said.splitlines()
    assert warning.startswith("There is no authentication: ")
    assert stopped == "Stopped."
