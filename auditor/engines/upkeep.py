"""What the cache folder holds, and how it is emptied."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from auditor.engines.convert import conversions, last_use
from auditor.engines.store import EARLIER, FILE, Store
from auditor.errors import EngineError

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what is kept: how many, and their bytes."""

    name: str
    entries: int
    size: int


def contents(folder: Path) -> tuple[Part, ...]:
    """What the cache folder holds, by kind, the converted models last. EngineError where it cannot be read now."""
    counts = Store(folder).counts()
    if counts is None:
        raise _in_use(folder)
    models = conversions(folder)
    kept = [Part(name, entries, size) for name, (entries, size) in counts.items()]
    return (*kept, Part("converted models", len(models), sum(map(_size, models))))


def clear(folder: Path, older_than: int = 0) -> Part:
    """Remove what was last used `older_than` days ago or earlier, 0: everything. Other files in the folder stay.

    Returns:
        What went: entries and converted models together, and by how many bytes the files shrank.

    Raises:
        EngineError: another process keeps the file locked, or it cannot be written.
    """
    before = _taken(folder)
    entries = Store(folder).clear(older_than)
    if entries is None:
        raise _in_use(folder)
    for name in EARLIER:
        (folder / name).unlink(missing_ok=True)
    old = [m for m in conversions(folder) if not older_than or last_use(m) <= time.time() - older_than * _DAY]
    for model in old:
        shutil.rmtree(model, ignore_errors=True)
    gone = [m for m in old if not m.exists()]
    return Part("cleared", entries + len(gone), before - _taken(folder))


def _in_use(folder: Path) -> EngineError:
    return EngineError(
        f"{folder / FILE}: cannot be used; wait for the audit that keeps it locked, or see to whom the file belongs."
    )


def _taken(folder: Path) -> int:
    files = [folder / name for name in (FILE, *EARLIER)]
    return sum(f.stat().st_size for f in files if f.exists()) + sum(map(_size, conversions(folder)))


def _size(folder: Path) -> int:
    return sum(os.path.getsize(p) for p in folder.iterdir() if p.is_file())
