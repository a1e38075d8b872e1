"""The four addresses of the service, and what becomes of a request."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import math
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auditor.errors import AuditError, BaselineError, EngineError
from auditor.service import answers
from auditor.service.audits import Auditor
from auditor.service.counters import MEDIA_TYPE, Counters
from auditor.service.limits import Limits, Refused
from auditor.service.posted import read_posted
from auditor.service.watched import Dropped
from auditor.service.worker import Ending, Full, Job, Worker

Handler = Callable[[Request], Awaitable[Response]]
logger = logging.getLogger(__name__)

READERS = 32
"""Bodies that are read at the same time: with `max_bytes` the bound of what they take."""
READING = 30.0
"""Seconds in which a body must have come."""
STUCK = 2.0
"""An audit that goes on for so many time limits is not going to end, and the service says that it is not well."""


@dataclass
class Service:
    """What the addresses share."""

    auditor: Auditor
    worker: Worker
    limits: Limits
    at_home: bool
    """Only this machine can reach it: then it answers to the names of this machine alone."""
    counters: Counters = field(default_factory=Counters)
    readers: int = 0

    async def page(self, request: Request) -> Response:
        """GET /"""
        return answers.form(self.auditor.settings)

    async def health(self, request: Request) -> Response:
        """GET /healthz"""
        since = self.worker.busy_since
        stuck = since is not None and time.monotonic() - since > STUCK * self.limits.timeout
        well = self.worker.alive and not stuck
        return JSONResponse({"status": "ok" if well else "stuck"}, 200 if well else 503)

    async def metrics(self, request: Request) -> Response:
        """GET /metrics"""
        text = self.counters.render(self.worker.waiting, self.worker.busy_since is not None)
        return PlainTextResponse(text, media_type=MEDIA_TYPE)

    async def audit(self, request: Request) -> Response:
        """POST /audit"""
        deadline = time.monotonic() + self.limits.timeout
        shape = answers.wanted(request)
        self._require_room()
        body = await self._body(request)
        posted = read_posted(request.headers.get("content-type", ""), body)
        del body
        try:
            settings = self.auditor.amended(posted)
        except AuditError as error:
            raise Refused(422, "input", _sentence(error)) from None
        seconds = 0.0

        def work() -> bytes:
            nonlocal seconds
            began = time.monotonic()
            rendered = self.auditor.audit(posted, settings, shape)
            seconds = time.monotonic() - began
            return rendered

        self._require_room()
        done = await self._done(self.worker.submit(work), request, deadline)
        self.counters.audited(seconds)
        return answers.report(done, shape)

    def asked_at_home(self, answer: Handler) -> Handler:
        """The answer, refused where a browser was led here under another site's name (DNS rebinding)."""

        async def asked(request: Request) -> Response:
            if self.at_home and not _names_this_machine(request.url.hostname or ""):
                raise Refused(421, "host", "This service answers to localhost alone; ask for it by that name.")
            return await answer(request)

        return asked

    def _require_room(self) -> None:
        """Refused with 503 where the queue is full, before anything is read, or the service is being ended."""
        try:
            self.worker.check()
        except Full:
            wait = math.ceil(self.counters.usual * (self.worker.waiting + 1))
            raise self._full(wait) from None
        except Ending:
            raise _ending() from None

    @staticmethod
    def _full(wait: int) -> Refused:
        sentence = f"As many articles wait as may; try again in {wait} s."
        return Refused(503, "full", sentence, {"Retry-After": str(wait)})

    async def _body(self, request: Request) -> bytes:
        """The body, bounded in size, time and number. Raises Refused."""
        said = request.headers.get("content-length", "")
        if said.isdigit() and int(said[:20]) > self.limits.max_bytes:
            raise self._too_large()
        if self.readers == READERS:
            raise self._full(1)
        self.readers += 1
        try:
            async with asyncio.timeout(min(READING, self.limits.timeout)):
                body = bytearray()
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > self.limits.max_bytes:
                        raise self._too_large()
                return bytes(body)
        except TimeoutError:
            raise Refused(408, "slow", "The request did not come in time; send it again.") from None
        except ClientDisconnect:
            raise _gone() from None
        finally:
            self.readers -= 1

    def _too_large(self) -> Refused:
        return Refused(
            413, "too-large", f"Over {self.limits.max_bytes:,} bytes, which no article is: send its text alone."
        )

    async def _done(self, job: Job, request: Request, deadline: float) -> bytes:
        """What came of a job. Raises Refused where it took too long, its client left, or it could not be done."""
        result = asyncio.wrap_future(job.result)
        left = asyncio.ensure_future(_disconnected(request))
        try:
            await asyncio.wait(
                (result, left), timeout=max(0.0, deadline - time.monotonic()), return_when=asyncio.FIRST_COMPLETED
            )
            if not result.done():
                raise _gone() if left.done() else _overdue(self.limits.timeout)
            return result.result()
        except (EngineError, BaselineError) as error:
            logger.error("%s", error)
            raise Refused(500, "engine", "The engine cannot work; the service's own log says why.") from None
        except AuditError as error:
            raise Refused(422, "input", _sentence(error)) from None
        except (Dropped, Ending):
            raise _ending() from None
        finally:
            left.cancel()
            if not result.done():
                self.worker.drop(job)
                result.cancel()

    async def on_refused(self, request: Request, error: Exception) -> Response:
        """The answer to what is refused."""
        assert isinstance(error, Refused)
        self.counters.refused(error.answer.reason)
        return self._refusal(request, error)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """The answer to an address or a method that is not there."""
        assert isinstance(error, HTTPException)
        sentence = {
            404: "There is nothing here; post to /audit, or see /.",
            405: "That method is not for this address; post to /audit, or see /.",
        }.get(error.status_code, "The request cannot be answered.")
        self.counters.refused("address")
        return self._refusal(request, Refused(error.status_code, "address", sentence, error.headers or {}))

    async def on_bug(self, request: Request, error: Exception) -> Response:
        """The answer where auditor has a bug. What the exception says may be text of the article: it is not logged."""
        frames = "".join(traceback.format_tb(error.__traceback__))
        logger.error("a bug in auditor, %s:\n%s", type(error).__name__, frames)
        self.counters.refused("bug")
        sentence = (
            f"Not audited for a bug in auditor ({type(error).__name__}); please report it, with the service's log."
        )
        return self._refusal(request, Refused(500, "bug", sentence))

    def _refusal(self, request: Request, error: Refused) -> Response:
        try:
            shape = answers.wanted(request)
        except Refused:
            shape = "json"
        return answers.refusal(error.answer, shape, self.auditor.settings)


def make_app(service: Service) -> ASGIApp:
    """The service as an ASGI application."""
    app = Starlette(
        routes=[
            Route("/", service.asked_at_home(service.page), methods=["GET"]),
            Route("/healthz", service.asked_at_home(service.health), methods=["GET"]),
            Route("/metrics", service.asked_at_home(service.metrics), methods=["GET"]),
            Route("/audit", service.asked_at_home(service.audit), methods=["POST"]),
        ],
        exception_handlers={
            Refused: service.on_refused,
            HTTPException: service.on_http,
            Exception: service.on_bug,
        },
    )
    return _Secured(app, service.counters)


class _Secured:
    """Every answer is counted and gets the headers of `answers.SECURITY` that it does not have."""

    def __init__(self, app: ASGIApp, counters: Counters) -> None:
        self._app = app
        self._counters = counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._counters.answered(message["status"])
                there = {name.lower() for name, _ in message["headers"]}
                more = [(k.lower().encode(), v.encode()) for k, v in answers.SECURITY.items()]
                message["headers"] = [*message["headers"], *((k, v) for k, v in more if k not in there)]
            await send(message)

        await self._app(scope, receive, secured)


def _names_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


async def _disconnected(request: Request) -> None:
    """Returns when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _sentence(error: AuditError) -> str:
    """A message of the program, which speaks of files, ended as a sentence."""
    text = str(error)
    return text if text.endswith((".", "?", "!")) else text + "."


def _overdue(limit: float) -> Refused:
    return Refused(504, "overdue", f"Not done within {limit:g} s; send the article in parts, or try again later.")


def _ending() -> Refused:
    return Refused(503, "ending", "The service is being ended; try again later.", {"Retry-After": "5"})


def _gone() -> Refused:
    """Nobody reads this answer; it is counted."""
    return Refused(499, "gone", "The client has left.")
