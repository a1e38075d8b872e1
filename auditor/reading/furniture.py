"""Which elements of a news page are no part of its story: boxes of related stories, teasers, share bars, comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from auditor.wordlists.patterns import Pattern

_MANY = 20
"""So many <article> elements are a list of teasers."""
_STORY = 120
"""Code points outside links from which an <article> is a story and no teaser."""
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"})
_HIDING = Pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOXES = frozenset({"article", "div", "section", "ul", "ol", "figure", "form", "footer", "header", "p", "span"})
_BESIDE = Pattern(
    r"comments?|comment-(?:list|section|area|form)|disqus(?:_thread)?|share|share-?(?:bar|buttons?|tools|links)|sharing"
    r"|social(?:-(?:share|links|media|bar))?|newsletter(?:-signup)?|breadcrumbs?|cookie-(?:banner|notice|consent)"
    r"|tags?(?:-(?:list|links|cloud))?|post-tags|article-tags|advert(?:isement)?|ad-(?:slot|container)"
)
"""Names of classes that are never a story's."""
_LINKS = Pattern(
    r"(?:[a-z]+-)?(?:related|recommended|trending|most-read|more-on|read-(?:more|also|next)|see-also|also-read|recirc)"
    r"(?:-[a-z]+)*|teasers?|promo|outbrain|taboola"
)
"""Names of classes of boxes that hold links to other stories."""


def hidden(element: Any) -> bool:
    """The page does not show the element."""
    return "hidden" in element.attrib or bool(_HIDING.search(element.get("style", "")))


def content_root(page: Any, own: Mapping[Any, int]) -> Any:
    """The only <article> with a story in it, else the only <main> with text, else the whole page. `own`: `own_text`."""
    found = _with_text(page, "article")
    stories = [e for e in found if own[e] >= _STORY] if len(found) > 1 else found
    outer = [e for e in stories if not any(parent in stories for parent in e.iterancestors("article"))]
    for candidates in (outer, _with_text(page, "main")):
        if len(candidates) == 1:
            return candidates[0]
    return page


def _with_text(page: Any, name: str) -> list[Any]:
    found = list(islice((e for e in page.iter(name) if not hidden(e)), _MANY))
    return [e for e in found if any(piece.strip() for piece in e.itertext())] if len(found) < _MANY else []


def own_text(page: Any) -> Mapping[Any, int]:
    """For each element how many code points it holds outside links."""
    own: dict[Any, int] = {}
    for element in reversed(list(page.iter())):  # what is inside comes before it
        if element.tag == "a" or not isinstance(element.tag, str):
            own[element] = 0
        else:
            inside = sum(own[child] + len((child.tail or "").strip()) for child in element)
            own[element] = len((element.text or "").strip()) + inside
    return own


def beside_the_story(element: Any, root: Any, own: Mapping[Any, int]) -> bool:
    """The element is part of the page by its role, or a box by the names of its classes; a box of links only if it
    holds little else."""
    if element.get("role") in _ROLES:
        return True
    if element.tag not in _BOXES:
        return False
    names = [*element.get("class", "").lower().split()[:_MANY], element.get("id", "").lower()]
    if any(_BESIDE.fullmatch(name) for name in names):
        return True
    teaser = element.tag == "article" and root.tag == "article"
    return own[element] < _STORY and (teaser or any(_LINKS.fullmatch(name) for name in names))
