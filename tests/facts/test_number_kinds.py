"""What a number counts and in what: kinds, amounts, measures, and where facts stand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_numbers import likeliest

from auditor.facts.numbers import numbers
from auditor.facts.quantities import units as money


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("12 - ويعرض على المجلس 5 تقارير", "ar", [5]),
        ("٥٥- واصل الفرع عمله", "ar", []),
        ("124. The Council took note of 3 reports", "en", [3]),
        ("3 - 2 فاز الفريق", "ar", [3, 2]),
        ("10-year plans need 5 people", "en", [10, 5]),
        ("3.5 million people", "en", [3_500_000]),
    ],
)
def test_the_number_of_a_paragraph_states_nothing(text: str, lang: str, values: list[int]) -> None:
    """It may answer one of the other side, and is not missed itself."""
    assert [f.value for f in numbers.extract(text, lang) if f.certainty >= 0.25] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [("from 1943–6,", [1943, 1946, 6]), ("the 2024-25 season", [2024, 2025, 25]), ("won 1940-38", [1940, 38])],
)
def test_the_second_year_of_a_span_may_be_cut_short(text: str, values: list[int]) -> None:
    """Its first digits are those of the first year."""
    assert [f.value for f in numbers.extract(text, "en")] == values


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


def test_addresses_state_no_number() -> None:
    """The digits of web and mail addresses are not read."""
    assert numbers.extract("See https://example.org/2024/05 or write to desk24@example.org", "en") == ()
    assert numbers.extract("افتح desk.example.org/projects/374212 للمزيد", "ar") == ()
    assert numbers.extract("المزيد: /20240131/report-71/page.html و 6b1f0c2d-98aa-4c11-b0de-0077aa12bb34", "ar") == ()
    assert {f.text for f in numbers.extract("وصل في 15 آذار/مارس/2014", "ar")} == {"15", "2014"}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It cost USD131 million.", [(131_000_000, "dollar")]),
        ("It cost SAR 5bn and Dh500.", [(5_000_000_000, "riyal"), (500, "dirham")]),
        ("They try 5 times to fly an A320 to Euro 2024.", []),
    ],
)
def test_a_currency_may_stand_before_its_number(text: str, amounts: list[tuple[int, str]]) -> None:
    """A code or a short form, joined or not; a letter of a model and a tournament are none."""
    assert [f.value[:2] for f in money.extract(text, "en") if isinstance(f.value, tuple)] == amounts


def test_other_languages_give_digits_only() -> None:
    """Number words of a language without an extractor are not read."""
    assert likeliest("On iki kişi ve 13 çocuk", "tr") == [("number", 13)]


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
        ("500 د.ك.", "ar", ("money", (500, "dinar", "KW"))),
        ("4000 ر.س شهريا", "ar", ("money", (4000, "riyal", "SA"))),
        ("3.5 مليار ج.م.", "ar", ("money", (3_500_000_000, "pound", "EG"))),
        ("ألف ل.ل.", "ar", ("money", (1000, "lira", "LB"))),
        ("500 مليون €", "ar", ("money", (500_000_000, "euro", ""))),
        ("20$", "ar", ("money", (20, "dollar", ""))),
        ("20 €", "en", ("money", (20, "euro", ""))),
        ("50 ألف تومان", "ar", ("money", (50_000, "toman", ""))),
        ("72 كلم", "ar", ("measure", (72, "kilometre"))),
        ("90 كلم/ساعة", "ar", ("measure", (90, "kilometre"))),
        ("45 mph", "en", ("measure", (45, "mile"))),
        ("20 كلغ", "ar", ("measure", (20, "kilogram"))),
        ("5 كم2", "ar", ("measure", (5, "square kilometre"))),
        ("5 م²", "ar", ("measure", (5, "square metre"))),
        ("1000 م3", "ar", ("measure", (1000, "cubic metre"))),
        ("300 متر مربع", "ar", ("measure", (300, "square metre"))),
        ("200 sq ft", "en", ("measure", (200, "square foot"))),
        ("12 ميلا بحريا", "ar", ("measure", (12, "nautical mile"))),
        ("12 nautical miles", "en", ("measure", (12, "nautical mile"))),
    ],
)
def test_amounts_and_measures(text: str, lang: str, expected: tuple[str, object]) -> None:
    """A number takes its currency, with the country where it is named, or its unit."""
    (fact,) = money.extract(text, lang)
    assert (fact.kind, fact.value) == expected


def test_a_sign_before_the_next_amount_is_no_sign_behind() -> None:
    """Of $20 $30 the second sign belongs to 30."""
    assert [f.value for f in money.extract("$20 $30", "en")] == [(20, "dollar", ""), (30, "dollar", "")]
    assert [f.value for f in money.extract("20 $30", "en")] == [(30, "dollar", "")]


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
