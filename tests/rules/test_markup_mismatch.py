"""Tags and placeholders of translation units."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import by_bead, make_context

from auditor.reading.bilingual.markup import marked
from auditor.records import Finding, Unit
from auditor.rules.frame.context import Context


def units(*rows: tuple[str, str]) -> Context:
    """A context of one unit a row: article and reference as a bilingual file has them."""
    sides = [(marked([article]), marked([reference])) for article, reference in rows]
    context = make_context(*((a.text, r.text) for a, r in sides))
    views = tuple(
        replace(view, article=tuple(replace(s, unit=k) for s in view.article)) for k, view in enumerate(context.views)
    )
    article = replace(context.article, units=tuple(Unit(str(k), a.markup, r.markup) for k, (a, r) in enumerate(sides)))
    return replace(context, article=article, views=views)


def found(article: str, reference: str) -> list[Finding]:
    """What the rule finds in one unit."""
    return by_bead(units((article, reference)), "markup-mismatch")[0]


@pytest.mark.parametrize(
    ("article", "reference", "severity", "message"),
    [
        ("اقرأ التقرير كاملا.", "Read the <b>full</b> report.", "minor", "The translation lacks “<b>”, “</b>”"),
        ("مرحبا!", "Hello, {name}!", "major", "The translation lacks “{name}”"),
        ("حُفظ %d من %d ملفات.", "%d files saved.", "minor", "The translation adds “%d”"),
        ("هذا <i>جديد</i>.", "This is {new}.", "major", "The translation lacks “{new}” and adds “<i>”, “</i>”"),
        (
            "نص.",
            "<a><b><c><d><e><f>Text.",
            "minor",
            "The translation lacks “<a>”, “<b>”, “<c>”, “<d>”, “<e>” and 1 more",
        ),
    ],
)
def test_what_is_lost_or_added_is_said(article: str, reference: str, severity: str, message: str) -> None:
    """Once for each unit; a lost placeholder weighs more."""
    (finding,) = found(article, reference)
    assert (finding.severity.label, finding.message) == (severity, message)


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("كتب {author} في {place}.", "In {place}, {author} wrote."),
        ('<a href="/ar/">المزيد</a>', '<a href="/en/">More</a>'),
        ("المزيد", "More"),
    ],
)
def test_order_and_attributes_may_differ(article: str, reference: str) -> None:
    """A translation puts words elsewhere, and links to other pages."""
    assert found(article, reference) == []


def test_each_unit_answers_for_itself() -> None:
    """What one unit lost another does not make good."""
    context = units(("مرحبا!", "Hello {name}!"), ("مرحبا {name}!", "Hello!"), ("نعم.", "Yes."))
    assert [len(row) for row in by_bead(context, "markup-mismatch")] == [1, 1, 0]


def test_plain_articles_are_left_alone() -> None:
    """Outside bilingual files nothing is known of markup."""
    assert by_bead(make_context(("مرحبا!", "Hello <b>there</b>!")), "markup-mismatch") == [[]]
