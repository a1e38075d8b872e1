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
    "خمسة وستين وثلاثمئة": 365,
    "سبعين ومئتي": 270,
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
    "12 ألفا و500": 12_500,
    "١٢ ألفاً و٥٠٠": 12_500,
    "3 آلاف و200": 3200,
    "ألفين و300": 2300,
    "41 ألفا و 788": 41_788,
    "مئة و20": 120,
    "12 ألفا وخمسمئة": 12_500,
    "اثني عشر ألفا و500": 12_500,
    "مليون و234 ألفا و567": 1_234_567,
    "مئة و سبعة": 107,
    "خمسة و عشرين": 25,
    "ألف و مئتين": 1200,
    "مليون و نصف": 1_500_000,
    "مليون و 234 ألفا": 1_234_000,
    "12 500": 12_500,
    "1 234 567": 1_234_567,
    "١٢ ٥٠٠": 12_500,
    "12\u2009500": 12_500,
    "12\u2007500": 12_500,
    "3 200,50": Fraction(6401, 2),
    "3ر5": Fraction(7, 2),
    "٣ر٥": Fraction(7, 2),
    "12ر450 مليون": 12_450_000,
    "1،5 مليون": 1_500_000,
    "12.500,75": Fraction(50_003, 4),
    "7·5": Fraction(15, 2),
}
APART = {
    "12 ألفا، و500 منهم": [12_000, 500],
    "12 ألفا و500 منهم": [12_000, 500],
    "12 ألفا و500 آخرون": [12_000, 500],
    "ألف مدني و500 جندي": [1000, 500],
    "12 ألفا و20 في المئة": [12_000, 20],
    "12 ألفا وثلاثة جنود": [12_000, 3],
    "مئة و200 ألف": [100, 200_000],
    "3 ملايين و200": [3_000_000, 200],
    "2024 500 شخص": [2024, 500],
    "القناة 5 12 شخصا": [5, 12],
    "33،34": [33, 34],
    "1،5 و2،6": [1, 5, 2, 6],
}
CONSTRUCT = {
    "ألفا قتيل": 2000,
    "وألفا جريح": 2000,
    "مليونا نازح": 2_000_000,
    "مليارا دولار": 2_000_000_000,
    "21 ألفا": 21_000,
    "عشرين ألفا": 20_000,
    "ألفا في العام": 1000,
    "مليونا ونصف المليون": 1_500_000,
    "مليونا آخر": 1_000_000,
    "مليونا.": 1_000_000,
}
SHARES = {
    "ثلث أعضاء المجلس": Fraction(1, 3),
    "ربع السكان": Fraction(1, 4),
    "خمس السكان": Fraction(1, 5),
    "ثلثا الأعضاء": Fraction(2, 3),
    "ثلثهم": Fraction(1, 3),
}
ENGLISH = {
    "twenty-five thousand three hundred": 25300,
    "one thousand two hundred and twenty-five": 1225,
    "one and a half million": 1_500_000,
    "half a million": 500_000,
    "half a dozen": 6,
    "$125m": 125_000_000,
    "$300+ billion": 300_000_000_000,
    "15+ million": 15_000_000,
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


@pytest.mark.parametrize(("text", "values"), APART.items())
def test_arabic_numbers_that_stay_apart(text: str, values: list[int]) -> None:
    """A comma, a noun, a percentage or a word such as منهم says that the second number counts something of its own."""
    assert [v for _, v in likeliest(text, "ar")] == values


def test_a_rest_in_digits_may_be_another_number() -> None:
    """12 ألفا و500 is 12,500 first, and then twelve thousand of one thing and 500 of another."""
    facts = numbers.extract("قتل 12 ألفا و500 جريح", "ar")
    assert [(f.text, f.value, f.certainty) for f in facts] == [
        ("12 ألفا و500", 12_500, 1.0),
        ("12 ألفا و500", 12_000, 0.3),
        ("500", 500, 0.2),
    ]


def test_digits_turned_round_are_a_second_reading() -> None:
    """5ر6278 is 6278.5 where an editor turned the halves round."""
    assert [f.value for f in numbers.extract("5ر6278 نقطة", "ar")] == [Fraction("5.6278"), Fraction("6278.5")]


@pytest.mark.parametrize(("text", "value"), CONSTRUCT.items())
def test_a_dual_before_its_noun(text: str, value: int) -> None:
    """ألفا and مليونا are two of them before a noun, and one behind a number, before another word and at the end."""
    assert likeliest(f"بلغ {text}", "ar")[0] == ("number", value)


@pytest.mark.parametrize(("text", "value"), SHARES.items())
def test_a_share_of_something_may_be_set_against_another(text: str, value: Fraction) -> None:
    """A fraction of what is named is surer than the bare word."""
    fact = numbers.extract(f"أيد {text} القرار", "ar")[0]
    assert (fact.kind, fact.value, fact.certainty) == ("fraction", value, 0.5)


def test_english_does_not_part_thousands_by_a_plain_space() -> None:
    """Flight 12 500 is two numbers; a thin space makes one."""
    assert [v for _, v in likeliest("Flight 12 500 passengers", "en")] == [12, 500]
    assert [v for _, v in likeliest("12\u2009500 passengers", "en")] == [12_500]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("لكل 000 100 شخص", [100_000]),
        ("مبلغ 910 035 17 دولارا", [17_035_910]),
        ("أحصيت 608 41 حالة", [41_608]),
        ("بلغ 300 725 يورو", [300_725, 725_300]),
        ("بلغ 14 500 شخص", [14_500]),
        ("الغرفة 150، 12 شخصا", [150, 12]),
    ],
)
def test_thousands_that_read_from_right_to_left(text: str, values: list[int]) -> None:
    """As the United Nations write them; where both orders are possible they are alternative readings."""
    assert [f.value for f in numbers.extract(text, "ar")] == values


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


def test_a_roman_numeral_may_answer_a_number() -> None:
    """It is not missed where the other side leaves it out."""
    assert [(f.value, f.certainty) for f in numbers.extract("Resolution 1894 (LVII)", "en")] == [(1894, 1.0), (57, 0.2)]


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


@pytest.mark.parametrize(
    ("text", "value"),
    [("ﺛﻼﺛﻴﻦ", 30), ("ﻣﻠﻴﻮﻧﻲ", 2_000_000), ("ﺧﻤﺴﺔ ﻭﻋﺸﺮﻭﻥ", 25), ("مي\u0654تا", 200), ("ا\u0654ربعين", 40)],
)
def test_letters_of_another_form_are_the_same_letters(text: str, value: int) -> None:
    """Presentation forms and decomposed letters spell the number that plain ones do."""
    assert likeliest(f"بلغ {text}", "ar") == [("number", value)]


def test_numbers_side_by_side_stay_apart() -> None:
    """Lists, scores and ranges are several numbers."""
    assert [v for _, v in likeliest("33، 34 و39 عاما", "ar")] == [33, 34, 39]
    assert [v for _, v in likeliest("They won 5-3.", "en")] == [5, 3]
    assert [v for _, v in likeliest("أربعة ملايين وخمسة ملايين", "ar")] == [4_000_000, 5_000_000]


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
