"""Which numbers, amounts and measures are read in a sentence, Arabic and English."""

from __future__ import annotations

from fractions import Fraction

import pytest
from read_numbers import likeliest

from auditor.facts.numbers import numbers

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


def test_a_roman_numeral_may_answer_a_number() -> None:
    """It is not missed where the other side leaves it out."""
    assert [(f.value, f.certainty) for f in numbers.extract("Resolution 1894 (LVII)", "en")] == [(1894, 1.0), (57, 0.2)]


@pytest.mark.parametrize(("text", "value"), ENGLISH.items())
def test_english_numbers_have_their_value(text: str, value: int) -> None:
    """Digits, words, scales, letters for scales and halves are each one number."""
    assert likeliest(f"The total was {text}.", "en") == [("number", value)]


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


def test_a_point_in_arabic_may_group_or_divide() -> None:
    """150.000 has two readings, the likelier first."""
    assert [f.value for f in numbers.extract("150.000", "ar")] == [150_000, 150]
