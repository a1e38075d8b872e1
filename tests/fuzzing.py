"""What the fuzz tests share: how many examples are tried, and how bytes are damaged."""

from __future__ import annotations

import os
from collections.abc import Callable

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st

MINUTES = float(os.environ.get("FUZZ_MINUTES", "0"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))


def fuzzed(share: float) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test on a few examples, or, with FUZZ_MINUTES, on about as many as its share of the minutes has room for."""
    count = max(8, int(MINUTES * share * 600))
    quiet = settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    return lambda test: seed(SEED)(quiet(test))


def damaged(*texts: str) -> st.SearchStrategy[bytes]:
    """One of the texts with some bytes changed, cut out or put in; now and then bytes that have nothing to do with it."""
    changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=12)), max_size=4)

    def change(text: str, places: list[tuple[float, int, bytes]]) -> bytes:
        data = text.encode()
        for share, cut, put in places:
            at = int(share * len(data))
            data = data[:at] + put + data[at + cut :]
        return data

    return st.one_of(st.builds(change, st.sampled_from(texts), changes), st.binary(max_size=200))
