"""Whatever is posted is read or refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.service.limits import Refusal, Refused
from auditor.service.posted import Posted, Upload, read_posted

KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=",
    "",
)
PIECES = (
    b"--b", b"--b--", b"\r\n", b"\n", b'Content-Disposition: form-data; name="article"', b'; filename="x.txt"',
    b"; name*=utf-8''a", b"Content-Type: text/plain; charset=punycode", b"article=", b"&reference=", b"%d8%a7", b"%ff",
    b'{"article": "', b'"}', b"\xff", b"\xd8\xa7", b"\0", b"[", b"1e999", b"NaN", b'"\\ud800"', b"9" * 5000,
)  # fmt: skip


@given(st.sampled_from(KINDS), st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES)).map(b"".join)))
def test_any_body_is_read_or_refused(kind: str, body: bytes) -> None:
    """Nothing else is raised, and what is refused is refused with a status of the client's and a sentence."""
    read: Posted | Refusal
    try:
        read = read_posted(kind, body)
    except Refused as refused:
        read = refused.answer
    if isinstance(read, Refusal):
        assert read.status in (400, 415, 422)
        assert read.sentence.endswith(".")
    else:
        assert isinstance(read.article, str | Upload)
