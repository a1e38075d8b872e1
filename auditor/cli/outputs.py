"""Where reports go: looked at before the work, and written after it, each that can be."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import click

from auditor import atomic_file as files
from auditor.cli import xliff_notes
from auditor.errors import DocumentError, SettingsError
from auditor.formats import FOR_PEOPLE, for_file
from auditor.records import Report

Targets = Iterable[tuple[str, Path]]
"""Format and file of each report."""


def check(targets: Targets, inputs: Collection[Path]) -> None:
    """Look at where reports shall go, before hours of work are lost on it. `inputs` are the files that the run reads.

    Raises SettingsError where a file cannot be written, is one of the inputs, or would get two reports.
    """
    if sys.stdout is None:
        raise SettingsError("standard output is closed, so the report would be lost; send it somewhere.")
    read = {os.path.realpath(path) for path in inputs}
    taken: set[str] = set()
    for _, path in targets:
        try:
            device = _is_device(path)
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from error
        real = os.path.realpath(path)
        if real in read:
            raise SettingsError(f"{path}: this run reads that file, and a report would overwrite it; name another.")
        if real in taken:
            raise SettingsError(f"{path}: two reports in one file; give each its own.")
        if not device:
            taken.add(real)
            require_writable(path, "report")


def require_writable(path: Path, what: str) -> None:
    """SettingsError where a file cannot be made or replaced: its folder is not there or read-only, or it is a folder."""
    folder = Path(os.path.realpath(path)).parent
    if not os.path.isdir(folder):
        raise SettingsError(f"{path}: there is no folder {path.parent} for the {what}; make it first.")
    if os.path.isdir(path):
        raise SettingsError(f"{path}: a folder, not a file for the {what}; name a file in it.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"{path}: the folder of the {what} is read-only; name a file elsewhere.")
    try:
        os.stat(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritable(path, error) from error


def write(targets: Targets, report: Report) -> Iterator[str]:
    """Write each report that can be written; yield a sentence for each that cannot."""
    for name, path in targets:
        try:
            files.write(path, xliff_notes.render(report) if name == xliff_notes.NAME else for_file(name, report, path))
        except OSError as error:
            yield str(_unwritable(path, error))
        except DocumentError as error:
            yield f"{path}: not written; {error}."


def show(text: str, name: str) -> Iterator[str]:
    """Print a report: what machines read is UTF-8 whatever the stream's encoding is, what people read is in theirs.
    Yields a sentence where that fails; a closed pipe raises BrokenPipeError."""
    try:
        if name in FOR_PEOPLE:
            click.echo(text, nl=False, color=_colour())
        else:
            click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = io.StringIO()  # what is left in the buffer would fail again at the end
        yield f"standard output: the report cannot be written ({error.strerror or error})."


def _is_device(path: Path) -> bool:
    """Whether it is there and is neither a file nor a folder: /dev/stdout, a pipe."""
    return os.path.exists(path) and not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode)


def _unwritable(path: Path, error: Exception) -> SettingsError:
    return SettingsError(f"{path}: the report cannot be written ({getattr(error, 'strerror', None) or error}).")


def _colour() -> bool | None:
    """None leaves it to click: colour on a terminal only. NO_COLOR (no-color.org) wins."""
    return False if os.environ.get("NO_COLOR") else None
