"""What is said beside a number: the least or the most, and by what time it is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.numbers import numbers
from auditor.facts.quantities import bounds

LEAST = [
    "at least 116 votes",
    "more than $4 a dose",
    "no fewer than 20 people",
    "20 people or more",
    "over 30 degrees",
    "ما لا يقل عن 116 صوتا",
    "لن تقل عن 19 يورو",
    "يجب ألا تقل الغرامة عن 500 يورو",
    "116 صوتًا على الأقل",
    "زادت بأكثر من 30 في المئة",
    "يزيد عددهم على 40 شخصا",
    "من هم فوق سن 65",
    "تجاوز 50 درجة",
]
MOST = [
    "at most 116 votes",
    "less than $4 a dose",
    "no more than 20 people",
    "did not exceed 40",
    "up to 45,000 euros",
    "children under the age of 5",
    "ما لا يزيد على 116 صوتا",
    "لن تزيد على 19 يورو",
    "على ألا تزيد الغرامة على 500 يورو",
    "116 صوتًا على الأكثر",
    "أقل من 30 في المئة",
    "لا يتجاوز 50 دولارا",
    "تقل أعمارهم عن 15 عاما",
    "دون سن 5",
]
NEITHER = [
    "116 votes",
    "could not rise by more than 2 percent",
    "it rose to 40. At least one of them",
    "لا يجوز أن ترتفع بأكثر من 2 في المئة",
    "نحو 40 شخصا",
    "تحظر التجمعات لأكثر من 50 شخصا",
    "لم يصل إلى أكثر من 40",
]


def _lang(text: str) -> str:
    return "en" if text.isascii() else "ar"


def _first(text: str) -> tuple[int, int, str]:
    fact = next(f for f in numbers.extract(text, _lang(text)) if f.text[0].isdecimal())
    return fact.start, fact.end, _lang(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [*((t, "at least") for t in LEAST), *((t, "at most") for t in MOST), *((t, None) for t in NEITHER)],
)
def test_a_number_is_the_least_or_the_most(text: str, expected: str | None) -> None:
    """Words before or behind a number bound it; a denial before them leaves that open."""
    found = bounds.bound(text, *_first(text))
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2% a year", "year"),
        ("300 dollars per month", "month"),
        ("5 flights each week", "week"),
        ("2% سنويًا", "year"),
        ("300 دولار شهريا", "month"),
        ("5 رحلات في الأسبوع", "week"),
        ("2% a year ago", None),
        ("30 في العام الماضي", None),
        ("2% في الانتخابات", None),
    ],
)
def test_a_number_is_counted_by_a_time(text: str, expected: str | None) -> None:
    """A year, a month, a week behind a number are its rate; a date there is none."""
    found = bounds.rate(text, *_first(text))
    assert (found and found[0]) == expected


def test_the_span_holds_the_number_with_its_words() -> None:
    """What is shown is what was read: `less than $4`, 116 صوتًا على الأكثر."""
    for text, shown in (
        ("sold for less than $4 a dose", "less than $4"),
        ("إلى 116 صوتًا على الأكثر لتجاوز", "116 صوتًا على الأكثر"),
    ):
        found = bounds.bound(text, *_first(text))
        assert found
        assert text[found[1] : found[2]] == shown


WORDS = [
    "at",
    "least",
    "more",
    "than",
    "5",
    "٧",
    "%",
    "$",
    "على",
    "الأقل",
    "لا",
    "يقل",
    "عن",
    "أكثر",
    "من",
    ".",
    "،",
    "a",
    "year",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.sampled_from(["ar", "en", "fr"]))
def test_what_is_found_holds_the_number(text: str, lang: str) -> None:
    """Whatever stands around a number, what is found lies in the text and holds the number."""
    for fact in numbers.extract(text, lang):
        for read in (bounds.bound, bounds.rate):
            found = read(text, fact.start, fact.end, lang)
            assert found is None or 0 <= found[1] <= fact.start < fact.end <= found[2] <= len(text)
