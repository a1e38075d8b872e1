"""Bytes kept from run to run, in one SQLite file that any number of processes may share.

The cache is a convenience: every entry carries a digest of its key and value, and one that is broken is made anew, as a
broken file is; a file that cannot be written, or that another process keeps locked, is not used. What was not used for the
longest time goes first where the file would grow beyond its bound.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

log = logging.getLogger(__name__)

FILE = "kept-4.sqlite3"
EARLIER = ("translations.sqlite3", "translations-2.sqlite3", "translations-3.sqlite3")
"""Files of earlier versions, which nothing reads any more."""
APART = "deterministic"
"""Folder of the cache with a file of its own, for what was computed sentence by sentence."""
PATIENCE = 5.0
"""Seconds to wait once for a process that keeps the file locked; those that share it are done in milliseconds."""
MOST_BYTES = 2_000_000_000
"""Size of the file from which the oldest entries go, unless the settings say otherwise."""
_ROOM = 0.9
"""Share of the bound that is left filled, so that not every call has to make room."""
_DAY = 86_400
"""Seconds. The last use of an entry is kept by the day: a run that only reads what was read today writes nothing."""
_CHUNK = 500
_SEAL = 16
"""Bytes of digest before each value."""
_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    }
)
"""What SQLite says of a file that is not broken but cannot be used now."""
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries"
    " (key BLOB PRIMARY KEY, value BLOB NOT NULL, kind TEXT NOT NULL, used INTEGER NOT NULL)"
)
_Result = TypeVar("_Result")


class Store:
    """Bytes by key. Every call opens and closes the file, so nothing is held between processes or threads. After the first
    call that could not use the file it is left alone."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._path = folder / FILE
        self._most_bytes = most_bytes
        self._usable = True
        self._dated = True

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is there of `keys`, and is whole."""
        if not keys or not os.path.exists(self._path):
            return {}

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            for at in range(0, len(keys), _CHUNK):
                some = keys[at : at + _CHUNK]
                marks = ",".join("?" * len(some))
                found.update(connection.execute(f"SELECT key, value FROM entries WHERE key IN ({marks})", some))
                self._date(connection, marks, some)
            # A damaged file may hold a text or a number where bytes were.
            whole = {key: value for key, value in found.items() if isinstance(value, bytes)}
            return {key: value[_SEAL:] for key, value in whole.items() if value == _sealed(key, value[_SEAL:])}

        return self._run(read) or {}

    def put(self, entries: Mapping[bytes, bytes], kind: str = "") -> None:
        """Keep `entries`, which are counted as `kind`."""
        rows = [(key, _sealed(key, value), kind, _today()) for key, value in entries.items()]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
            self._make_room(connection)

        if rows:
            self._run(write)

    def counts(self) -> dict[str, tuple[int, int]] | None:
        """Entries of each kind and their bytes; None where the file cannot be used."""
        if not os.path.exists(self._path):
            return {}
        query = "SELECT kind, COUNT(*), SUM(LENGTH(value)) FROM entries GROUP BY kind ORDER BY kind"
        return self._run(lambda c: {str(kind): (int(n), int(size or 0)) for kind, n, size in c.execute(query)})

    def clear(self, older_than: int = 0) -> int | None:
        """Remove what was last used at least so many days ago, 0: everything.

        Returns how many entries went, None where the file cannot be used.
        """
        if not os.path.exists(self._path):
            return 0
        # All of them: also those that a clock which was wrong dated into the future.
        where, days = ("WHERE used <= ?", [_today() - older_than]) if older_than else ("WHERE TRUE", [])
        return self._run(lambda c: c.execute(f"DELETE FROM entries {where}", days).rowcount)

    def _date(self, connection: sqlite3.Connection, marks: str, keys: Sequence[bytes]) -> None:
        """Note that entries are used today. Not where the file cannot be written: what is in it can be used all the same."""
        if not self._dated:
            return
        try:
            wanted = f"UPDATE entries SET used = ? WHERE used < ? AND key IN ({marks})"
            connection.execute(wanted, [_today(), _today(), *keys])
        except sqlite3.OperationalError:
            self._dated = False

    def _make_room(self, connection: sqlite3.Connection) -> None:
        pages, free, size = (
            int(connection.execute(f"PRAGMA {what}").fetchone()[0])
            for what in ("page_count", "freelist_count", "page_size")
        )
        over = (pages - free) * size
        if over <= self._most_bytes:
            return
        over -= int(self._most_bytes * _ROOM)
        gone = []
        for row, length in connection.execute("SELECT rowid, LENGTH(value) FROM entries ORDER BY used, rowid"):
            if over <= 0:
                break
            gone.append((row,))
            over -= length or 0
        connection.executemany("DELETE FROM entries WHERE rowid = ?", gone)

    def _run(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        for _ in range(2):
            if not self._usable:
                return None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                new = not os.path.exists(self._path)
                if new:  # for its owner only: it holds whole articles
                    os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
                with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as connection, connection:
                    if new:
                        connection.execute("PRAGMA auto_vacuum = FULL")  # what goes leaves no room behind
                    # Not waiting for the disk: a file that a power cut breaks is made anew like any other broken one.
                    connection.execute("PRAGMA synchronous = OFF")
                    connection.execute(_TABLE)
                    return action(connection)
            except (OSError, sqlite3.Error, sqlite3.Warning, UnicodeError, MemoryError) as error:
                # What a damaged file makes sqlite3 raise; anything else is a bug, which is no reason to throw the file away.
                self._usable = self._mended(error)
        return None

    def _mended(self, error: Exception) -> bool:
        """Make a broken file anew; False where the file is not to be used."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bits say more than is needed
        if isinstance(error, OSError) or code in _UNUSABLE:
            log.log(logging.WARNING if code in _LOCKED else logging.DEBUG, "cache %s not used: %s", self._path, error)
            return False
        log.debug("cache %s is broken and is made anew: %s", self._path, error)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        return True


def _today() -> int:
    return int(time.time() // _DAY)


def _sealed(key: bytes, value: bytes) -> bytes:
    """The value behind a digest of it and its key."""
    return hashlib.blake2b(key + value, digest_size=_SEAL).digest() + value
