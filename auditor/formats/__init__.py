"""One module a format, each with `render(report: Report) -> str`.

To add one: write `formats/<name>.py` and put its name into `NAMES`. The modules are imported when they first render,
so that a machine format does not pay for the terminal's libraries, nor the terminal for the page's.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from auditor.formats._runners import inert
from auditor.records import Report

Render = Callable[[Report], str]

NAMES = (
    "terminal",
    "concise",
    "html",
    "json",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "rdjson",
    "markdown",
    "jsonl",
    "csv",
    "corrections",
)
"""In the order in which help lists them: what a person reads first."""
FOR_PEOPLE = frozenset({"terminal", "concise"})
"""Written in the encoding of whoever reads; every other format is UTF-8."""


def _lazy(name: str) -> Render:
    """The renderer of the module `formats/<name>.py`, imported at the first call."""

    def render(report: Report) -> str:
        module = import_module(f"{__name__}.{name}")
        return inert(name, module.render(report))

    render.__name__ = render.__qualname__ = f"render_{name}"
    render.__doc__ = f"Render a report as `{name}`."
    return render


FORMATS: dict[str, Render] = {name: _lazy(name) for name in NAMES}
"""Name on the command line → renderer. A renderer is pure: it reads the report and returns the text."""


def for_file(name: str, report: Report, path: PurePath) -> str | bytes:
    """What a file gets: the rendered report, or a Word document where corrections shall go into a `.docx`."""
    if name == "corrections" and path.suffix.lower() == ".docx":
        document: bytes = import_module(f"{__name__}._corrections_docx").render(report)
        return document
    return FORMATS[name](report)
