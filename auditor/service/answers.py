"""Reports and errors as HTTP answers, as JSON or as a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from auditor import __version__
from auditor.formats._rows import direction
from auditor.formats.html import TEMPLATES, environment
from auditor.formats.json import dumps
from auditor.service.limits import Refusal, Refused
from auditor.settings.settings import Settings

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Of every answer that does not say otherwise. There is no header that lets another site read one."""
FORM_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)


def wanted(request: Request) -> str:
    """`json` or `html`: what ?format= says, else what Accept prefers, else json. Raises Refused for another format."""
    asked = request.query_params.get("format")
    if asked in ("json", "html"):
        return str(asked)
    if asked is not None:
        raise Refused(400, "input", "format must be json or html.")
    accept = request.headers.get("accept", "")
    return "html" if _quality(accept, "text/html") > _quality(accept, "application/json") else "json"


def _quality(accept: str, kind: str) -> float:
    """How much a kind is wanted, 0–1; what is named most exactly decides."""
    ranks = {"*/*": 0, kind.split("/")[0] + "/*": 1, kind: 2}
    best, found = -1, 0.0
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if ranks.get(name, -1) > best:
            best, found = ranks[name], 1.0
            for parameter in parameters:
                if parameter.startswith("q="):
                    try:
                        found = float(parameter[2:])
                    except ValueError:
                        found = 0.0
    return found


def report(body: bytes, shape: str) -> Response:
    """A report that was rendered."""
    if shape == "json":
        return Response(body, media_type="application/json")
    return Response(body, media_type="text/html", headers={"Content-Security-Policy": _report_policy()})


def refusal(refused: Refusal, shape: str, settings: Settings) -> Response:
    """One sentence: {"error": …}, or above the form."""
    if shape == "json":
        body = dumps({"error": refused.sentence}) + "\n"
        return Response(body.encode(), refused.status, refused.headers, "application/json")
    return _page(settings, refused.sentence, refused.status, refused.headers)


def form(settings: Settings) -> Response:
    """The page on which both texts are pasted."""
    return _page(settings, None, 200, {})


def _page(settings: Settings, problem: str | None, status: int, headers: Mapping[str, str]) -> Response:
    text = (
        environment()
        .get_template("service.html")
        .render(
            version=__version__,
            style=Markup(TEMPLATES.joinpath("report.css").read_text("utf-8")),
            problem=problem,
            article_lang=settings.article_lang,
            article_dir=direction(settings.article_lang),
            reference_lang=settings.reference_lang,
            reference_dir=direction(settings.reference_lang),
        )
    )
    body = text.encode("utf-8", "backslashreplace")
    return Response(body, status, {**headers, "Content-Security-Policy": FORM_POLICY}, "text/html")


@cache
def _report_policy() -> str:
    """What the page of a report says of itself, and that no other site may frame it, which only a header can say."""
    script = TEMPLATES.joinpath("report.js").read_bytes()
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )
