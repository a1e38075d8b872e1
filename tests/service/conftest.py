"""What the tests of the service share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import RECORDED, Served, lay_texts, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two texts and their back-translations."""
    return lay_texts(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """A service that uses recorded back-translations."""
    with serving(folder, *RECORDED) as one:
        yield one
