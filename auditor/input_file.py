"""Reads files that a person names, so that no run waits for ever or takes the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_MOST = 20 * 1024 * 1024
"""Bytes that are read of what is no regular file, such as a device, which may have no end."""


def read(path: Path) -> bytes:
    """What is in a file. Raises OSError where it cannot be read; also of a pipe that lies in a folder, since nobody may
    ever write to it (one that the shell handed over, /dev/fd/63, has a writer), and of a device without end."""
    mode = os.stat(path).st_mode
    if stat.S_ISREG(mode):
        return path.read_bytes()
    if stat.S_ISFIFO(mode) and not str(path).startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "a pipe, not a file")
    with open(path, "rb") as file:
        data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise OSError(errno.EFBIG, "no file, and without end")
    return data
