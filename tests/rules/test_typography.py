"""The rule typography: slips of the typesetter in the Arabic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from arabic_alone import CLEAN, context, findings
from pairs import BY_ITSELF
from pairs import findings as findings_of

from auditor.records import Severity


@pytest.mark.parametrize(
    ("text", "problem", "marked"),
    [
        ("بعد مراجعة أحد المحررين.. لمزيد من التفاصيل.", "doubled punctuation", ".."),
        ("قال الوزير،، إن الأمر انتهى.", "doubled punctuation", "،،"),
        ("ساهمت رويترز في هذا المقال.تمت ترجمة هذه المقالة.", "no space after punctuation", "."),
        ("وصل الوفد،وغادر الوزير.", "no space after punctuation", "،"),
        ("وقال :لن نغادر المدينة.", "space before punctuation", " :"),
        ("وصل الوفد ، وغادر الوزير.", "space before punctuation", " ،"),
        ("هل وصل الوفد ؟", "space before punctuation", " ؟"),
        ("وصل الـوفد إلى المدينة.", "tatweel", "ـ"),
        ("وصل محمـــد إلى المدينة.", "tatweel", "ـــ"),
        ("وصل الوفد, وغادر الوزير.", "Latin punctuation", ","),
        ("هل وصل الوفد?", "Latin punctuation", "?"),
        ("بلغ العدد 12 في عام ٢٠٢٤، ثم 14 بعد ذلك.", "mixed digit systems", "٢٠٢٤"),
        ("بلغ العدد 2٠24 نسمة.", "mixed digit systems", "2٠24"),
        ("وصل الوفد\u200b وغادر الوزير.", "invisible character", "\u200b"),
    ],
)
def test_typography_names_each_slip(text: str, problem: str, marked: str) -> None:
    """Each slip of the keyboard is one minor finding that names its kind and marks its characters."""
    (found,) = findings(text, "typography")
    assert found.severity is Severity.MINOR
    assert problem in str(found.evidence.details["problems"]).split(", ")
    assert marked in [span.text for span in found.evidence.spans]


@pytest.mark.parametrize(
    "text",
    [
        "انتظر... ثم غادر المدينة.",
        "قال: “لا أعرف…”، ثم غادر.",
        "وُلد د.سمير عام 300 ق.م. في المدينة.",
        "بلغت النسبة 3.5% مقابل 1,200 دولار و10:30 صباحًا.",
        "طائرة F-16 وفيروس COVID-19 ومادة H2O ومحرك B52 في عام ٢٠٢٠.",
        'هذا هو الـBBC، وهذه لـ"الشركة" في عام 1445هـ.',
        "ما هذا؟! ولماذا الآن؟",
        "أعلنت شركة Yahoo! عن ذلك.",
    ],
)
def test_typography_leaves_right_spelling(text: str) -> None:
    """Ellipses, abbreviations, decimals, times, Latin names and prefixes with tatweel are not slips."""
    assert findings(text, "typography") == []


def test_a_missing_stop_stands_out_only_among_stops() -> None:
    """A long paragraph without a stop is found where nearly all others have one, headlines and lists are not."""
    paragraphs = [CLEAN] * 9 + [CLEAN.rstrip(".")]
    numbered = [p.replace("84", str(i)) for i, p in enumerate(paragraphs, start=11)]
    (found,) = findings("\n".join(numbered), "typography")
    assert found.evidence.details["problems"] == "no stop at the end"
    assert found.line == 10
    assert findings("\n".join(["عنوان المقال", *numbered[:9]]), "typography") == []
    assert findings("\n".join(p.rstrip(".") for p in numbered), "typography") == []
    assert findings("\n".join([*numbered[:9], "- " + numbered[9]]), "typography") == []


def test_disclosure_needs_no_stop() -> None:
    """Closing lines often have no stop: only content is held to it."""
    seen = context("\n".join([CLEAN.replace("84", str(n)) for n in range(9)] + [CLEAN.rstrip(".")]))
    closing = replace(seen.segments[-1], kind="disclosure")
    seen = replace(seen, segments=(*seen.segments[:-1], closing))
    assert findings_of(seen, *BY_ITSELF) == []


def test_the_common_digits_of_the_article_count() -> None:
    """Digits are compared over the article: the sentences in the rarer system are found, wherever they stand."""
    text = "بلغ العدد 12 شخصًا.\nوصل 14 آخرون.\nثم وصل ١٥ شخصًا.\nوبقي 16 شخصًا."
    assert [(f.line, f.column) for f in findings(text, "typography")] == [(3, 8)]
