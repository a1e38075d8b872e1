"""The parts of a form that carries files, read in memory: a library that spools them would write articles to disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_PARTS = 20


@dataclass(slots=True)
class Part:
    """A field of the form, as it came."""

    name: str = ""
    file: str | None = None
    """What the sender calls the file; None for a field of text, empty where no file was chosen."""
    data: bytearray = field(default_factory=bytearray)


def read_parts(content_type: str, body: bytes) -> list[Part]:
    """The parts of a `multipart/form-data` body. Raises ValueError where it is none, or has too many."""
    from python_multipart import MultipartParser
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import parse_options_header

    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        raise ValueError("there is no boundary")
    reader = _Reader()
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise ValueError("its parts have no borders") from error
    if not reader.ended:
        raise ValueError("its end is missing")
    return reader.parts


class _Reader:
    """What the parser tells, put together."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.ended = False
        self._name = b""
        self._value = b""

    def callbacks(self) -> MultipartCallbacks:
        """By the names that the parser calls them."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header,
            "on_part_data": self._data,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        if len(self.parts) == MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS} fields")
        self.parts.append(Part())

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        from python_multipart.multipart import parse_options_header

        if self._name.lower() == b"content-disposition":
            _, said = parse_options_header(self._value)
            part = self.parts[-1]
            part.name = said.get(b"name", b"").decode("utf-8", "replace")
            part.file = said[b"filename"].decode("utf-8", "replace") if b"filename" in said else None
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1].data += data[start:end]

    def _end(self) -> None:
        self.ended = True
