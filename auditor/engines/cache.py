"""Translations, vectors and scores kept from run to run, in one SQLite file that any number of processes may share.

The cache is a convenience: every entry carries a digest of its key and value, and one that is broken is made anew, as a
broken file is; a file that cannot be written, or that another process keeps locked, is not used.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from auditor.engines.protocol import TokenVectors, Translator, Witness
from auditor.records import TokenScores, Translation

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

FILE = "translations-2.sqlite3"
LOGIC = 3
"""Part of every key: raise it when cutting, retrying, fault detection or reading in windows changes."""
PATIENCE = 5.0
"""Seconds to wait once for a process that keeps the file locked; those that share it are done in milliseconds."""
SHARE = 64
"""What is new is computed and kept so many at a time: a run that is killed leaves what it had."""
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
_Result = TypeVar("_Result")


class Store:
    """Bytes by key. Every call opens and closes the file, so nothing is held between processes or threads. After the first
    call that could not use the file it is left alone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._usable = True

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
            return {key: value[_SEAL:] for key, value in found.items() if value == _sealed(key, value[_SEAL:])}

        return self._run(read) or {}

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Keep `entries`."""
        rows = [(key, _sealed(key, value)) for key, value in entries.items()]
        if rows:
            self._run(lambda c: c.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows))

    def _run(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        for _ in range(2):
            if not self._usable:
                return None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as connection, connection:
                    connection.execute(
                        "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
                    )
                    return action(connection)
            except Exception as error:  # a damaged file makes sqlite3 raise anything, a UnicodeDecodeError among it
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


def _sealed(key: bytes, value: bytes) -> bytes:
    """The value behind a digest of it and its key."""
    return hashlib.blake2b(key + value, digest_size=_SEAL).digest() + value


@dataclass(frozen=True, slots=True)
class CachedTranslator:
    """A translator that remembers."""

    translator: Translator
    store: Store

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.translator.name

    @property
    def revision(self) -> str:
        """Revision of the model."""
        return self.translator.revision

    @property
    def runtime(self) -> str:
        """What computes where nothing is remembered."""
        return self.translator.runtime

    @property
    def beam(self) -> int | None:
        """Beam size."""
        return self.translator.beam

    @property
    def can_score(self) -> bool:
        """Whether `score` works."""
        return self.translator.can_score

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence; only sentences that are new to this engine are translated."""
        return _through(self.store, self._key("translate"), sentences, _dump, _load, self.translator.translate)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic; only pairs that are new to this engine are scored."""
        return _through(
            self.store,
            self._key("score"),
            [json.dumps(pair) for pair in pairs],
            lambda scores: json.dumps([scores.pieces, scores.log_probabilities]).encode(),
            lambda stored: TokenScores(*map(tuple, json.loads(stored))),
            lambda some: self.translator.score([(article, said) for article, said in map(json.loads, some)]),
        )

    def _key(self, task: str) -> str:
        return f"{LOGIC}|{task}|{self.name}|{self.revision}|{self.runtime}|{self.beam}"


@dataclass(frozen=True, slots=True)
class CachedWitness:
    """A witness that remembers sentence vectors (in half precision, which they have anyway)."""

    witness: Witness
    store: Store

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self.witness.identity

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d)."""
        import numpy as np

        if not sentences:
            return self.witness.embed(sentences)
        rows = _through(
            self.store,
            f"{LOGIC}|embed|{self.identity}",
            sentences,
            lambda row: row.astype(np.float16).tobytes(),
            lambda stored: np.frombuffer(stored, np.float16).astype(np.float32),
            lambda some: list(self.witness.embed(some)),
        )
        return np.stack(rows)

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors; not remembered, they are too large."""
        return self.witness.embed_tokens(sentences)


def _through(
    store: Store,
    prefix: str,
    sentences: Sequence[str],
    dump: Callable[[_Result], bytes],
    load: Callable[[bytes], _Result],
    compute: Callable[[Sequence[str]], list[_Result]],
) -> list[_Result]:
    """What is stored for each sentence, and what `compute` says of the others, which is stored as it comes."""
    keys = {s: hashlib.sha256(f"{prefix}\0{s}".encode("utf-8", "surrogatepass")).digest() for s in sentences}
    stored = store.get(list(keys.values()))
    found: dict[str, _Result] = {}
    for sentence, key in keys.items():
        if key in stored:
            try:
                found[sentence] = load(stored[key])
            except (ValueError, TypeError, KeyError):
                log.debug("a cache entry cannot be read and is made anew")
    new = sorted((s for s in keys if s not in found), key=lambda s: (-len(s), s))  # of like length, to pad little
    for at in range(0, len(new), SHARE):
        some = new[at : at + SHARE]
        fresh = dict(zip(some, compute(some), strict=True))
        store.put({keys[s]: dump(result) for s, result in fresh.items()})
        found.update(fresh)
    return [found[s] for s in sentences]


def _dump(translation: Translation) -> bytes:
    return json.dumps(
        [translation.text, translation.log_probability, translation.alternatives, translation.problem]
    ).encode()


def _load(stored: bytes) -> Translation:
    text, log_probability, alternatives, problem = json.loads(stored)
    return Translation(text, log_probability, tuple(alternatives), problem)
