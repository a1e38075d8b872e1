"""How many threads to use."""

from __future__ import annotations

import os


def thread_count(wanted: int | None) -> int:
    """`wanted`, else the processors this process may run on."""
    if wanted is not None:
        return max(1, wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
