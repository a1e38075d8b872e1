"""The service as a process: its socket, its signals, and what it says on standard error."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from auditor.errors import SettingsError
from auditor.service.limits import Limits
from auditor.service.worker import Worker
from auditor.settings.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

NEEDED = ("starlette", "uvicorn", "python_multipart")
GRACE = 5.0
"""Seconds that the audit being done has left when the service is ended."""
CONNECTIONS = 200
"""At the same time, those that say nothing included; further ones are refused."""


def serve(settings: Settings, limits: Limits, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        settings: of all audits; those of a run alone (format, reports) are passed over.
        limits: what a request may take.
        host: name or address to listen on.
        port: 0 takes a free one, which `say` is told.
        say: is told in one line each what a person must know.

    Raises:
        SettingsError: the extra is not installed, or the address cannot be had. EngineError: the engine cannot be had.
    """
    if not all(map(find_spec, NEEDED)):
        raise SettingsError("serving needs an extra; pip install 'auditor[serve]'.")
    from auditor.service.app import Service, make_app
    from auditor.service.audits import Auditor

    with _listen(host, port) as listening:
        try:
            worker = Worker(limits.queue)
            auditor = Auditor.open(settings, worker)
            auditor.warm_up()
            worker.start()
            info = auditor.instruments.info
            say(f"Serving on {_address(listening)} with {info.name} ({info.runtime}); Ctrl-C ends it.")
            at_home = _is_loopback(listening)
            if not at_home:
                say(
                    "There is no authentication: whoever reaches this address can use it; put a proxy that asks before it."
                )
            _run(make_app(Service(auditor, worker, limits, at_home)), worker, listening)
        except KeyboardInterrupt:  # uvicorn raises the signal again that ended it
            say("Stopped.")


def _run(app: ASGIApp, worker: Worker, listening: socket.socket) -> None:
    """Answer what comes, until a signal; raises KeyboardInterrupt then."""
    import uvicorn

    class Server(uvicorn.Server):
        """Ends the work when it ends."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            worker.end()
            asyncio.get_running_loop().call_later(GRACE, worker.end_present)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",  # its errors are tracebacks, which may hold text of an article
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=int(2 * GRACE),
    )
    Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises SettingsError."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        made = socket.create_server(address[:2], family=family, backlog=128)
    except (OSError, UnicodeError, OverflowError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number) if number is not None and number in errno.errorcode else str(error)
        raise SettingsError(f"{host}, port {port}: cannot be listened on ({reason}); name another.") from error
    made.setblocking(False)
    return made


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_loopback(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback
