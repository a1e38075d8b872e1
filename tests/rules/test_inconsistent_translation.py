"""The same English, translated in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import by_bead, make_context

from auditor.records import Finding, Unit
from auditor.rules.frame.context import Context

RULE = "inconsistent-translation"
CLOSED = "The bridge was closed."


def units(*rows: tuple[str, str], path: str = "news.xlf") -> Context:
    """A context of one unit a row: article and reference of a bilingual file."""
    context = make_context(*rows)
    views = tuple(
        replace(view, article=tuple(replace(s, unit=k) for s in view.article)) for k, view in enumerate(context.views)
    )
    article = replace(context.article, path=path, units=tuple(Unit(f"u{k}") for k in range(1, len(rows) + 1)))
    return replace(context, article=article, views=views)


def found(*rows: tuple[str, str]) -> list[list[Finding]]:
    """What the rule finds in each unit."""
    return by_bead(units(*rows), RULE)


def test_the_later_of_two_translations_stands_out() -> None:
    """Where neither is more frequent it is held against the first, whose unit and words the message names."""
    first, second, third = found(("أغلق الجسر.", CLOSED), ("نعم سيدي.", "Yes, sir."), ("أقفل المعبر.", CLOSED))
    assert first == second == []
    (finding,) = third
    assert finding.message == "Unit u1 has another translation of the same English: “أغلق الجسر.”"
    assert finding.severity.label == "minor"
    assert finding.evidence.details == {"unit": "u1", "translation": "أغلق الجسر."}


def test_the_rare_translation_stands_out() -> None:
    """Also where it is the first; what is long is cut in the message."""
    long = "أغلق الجسر " * 12
    first, *others = found(("أقفل المعبر.", CLOSED), (long, CLOSED), (long, CLOSED))
    assert [f.message for f in first] == [
        f"Unit u2 has another translation of the same English: “{long[:79].rstrip()}…”"
    ]
    assert others == [[], []]


@pytest.mark.parametrize(
    "rows",
    [
        # Vowel signs, hamza, stops and spaces.
        (("أُغلق الجسر.", CLOSED), ("اغلق  الجسر", "the bridge was closed")),
        # A single word may mean two things.
        (("مايو", "May"), ("قد", "May")),
        # Other English.
        (("أغلق الجسر.", CLOSED), ("أقفل الجسر.", "The bridge was shut.")),
        (("ارتفعت 5.2% أمس.", "It rose 5.2% yesterday."), ("ارتفعت 52% أمس.", "It rose 52% yesterday.")),
        # Nothing to hold it against.
        (("أغلق الجسر.", ""), ("أقفل المعبر.", "")),
    ],
)
def test_what_is_translated_alike_is_left_alone(rows: tuple[tuple[str, str], ...]) -> None:
    """Spelling variants are the same Arabic, and only the same English is compared."""
    assert found(*rows) == [[] for _ in rows]


def test_context_of_po_files_tells_the_same_english_apart() -> None:
    """There it comes again only where it means something else."""
    rows = (("أغلق الجسر.", CLOSED), ("أقفل المعبر.", CLOSED))
    assert by_bead(units(*rows, path="news.po"), RULE) == [[], []]


def test_plain_articles_are_left_alone() -> None:
    """A sentence that comes again may be worded anew."""
    assert by_bead(make_context(("أغلق الجسر.", CLOSED), ("أقفل المعبر.", CLOSED)), RULE) == [[], []]
