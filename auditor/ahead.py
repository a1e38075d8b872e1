"""What is needed next is made in a thread meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Full, Queue
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_GLANCE = 0.1
"""Seconds after which the thread, waiting for room, looks whether it is still wanted."""


class Unwanted(Exception):
    """Nobody waits for this work any more."""


class Ahead(Generic[_Item]):
    """An iterator over the items that `make` gives, which are made in a thread of their own; one is kept ready while the one
    before it is used.

    `make` is given a function that raises Unwanted once this was closed: it is to be called now and then, since a thread
    cannot be ended from outside. What goes wrong in the thread is raised where the item would have come. Close it: a
    process that ends while a thread is in the engine crashes.
    """

    def __init__(self, make: Callable[[Callable[[], None]], Iterable[_Item]]) -> None:
        self._make = make
        self._ready: Queue[tuple[tuple[_Item, ...], BaseException | None]] = Queue(maxsize=1)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ahead", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[_Item]:
        """The items that are left."""
        while True:
            items, error = self._ready.get()
            if error is not None:
                raise error
            if not items:
                return
            yield from items

    def close(self) -> None:
        """End the thread, and wait for it."""
        self._closed.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            for item in self._make(self._check):
                self._put((item,), None)
            self._put((), None)
        except Unwanted:
            return
        except BaseException as error:  # whatever it is, it belongs to whoever waits
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        try:
            self._put((), error)
        except Unwanted:
            return

    def _put(self, items: tuple[_Item, ...], error: BaseException | None) -> None:
        while True:
            self._check()
            try:
                return self._ready.put((items, error), timeout=_GLANCE)
            except Full:
                continue

    def _check(self) -> None:
        if self._closed.is_set():
            raise Unwanted
