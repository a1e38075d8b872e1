"""What a request may take, and the error that says it took more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the service takes on."""

    queue: int = 8
    """Requests that may wait while one is worked at."""
    max_bytes: int = 4_000_000
    """The largest body."""
    timeout: float = 60.0
    """Seconds from the arrival of a request to its answer."""


class Refused(Exception):
    """A request that is answered with one sentence instead of a report."""

    def __init__(self, status: int, reason: str, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.answer = Refusal(status, reason, sentence, headers or {})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is answered then."""

    status: int
    """HTTP status, 400 to 599."""
    reason: str
    """In a word, for /metrics."""
    sentence: str
    headers: Mapping[str, str] = field(default_factory=dict)
