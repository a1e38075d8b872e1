"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chromium import headless
from desk import lay
from hypothesis import settings
from shared_report import make_report

from auditor.engines import Engine, EngineOptions, open_engine
from auditor.records import Report

if TYPE_CHECKING:
    from playwright import sync_api as playwright

# How long an example takes depends on what else the machine does.
settings.register_profile("auditor", deadline=None)
settings.load_profile("auditor")


@pytest.fixture(scope="session")
def report() -> Report:
    """One report rich in every kind of finding and bead, with a hostile article among its three."""
    return make_report()


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The bundled model, on one thread and without a cache."""
    return open_engine(EngineOptions(threads=1, use_cache=False))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a short article, its reference and its back-translations."""
    return lay(tmp_path)


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """One headless Chromium for the module."""
    with headless() as started:
        yield started
