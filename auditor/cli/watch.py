"""Audit again whenever a file is saved; the engine's cache means that only changed sentences are translated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from auditor.errors import DocumentError

_PATIENCE = 500
"""Milliseconds between two looks at `stop`."""


def watch(paths: Iterable[Path], run: Callable[[], None], stop: Callable[[], bool] = lambda: False) -> None:
    """Call `run` once, and again after each change of one of the paths, until `stop` says so.

    Of a file its folder is watched, as most editors save by putting a new file in the old one's place; of a folder
    everything in it. Changes that come close together, or while `run` is at work, make one further call. Raises
    DocumentError where a folder does not exist, and lets KeyboardInterrupt through.
    """
    from watchfiles import Change
    from watchfiles import watch as changes

    named = [Path(os.path.abspath(path)) for path in paths]
    folders = {path for path in named if os.path.isdir(path)}
    files = set(named) - folders
    watched = folders | {path.parent for path in files}
    for folder in sorted(watched):
        if not os.path.isdir(folder):
            raise DocumentError(f"{folder}: there is no such folder to watch; name a file that can be saved.")

    def concerns(change: Change, path: str) -> bool:
        saved = Path(path)
        return change != Change.deleted and (saved in files or not folders.isdisjoint(saved.parents))

    events = changes(
        *watched,
        watch_filter=concerns,
        recursive=bool(folders),
        rust_timeout=_PATIENCE,
        yield_on_timeout=True,
    )
    next(events)  # From here on changes are collected, those that come while `run` is at work too.
    run()
    while not stop():
        if next(events):
            run()
