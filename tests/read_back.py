"""Reads reports of every format back, as strictly as what they are made for does."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

SCHEMAS = Path(__file__).parent / "schemas"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What could act on a terminal, or turn the direction of a line; the ends of lines and isolates are the report's own, and
the direction marks are good Arabic's, which turn nothing outside of their isolate."""
COLOUR = re.compile("\x1b\\[[0-9;]*m")
FOUND = re.compile(r".+: (critical|major|minor|neutral) [a-z-]+ .+")
ANNOTATION = re.compile(r"::(error|warning|notice|group|endgroup)\b.*")


@cache
def _schema(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def _json(schema: str = "") -> Callable[[str], object]:
    def read(text: str) -> object:
        value = json.loads(text)
        if schema:
            _schema(schema).validate(value)
        return value

    return read


def _page(text: str) -> None:
    """One script, which is the page's own; nothing is fetched and nothing runs at a click."""
    page = BeautifulSoup(text, "html.parser")
    assert len(page.find_all("script")) == 1
    _harmless(page)


def _markdown(text: str) -> None:
    """As a site renders it that lets HTML through."""
    page = BeautifulSoup(MarkdownIt("commonmark", {"html": True}).render(text), "html.parser")
    assert not page.find_all("script")
    _harmless(page)


def _harmless(page: BeautifulSoup) -> None:
    assert not page.find_all(["img", "iframe", "object", "embed"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("src", "srcdoc")]
        assert str(tag.get("href", "#")).startswith(("#", "data:"))


def _lines(pattern: re.Pattern[str]) -> Callable[[str], None]:
    def read(text: str) -> None:
        _plain(text)
        assert all(pattern.fullmatch(COLOUR.sub("", line)) for line in text.split("\n") if line), text

    return read


def _plain(text: str) -> None:
    """Nothing acts on a terminal but for colours, and each line closes what it isolates."""
    text = COLOUR.sub("", text)
    assert not CONTROL.search(text), text
    for line in text.split("\n"):
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069"), line


PARSERS: dict[str, Callable[[str], object]] = {
    "terminal": _plain,
    "concise": _lines(FOUND),
    "html": _page,
    "json": _json(),
    "sarif": _json("sarif-2.1.0.json"),
    "junit": ElementTree.fromstring,
    "github": _lines(ANNOTATION),
    "gitlab": _json("code-quality.json"),
    "rdjson": _json("rdformat.json"),
    "markdown": _markdown,
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n") if line],
    "csv": lambda text: list(csv.reader(io.StringIO(text, newline=""), strict=True)),
    "corrections": _markdown,
}
"""A reader for each format; it raises where something is not as it must be."""
