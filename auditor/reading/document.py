"""Files to Documents: bytes, encoding, format, and whether the text is in the language it is taken for."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from auditor.errors import DocumentError
from auditor.reading.bounds import check_text
from auditor.reading.docx import visible_docx
from auditor.reading.encodings import decode
from auditor.reading.language_check import check_language
from auditor.reading.markup import Visible, visible_html, visible_markdown
from auditor.reading.wrapped import unwrapped
from auditor.records import Document, told

__all__ = ["MAX_BYTES", "SUFFIXES", "check_language", "read_document"]

MAX_BYTES = 20 * 1024 * 1024
"""The largest .docx file; all but a little of such a one is pictures."""

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""The largest file read as plain text."""

MAX_MARKUP_BYTES = 5 * 1024 * 1024
"""The largest .html or .md file."""

_MARKUP: dict[str, Callable[[str, str], Visible]] = {
    ".html": visible_html,
    ".htm": visible_html,
    ".xhtml": visible_html,
    ".md": visible_markdown,
    ".markdown": visible_markdown,
}

SUFFIXES = (".txt", ".md", ".html", ".docx")
"""What a folder is searched for."""


def read_document(path: str, lang: str, data: bytes | None = None) -> Document:
    """Read an article or a reference.

    The suffix decides the format: .html, .md and .docx give their visible text, everything else is plain text. With
    `data` nothing is opened (`path` `-` is standard input). Raises DocumentError for what is missing, unreadable,
    empty, too large, not text or beyond any article (see `bounds`).
    """
    return _read(read_bytes(path) if data is None else data, path, lang, Path(path).suffix.lower())


def given_document(text: str, lang: str, name: str) -> Document:
    """A plain text that somebody has in hand, under the name that messages shall have for it; half a surrogate pair is
    replaced. Raises DocumentError for what is empty, too large or not text."""
    return _read(text.encode("utf-8", "replace"), name, lang, ".txt")


def _read(raw: bytes, path: str, lang: str, suffix: str) -> Document:
    """The document that these bytes are, in the format of the suffix."""
    name = told(path)
    limit = MAX_MARKUP_BYTES if suffix in _MARKUP else MAX_BYTES if suffix == ".docx" else MAX_TEXT_BYTES
    if len(raw) > limit:
        raise DocumentError(f"{name} is over {limit // 1024**2} MB, which no article is: give the article's text alone")
    if not raw.strip():
        raise DocumentError(f"{name} is empty: it should hold the text of an article or reference")
    if suffix == ".docx":
        return _document(path, lang, "utf-8", visible_docx(raw, path))
    decoded = decode(raw, name, lang)
    if suffix in _MARKUP:
        return _document(path, lang, decoded.encoding, _MARKUP[suffix](decoded.text, path))
    return _document(path, lang, decoded.encoding, unwrapped(decoded.text))


def _document(path: str, lang: str, encoding: str, visible: Visible) -> Document:
    document = Document(path, lang, visible.text, encoding, visible.lines)
    if not visible.text.strip():
        raise DocumentError(
            f"{document.name} holds no visible text: it should hold the text of an article or reference"
        )
    check_text(document)
    return document


def read_bytes(path: str) -> bytes:
    """At most one byte more than is allowed, so that a device without end ends. A pipe in a folder would be waited for for
    ever; one that the shell handed over, /dev/fd/63, has a writer."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode) and not path.startswith(("/dev/", "/proc/")):
            raise DocumentError(f"{path} is a pipe, not a file: send what is in it to standard input")
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DocumentError(f"{path} does not exist: check the name") from None
    except IsADirectoryError:
        raise DocumentError(f"{path} is a folder: give a file") from None
    except PermissionError:
        raise DocumentError(f"{path} cannot be read: permission denied") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"{path!r} cannot be read: {reason}") from error
