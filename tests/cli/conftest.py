"""What the tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import put


@pytest.fixture
def archive(desk: Path) -> Path:
    """A desk with two articles in a folder, one of them clean, in a folder of its own."""
    put(desk, "wrong.txt")
    put(desk, "march/clean.txt", 15, 15)
    return desk
