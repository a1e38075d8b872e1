"""What is made in a thread meanwhile: in order, never far ahead, and ended when nobody wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from auditor.ahead import Ahead


def test_items_come_in_order_and_one_is_kept_ready() -> None:
    """While one is used, the next is ready and the one after it is being made; not more."""
    made: list[int] = []

    def make(check: Callable[[], None]) -> Iterator[int]:
        for number in range(20):
            made.append(number)
            yield number

    used, ahead = [], []
    with closing(Ahead(make)) as items:
        for item in items:
            used.append(item)
            ahead.append(len(made) - len(used))
    assert used == list(range(20))
    assert max(ahead) <= 2


def test_what_goes_wrong_is_raised_where_the_item_would_have_come() -> None:
    """After the items before it."""

    def make(check: Callable[[], None]) -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    with closing(Ahead(make)) as ahead:
        items = iter(ahead)
        assert next(items) == 1
        with pytest.raises(ValueError, match="the second"):
            next(items)


def test_closing_ends_the_thread() -> None:
    """Whether it makes something or waits for room."""
    begun = threading.Event()

    def busy(check: Callable[[], None]) -> Iterator[int]:
        yield 1
        begun.set()
        while True:
            check()

    def waiting(check: Callable[[], None]) -> Iterator[int]:
        yield from range(1000)

    before = threading.active_count()
    with closing(Ahead(busy)) as items:
        assert next(iter(items)) == 1
        assert begun.wait(timeout=60)
        assert threading.active_count() == before + 1
    with closing(Ahead(waiting)) as items:
        assert next(iter(items)) == 0
    assert threading.active_count() == before
