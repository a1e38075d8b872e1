"""What a reader sees of a .docx file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from auditor.errors import DocumentError
from auditor.reading.markup import Visible

MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes a .docx may unpack to."""

MAX_XML = 8 * 1024 * 1024
"""Bytes its XML may unpack to: read as a tree it takes some forty times the memory."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def visible_docx(raw: bytes, path: str) -> Visible:
    """The paragraphs of a Word document in order, those in tables and text boxes included, one line each.

    The line numbers are paragraph numbers, from 1, empty paragraphs counted. Tracked insertions are text, deletions and
    hidden text are not; where the end of a paragraph was deleted the next one goes on in the same line. Raises DocumentError
    where the file is no Word document or unpacks to more than `MAX_XML` or `MAX_UNPACKED`.
    """
    _refuse_bombs(raw, path)
    from docx import Document as open_docx

    try:
        body = open_docx(io.BytesIO(raw)).element.body
    except Exception as error:  # python-docx raises whatever its zip and XML readers raise
        raise DocumentError(f"{path} cannot be read as a Word document: save it again as .docx or .txt") from error
    lines: list[str] = []
    numbers: list[int] = []
    for number, text in _joined(body):
        for line in text.split("\n"):
            if line.strip():
                lines.append(line)
                numbers.append(number)
    return Visible("\n".join(lines), tuple(numbers))


def _refuse_bombs(raw: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            xml = sum(i.file_size for i in archive.infolist() if i.filename.lower().endswith((".xml", ".rels")))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentError(f"{path} is not a Word document: save it again as .docx or .txt") from error
    if unpacked > MAX_UNPACKED:
        raise DocumentError(f"{path} unpacks to {unpacked // 1024**2} MB, which no article does: save its text as .txt")
    if xml > MAX_XML:
        raise DocumentError(f"{path} holds {xml // 1024**2} MB of XML, which no article does: save its text as .txt")


def _paragraphs(element: Any) -> Iterator[Any]:
    """Paragraphs in document order; the copy that old versions of Word would show of a text box is passed over."""
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}p":
            yield node
        if node.tag != _FALLBACK:
            stack.extend(reversed(node))


def _text(paragraph: Any) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif node.tag == f"{_W}tab":
            yield "\t"
        elif node.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif node.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK) and not _vanishes(node):
            stack.extend(reversed(node))


def _joined(body: Any) -> Iterator[tuple[int, str]]:
    """The paragraphs' texts and numbers, those made one that a tracked deletion joins."""
    text, first = "", 0
    for number, paragraph in enumerate(_paragraphs(body), start=1):
        text, first = text + "".join(_text(paragraph)), first or number
        if not _goes_on(paragraph):
            yield first, text
            text, first = "", 0
    yield first, text


def _goes_on(paragraph: Any) -> bool:
    """The mark at the paragraph's end is a tracked deletion: with the changes accepted it is one with the next."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _vanishes(node: Any) -> bool:
    """A run with the property `vanish` is hidden text."""
    if node.tag != f"{_W}r":
        return False
    properties = node.find(f"{_W}rPr")
    vanish = properties.find(f"{_W}vanish") if properties is not None else None
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")
