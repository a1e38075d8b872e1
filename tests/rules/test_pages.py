"""The help pages of the rules: one layout, and examples that behave as the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pairs import BY_ITSELF, findings

import auditor
from auditor.reading.segment import segment
from auditor.records import Document
from auditor.rules import RULES
from auditor.rules.frame.context import Context

PAGES = sorted((Path(auditor.__file__).parent / "data" / "rules").glob("*.md"))
HEADINGS = ["What it looks for", "Flagged", "Not flagged", "Blind spots"]


def section(rule: str, heading: str) -> str:
    (page,) = (p for p in PAGES if p.stem == rule)
    return page.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]


def examples(rule: str, heading: str) -> list[str]:
    """The items of a section without their mark-up and without the explanation after the colon."""
    items = re.findall(r"^- (.*)$", section(rule, heading), re.MULTILINE)
    return [re.sub(r": [A-Za-z].*|\*\*", "", item) for item in items]


def rules_of(text: str) -> set[str]:
    document = Document("page", "ar", text)
    context = Context(document, segment(document), ())
    return {f.rule for f in findings(context, *BY_ITSELF)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_has_the_common_layout(page: Path) -> None:
    """The title is the rule, the line below it has the rule's severity and MQM type, and the sections are the same."""
    title, _, line, *_ = page.read_text(encoding="utf-8").split("\n")
    rule = RULES[page.stem]
    assert title == f"# {rule.id}"
    assert line == f"**Severity** {rule.severity.label} · **MQM** {rule.mqm}"
    assert re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE) == HEADINGS
    assert all(section(page.stem, heading).strip() for heading in HEADINGS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_needs_no_other(page: Path) -> None:
    """It is printed in a terminal and stands in reports, where links into the repository lead nowhere; and it is read by
    editors, who need not know the parts of the program."""
    text = page.read_text(encoding="utf-8")
    assert "](" not in text
    assert re.findall(r"\b(?:beads?|log-odds|cosine|contrast|encoder|hypothes[ie]s)\b", text) == []


@pytest.mark.parametrize("rule", ["untranslated", "repetition", "typography"])
def test_the_examples_are_flagged_as_the_page_says(rule: str) -> None:
    """Each example of a flagged text is flagged by that rule, no example of the others is."""
    flagged, left = examples(rule, "Flagged"), examples(rule, "Not flagged")
    assert len(flagged) >= 3
    assert len(left) >= 3
    assert [text for text in flagged if rule not in rules_of(text)] == []
    assert [text for text in left if rule in rules_of(text)] == []
