"""Files in a folder that may hold others: what auditor wrote there is known by its digest, and nothing else is replaced."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor import atomic_file
from auditor.errors import SettingsError

STATE = ".auditor"
"""Folder of the records, beside the reports."""
VERSION = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """What was written under one name."""

    identity: str = ""
    """What it follows from; see `OwnFiles.put`."""
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By path in the folder: the digest of what it holds, then of what it held before, which it still holds where a run
    was killed between this record and the file."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Whatever is written is written whole, after a record of it, so that a run can be killed at any moment."""

    folder: Path

    @contextmanager
    def alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Make the folder where it is not there, and keep other runs out of it meanwhile; `waiting` is called where one is
        at work. Where no lock can be had it goes on without: what two runs write is the same, and whole.

        Raises SettingsError where the folder cannot be made or written into.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / STATE / "lock")  # the system lets it go where a run is killed
        with ExitStack() as held:
            try:
                for inside in ("records", "scratch"):
                    (self.folder / STATE / inside).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SettingsError(
                    f"{self.folder}: no folder that reports can be written into ({error.strerror or error}); name another"
                    " with --out."
                ) from error
            with suppress(OSError, NotImplementedError):
                try:
                    held.enter_context(lock.acquire(timeout=0))
                except Timeout:
                    waiting()
                    held.enter_context(lock.acquire())
                for left in self._scratch.iterdir():  # by a run that was killed; none is at work now
                    left.unlink()
            yield

    def record(self, name: str) -> Record:
        """What was recorded under a name; an empty one where there is none, or none that can be read."""
        try:
            raw = json.loads(self._state(name).read_bytes())
            if raw["version"] != VERSION:
                return Record()
            return Record(str(raw["identity"]), {str(k): tuple(map(str, v)) for k, v in raw["files"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Record()

    def read(self, name: str, identity: str, wanted: tuple[str, ...]) -> bytes | None:
        """The first of the `wanted` files, where all of them are there as they were written, and for this identity."""
        record = self.record(name)
        if not identity or record.identity != identity:
            return None
        for file in wanted:
            if file not in record.files or self._digest(file) != record.files[file][0]:
                return None
        with suppress(OSError):
            return (self.folder / wanted[0]).read_bytes()
        return None

    def require_own(self, name: str, files: tuple[str, ...]) -> None:
        """SettingsError where a file is there that was not written under this name, or was changed since."""
        known = self.record(name).files
        for file in files:
            if os.path.lexists(self.folder / file) and self._digest(file) not in known.get(file, ()):
                raise _foreign(self.folder / file)

    def put(self, name: str, identity: str, texts: Mapping[str, str]) -> None:
        """Write these files, and take away what else was written under the name, which is out of date.

        A file that is there already as it shall be is left alone, whoever wrote it. Raises SettingsError where another
        one is in the way, OSError where a file cannot be written.
        """
        known = self.record(name).files
        new = {file: _hex(text.encode("utf-8", "backslashreplace")) for file, text in texts.items()}
        old = {file: self._digest(file) for file in new}
        for file, digest in old.items():
            if digest != new[file] and os.path.lexists(self.folder / file) and digest not in known.get(file, ()):
                raise _foreign(self.folder / file)
        stale = {file: known[file] for file in known if file not in new}
        both = {file: tuple(dict.fromkeys(d for d in (new[file], old[file]) if d)) for file in new}
        # Whatever the disk holds when this is killed, it is known as its own, and what is not whole as not whole.
        self._keep(name, identity, {**both, **stale})
        for file, text in texts.items():
            if old[file] != new[file]:
                (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
                atomic_file.write(self.folder / file, text, self._scratch)
        self._remove(stale)
        self._keep(name, identity, {file: (digest,) for file, digest in new.items()})

    def drop(self, name: str) -> None:
        """Take away what was written under a name; what was changed since stays."""
        record = self.record(name)
        if record.files:
            self._remove(record.files)
            with suppress(OSError):
                self._state(name).unlink()

    def _remove(self, files: Mapping[str, tuple[str, ...]]) -> None:
        for file, digests in files.items():
            if self._digest(file) in digests:
                with suppress(OSError):
                    (self.folder / file).unlink()

    def _keep(self, name: str, identity: str, files: Mapping[str, tuple[str, ...]]) -> None:
        path = self._state(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        whole: dict[str, Any] = {"version": VERSION, "identity": identity, "files": files}
        text = json.dumps(whole, indent=1, sort_keys=True) + "\n"
        with suppress(OSError):
            if path.read_text(encoding="utf-8") == text:
                return
        atomic_file.write(path, text, self._scratch)

    @property
    def _scratch(self) -> Path:
        return self.folder / STATE / "scratch"

    def _state(self, name: str) -> Path:
        return self.folder / STATE / "records" / f"{name}.json"

    def _digest(self, file: str) -> str | None:
        """Of a regular file; None for anything else, which is never auditor's. A link is somebody else's too."""
        path, total = self.folder / file, hashlib.sha256()
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                return None
            with path.open("rb") as opened:
                while block := opened.read(_BLOCK):
                    total.update(block)
        except OSError:
            return None
        return total.hexdigest()


def _hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _foreign(path: Path) -> SettingsError:
    return SettingsError(
        f"{path} is there already and is not, or no longer, what auditor wrote; move it away, or name another folder with"
        " --out."
    )
