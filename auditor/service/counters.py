"""What /metrics tells, in the text format of Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

BUCKETS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds."""
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Counters:
    """Counts of one service since it began; only the thread of the event loop touches them."""

    def __init__(self) -> None:
        self._answers: Counter[int] = Counter()
        self._refused: Counter[str] = Counter()
        self._buckets = [0] * len(BUCKETS)
        self._audits = 0
        self._seconds = 0.0

    def answered(self, status: int) -> None:
        """A request was answered."""
        self._answers[status] += 1

    def refused(self, reason: str) -> None:
        """A request got a sentence instead of a report."""
        self._refused[reason] += 1

    def audited(self, seconds: float) -> None:
        """An audit was done in so many seconds of work, without the wait for it."""
        self._audits += 1
        self._seconds += seconds
        for at, limit in enumerate(BUCKETS):
            self._buckets[at] += seconds <= limit

    @property
    def usual(self) -> float:
        """Mean seconds of an audit; 2 where none was done yet."""
        return self._seconds / self._audits if self._audits else 2.0

    def render(self, waiting: int, busy: bool) -> str:
        """All of it, with the length of the queue now and whether an audit is being done."""
        return "\n".join(self._lines(waiting, busy)) + "\n"

    def _lines(self, waiting: int, busy: bool) -> Iterator[str]:
        yield from _head("requests_total", "counter", "Requests by the status they were answered with.")
        yield from (f'auditor_requests_total{{code="{code}"}} {n}' for code, n in sorted(self._answers.items()))
        yield from _head("errors_total", "counter", "Requests that got a sentence instead of a report, by reason.")
        yield from (f'auditor_errors_total{{reason="{why}"}} {n}' for why, n in sorted(self._refused.items()))
        yield from _head("queue_length", "gauge", "Requests that wait.")
        yield f"auditor_queue_length {waiting}"
        yield from _head("busy", "gauge", "Whether an audit is being done.")
        yield f"auditor_busy {int(busy)}"
        yield from _head("audit_seconds", "histogram", "Seconds of work an audit took.")
        yield from (f'auditor_audit_seconds_bucket{{le="{b:g}"}} {n}' for b, n in zip(BUCKETS, self._buckets))
        yield f'auditor_audit_seconds_bucket{{le="+Inf"}} {self._audits}'
        yield f"auditor_audit_seconds_sum {self._seconds:.6f}"
        yield f"auditor_audit_seconds_count {self._audits}"


def _head(name: str, kind: str, what: str) -> Iterator[str]:
    yield f"# HELP auditor_{name} {what}"
    yield f"# TYPE auditor_{name} {kind}"
