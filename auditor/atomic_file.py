"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def write(path: Path, text: str | bytes, scratch: Path | None = None) -> None:
    """Replace the file by `text` (UTF-8) or bytes, atomically: whoever reads it sees the old or the new, never a part.

    Follows a symbolic link and keeps the mode of what was there. What is not a regular file (/dev/stdout, a pipe) is
    written to directly. Lone surrogates are written as escapes. Raises OSError, leaving nothing behind; what a run leaves
    that is killed meanwhile is in `scratch`, a folder, or beside the file where that is on another disk or none is given.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    with replacing(path, scratch) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path, scratch: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to, bit by bit, which takes the place of `path` when the block ends; the same promises as `write`."""
    target = Path(os.path.realpath(path))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    near = scratch is not None and scratch.stat().st_dev == target.parent.stat().st_dev
    handle, temporary = tempfile.mkstemp(dir=scratch if near else target.parent, prefix=".auditor-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: Path) -> int:
    """The mode a new file would get, or that of the file there is."""
    with contextlib.suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
