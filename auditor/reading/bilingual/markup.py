"""Inline tags and placeholders: taken out of the text that is compared, and kept so that their loss is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.wordlists.patterns import Pattern

_HERE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: where something stood that is no text."""

_LITERAL = Pattern(
    r"</?(?P<tag>[A-Za-z0-9][\w:-]{0,40})(?:\s[^<>]{0,500})?/?>"
    r"|\$?\{\{?[A-Za-z0-9_.]{0,60}\}?\}"
    r"|%\{\w{1,60}\}|%\(\w{1,60}\)[-+#0]*\d*[diouxXeEfgGcs]"
    # Not in `50%d`: a per cent sign behind a number is one.
    r"|(?<![\d\u0660-\u0669])%(?:\d{1,2}\$)?[-+#0]*\d{0,3}(?:\.\d{1,3})?(?:l{1,2}|h)?[diouxXeEfgGcs@](?![A-Za-z])"
)
_STANDALONE = frozenset({"br", "img", "hr", "wbr", "x", "ph"})
"""Tags at whose place a word ends; others may stand within one."""

_BETWEEN_WORDS = Pattern(rf"(?<=\w){_HERE}+(?=\w)")
_WITH_SPACE = Pattern(rf"(?:[ \t]*[,،])?[ \t]*{_HERE}+(?=[.!?؟])|[ \t]*{_HERE}+(?=[\s,;:،؛)\]}}»”]|$)")
_SPACES = Pattern("[ \t]{2,}")


@dataclass(frozen=True, slots=True)
class Code:
    """An inline element of a format: a tag or placeholder of the document that was translated."""

    name: str
    """As findings show it, the same on both sides: `<g 1>`."""
    standalone: bool
    """It encloses nothing, so that a word ends there."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The text of one side as it is compared, and what was taken out of it, in order."""

    text: str
    markup: tuple[str, ...] = ()


def marked(pieces: Iterable[str | Code]) -> Marked:
    """Text and inline elements as one; tags and placeholders that are written out in the text (`<b>`, `%s`, `{name}`) are
    taken out as well."""
    text: list[str] = []
    markup: list[str] = []
    for piece in _pieces(pieces):
        if isinstance(piece, str):
            text.append(piece)
        else:
            markup.append(piece.name)
            text.append(_HERE if piece.standalone else "")
    return Marked(_without_holes("".join(text)), tuple(markup))


def is_placeholder(name: str) -> bool:
    """Whether something that was taken out stands for words, which a reader would miss."""
    return not name.startswith("<")


def _pieces(pieces: Iterable[str | Code]) -> Iterator[str | Code]:
    for piece in pieces:
        if isinstance(piece, str):
            yield from _literal(piece)
        else:
            yield piece


def _literal(text: str) -> Iterator[str | Code]:
    at = 0
    for match in _LITERAL.finditer(text):
        yield text[at : match.start()]
        yield _code(match)
        at = match.end()
    yield text[at:]


def _code(match: re.Match[str]) -> Code:
    """Attributes do not count: a link may rightly lead elsewhere."""
    tag = match["tag"]
    if tag is None:
        return Code(match[0], True)
    slash = "/" if match[0].startswith("</") else ""
    return Code(f"<{slash}{tag.lower()}>", tag.lower() in _STANDALONE)


def _without_holes(text: str) -> str:
    """No two words become one, and no stop gets a space before it."""
    if _HERE in text:
        text = _BETWEEN_WORDS.sub(" ", text)
        text = _WITH_SPACE.sub("", text).replace(_HERE, "")
    return _SPACES.sub(" ", text).strip()
