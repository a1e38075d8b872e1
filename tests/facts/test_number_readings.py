"""What is read of one place and in which order, how sure it is, and that numbers far apart do not know each other."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from auditor.facts.fact import Fact
from auditor.facts.numbers import numbers

PHRASES = {
    "ar": """
        12 ألفا و500|ثلاثة وعشرين|ألفين وخمسمئة|مئة و20|مليون ونصف|مليون ونصف المليون|3 ملايين و200 ألف|5 و7|14٪|20 بالمئة|
        ثلاثين في المئة|الثاني والعشرين|الثالث عشر|الخامسة|الثانية|الشوط الأول|الربع الثالث|ثلثا الأعضاء|ربع السكان|
        خمس السكان|ثلاثة أرباع|بمقدار الخمس|نصف مليون|عشرات الآلاف|الملايين|مئات القتلى|ثمانينيات القرن الماضي|
        ستينيات القرن التاسع عشر|التسعينيات|خمسيني|عامين|ألفا قتيل|مليونا نازح|ثلاثة مسؤولين|الضابطين|لبنان|مرة|قرن|كلاهما|
        HER2|5ر6278|150.000|12345678901234567890123456789012345|سنتين ونصف|ثلاث سنوات ونصف|خمسة ملايين وثلاثمئة ألف|
        خمسة وستون وثلاثمئة|مئتين|مئة|ألف|مليوني|ثلاثة ونصف|أحد عشر|العاشر|نصف|نصفهم|أحدهم
    """,
    "en": """
        twenty-five thousand three hundred|one and a half million|half a million|half a dozen|$125m|12m|2.5 million|
        two dozen|a hundred|a million|a third of voters|by a third in May|a third defeat|by a fifth column|half of them|
        a quarter of a million|5.5 per cent|five percentage points|14%|two thirds|three quarters|
        one half|twenty-first|the first half|third quarter|
        second|1st|the 1980s|the eighties|dozens|
        tens of thousands|several million|World War II|Chapter XIV|part i|tripled|both|
        once|HER2|G20|Physics 101|24/7|14½|300+ billion|12345678901234567890123456789012345|one|two|seven|ninety|2 million|
        two and a half years|a dozen|G19|one hundred and five|five million three hundred thousand|nineteen forty
    """,
}
LISTS = {lang: [p.strip() for p in text.split("|")] for lang, text in PHRASES.items()}


def moved(facts: tuple[Fact, ...], by: int) -> list[tuple[str, int, int, str, object, float]]:
    return [(f.kind, f.start + by, f.end + by, f.text, f.value, f.certainty) for f in facts]


@pytest.mark.parametrize(
    ("lang", "before"), [("ar", "قال"), ("ar", "وقال المتحدث"), ("en", "Reportedly"), ("en", "Or so")]
)
def test_numbers_far_apart_do_not_know_each_other(lang: str, before: str) -> None:
    """What is read of one phrase is the same behind any words and any other phrase, with a gap between."""
    order = random.Random(1)
    alone = {p: numbers.extract(p, lang) for p in LISTS[lang]}
    for one in LISTS[lang]:
        other = order.choice(LISTS[lang])
        text = f"{before}      {one}      {other}      {one}"
        first, second = len(before) + 6, len(before) + len(one) + 12
        expected = moved(alone[one], first) + moved(alone[other], second)
        expected += moved(alone[one], second + len(other) + 6)
        assert moved(numbers.extract(text, lang), 0) == expected, text


@pytest.mark.parametrize("lang", LISTS)
def test_every_reading_is_a_share_and_the_first_the_likeliest(lang: str) -> None:
    """Certainties lie in 0–1, and readings of one place are ordered by them."""
    for phrase in LISTS[lang]:
        by_place: dict[tuple[int, int], list[float]] = {}
        for fact in numbers.extract(phrase, lang):
            assert 0 < fact.certainty <= 1
            by_place.setdefault((fact.start, fact.end), []).append(fact.certainty)
        assert all(row == sorted(row, reverse=True) for row in by_place.values()), phrase


def certainties(texts: list[str], lang: str) -> list[float]:
    return [numbers.extract(text, lang)[0].certainty for text in texts]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["one", "two", "three", "eleven"]),
        ("en", ["ten", "eleven"]),
        ("en", ["first", "second", "third", "eleventh"]),
        ("en", ["tenth", "eleventh"]),
        ("ar", ["واحد", "اثنان", "ثلاثة", "أحد عشر"]),
        ("ar", ["عشرة", "عشرون"]),
        ("ar", ["الأول", "الثاني", "الثالث", "الثالث عشر"]),
    ],
)
def test_the_larger_a_number_word_the_surer(lang: str, words: list[str]) -> None:
    """One and first are often no count; three is one; what is above ten nothing else."""
    found = certainties(words, lang)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["three", "ten", "3 and", "7"]),
        ("ar", ["ثلاثة", "عشرة"]),
        ("en", ["third", "tenth"]),
        ("ar", ["الثالث", "العاشر"]),
    ],
)
def test_numbers_of_a_kind_are_equally_sure(lang: str, words: list[str]) -> None:
    """From three to ten in words, and in digits always."""
    spelled = certainties([w for w in words if not w[0].isdigit()], lang)
    assert len(set(spelled)) == 1
    assert all(c == 1 for c in certainties([w for w in words if w[0].isdigit()], lang))


def every_reading(text: str, lang: str) -> list[tuple[str, str, object]]:
    return [(f.kind, f.text, f.value) for f in numbers.extract(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل رجل خمسيني", [("number", "خمسيني", 50), ("decade", "خمسيني", 50)]),
        ("زار لبنان", [("dual", "لبنان", 2)]),
        ("5ر6278 ألف", [("number", "5ر6278 ألف", Fraction(56278, 10)), ("number", "5ر6278 ألف", 6_278_500)]),
        ("بلغ ثلاثة ونصف", [("number", "ثلاثة ونصف", Fraction(7, 2)), ("number", "ثلاثة ونصف", 3)]),
        (
            "بعد عامين ونصف",
            [("dual", "عامين", 2), ("dual", "عامين", Fraction(5, 2)), ("fraction", "ونصف", Fraction(1, 2))],
        ),
        (
            "ثلاث سنوات ونصف",
            [("number", "ثلاث", 3), ("number", "ثلاث", Fraction(7, 2)), ("fraction", "ونصف", Fraction(1, 2))],
        ),
        ("عامين ويومين", [("dual", "عامين", 2), ("dual", "ويومين", 2)]),
        ("وصل أربعتهم", [("number", "أربعتهم", 4)]),
        ("وصل القتلى الخمسة", [("number", "الخمسة", 5)]),
        ("بمقدار العشر", [("fraction", "العشر", Fraction(1, 10))]),
        ("الربع الثالث", [("fraction", "الربع", Fraction(1, 4)), ("stage", "الثالث", 3)]),
        ("الفصل الثالث", [("ordinal", "الثالث", 3)]),
        ("الجولة، الثالث", [("ordinal", "الثالث", 3)]),
        ("ثمانينيات القرن الماضي", [("decade", "ثمانينيات القرن الماضي", 1980)]),
        ("في ثمانينيات القرن", [("decade", "ثمانينيات", 1980), ("decade", "ثمانينيات", 80), ("loose", "القرن", 100)]),
        ("العشرينيات", [("decade", "العشرينيات", v) for v in (1920, 2020, 20)]),
        ("مئات الملايين", [("vague", "مئات الملايين", 100_000_000)]),
        ("مئات القتلى", [("vague", "مئات", 100)]),
        ("آلاف الملايين", [("vague", "آلاف", 1000), ("vague", "الملايين", 10**6)]),
        (
            "مليون وألفين و300",
            [
                ("number", "مليون وألفين و300", 1_002_300),
                ("number", "مليون وألفين و300", 1_002_000),
                ("loose", "300", 300),
            ],
        ),
    ],
)
def test_all_that_is_read_in_arabic(text: str, expected: list[tuple[str, str, object]]) -> None:
    """Every reading with its words, the likeliest of a place first, wherever in the sentence it stands."""
    for before in ("", "هنا ", "هنا هناك "):
        assert every_reading(before + text, "ar") == expected, before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 1970s", [("decade", "1970s", 1970)]),
        ("the eighties", [("decade", "eighties", 1980), ("decade", "eighties", 80)]),
        ("twenty-five six-year-olds", [("number", "twenty-five", 25), ("number", "six", 6)]),
        ("one thousand and      five", [("number", "one thousand", 1000), ("number", "five", 5)]),
        ("the G20", [("number", "20", 20)]),
        ("the XG20", [("code", "20", 20)]),
        ("a BG7", [("code", "7", 7)]),
        ("an A20", [("code", "20", 20)]),
        ("half of a dozen", [("number", "half of a dozen", 6)]),
        ("dozens of tens", [("vague", "dozens", 10), ("vague", "tens", 10)]),
        ("one third of it", [("fraction", "one third", Fraction(1, 3))]),
        ("two and a half million", [("number", "two and a half million", 2_500_000)]),
        ("a $5m deal", [("number", "5m", 5_000_000)]),
        ("a 5m pool", [("number", "5m", 5_000_000), ("number", "5m", 5)]),
        ("many millions", [("vague", "many millions", 10**6)]),
        ("third", [("ordinal", "third", 3), ("ordinal", "third", Fraction(1, 3))]),
        ("twenty-third", [("ordinal", "twenty-third", 23)]),
        ("the two thousandth", [("ordinal", "two thousandth", 2000)]),
        ("two dozen", [("number", "two dozen", 24), ("number", "two dozen", 20)]),
        ("a dozen", [("number", "a dozen", 12), ("number", "a dozen", 10)]),
        ("part I", [("ordinal", "I", 1)]),
    ],
)
def test_all_that_is_read_in_english(text: str, expected: list[tuple[str, str, object]]) -> None:
    """Every reading with its words, the likeliest of a place first, wherever in the sentence it stands."""
    for before in ("", "here ", "and there "):
        assert every_reading(before + text, "en") == expected, before


@pytest.mark.parametrize(
    ("less", "more", "lang"),
    [
        ("a third of voters", "by a third in May", "en"),
        ("a quarter", "a quarter of voters", "en"),
        ("half of them", "a third of voters", "en"),
        ("both", "tripled", "en"),
        ("نصف", "ثلث أعضاء المجلس", "ar"),
        ("ثلث", "ثلث أعضاء المجلس", "ar"),
        ("مرة", "الثاني", "ar"),
        ("مئة", "مئتان", "ar"),
        ("ألف", "ألفان", "ar"),
        ("مليونا.", "مليونا نازح", "ar"),
        ("الشوط الأول", "أحد عشر", "ar"),
        ("several million", "two million", "en"),
        ("dozens", "nineteen", "en"),
    ],
)
def test_what_is_surely_a_number(less: str, more: str, lang: str) -> None:
    """Words that may be something else, and vague ones, weigh less than those that count."""
    one, other = certainties([less, more], lang)
    assert one < other
