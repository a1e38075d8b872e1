"""Links between the pages of the project lead somewhere, and every page is reached."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from auditor.rules import RULES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
RULE_PAGES = ROOT / "auditor" / "data" / "rules"
PAGES = [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "auditor" / "data").rglob("*.md")]


def tokens(page: Path) -> list[Token]:
    """A page as Markdown reads it, without what stands in code."""
    return MarkdownIt().parse(page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """Where the links of a page point."""
    for token in tokens(page):
        yield from (str(child.attrs["href"]) for child in token.children or () if child.type == "link_open")


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page; the second of a name ends in -1."""
    inside = tokens(page)
    headings = [inside[i + 1].content for i, token in enumerate(inside) if token.type == "heading_open"]
    seen: Counter[str] = Counter()
    found = set()
    for heading in headings:
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the project leads to a file, and what follows # is the anchor of a heading there."""
    for link in links(page):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_index_reaches_every_page() -> None:
    """docs/README.md links every page beside it and the page of every rule, and the README links the index."""
    reached = {Path(os.path.normpath(DOCS / link)) for link in links(DOCS / "README.md") if "://" not in link}
    assert set(DOCS.glob("*.md")) - reached == {DOCS / "README.md"}
    assert {RULE_PAGES / f"{rule}.md" for rule in RULES} <= reached
    assert "docs/README.md" in links(ROOT / "README.md")
