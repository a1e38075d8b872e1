"""What the tests of formats share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chromium import Opened

from auditor.records import Report

if TYPE_CHECKING:
    from playwright import sync_api as playwright


@pytest.fixture
def open_page(browser: playwright.Browser, tmp_path: Path) -> Iterator[object]:
    """Opens a report; at the end no page may have complained."""
    opened: list[Opened] = []

    def open_(report: Report, **options: object) -> Opened:
        opened.append(Opened(browser, tmp_path, report, **options))
        return opened[-1]

    yield open_
    for one in opened:
        one.context.close()
        assert not one.complaints
