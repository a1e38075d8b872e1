"""Things counted in words."""

from __future__ import annotations

import pytest

from auditor.plurals import plural


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (999, "999 entries"), (1200, "1,200 entries")]
)
def test_one_is_no_plural(n: int, said: str) -> None:
    """Only 1 is; thousands are set apart."""
    assert plural(n, "entry", "entries") == said
    assert plural(n, "pair") == said.replace("entries", "pairs").replace("entry", "pair")
