"""XML of translation tools, read so that a hostile file can do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from auditor.errors import DocumentError
from auditor.reading.bilingual.markup import Code
from auditor.wordlists.patterns import Pattern

_DECLARATION = Pattern(r"\s*<\?xml[^>]{0,200}\?>")
_ENTITY = Pattern(r"<!ENTITY\b", re.IGNORECASE)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(text: str, path: str, root: str, what: str) -> Any:
    """The root element of a file, which must be called `root`; `what` names the format.

    No entity is expanded, no DTD loaded, no address asked. Raises DocumentError where the file defines entities, is no
    XML, or is another kind of it.
    """
    from lxml import etree

    if _ENTITY.search(text):
        raise DocumentError(f"{path} defines XML entities, which no {what} file needs: save it again without them")
    body = _DECLARATION.sub("", text, count=1)
    lines_before = text[: len(text) - len(body)].count("\n")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        found = etree.fromstring(("\n" * lines_before + body).encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "no element").partition(", line")[0]
        where = f" at line {error.lineno}" if error.lineno else ""
        raise DocumentError(f"{path} is not well-formed XML{where} ({reason}): save it again as {what}") from error
    if local(found) != root:
        raise DocumentError(f"{path} is XML but no {what}: its outermost element is {local(found)!r}, not {root!r}")
    return found


def local(element: Any) -> str:
    """The name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    """Direct children of that name, in any namespace."""
    return [child for child in element if local(child) == name]


def descendants(element: Any, name: str) -> Iterator[Any]:
    """All elements of that name below, in document order, in any namespace."""
    found: Iterator[Any] = element.iter("{*}" + name)
    return found


def inherited(element: Any, attribute: str) -> str | None:
    """An attribute of the element or of the nearest one around it that has it."""
    while element is not None:
        if attribute in element.attrib:
            return str(element.get(attribute))
        element = element.getparent()
    return None


def pieces(element: Any, codes: dict[str, str], transparent: frozenset[str]) -> Iterator[str | Code]:
    """The content of an element: text, and a `Code` for each inline element.

    `codes` has the inline elements whose content is no text, by the attribute that tells them apart; every other element
    encloses text, and is a `Code` of its own unless it is `transparent`. White space is one space where the file does not
    say that it is to be kept.
    """
    keep = inherited(element, _SPACE) == "preserve"
    for piece in _walk(element, codes, transparent):
        yield piece if keep or isinstance(piece, Code) else re.sub(r"[ \t\r\n]+", " ", piece)


def _walk(element: Any, codes: dict[str, str], transparent: frozenset[str]) -> Iterator[str | Code]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in codes:
            yield Code(f"<{name} {child.get(codes[name], '')}".rstrip() + ">", True)
        elif name:
            if name not in transparent:
                yield Code(f"<{name} {child.get('id', '')}".rstrip() + ">", False)
            yield from _walk(child, codes, transparent)
        yield child.tail or ""
