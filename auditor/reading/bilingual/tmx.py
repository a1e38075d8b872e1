"""TMX: translation memories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.reading.bilingual import xml
from auditor.reading.bilingual.markup import Marked, marked
from auditor.reading.bilingual.units import Broken, Origin, Pair, same_language

_CODES = {"bpt": "x", "ept": "x", "ph": "x", "it": "x", "ut": "x"}
_TRANSPARENT = frozenset({"hi"})


def read(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """The units of a memory; those without one of the two languages are left out. Raises DocumentError where it is none."""
    root = xml.parse(text, origin.path, "tmx", "TMX")
    for number, unit in enumerate(xml.descendants(root, "tu"), 1):
        yield _pair(unit.get("tuid") or f"#{number}", unit, origin)


def _pair(name: str, unit: Any, origin: Origin) -> Pair | Broken:
    article, reference = _side(unit, origin.article_lang), _side(unit, origin.reference_lang)
    if reference is None:
        return Pair(name, Marked(""), Marked(""), unit.sourceline, unit.sourceline, "in another language")
    if article is None:
        return Pair(name, Marked(""), _text(reference), unit.sourceline, reference.sourceline)
    return Pair(name, _text(article), _text(reference), article.sourceline, reference.sourceline)


def _side(unit: Any, lang: str) -> Any:
    """The <seg> of the first variant in a language; None without one."""
    for variant in xml.children(unit, "tuv"):
        tag = variant.get(xml.LANG) or variant.get("lang")
        if tag and same_language(tag, lang):
            return next(iter(xml.children(variant, "seg")), None)
    return None


def _text(element: Any) -> Marked:
    return marked(xml.pieces(element, _CODES, _TRANSPARENT))
