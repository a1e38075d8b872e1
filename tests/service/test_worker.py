"""The queue of the service, and the engine that can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError

import numpy as np
import pytest

from auditor.engines import Engine
from auditor.engines.protocol import SHARE
from auditor.service.watched import Dropped, WatchedEngine
from auditor.service.worker import Ending, Full, Job, Worker


class Held:
    """A worker whose first job waits until it is let go."""

    def __init__(self, queue: int) -> None:
        self.worker = Worker(queue)
        self.worker.start()
        self.let_go, began = threading.Event(), threading.Event()

        def hold() -> bytes:
            began.set()
            assert self.let_go.wait(60)
            return b"held"

        self.job = self.worker.submit(hold)
        assert began.wait(60)


@pytest.fixture
def held() -> Iterator[Held]:
    """At work, with room for two that wait."""
    one = Held(2)
    yield one
    one.let_go.set()
    one.worker.end()


def done(job: Job) -> bytes:
    """What came of a job."""
    return job.result.result(60)


def test_as_many_wait_as_may(held: Held) -> None:
    """One more is refused; those that wait are done in their order."""
    order: list[int] = []
    jobs = [held.worker.submit(lambda n=n: order.append(n) or b"") for n in range(2)]  # type: ignore[misc]
    assert held.worker.waiting == 2
    with pytest.raises(Full):
        held.worker.submit(bytes)
    held.let_go.set()
    assert [done(job) for job in (held.job, *jobs)] == [b"held", b"", b""]
    assert order == [0, 1]


def test_what_is_dropped_makes_room_and_never_begins(held: Held) -> None:
    """Of two that wait one is dropped: there is room for another, and only the other and the second are done."""
    began: list[str] = []
    first = held.worker.submit(lambda: began.append("first") or b"")  # type: ignore[func-returns-value]
    second = held.worker.submit(lambda: began.append("second") or b"")  # type: ignore[func-returns-value]
    held.worker.drop(first)
    third = held.worker.submit(lambda: began.append("third") or b"")  # type: ignore[func-returns-value]
    held.let_go.set()
    assert (done(second), done(third)) == (b"", b"")
    assert began == ["second", "third"]
    with pytest.raises(CancelledError):
        done(first)


def test_the_present_job_is_told(held: Held) -> None:
    """Only the job that was dropped: the next one is wanted."""
    assert not held.worker.unwanted()
    held.worker.drop(held.job)
    assert held.worker.unwanted()
    following = held.worker.submit(lambda: str(held.worker.unwanted()).encode())
    held.let_go.set()
    assert done(following) == b"False"


def test_a_job_that_fails_hurts_no_other(held: Held) -> None:
    """Whatever it raises, also what would end a program."""
    failing = held.worker.submit(lambda: (_ for _ in ()).throw(SystemExit(1)))
    after = held.worker.submit(lambda: b"after")
    held.let_go.set()
    with pytest.raises(SystemExit):
        done(failing)
    assert done(after) == b"after"
    assert held.worker.alive


def test_the_end_refuses_what_waits(held: Held) -> None:
    """The present job is done, those that wait are refused, and no more are taken."""
    waits = held.worker.submit(bytes)
    held.worker.end()
    with pytest.raises(Ending):
        done(waits)
    with pytest.raises(Ending):
        held.worker.submit(bytes)
    held.let_go.set()
    assert done(held.job) == b"held"


def test_a_watched_engine_says_what_the_engine_says(engine: Engine) -> None:
    """The same name, translations, vectors and scores; an empty call is one."""
    watched = WatchedEngine(engine, lambda: False)
    sentences = [f"أغلق الجسر {n} يوما." for n in range(3)]
    pairs = [(s, "The bridge was closed.") for s in sentences]
    assert (watched.name, watched.revision, watched.identity) == (engine.name, engine.revision, engine.identity)
    assert watched.translate(sentences) == engine.translate(sentences)
    assert watched.score(pairs) == engine.score(pairs)
    assert np.array_equal(watched.embed(sentences), engine.embed(sentences))
    assert len(watched.embed_tokens(sentences)) == 3
    assert watched.embed([]).shape == engine.embed([]).shape
    assert watched.translate([]) == []


def test_a_watched_engine_stops_between_shares(engine: Engine) -> None:
    """Of two shares the first is translated, and the second is not begun."""
    seen: list[int] = []

    class Counting:
        """Notes how much it is given."""

        def __getattr__(self, name: str) -> object:
            return getattr(engine, name)

        def translate(self, sentences: list[str]) -> list[str]:
            seen.append(len(sentences))
            return sentences

    watched = WatchedEngine(Counting(), lambda: bool(seen))  # type: ignore[arg-type]
    with pytest.raises(Dropped):
        watched.translate(["جملة"] * (SHARE + 1))
    assert seen == [SHARE]
