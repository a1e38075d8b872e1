"""One thread that does the work, and the short queue before it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future


class Full(Exception):
    """As much waits already as may wait."""


class Ending(Exception):
    """The service is being ended."""


class Job:
    """A piece of work, and what is to come of it."""

    def __init__(self, do: Callable[[], bytes]) -> None:
        self.do = do
        self.result: Future[bytes] = Future()
        self.unwanted = threading.Event()
        """Set when nobody waits for the result any more; the work looks at it and ends early."""
        self.began: float | None = None
        """`time.monotonic()` when the work began."""


class Worker:
    """Does jobs one after another in a thread of its own, which ends with the process at the latest."""

    def __init__(self, queue: int) -> None:
        """`queue` is how many jobs may wait while one is done."""
        self._queue = queue
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._ending = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="audits", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs wait, without the one that is being done."""
        return len(self._waiting)

    @property
    def busy_since(self) -> float | None:
        """`time.monotonic()` when the present job began; None where there is none."""
        job = self._current
        return job.began if job is not None else None

    @property
    def alive(self) -> bool:
        """Whether jobs are still being done."""
        return self._thread.is_alive()

    def check(self) -> None:
        """Raise Full or Ending where `submit` would."""
        if self._ending:
            raise Ending
        if len(self._waiting) + (self._current is not None) > self._queue:
            raise Full

    def submit(self, do: Callable[[], bytes]) -> Job:
        """Put a job at the end of the queue. Raises Full or Ending."""
        job = Job(do)
        with self._changed:
            self.check()
            self._waiting.append(job)
            self._changed.notify()
        return job

    def drop(self, job: Job) -> None:
        """Nobody waits for it any more: if it waits it is never begun, if it is being done it ends at the next chance."""
        job.unwanted.set()
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)
        job.result.cancel()

    def unwanted(self) -> bool:
        """Whether the present job may end early."""
        return self._current is not None and self._current.unwanted.is_set()

    def end(self) -> None:
        """Take no more jobs, and refuse those that wait; the present one goes on."""
        with self._changed:
            self._ending = True
            refused = list(self._waiting)
            self._waiting.clear()
            self._changed.notify()
        for job in refused:
            if job.result.set_running_or_notify_cancel():
                job.result.set_exception(Ending())

    def end_present(self) -> None:
        """Let the present job end at the next chance."""
        job = self._current
        if job is not None:
            job.unwanted.set()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            if job.result.set_running_or_notify_cancel():
                try:
                    done = job.do()
                except BaseException as error:  # whatever it is, the next job is not to suffer
                    job.result.set_exception(error)
                else:
                    job.result.set_result(done)
            self._current = None

    def _next(self) -> Job | None:
        with self._changed:
            while not self._waiting:
                if self._ending:
                    return None
                self._changed.wait()
            job = self._current = self._waiting.popleft()
            job.began = time.monotonic()
            return job
