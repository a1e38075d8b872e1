"""Batches that waste little padding and are the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST = 64
"""Rows of a batch at most."""


def batches(rows: Sequence[Sequence[str]], tokens: int, most: int = MOST) -> Iterator[list[int]]:
    """Indexes of `rows`, longest first, in batches of at most `tokens` tokens padding included and `most` rows; a row
    longer than that is a batch of its own. The composition depends on the set of rows alone, not on their order."""
    order = sorted(range(len(rows)), key=lambda i: (-len(rows[i]), rows[i]))
    batch: list[int] = []
    for index in order:
        longest = len(rows[batch[0]]) if batch else len(rows[index])
        if batch and ((len(batch) + 1) * longest > tokens or len(batch) == most):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
