"""What a reader sees of .html and .md, and on which line of the file it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement
    from markdown_it.token import Token


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
_SPACES = re.compile(r"[ \t\n\r\f]+")

_NOT_SHOWN = {
    "head", "script", "style", "template", "noscript", "nav", "iframe", "object", "svg", "math", "canvas", "audio",
    "video", "select", "textarea", "button", "dialog",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_PAGE_FURNITURE = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def visible_html(text: str) -> Visible:
    """The text a page shows, one line for each block; only its <article> or <main> where there is exactly one.

    Left out: scripts, styles, navigation, hidden elements, the page's own header and footer, and the title.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser", multi_valued_attributes=None)
    root = _content_root(soup)
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    writer = _Writer()
    _walk(root, root is soup, text, starts, writer)
    return writer.visible()


def _content_root(soup: BeautifulSoup) -> Tag:
    for name in ("article", "main"):
        found = [tag for tag in soup.find_all(name) if not _hidden(tag) and tag.get_text(strip=True)]
        if len(found) == 1:
            return found[0]
    return soup


def _hidden(tag: Tag) -> bool:
    style = tag.get("style")
    return tag.has_attr("hidden") or (isinstance(style, str) and bool(_HIDING.search(style)))


def _shown(tag: Tag, whole_page: bool) -> bool:
    if tag.name in _NOT_SHOWN or _hidden(tag) or tag.get("role") in _PAGE_FURNITURE:
        return False
    if tag.name == "aside":
        return False
    return not (whole_page and tag.name in {"header", "footer"})


def _walk(root: Tag, whole_page: bool, source: str, starts: list[int], writer: _Writer) -> None:
    """Depth first without recursion: a page may nest as deep as it likes."""
    from bs4 import Tag
    from bs4.element import CData, NavigableString

    number = 1
    stack: list[PageElement | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            number = _line_after_start_tag(node, source, starts) or number
            if node is not root and not _shown(node, whole_page):
                continue
            if node.name in _BLOCKS:
                writer.end_line()
                stack.append("end")
            stack.extend(reversed(node.contents))
        elif isinstance(node, NavigableString):
            if type(node) in (NavigableString, CData):
                writer.add(str(node), number)
            number += node.count("\n")
        else:
            writer.end_line()


def _line_after_start_tag(tag: Tag, source: str, starts: list[int]) -> int | None:
    """The line on which the start tag ends: html.parser says where it starts."""
    if tag.sourceline is None or tag.sourcepos is None or tag.sourceline > len(starts):
        return None
    end = source.find(">", starts[tag.sourceline - 1] + tag.sourcepos)
    return bisect_right(starts, end) if end >= 0 else tag.sourceline


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)


def visible_markdown(text: str) -> Visible:
    """The text of a Markdown file as rendered: a paragraph is one line, links and images are their text.

    Front matter is left out; code is kept as text, because a reader sees it, too.
    """
    from markdown_it import MarkdownIt

    # Articles are indented for looks, not to be code.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    text = _FRONT_MATTER.sub(lambda m: "\n" * m.group().count("\n"), text, count=1)
    writer = _Writer()
    for token in parser.parse(text):
        number = token.map[0] + 1 if token.map else 1
        if token.type == "inline":
            _inline(token, number, writer)
        elif token.type == "fence":
            for offset, line in enumerate(token.content.splitlines(), start=1):
                writer.add(line, number + offset)
                writer.end_line()
        elif token.type == "html_block":
            inner = visible_html(token.content)
            for line, offset in zip(inner.text.split("\n"), inner.lines or ()):
                writer.add(line, number + offset - 1)
                writer.end_line()
    return writer.visible()


def _inline(token: Token, number: int, writer: _Writer) -> None:
    for child in token.children or ():
        if child.type == "softbreak":
            writer.add(" ", number)
            number += 1
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            writer.end_line()
            number += child.type == "hardbreak"
        elif child.type != "html_inline":
            writer.add(child.content, number)
    writer.end_line()
