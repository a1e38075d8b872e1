"""What a reader sees of .html and .md, and on which line of the file it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import DocumentError
from auditor.reading.front_matter import without_directions
from auditor.reading.furniture import beside_the_story, content_root, hidden, own_text
from auditor.wordlists.patterns import Pattern

_LONGEST_PARAGRAPH = 20_000
"""Code points of a Markdown paragraph up to which its inline markup is read."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Visible text, and for each of its lines the line of the file, from 1; None where they are the same."""

    text: str
    lines: tuple[int, ...] | None


@dataclass(slots=True)
class _Writer:
    """Collects lines: white space is collapsed as a browser does it, an empty line is not kept."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _number: int = 0

    def add(self, text: str, number: int) -> None:
        if not text.strip(_COLLAPSED) and not self._parts:
            return
        if not self._parts:
            head = text[: len(text) - len(text.lstrip(_COLLAPSED))]
            self._number = number + head.count("\n")
        self._parts.append(text)

    def end_line(self) -> None:
        line = _SPACES.sub(" ", "".join(self._parts)).strip(_COLLAPSED)
        if line:
            self.lines.append(line)
            self.numbers.append(self._number)
        self._parts.clear()

    def visible(self) -> Visible:
        self.end_line()
        return Visible("\n".join(self.lines), tuple(self.numbers))


# What HTML collapses; a no-break space is kept.
_COLLAPSED = " \t\n\r\f"
_SPACES = Pattern(r"[ \t\n\r\f]+")

_NOT_SHOWN = {
    "head", "script", "style", "template", "noscript", "nav", "iframe", "object", "svg", "math", "canvas", "audio",
    "video", "select", "textarea", "button", "dialog", "del", "s", "strike",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def visible_html(text: str, path: str) -> Visible:
    """The text a page shows, one line for each block; only its <article> or <main> where there is exactly one with a
    story in it.

    Left out: scripts, styles, navigation, hidden elements, the page's own header and footer, the title, what is struck
    out, and boxes beside the story (`furniture`). Raises DocumentError where elements are nested so deep that the parser
    gives up, because text would be lost.
    """
    # lxml, not html.parser: that one takes quadratic time on unclosed comments and tags.
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page = document_fromstring(text.encode(), parser=parser)
    except ParserError:
        return Visible("", ())
    if any("depth" in error.message for error in parser.error_log.filter_from_fatals()):
        raise DocumentError(f"{path} nests its elements too deeply to be read: give the article's text alone")
    own = own_text(page)
    root = content_root(page, own)
    writer = _Writer()
    _walk(root, root is page, own, writer)
    return writer.visible()


def _shown(element: Any, root: Any, whole_page: bool, own: Mapping[Any, int]) -> bool:
    name = element.tag
    if not isinstance(name, str) or name in _NOT_SHOWN or name == "aside":  # a comment's tag is no string
        return False
    if hidden(element) or beside_the_story(element, root, own):
        return False
    return not (whole_page and name in {"header", "footer"})


def _walk(root: Any, whole_page: bool, own: Mapping[Any, int], writer: _Writer) -> None:
    """Depth first without recursion: a page may nest as deep as it likes.

    The parser says on which line a start tag or a comment ends; from there line ends in the text are counted.
    """
    number = 1
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        block = element.tag in _BLOCKS
        if leaving or (element is not root and not _shown(element, root, whole_page, own)):
            if not leaving:
                number = max(number, _last_line(element))
            elif block:
                writer.end_line()
            if element is not root and element.tail:
                writer.add(element.tail, number)
                number += element.tail.count("\n")
            continue
        if block:
            writer.end_line()
        number = element.sourceline or number
        if element.text:
            writer.add(element.text, number)
            number += element.text.count("\n")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _last_line(element: Any) -> int:
    """The line on which an element that is passed over ends, as far as can be told."""
    last = element
    while len(last):
        last = last[-1]
    tail = (last.tail or "") if last is not element else ""
    text = (last.text or "") if isinstance(last.tag, str) else ""
    return (last.sourceline or 1) + text.count("\n") + tail.count("\n")


def visible_markdown(text: str, path: str) -> Visible:
    """The text of a Markdown file as rendered: a paragraph is one line, links and images are their text.

    Front matter, shortcodes and what is struck out are left out; code is kept as text, because a reader sees it, too.
    """
    from markdown_it import MarkdownIt

    # Articles are indented for looks, not to be code.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "inline"])
    env: dict[str, Any] = {}
    text = without_directions(text)
    writer = _Writer()
    for token in parser.parse(text, env):
        number = token.map[0] + 1 if token.map else 1
        if token.type == "inline":
            if len(token.content) <= _LONGEST_PARAGRAPH:
                token.children = []
                parser.inline.parse(token.content, parser, env, token.children)
                _inline(token.children, number, writer)
            else:  # some inline rules take quadratic time; no real paragraph is that long
                writer.add(token.content, number)
                writer.end_line()
        elif token.type == "fence":
            for offset, line in enumerate(token.content.splitlines(), start=1):
                writer.add(line, number + offset)
                writer.end_line()
        elif token.type == "html_block":
            inner = visible_html(token.content, path)
            for line, offset in zip(inner.text.split("\n"), inner.lines or ()):
                writer.add(line, number + offset - 1)
                writer.end_line()
    return writer.visible()


def _inline(children: list[Any], number: int, writer: _Writer) -> None:
    struck = 0
    for child in children:
        struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        if struck and child.type not in ("softbreak", "hardbreak"):
            continue
        if child.type == "softbreak":
            writer.add(" ", number)
            number += 1
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            writer.end_line()
            number += child.type == "hardbreak"
        elif child.type != "html_inline":
            writer.add(child.content, number)
    writer.end_line()
