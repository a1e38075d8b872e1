"""The page as a parser reads it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from auditor.formats import FORMATS
from auditor.records import Report


def page(report: Report) -> BeautifulSoup:
    """The page as a parser reads it."""
    return BeautifulSoup(FORMATS["html"](report), "html.parser")
