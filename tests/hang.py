"""A guard against work that does not end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 60.0


@contextmanager
def ends(seconds: float = _MANY) -> Iterator[None]:
    """Fail where the block takes so many seconds of the processor, many times what linear work takes: not of the clock,
    which passes on a busy machine, so that nothing is said about speed."""

    def stop(*_: object) -> None:
        raise AssertionError(f"did not end within {seconds:.0f} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
