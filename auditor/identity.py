"""What the report on an article follows from, as one digest: while it is the same, so is the report."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from auditor.engines.recorded import content, recorded_file
from auditor.errors import DocumentError
from auditor.instruments import Instruments
from auditor.reading.bilingual.read import is_bilingual
from auditor.reading.document import read_bytes
from auditor.reading.references import Names, by_name, files
from auditor.records import Severity
from auditor.scoring.calibration import dumps
from auditor.settings.settings import OPTIONS, Settings, for_article

ELSEWHERE = frozenset(
    {
        "model", "revision", "runtime", "beam",  # what they lead to is in the identity of the engine
        "reference", "references", "back_translations", "calibration",  # their contents count
        "threads", "offline", "cache", "no_cache", "cache_size",  # change how long it takes
        "baseline",  # what it accepts of an article is looked up for each
        "format", "report", "out", "out_format",
    }
)  # fmt: skip
"""Settings that do not count by themselves. One that is not named here counts."""


class Identities:
    """Of the articles of one run."""

    def __init__(
        self, version: str, settings: Settings, instruments: Instruments, standard_input: bytes | None = None
    ) -> None:
        self._settings = settings
        self._standard_input = standard_input
        self._folders: dict[Path, str] = {}
        self._checked: dict[Path, bool] = {}
        self._names: Names = {}
        info, engine = instruments.info, instruments.engine
        # The revision of recorded back-translations is made of those of all articles.
        revision = "" if info.runtime == "recorded" else info.revision
        self._run: list[Any] = [
            program(version),
            [info.name, revision, info.runtime, info.beam, engine.identity],
            [info.calibration, instruments.fits, _digest(dumps(instruments.calibration).encode())],
            os.environ.get("SACREBLEU_SEED"),  # which samples the intervals of the scores are taken from
        ]

    def of(self, path: str) -> str:
        """Hex digest of an article's path and bytes, those of its reference (where its name does not say which one that
        is, of all it could be), the engine, the settings and this program. Raises AuditError where one cannot be read."""
        settings = for_article(self._settings, path)
        given = self._standard_input if path == "-" else None
        data = read_bytes(path) if given is None else given
        what = [
            path,
            _digest(data),
            self._reference(path, settings),
            self._recorded(path, settings),
            _counting(settings),
        ]
        return _digest(json.dumps([*self._run, *what]).encode())

    def _reference(self, path: str, settings: Settings) -> list[str]:
        if settings.no_reference or is_bilingual(path):
            return []
        # How it is found counts by itself: one that was named by hand may tell another story.
        if settings.reference is not None:
            return ["option", str(settings.reference), _digest(read_bytes(str(settings.reference)))]
        named = by_name(Path(path), settings.references, self._names) if path != "-" else None
        if named is not None:
            return ["name", str(named), _digest(read_bytes(str(named)))]
        if settings.references not in self._folders:
            self._folders[settings.references] = _digest_of_all(settings.references)
        return ["content", str(settings.references), self._folders[settings.references]]

    def references_still_are(self, folder: Path) -> bool:
        """The texts of a folder are those that the digests of articles were made with; looked at once, since what is found
        by content is looked for among texts that are read once."""
        if folder not in self._checked:
            self._checked[folder] = self._folders.get(folder) == _digest_of_all(folder)
        return self._checked[folder]

    def _recorded(self, path: str, settings: Settings) -> list[str]:
        if settings.back_translations is None:
            return []
        file = recorded_file(settings.back_translations, path)
        # That there is none is said when it is needed, after what is wrong with the article itself.
        return [file.name, _digest(content(file)) if os.path.isfile(file) else ""]


@cache
def program(version: str) -> str:
    """Hex digest of a version of auditor, of its own files without the bundled model, which the engine names, and of the
    versions of Python and of the packages that it needs."""
    root = Path(__file__).parent
    total = hashlib.sha256(json.dumps([version, sys.version, libraries()]).encode())
    for file in sorted(_own_files(root)):
        total.update(file.relative_to(root).as_posix().encode() + b"\0" + _digest(file.read_bytes()).encode())
    return total.hexdigest()


def libraries() -> list[list[str]]:
    """Names and versions of the packages that auditor needs, and of those that `--runtime transformers` computes with;
    nothing where auditor runs without being installed."""
    try:
        wanted = [r for r in metadata.requires("auditor") or [] if "extra ==" not in r]
    except metadata.PackageNotFoundError:
        return []
    names = {re.split(r"[^\w.-]", r)[0] for r in wanted}
    return [[name, _version(name)] for name in sorted(names | {"torch", "tokenizers"})]


def _version(package: str) -> str:
    """Empty where it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _own_files(root: Path) -> Iterator[Path]:
    models = root / "data" / "models"
    for file in root.rglob("*"):
        if file.is_file() and models not in file.parents and file.parent.name != "__pycache__":
            yield file


def _counting(settings: Settings) -> list[list[Any]]:
    return [[name, _plain(getattr(settings, name))] for name in OPTIONS if name not in ELSEWHERE]


def _plain(value: Any) -> Any:
    """A setting in JSON's types; the order of a table does not count."""
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, dict):
        return [[key, _plain(value[key])] for key in sorted(value)]
    return [_plain(v) for v in value] if isinstance(value, tuple) else str(value) if isinstance(value, Path) else value


def _digest_of_all(folder: Path) -> str:
    return _digest(json.dumps([[str(file), _digest_of(file)] for file in files(folder)]).encode())


def _digest_of(file: Path) -> str:
    """Empty where it cannot be read: it is no reference then."""
    try:
        return _digest(read_bytes(str(file)))
    except DocumentError:
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
