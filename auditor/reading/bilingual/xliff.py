"""XLIFF 1.2 and 2.x."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from auditor.errors import DocumentError
from auditor.reading.bilingual import xml
from auditor.reading.bilingual.markup import Marked, marked
from auditor.reading.bilingual.units import Broken, Origin, Pair, Reason, Unreviewed, same_language

_CODES_1 = {"x": "id", "bx": "id", "ex": "id", "ph": "id", "it": "id", "bpt": "id", "ept": "id"}
_TRANSPARENT_1 = frozenset({"mrk"})
_CODES_2 = {"ph": "id", "sc": "id"}
_TRANSPARENT_2 = frozenset({"mrk", "sm", "em", "ec", "cp"})
"""The end of a code (`ec`) is not looked for apart from its beginning."""


def read(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """The units of a file, whichever version it is. Raises DocumentError where it is none that is known."""
    root = xml.parse(text, origin.path, "xliff", "XLIFF")
    version = root.get("version", "")
    if version.startswith("1."):
        return _version_1(root, origin)
    if version.startswith("2."):
        return _version_2(root, origin)
    raise DocumentError(f"{origin.path} is XLIFF of version {version!r}, which is not known: save it as 1.2 or 2.0")


def _version_1(root: Any, origin: Origin) -> Iterator[Pair | Broken]:
    files = list(xml.descendants(root, "file"))
    for file in files:
        prefix = f"{file.get('original', '')}/" if len(files) > 1 else ""
        known = same_language(file.get("source-language"), origin.reference_lang) and same_language(
            file.get("target-language"), origin.article_lang
        )
        for unit in xml.descendants(file, "trans-unit"):
            name = prefix + (unit.get("id") or unit.get("resname") or "")
            target = next(iter(xml.children(unit, "target")), None)
            yield _pair(name, unit, target, _left_out(unit, known), _unreviewed_1(unit, target), origin, _text_1)


def _left_out(unit: Any, known: bool) -> Reason | None:
    """Whatever its state."""
    if not known:
        return "in another language"
    return "not for translation" if xml.inherited(unit, "translate") == "no" else None


def _unreviewed_1(unit: Any, target: Any) -> Unreviewed | None:
    state = target.get("state", "") if target is not None else ""
    # The default of `approved` is no, but most tools leave it out where they know nothing of a review.
    return "not reviewed" if unit.get("approved") == "no" or state.startswith(("new", "needs-")) else None


def _text_1(element: Any) -> Marked:
    return marked(xml.pieces(element, _CODES_1, _TRANSPARENT_1))


def _version_2(root: Any, origin: Origin) -> Iterator[Pair | Broken]:
    known = same_language(root.get("srcLang"), origin.reference_lang) and same_language(
        root.get("trgLang"), origin.article_lang
    )
    files = list(xml.descendants(root, "file"))
    for file in files:
        prefix = f"{file.get('id', '')}/" if len(files) > 1 else ""
        for unit in xml.descendants(file, "unit"):
            yield from _segments(prefix + unit.get("id", ""), unit, known, origin)


def _segments(name: str, unit: Any, known: bool, origin: Origin) -> Iterator[Pair | Broken]:
    """The segments of a unit of XLIFF 2, each of which is a unit here."""
    segments = xml.children(unit, "segment")
    for number, segment in enumerate(segments, 1):
        own = f"{name}/{segment.get('id', number)}" if len(segments) > 1 else name
        target = next(iter(xml.children(segment, "target")), None)
        yield _pair(own, segment, target, _left_out(segment, known), _unreviewed_2(segment), origin, _text_2)


def _unreviewed_2(segment: Any) -> Unreviewed | None:
    # `initial` is the default, too; where it is not written out, a tool just keeps no states.
    return (
        "not reviewed" if segment.get("state") == "initial" or "needs-review" in segment.get("subState", "") else None
    )


def _text_2(element: Any) -> Marked:
    for character in list(xml.descendants(element, "cp")):
        character.text = _character(character.get("hex", ""))
    found = marked(xml.pieces(element, _CODES_2, _TRANSPARENT_2))
    # A tool may write the two ends of a code for what another wrote as one element around the text.
    return Marked(found.text, tuple(name.replace("<sc ", "<pc ") for name in found.markup))


def _character(hexadecimal: str) -> str:
    """What XML cannot hold and XLIFF spells; nothing where it is no code point."""
    try:
        return chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return ""


def _pair(
    name: str,
    unit: Any,
    target: Any,
    left_out: Reason | None,
    unreviewed: Unreviewed | None,
    origin: Origin,
    text: Callable[[Any], Marked],
) -> Pair | Broken:
    source = next(iter(xml.children(unit, "source")), None)
    name = name or f"#{unit.sourceline}"
    if source is None:
        return Broken(name, unit.sourceline, "has no <source>")
    line = (target if target is not None else unit).sourceline
    article = text(target) if target is not None else Marked("")
    if left_out is None:
        left_out = origin.passed_over(unreviewed) if article.text else "without a target"
    return Pair(name, article, text(source), line, source.sourceline, left_out, unreviewed)
