"""What the cache folder holds, and how it is emptied."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.engines.convert import conversions, last_use
from auditor.engines.store import APART, EARLIER, FILE, Store
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
    entries, sizes = Counter[str](), Counter[str]()
    for place in _places(folder):
        counts = Store(place).counts()
        if counts is None:
            raise _in_use(place)
        for name, (number, size) in counts.items():
            entries[name] += number
            sizes[name] += size
    models = conversions(folder)
    kept = [Part(name, entries[name], sizes[name]) for name in sorted(entries)]
    return (*kept, Part("converted models", len(models), sum(map(_size, models))))


def clear(folder: Path, older_than: int = 0) -> Part:
    """Remove what was last used `older_than` days ago or earlier, 0: everything. Other files in the folder stay.

    Returns:
        What went: entries and converted models together, and by how many bytes the files shrank.

    Raises:
        EngineError: another process keeps the file locked, or it cannot be written.
    """
    before, entries = _taken(folder), 0
    for place in _places(folder):
        gone = Store(place).clear(older_than)
        if gone is None:
            raise _in_use(place)
        entries += gone
    for name in EARLIER:
        with suppress(OSError):
            (folder / name).unlink()
    old = [m for m in conversions(folder) if not older_than or _last_use(m) <= time.time() - older_than * _DAY]
    for model in old:
        shutil.rmtree(model, ignore_errors=True)
    removed = [m for m in old if not m.exists()]
    return Part("cleared", entries + len(removed), before - _taken(folder))


def _places(folder: Path) -> tuple[Path, ...]:
    return folder, folder / APART


def _in_use(folder: Path) -> EngineError:
    return EngineError(
        f"{folder / FILE}: cannot be used; wait for the audit that keeps it locked, or see to whom the file belongs."
    )


def _taken(folder: Path) -> int:
    files = [place / FILE for place in _places(folder)] + [folder / name for name in EARLIER]
    return sum(map(_bytes, files)) + sum(map(_size, conversions(folder)))


def _last_use(conversion: Path) -> float:
    """Of one that another process has removed meanwhile: long ago."""
    with suppress(OSError):
        return last_use(conversion)
    return 0.0


def _size(folder: Path) -> int:
    with suppress(OSError):
        return sum(map(_bytes, folder.iterdir()))
    return 0


def _bytes(file: Path) -> int:
    """0 for what is not there, or no longer."""
    with suppress(OSError):
        return os.path.getsize(file) if file.is_file() else 0
    return 0
