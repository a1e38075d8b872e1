"""`auditor serve` answers with what `audit` prints, whatever way the texts come."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path
from urllib.parse import urlencode

import docx
import pytest
from desk import ARTICLE, REFERENCE, files, run
from posted import multipart, rules
from served import RECORDED, Served, lay_texts, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ALONE = ("-r", "reference", "--no-cache")


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
