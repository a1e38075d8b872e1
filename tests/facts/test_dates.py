"""Which dates and times are read in a sentence, Arabic and English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.dates import dates


def read(text: str, lang: str) -> list[tuple[str, object]]:
    """Kind and value of the first reading of each place, in order."""
    seen: dict[tuple[int, int], tuple[str, object]] = {}
    for fact in dates.extract(text, lang):
        if fact.certainty >= 0.5:
            seen.setdefault((fact.start, fact.end), (fact.kind, fact.value))
    return list(seen.values())


NAMINGS = [
    "يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|آذار", "أبريل|نيسان|أفريل", "مايو|أيار", "يونيو|حزيران|جوان",
    "يوليو|تموز|جويلية", "أغسطس|آب|أوت|غشت", "سبتمبر|أيلول|شتنبر", "أكتوبر|تشرين الأول", "نوفمبر|تشرين الثاني|نونبر",
    "ديسمبر|كانون الأول|دجنبر",
]  # fmt: skip


@pytest.mark.parametrize(("name", "month"), [(n, m) for m, row in enumerate(NAMINGS, start=1) for n in row.split("|")])
def test_months_in_every_naming(name: str, month: int) -> None:
    """The Egyptian, the Levantine and the Maghreb name of a month are the same month."""
    assert read(f"في 7 {name} 2021", "ar") == [("day", 7), ("month", month), ("year", 2021)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("On Wednesday, Oct. 4, 1918", "en", [("weekday", 3), ("month", 10), ("day", 4), ("year", 1918)]),
        ("يوم الأربعاء", "ar", [("weekday", 3)]),
        ("الأول من أكتوبر", "ar", [("day", 1), ("month", 10)]),
        ("فبراير/شباط 2022", "ar", [("month", 2), ("year", 2022)]),
        ("the 19th century", "en", [("century", 19)]),
        ("القرن التاسع عشر", "ar", [("century", 19)]),
        ("ربيع الأول 1445", "ar", [("hijri-month", 3), ("year", 1445)]),
        ("tomorrow", "en", [("relative-day", 1)]),
        ("أمس", "ar", [("relative-day", -1)]),
        (
            "prices last year and next month",
            "en",
            [("relative-period", "last year"), ("relative-period", "next month")],
        ),
        ("the last five years", "en", []),
        ("للعام الماضي", "ar", [("relative-period", "last year")]),
        ("والسنة المقبلة", "ar", [("relative-period", "next year")]),
        ("هذا الأسبوع", "ar", [("relative-period", "this week")]),
        ("in early July", "en", [("part-of-period", "early"), ("month", 7)]),
        ("by mid-August", "en", [("part-of-period", "middle"), ("month", 8)]),
        ("the end of last year", "en", [("part-of-period", "late"), ("relative-period", "last year")]),
        ("at the start of the month", "en", [("part-of-period", "early")]),
        ("the start of the match", "en", []),
        ("late, may one say", "en", []),
        ("مطلع الشهر", "ar", [("part-of-period", "early")]),
        ("وبنهاية شهر تموز", "ar", [("part-of-period", "late"), ("month", 7)]),
        ("منتصف الليل", "ar", []),
        ("at 12.00 GMT", "en", [("time", (12, 0))]),
        ("at 1200 GMT", "en", [("time", (12, 0))]),
        ("الساعة ١٢:٠٠", "ar", [("time", (12, 0))]),
        ("at 11:35 pm", "en", [("time", (23, 35)), ("half-day", "pm")]),
        ("الساعة الثامنة والنصف صباحا", "ar", [("time", (8, 30)), ("half-day", "am")]),
        ("He may march on.", "en", []),
        ("مارس الرياضة", "ar", [("month", 3)]),
        ("قال أب لابنه", "ar", []),
        ("صباح الخير", "ar", []),
    ],
)
def test_dates_and_times(text: str, lang: str, expected: list[tuple[str, object]]) -> None:
    """Days, months, years, centuries, weekdays, clock times and parts of the day have one value in both languages."""
    assert read(text, lang) == expected


CLOCKS = {
    "الساعة 15,30": (15, 30),
    "(12,30 ت غ)": (12, 30),
    "(12,30 ت.غ)": (12, 30),
    "عند 18,05 بتوقيت غرينتش": (18, 5),
    "الساعة 08,45": (8, 45),
    "عند 9,15 صباحا": (9, 15),
    "الساعة ٨٫٤٥ صباحا": (8, 45),
    "عند 20h30": (20, 30),
    "الساعة الثامنة إلا ربعا مساء": (19, 45),
    "الساعة التاسعة إلا ثلثا صباحا": (8, 40),
    "الساعة العاشرة إلا عشر دقائق صباحا": (9, 50),
    "الساعة التاسعة وعشر دقائق مساء": (21, 10),
    "الساعة الثانية والنصف وخمس دقائق صباحا": (2, 35),
    "الساعة السابعة والنصف إلا خمس دقائق صباحا": (7, 25),
    "الساعة السادسة و20 دقيقة صباحا": (6, 20),
    "الساعة الثانية عشرة ظهرا": (12, 0),
    "الساعة الواحدة إلا ربعا ظهرا": (12, 45),
}


@pytest.mark.parametrize(("text", "time"), CLOCKS.items())
def test_a_clock_time_as_arabic_writes_it(text: str, time: tuple[int, int]) -> None:
    """Minutes stand behind a comma, a decimal sign or an h, or are said in words, up to the hour or past it."""
    times = [f.value for f in dates.extract(f"بدأ {text} الاجتماع", "ar") if f.kind == "time"]
    assert times[0] == time


@pytest.mark.parametrize(
    "text", ["بلغ 9,15 دولارات", "ارتفع 3,50 بعد ذلك", "في الجدول 12,30", "رحل 20 h30x", "بلغت ساعة"]
)
def test_a_decimal_is_no_clock_time(text: str) -> None:
    """Without an hour, a zone or a part of the day beside it 9,15 is an amount."""
    assert [f for f in dates.extract(text, "ar") if f.kind == "time"] == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("كانون 2", 1),
        ("كانون ٢", 1),
        ("كانون2", 1),
        ("كانون 1", 12),
        ("تشرين 1", 10),
        ("تشرين 2", 11),
        ("ك2", 1),
        ("ت1", 10),
    ],
)
def test_a_levantine_month_by_its_number(text: str, month: int) -> None:
    """كانون 2 is كانون الثاني; ك2 only beside a day or a year."""
    assert read(f"في 5 {text} 2024", "ar") == [("day", 5), ("month", month), ("year", 2024)]


def test_letters_with_a_number_are_no_month_by_themselves() -> None:
    """ك2 is a mountain as well."""
    assert read("تسلق قمة ك2 الشاهقة", "ar") == []


def test_a_verb_that_is_a_month_too_is_less_than_certain() -> None:
    """مارس without a number or a preposition may be `practised`."""
    assert [f.certainty for f in dates.extract("مارس الرياضة", "ar")] == [0.5]
    assert [f.certainty for f in dates.extract("في شهر مارس", "ar")] == [1.0]


def test_a_clock_time_without_a_half_may_be_either() -> None:
    """8:30 is also 20:30, with less certainty."""
    assert [f.value for f in dates.extract("at 8:30", "en")] == [(8, 30), (20, 30)]


def test_the_second_year_of_a_season_is_a_year() -> None:
    """In 2017-18 the 18 also reads as 2018."""
    assert [f.value for f in dates.extract("the 2017-18 season", "en")] == [2017, 18, 2018]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ar", "en", "fr"]))
def test_facts_stand_where_they_say(text: str, lang: str) -> None:
    """Whatever the text: every fact's text is the text at its place, and its certainty is a share."""
    for fact in dates.extract(text, lang):
        assert text[fact.start : fact.end] == fact.text
        assert 0 < fact.certainty <= 1
