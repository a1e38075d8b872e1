"""Which numbers, amounts and measures are read in a sentence, Arabic and English."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.numbers import numbers
from auditor.facts.quantities import units as money

ARABIC = {
    "خمسة وعشرون ألفا وثلاثمئة": 25300,
    "ألف ومئتان وخمسة وعشرون": 1225,
    "ثلاثمائة وخمسين ألف": 350_000,
    "مليون ونصف المليون": 1_500_000,
    "نصف مليون": 500_000,
    "3 ملايين و200 ألف": 3_200_000,
    "مليوني": 2_000_000,
    "ملياري": 2_000_000_000,
    "إحدى عشرة": 11,
    "اثني عشر": 12,
    "ثلاث عشرة": 13,
    "خمس مئة": 500,
    "مئتين": 200,
    "ألفين وثمانية عشر": 2018,
    "2.8 مليار": 2_800_000_000,
    "٣٥": 35,
    "١٬٢٣٤": 1234,
    "150.000": 150_000,
    "30،000": 30_000,
}
ENGLISH = {
    "twenty-five thousand three hundred": 25300,
    "one thousand two hundred and twenty-five": 1225,
    "one and a half million": 1_500_000,
    "half a million": 500_000,
    "half a dozen": 6,
    "$125m": 125_000_000,
    "£2.8bn": 2_800_000_000,
    "1.2 million": 1_200_000,
    "1,000": 1000,
    "a million": 1_000_000,
    "nineteen": 19,
    "14½": Fraction(29, 2),
    "two dozen": 24,
}


def likeliest(text: str, lang: str) -> list[tuple[str, object]]:
    """Kind and value of the first reading of each place, without what is only maybe a number."""
    seen: dict[tuple[int, int], tuple[str, object]] = {}
    for fact in numbers.extract(text, lang):
        if fact.certainty > 0.25:
            seen.setdefault((fact.start, fact.end), (fact.kind, fact.value))
    return list(seen.values())


@pytest.mark.parametrize(("text", "value"), ARABIC.items())
def test_arabic_numbers_have_their_value(text: str, value: int) -> None:
    """Feminine forms, duals, compounds, hundreds, scales and mixed digits and words are each one number."""
    assert likeliest(f"بلغ العدد {text}.", "ar") == [("number", value)]


@pytest.mark.parametrize(("text", "value"), ENGLISH.items())
def test_english_numbers_have_their_value(text: str, value: int) -> None:
    """Digits, words, scales, letters for scales and halves are each one number."""
    assert likeliest(f"The total was {text}.", "en") == [("number", value)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("بنسبة 14٪", "ar", [("percent", 14)]),
        ("20 بالمئة", "ar", [("percent", 20)]),
        ("ثلاثين في المئة", "ar", [("percent", 30)]),
        ("5.5 per cent", "en", [("percent", Fraction(11, 2))]),
        ("الثاني والعشرين", "ar", [("ordinal", 22)]),
        ("التاسع عشر", "ar", [("ordinal", 19)]),
        ("19th", "en", [("ordinal", 19)]),
        ("twenty-first", "en", [("ordinal", 21)]),
        ("World War II", "en", [("ordinal", 2)]),
        ("بمقدار الخمس", "ar", [("fraction", Fraction(1, 5))]),
        ("by a fifth in May", "en", [("fraction", Fraction(1, 5))]),
        ("by a fifth column", "en", [("ordinal", 5)]),
        ("ثلاثة مسؤولين آخرين", "ar", [("number", 3)]),
        ("مسؤولين", "ar", [("dual", 2)]),
        ("ثلاثة أرباع", "ar", [("fraction", Fraction(3, 4))]),
        ("two thirds", "en", [("fraction", Fraction(2, 3))]),
        ("عشرات الآلاف", "ar", [("vague", 10_000)]),
        ("tens of thousands", "en", [("vague", 10_000)]),
        ("dozens", "en", [("vague", 10)]),
        ("several million", "en", [("vague", 10**6)]),
        ("a few thousand", "en", [("vague", 1000)]),
        ("the 1980s", "en", [("decade", 1980)]),
        ("ثمانينيات القرن العشرين", "ar", [("decade", 1980)]),
        ("ستينيات القرن التاسع عشر", "ar", [("decade", 1860)]),
        ("عامين", "ar", [("dual", 2)]),
        ("HER2", "en", [("code", 2)]),
    ],
)
def test_kinds(text: str, lang: str, expected: list[tuple[str, object]]) -> None:
    """Percentages, ordinals, fractions, vague quantities, decades, duals and codes are told apart."""
    assert likeliest(text, lang) == expected


def test_an_arabic_ending_that_may_be_a_dual_is_hardly_certain() -> None:
    """-ان and -ين are plurals and parts of words as well."""
    (fact,) = numbers.extract("وصل الضابطين", "ar")[-1:]
    assert (fact.kind, fact.certainty) == ("dual", 0.6)
    (fact,) = numbers.extract("زار لبنان", "ar")[-1:]
    assert fact.certainty < 0.25


def test_two_hundred_is_not_two_dead() -> None:
    """مئتين and ميتين differ in one letter, and only one is a number."""
    assert likeliest("عثر عليهم ميتين", "ar") == []


def test_numbers_side_by_side_stay_apart() -> None:
    """Lists, scores and ranges are several numbers."""
    assert [v for _, v in likeliest("33، 34 و39 عاما", "ar")] == [33, 34, 39]
    assert [v for _, v in likeliest("They won 5-3.", "en")] == [5, 3]
    assert [v for _, v in likeliest("أربعة ملايين وخمسة ملايين", "ar")] == [4_000_000, 5_000_000]


def test_addresses_state_no_number() -> None:
    """The digits of web and mail addresses are not read."""
    assert numbers.extract("See https://example.org/2024/05 or write to desk24@example.org", "en") == ()


def test_other_languages_give_digits_only() -> None:
    """Number words of a language without an extractor are not read."""
    assert likeliest("On iki kişi ve 13 çocuk", "tr") == [("number", 13)]


def test_a_point_in_arabic_may_group_or_divide() -> None:
    """150.000 has two readings, the likelier first."""
    assert [f.value for f in numbers.extract("150.000", "ar")] == [150_000, 150]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("45 million Australian dollars", "en", ("money", (45_000_000, "dollar", "AU"))),
        ("45 مليون دولار أسترالي", "ar", ("money", (45_000_000, "dollar", "AU"))),
        ("US$5", "en", ("money", (5, "dollar", "US"))),
        ("10 ملايين من الدولارات", "ar", ("money", (10_000_000, "dollar", ""))),
        ("50 kilometres", "en", ("measure", (50, "kilometre"))),
        ("50 كيلومتراً", "ar", ("measure", (50, "kilometre"))),
        ("29-year-old", "en", ("measure", (29, "year"))),
        ("عامين", "ar", ("measure", (2, "year"))),
        ("ثلاثة أشهر", "ar", ("measure", (3, "month"))),
    ],
)
def test_amounts_and_measures(text: str, lang: str, expected: tuple[str, object]) -> None:
    """A number takes its currency, with the country where it is named, or its unit."""
    (fact,) = money.extract(text, lang)
    assert (fact.kind, fact.value) == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_every_integer_is_read_however_it_is_grouped(number: int) -> None:
    """Plain, grouped and in Eastern Arabic digits: one value."""
    east = f"{number:,}".replace(",", "٬").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text, lang in ((str(number), "en"), (f"{number:,}", "en"), (f"{number:,}", "ar"), (east, "ar")):
        assert numbers.extract(text, lang)[0].value == number


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ar", "en", "fr"]))
def test_facts_stand_where_they_say(text: str, lang: str) -> None:
    """Whatever the text: every fact's text is the text at its place, and its certainty is a share."""
    for fact in (*numbers.extract(text, lang), *money.extract(text, lang)):
        assert text[fact.start : fact.end] == fact.text
        assert 0 < fact.certainty <= 1
