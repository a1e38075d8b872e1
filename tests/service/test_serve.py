"""`auditor serve` answers with what `audit` prints, whatever way the texts come."""

from __future__ import annotations

import io
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import docx
import pytest
from desk import ARTICLE, REFERENCE, environment, files, run
from served import AUDITOR, RECORDED, Answer, Served, lay_texts, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ALONE = ("-r", "reference", "--no-cache")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two texts and their back-translations."""
    return lay_texts(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """A service that uses recorded back-translations."""
    with serving(folder, *RECORDED) as one:
        yield one


def multipart(*parts: tuple[str, str | None, bytes]) -> tuple[bytes, str]:
    """A form with files: name, name of the file or None, data. The body and its content type."""
    body = b""
    for name, file, data in parts:
        more = f'; filename="{file}"' if file is not None else ""
        body += f'--mark\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + data + b"\r\n"
    return body + b"--mark--\r\n", "multipart/form-data; boundary=mark"


def rules(answer: Answer) -> list[str]:
    """The rules of the findings of a JSON report."""
    assert answer.status == 200, answer.body
    return [f["rule"] for f in json.loads(answer.body)["articles"][0]["findings"]]


def test_the_report_is_that_of_the_command(folder: Path, served: Served) -> None:
    """Byte for byte, as JSON and as a page, also with options."""
    said = served.audit()
    assert said.headers["content-type"] == "application/json"
    assert said.body.decode() == run(folder, "article", *ALONE, *RECORDED, "-f", "json").stdout
    page = served.post(json.dumps({"article": ARTICLE, "reference": REFERENCE}).encode(), Accept="text/html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.body.decode() == run(folder, "article", *ALONE, *RECORDED, "-f", "html").stdout
    fewer = ("--ignore", "number-mismatch", "--fail-on", "minor")
    told = run(folder, "article", *ALONE, *RECORDED, *fewer, "-f", "json")
    assert served.audit(**{"ignore": ["number-mismatch"], "fail-on": "minor"}).body.decode() == told.stdout


def test_the_bundled_model_translates(folder: Path) -> None:
    """The same with the model, twice on one engine."""
    told = run(folder, "article", *ALONE, "--threads", "1", "-f", "json").stdout
    with serving(folder, "--threads", "1") as one:
        assert [one.audit().body.decode() for _ in range(2)] == [told, told]


def test_a_baseline_of_the_settings_counts(folder: Path, tmp_path: Path) -> None:
    """Findings that were accepted are suppressed, as they are by the command, from the moment they are accepted."""
    lay_texts(tmp_path)
    (tmp_path / "auditor.toml").write_text('baseline = "accepted.json"\n', encoding="utf-8")
    accept = ("article", *ALONE, *RECORDED, "--update-baseline")
    run(tmp_path, *accept, "--select", "typography")
    with serving(tmp_path, *RECORDED) as one:
        assert json.loads(one.audit().body)["exit_code"] == 1
        run(tmp_path, *accept)
        report = json.loads(one.audit().body)
    assert (report["exit_code"], report["summary"]["suppressed"]) == (0, 1)


def test_null_checks_the_article_by_itself(served: Served) -> None:
    """Nothing is compared; a reference that is left out is an error, as it may be forgotten."""
    assert rules(served.audit(reference=None)) == []
    missing = served.post(json.dumps({"article": ARTICLE}).encode())
    assert (missing.status, missing.error) == (
        422,
        "reference is missing; in JSON null checks the article by itself.",
    )


def test_forms_and_files_are_read(served: Served) -> None:
    """Two fields, two texts among files that were not chosen, two files of any kind that is read on disk: one report."""
    word = io.BytesIO()
    document = docx.Document()
    for line in ARTICLE.splitlines():
        document.add_paragraph(line)
    document.save(word)
    html = "".join(f"<p>{line}</p>" for line in REFERENCE.splitlines()).encode()
    fields = (("article", None, ARTICLE.encode()), ("reference", None, REFERENCE.encode()))
    ignored = ("options", None, b'{"ignore": ["number-mismatch"]}')
    expected = rules(served.audit())
    assert expected == ["number-mismatch"]
    for parts in (
        fields,
        (fields[0], ("article", "", b""), fields[1], ("reference", "", b"")),
        (("article", "a.txt", ARTICLE.encode("cp1256")), ("reference", "r.md", REFERENCE.encode())),
        (("article", "C:\\مقال.docx", word.getvalue()), ("reference", "r.html", html)),
    ):
        body, kind = multipart(*parts)
        assert rules(served.post(body, Content_Type=kind)) == expected
    body, kind = multipart(*fields, ignored)
    assert rules(served.post(body, Content_Type=kind)) == []
    plain = urlencode({"article": ARTICLE, "reference": REFERENCE}).encode()
    assert rules(served.ask("POST", "/audit", plain, FORM)) == expected


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (b"{", "application/json", 400, "The body is not JSON (line 1, column 2); mend it."),
        (b'{"article": "\xff"}', "application/json", 400, "The body is not UTF-8; send it as UTF-8."),
        (b"[" * 1_000_000, "application/json", 400, "The body is nested too deep; send an object of texts."),
        (b'{"a":' * 500_000, "application/json", 400, "The body is nested too deep; send an object of texts."),
        (b"[]", "application/json", 422, 'The body must be an object: {"article": "…", "reference": "…"}.'),
        (b'{"reference": 3, "article": "a"}', "application/json", 422, "reference is no text; send the reference's text."),
        (b'{"reference": "a"}', "application/json", 422, "article is missing or is no text; send the article's text."),
        (b'{"path": "a"}', "application/json", 422, "There is no field 'path'; known are article, reference, options."),
        (
            b'{"article": "a", "reference": "b", "options": []}',
            "application/json",
            422,
            'options must be an object: {"ignore": ["typography"]}.',
        ),
        (
            b'{"article": "a", "reference": "b", "options": {"fail-on": 3}}',
            "application/json",
            422,
            "options: fail-on must be one of never, minor, major, critical, not 3.",
        ),
        (b"\xff", "text/plain", 415, "Send application/json with article and reference, or a form with these two fields."),
        (b"article=%ff", "application/x-www-form-urlencoded", 400, "The form is not UTF-8; send it as UTF-8."),
        (b"a&" * 99, "application/x-www-form-urlencoded", 400, "The form has more than 20 fields; send two."),
        (b"--x", "multipart/form-data", 400, "The form cannot be read: there is no boundary; send it again."),
        (b"--x", "multipart/form-data; boundary=x", 400, "The form cannot be read: its end is missing; send it again."),
        (b"?", "multipart/form-data; boundary=x", 400, "The form cannot be read: its parts have no borders; send it again."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(served: Served, body: bytes, kind: str, status: int, said: str) -> None:
    """Nothing a body can hold is a bug or a traceback."""
    answer = served.post(body, Content_Type=kind)
    assert (answer.status, answer.headers["content-type"], answer.error) == (status, "application/json", said)


@pytest.mark.parametrize(
    ("article", "reference", "said"),
    [
        ("", REFERENCE, "article is empty: it should hold the text of an article or reference."),
        (ARTICLE, " ", "reference is empty: it should hold the text of an article or reference."),
        (REFERENCE, REFERENCE, "article is taken to be Arabic but reads as English"),
        ("a\0b\0c", REFERENCE, "article is binary"),
        (ARTICLE * 3000, REFERENCE, "article has "),
    ],
)
def test_what_is_no_article_is_said(served: Served, article: str, reference: str, said: str) -> None:
    """The sentences are those of the command."""
    answer = served.audit(article, reference)
    assert answer.status == 422
    assert answer.error.startswith(said)
    assert answer.error.endswith(".")


def test_what_only_the_service_may_set_is_refused(served: Served) -> None:
    """A request names no file and no engine: it could read or write what it must not."""
    for name in ("model", "cache", "baseline", "report", "references", "back_translations", "calibration", "config"):
        answer = served.audit(**{name: "/etc/passwd"})
        assert answer.status == 422
        assert answer.error.startswith(f"options: '{name}' cannot be set by a request; known are article-lang, ")


def test_addresses_and_formats(served: Served) -> None:
    """Another address, method or format is a sentence; people get it on the page, with what it holds escaped."""
    assert served.ask("GET", "/nothing").status == 404
    assert served.ask("GET", "/audit").status == 405
    assert served.post(b"{}", "/audit?format=csv").error == "format must be json or html."
    page = served.post(b'{"<script>": 1}', Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.status == 422
    assert "There is no field &#39;&lt;script&gt;&#39;" in page.body.decode()
    assert "<script" not in page.body.decode()
    for accept, kind in (("*/*", "json"), ("text/html;q=0.5,application/json", "json"), ("text/*", "html")):
        answer = served.post(b"{}", Accept=accept)
        assert kind in answer.headers["content-type"]


def test_hostile_text_is_escaped_on_the_page(served: Served) -> None:
    """The page is the escaped one, and its policy lets nothing in the text run."""
    text = ARTICLE.splitlines()[0] + "\n<script>alert(1)</script> وقالت مديرة المكتبة إن الدخول مجاني للجميع.\n"
    body = json.dumps({"article": text, "reference": REFERENCE}).encode()
    page = served.post(body, "/audit?format=html")
    assert page.status == 200
    assert b"<script>alert" not in page.body
    assert b"&lt;script&gt;alert" in page.body


def test_it_answers_to_the_names_of_this_machine(served: Served) -> None:
    """A browser that was led here under another name (DNS rebinding) gets nothing; localhost in any form does."""
    for name in ("evil.example", f"evil.example:{served.port}", "localhost.evil.example", "10.0.0.1"):
        for method, path in (("GET", "/"), ("GET", "/metrics"), ("POST", "/audit")):
            answer = served.ask(method, path, None, {"Host": name})
            assert (answer.status, answer.error) == (
                421,
                "This service answers to localhost alone; ask for it by that name.",
            )
    for name in ("localhost", f"LOCALHOST:{served.port}", "127.0.0.1", f"[::1]:{served.port}"):
        assert served.ask("GET", "/healthz", None, {"Host": name}).status == 200


def test_every_answer_has_the_headers(served: Served) -> None:
    """No other site may read, frame or guess; the page's header allows what its own policy does."""
    answers = [served.ask("GET", path) for path in ("/", "/healthz", "/metrics", "/nothing")]
    answers += [served.audit(), page := served.post(b"{}", Accept="text/html"), served.ask("OPTIONS", "/audit")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert answer.headers["set-cookie"] is None
    assert "form-action 'self'" in page.headers["content-security-policy"]
    report = served.post(json.dumps({"article": ARTICLE, "reference": REFERENCE}).encode(), "/audit?format=html")
    (own,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', report.body.decode())
    assert report.headers["content-security-policy"] == f"{own}; frame-ancestors 'none'"


def test_health_and_metrics(folder: Path) -> None:
    """What was answered, what was refused and why, and how long audits took."""
    with serving(folder, *RECORDED) as one:
        assert json.loads(one.ask("GET", "/healthz").body) == {"status": "ok"}
        one.audit()
        one.post(b"{")
        assert one.metric('auditor_requests_total{code="200"}') >= 2
        assert one.metric('auditor_requests_total{code="400"}') == 1
        assert one.metric('auditor_errors_total{reason="input"}') == 1
        assert one.metric("auditor_queue_length") == 0
        # The answer goes out a moment before the worker is free.
        assert any(one.metric("auditor_busy") == 0 or time.sleep(0.05) for _ in range(200))
        assert one.metric("auditor_audit_seconds_count") == 1
        assert one.metric('auditor_audit_seconds_bucket{le="+Inf"}') == 1
        assert one.metric("auditor_audit_seconds_sum") > 0


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


def test_nothing_posted_is_kept_or_logged(tmp_path: Path) -> None:
    """Neither text nor file, neither in the cache nor in folders for temporary files, whatever became of it."""
    lay_texts(tmp_path)
    for name in ("home", "tmp", "cache"):
        (tmp_path / name).mkdir()
    secret = "زعفرانية"
    article, plain = ARTICLE.replace("مكتبة", f"مكتبة {secret}"), "Zafraniya"
    variables = {
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    with serving(tmp_path, "--threads", "1", **variables) as one:
        before = files(tmp_path)
        assert one.audit(article).status == 200
        page = f"<p>{article}</p><!--{plain * 200_000}-->".encode()
        body, kind = multipart(("article", f"{plain}.html", page), ("reference", None, REFERENCE.encode()))
        assert one.post(body, Content_Type=kind).status == 200
        assert one.audit(plain, plain).status == 422
        assert one.post(f"{{{plain}".encode(), f"/audit?name={plain}").status == 400
        assert files(tmp_path) == before
        code, said = one.end()
    assert (code, said) == (0, "Stopped.\n")
    assert files(tmp_path) == before
    assert not [path for path in before if "sqlite" in path]


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
    assert said.startswith("recorded.txt: holds 3 lines, but article has 1 sentences; ")


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
