"""The rule hidden-text: characters that nobody sees, or that look like others."""

from __future__ import annotations

import pytest
from arabic_alone import findings
from hang import ends
from pairs import BY_ITSELF
from pairs import findings as findings_of

from auditor.records import Document, Segment, Severity
from auditor.rules._bidi import reordered
from auditor.rules.frame.context import Context


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("وتقدّم نحو \u202e15\u202c مرشحًا.", "right-to-left override"),
        ("وتقدّم \u202dالوزير الجديد\u202c للمنصب.", "left-to-right override"),
        ("وصل \u202aعام 2024 إلى London\u202c الوفد.", "left-to-right embedding"),
        ("وصل \u2066عام 2024 إلى London\u2069 الوفد.", "left-to-right isolate"),
        ("وصل \u2068London عام 2024 الوفد\u2069 أمس.", "first-strong isolate"),
        ("وصل الو\u200bزير أمس.", "invisible character inside a word"),
        ("وصل الو\xadزير أمس.", "invisible character inside a word"),
        ("زار فريق Man\u200bchester المدينة.", "invisible character inside a word"),
        ("بلغ العدد 1\u20602 شخصًا.", "invisible character inside a word"),
        ("وصل الو\u200fزير أمس.", "directional mark inside a word"),
        ("زار فريق Manchester\u200f United المدينة.", "directional mark between Latin words"),
        ("وصل الوزير\U000e0041\U000e0042 أمس.", "tag characters"),
        ("زار شركة Аpple أمس.", "look-alike letter in a Latin word"),
        ("زار شركة ΝOKIA أمس.", "look-alike letter in a Latin word"),
        ("وصل الوزیر أمس.", "look-alike letter in an Arabic word"),
        ("وصل الملک أمس.", "look-alike letter in an Arabic word"),
    ],
)
def test_what_is_not_what_it_looks_like_is_found(text: str, problem: str) -> None:
    """Controls, invisible characters and look-alikes that change what is read are one major finding each."""
    (found,) = findings(text, "hidden-text")
    assert found.severity is Severity.MAJOR
    assert found.evidence.details["problems"] == problem
    assert "U+" in str(found.evidence.details["characters"])
    assert found.evidence.spans


@pytest.mark.parametrize(
    "text",
    [
        "قال \u200eApple\u200e\u200f إن العدد \u200f50%\u200f تقريبًا.",
        "وصل الـ\u200cFacebook إلى \u2068London\u2069 و\u202aParis\u202c أمس.",
        "\u202bوصل الوفد إلى London عام 2024.\u202c",
        "\u2067وصل الوفد إلى Paris عام 2024.\u2069",
        "بلغ 5 µm وألمانيا كتبت Привет وكذلك Αθήνα أمس.",
        "زار الشاعر پرویز والمدينة گرگان.",
        "علم \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f و\U0001f468\u200d\U0001f469 هنا.",
        "وصل \u202eالوزير الجديد\u202c أمس.",
    ],
)
def test_harmless_marks_are_not_hidden_text(text: str) -> None:
    """Marks that only keep the layout in order, other scripts and emoji change nothing that is read."""
    assert findings(text, "hidden-text") == []


def test_the_message_shows_what_a_reader_sees() -> None:
    """For an override the message gives the words as written and as displayed."""
    (found,) = findings("وتقدّم نحو \u202e15\u202c مرشحًا.", "hidden-text")
    assert "15 is seen as 51" in found.message
    assert found.evidence.details["characters"] == "U+202E U+202C"


def test_an_override_reaches_to_the_end_of_its_paragraph() -> None:
    """What is never closed acts to the end of the line, not beyond, and nested controls count once."""
    assert list(reordered("ا\u202e12")) == [(1, 4, "right-to-left override")]
    assert list(reordered("\u202eا\u202d12 اا\u202c34\u202c")) == [(0, 12, "right-to-left override")]
    assert [f.line for f in findings("وصل \u202e12 رجلًا. وغادر 14.\nوعاد 15 رجلًا.", "hidden-text")] == [1]


@pytest.mark.parametrize(
    "unit",
    [".", "\u202e", "\u2068a ا", "ا،", "ا ", "كلمة ", "aа", '("a b"', "a.b/", "ـ", "1٠", "\u200b", "the ", "a\u200f "],
)
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    """Long runs of anything are read in linear time; what is quadratic in them does not end here."""
    text = unit * (100_000 // len(unit))
    seen = Context(Document("-", "ar", text), (Segment(0, text, 0, len(text), 1, 1),), ())
    with ends():
        findings_of(seen, *BY_ITSELF)


@pytest.mark.parametrize(
    "line", ["\u2068" * 20_000 + "a ب", "\u202a" * 20_000 + "\u2069" * 20_000 + "a ب", "\u2066" * 20_000 + "ب a"]
)
def test_nested_controls_by_the_thousand_stay_cheap(line: str) -> None:
    """Forty thousand controls are read in the time of a few thousand comparisons each, not of all pairs."""
    import sys

    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        list(reordered(line))
    finally:
        sys.setprofile(None)
    assert steps < 100 * len(line)
