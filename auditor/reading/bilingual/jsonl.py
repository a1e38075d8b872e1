"""JSON Lines: an object with `article` and `reference` on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from auditor.reading.bilingual.markup import marked
from auditor.reading.bilingual.units import Broken, Origin, Pair


def read(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """A unit for each line that is not blank; `id` may name it."""
    for line, content in enumerate(text.split("\n"), 1):
        if content.strip():
            yield _pair(line, content)


def _pair(line: int, content: str) -> Pair | Broken:
    name = f"#{line}"
    try:
        unit = json.loads(content)
    except (ValueError, RecursionError):
        return Broken(name, line, "is not valid JSON")
    if not isinstance(unit, dict):
        return Broken(name, line, "is not an object with `article` and `reference`")
    if isinstance(unit.get("id"), str | int) and unit["id"] != "":
        name = str(unit["id"])
    article, reference = unit.get("article"), unit.get("reference")
    if article is None and "article" in unit:
        article = ""
    if not isinstance(article, str) or not isinstance(reference, str):
        missing = "article" if not isinstance(article, str) else "reference"
        return Broken(name, line, f"has no text as `{missing}`")
    return Pair(_whole(name), marked([_whole(article)]), marked([_whole(reference)]), line, line)


def _whole(text: str) -> str:
    """Half a surrogate pair, which JSON can spell and no file can hold, is replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
