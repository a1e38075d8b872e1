"""Back-translations that somebody made before, one line for each sentence of the article, disclosure included."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from auditor import input_file
from auditor.errors import EngineError
from auditor.plurals import plural
from auditor.records import Translation, told


def recorded_file(path: Path, article: str) -> Path:
    """The file for an article: `path` itself, or in a folder `<article's stem>.txt`."""
    if os.path.isdir(path):
        return path / f"{Path(article).stem if article != '-' else 'stdin'}.txt"
    return path


def read_recorded(path: Path, article: str, sentences: Sequence[str]) -> list[Translation]:
    """Line k is the translation of sentence k of the article.

    An empty line is an empty translation and marked so. A last line without an end counts; an end of line after the
    last one does not make another. Raises EngineError where the file cannot be read or the counts differ.
    """
    file = recorded_file(path, article)
    lines = _lines(file)
    if len(lines) != len(sentences):
        raise EngineError(
            f"{file}: holds {plural(len(lines), 'line')}, but {told(article)} has"
            f" {plural(len(sentences), 'sentence')}; give one line of back-translation for each, disclosure included."
        )
    return [
        Translation(line.strip(), problem="empty" if sentence.strip() and not line.strip() else None)
        for line, sentence in zip(lines, sentences)
    ]


def recorded_revision(path: Path, articles: Sequence[str]) -> str:
    """Hex digest of the recorded files, for the report."""
    total = hashlib.sha256()
    for file in sorted({recorded_file(path, article) for article in articles}):
        total.update(os.fsencode(file.name) + b"\0" + _content_or_nothing(file) + b"\0")
    return total.hexdigest()


def _content_or_nothing(file: Path) -> bytes:
    """Nothing of a file that cannot be read: that is said when it is needed."""
    try:
        return content(file)
    except EngineError:
        return b""


def content(file: Path) -> bytes:
    """What is in a recorded file. Raises EngineError where it cannot be read."""
    try:
        return input_file.read(file)
    except FileNotFoundError:
        raise EngineError(
            f"{file}: no such file of back-translations; write one, or leave --back-translations."
        ) from None
    except IsADirectoryError:
        raise EngineError(f"{file}: a folder, not a file of back-translations.") from None
    except OSError as error:
        raise EngineError(f"{file}: the back-translations cannot be read ({error.strerror}).") from error


def _lines(file: Path) -> list[str]:
    try:
        text = content(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EngineError(f"{file}: the back-translations are not UTF-8 text; save them as UTF-8.") from error
    # Only real line ends: str.splitlines would also split at U+2028, U+0085 and others inside a sentence.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
