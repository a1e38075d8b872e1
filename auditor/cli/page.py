"""--open: the report as a page, in the browser."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from auditor.formats import FORMATS
from auditor.records import Report


def open_page(report: Report, targets: Iterable[tuple[str, Path]]) -> str | None:
    """Show the page that --report html=FILE wrote, else one in the folder for temporary files, readable by its owner only.

    Returns a sentence where that cannot be, else None.
    """
    import webbrowser

    try:
        page = next((path for name, path in targets if name == "html"), None) or _temporary(report)
        if webbrowser.open(page.absolute().as_uri()):
            return None
    except (OSError, webbrowser.Error) as error:
        return f"--open: the page cannot be shown ({error}); write it with --report html=FILE."
    return f"--open: there is no browser to show the page in; it is {page}."


def _temporary(report: Report) -> Path:
    """It stays there, since the browser reads it when this program has ended."""
    handle, name = tempfile.mkstemp(prefix="auditor-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(FORMATS["html"](report))
    return Path(name)
