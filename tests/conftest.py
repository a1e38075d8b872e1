"""What all tests share."""

from __future__ import annotations

import signal
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


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests leave in a cache is in nobody's way afterwards, and what is in somebody's is not in theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_works() -> Iterator[None]:
    """Also where the tests run in the background of a shell, which has its jobs ignore Ctrl-C, and what they start too."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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
