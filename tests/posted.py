"""Forms that are posted, and the rules of what comes back."""

from __future__ import annotations

import json

from served import Answer


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
