"""Sentences as an editor sees them, located to the character."""

from __future__ import annotations

import pytest
from hang import ends
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.segment import LONG, segment
from auditor.records import Document

SPLITS = [
    # Arabic; a bar marks each boundary
    "وصل الوفد صباحا. | ثم بدأت المحادثات.",
    "قال د. أحمد سالم إن أ. د. منى وم. علي حضروا. | ولم يحضر غيرهم.",
    "نقلت أ.ف.ب عن مصدر قوله ذلك. | ولم تعلق الوزارة.",
    "بلغ النمو 3.5 في المئة في عام 2023. | وبلغ 1.200.000 دولار.",
    "هل وافق الوزير؟! | نعم!!! | ولكن بشروط.",
    "انتهى الاجتماع.. | وغادر الجميع...",
    "انتهى الاجتماع.|وغادر الجميع.|لم يبق أحد.",
    "صدر البيان رقم 5.|وقال الوزير إنه الأخير.",
    "الموقع هو www.example.com والبريد هو news@example.com للمراسلة. | شكرا.",
    "سول (رويترز) – قالت كوريا الجنوبية إنها سترد. | وأضافت أنها مستعدة.",
    "القاهرة - أ ف ب: وصل الرئيس. | واستقبله الوزير.",
    "• البند الأول مهم. | وفيه تفصيل.",
    "1. البند الأول",
    "أ. البند الأول",
    "قال: «فزنا اليوم. وسنفوز غدا» ثم غادر. | ولم يعد.",
    'وقال "لا تراجع. لا استسلام". | وصفق الحضور.',
    "وقع ذلك عام 300 ق.م. قبل بناء المدينة.",
    "قالت بي.بي.سي إن المفاوضات توقفت. | ونفت يو.إس.إيه توداي ذلك.",
    "نقص فيتامين د. | والسبب قلة الشمس.",
    "تردد قليلا ... ثم وافق. | وانتهى الأمر.",
    "هبط السهم ٤.٥٪ ثم صعد ٢.١ في المئة. | وأغلق عند ١٢.٧٥ دولار.",
    "نقص فيتامين A\u00a0. والسبب قلة الشمس.",
    # English
    "The plan\u2009B\u202f. | It failed.",
    "He met Mr. Smith and Dr. Jones. | They talked.",
    "The U.S. President met Sen. Lee at 5 p.m. Monday in St. Louis. | He left.",
    "It ended at 5 p.m. | The crowd left.",
    "He lives in the U.S. | The house is small.",
    "J. K. Rowling and George W. Bush met. | He spoke.",
    "It cost $3.5 million. | See No. 5 and Vol. 3 for more.",
    "SEOUL, June 19 (Reuters) - North Korea said so. | It did not say why.",
    "“I know. Not now,” he said. | “Later.”",
    '"We won!" Smith shouted. | The crowd cheered.',
    "See www.example.org/a.html?b=c.d or write to a.b@example.com today. | Thanks.",
    "By Jane Doe and A. B. Roe",
    "• First item. | With detail.",
    "Wait... what is this? | Nobody knew.",
    "He is a Ph.D. student at Acme Inc. in Ohio. | She is not.",
    "Was it plan B. | Then they left.",
]


def sentences(text: str, lang: str, **options: bool) -> list[str]:
    return [s.text for s in segment(Document("x", lang, text), **options)]


@pytest.mark.parametrize("marked", SPLITS)
def test_boundaries_are_where_an_editor_sees_them(marked: str) -> None:
    """Titles, initials, decimals, addresses, datelines and list marks do not end a sentence; stops without space do."""
    lang = "en" if marked[0].isascii() or "“" in marked or marked.startswith("• F") else "ar"
    text = marked.replace(" | ", " ").replace("|", "")
    assert sentences(text, lang) == [part.strip() for part in marked.split("|")]


def test_closing_lines_run_together_are_three_sentences() -> None:
    """A missing space and a doubled stop, as they come from the field, still end sentences."""
    text = "أسهمت فرانس برس في التقرير.جرت ترجمة التقرير آليا بعد مراجعة محرر.. لمزيد من التفاصيل راجع الشروط والأحكام"
    assert len(sentences(text, "ar")) == 3


def test_a_sentence_never_spans_lines() -> None:
    """Every kind of line end is a hard break, and lines are counted as editors count them."""
    segments = segment(Document("x", "en", "One two\r\nthree\rfour\n\nfive\u2028six"))
    assert [(s.text, s.line, s.column, s.paragraph) for s in segments] == [
        ("One two", 1, 1, 0),
        ("three", 2, 1, 1),
        ("four", 3, 1, 2),
        ("five", 5, 1, 3),
        ("six", 5, 6, 4),
    ]


def test_lines_follow_the_file_where_the_text_is_not_the_file() -> None:
    """With source lines given, the line of a sentence is the line of the file."""
    segments = segment(Document("x.html", "en", "One.\nTwo. Three.", source_lines=(7, 12)))
    assert [(s.line, s.column) for s in segments] == [(7, 1), (12, 1), (12, 6)]


def test_one_sentence_per_line_takes_lines_as_they_are() -> None:
    """Every line that is not blank is one sentence, whatever stops it holds."""
    assert sentences("One. Two.\n\n  Three? Four\n", "en", one_sentence_per_line=True) == ["One. Two.", "Three? Four"]


def test_a_long_quotation_is_taken_apart() -> None:
    """A quotation is one sentence up to a length that can be read at once, and several above."""
    short = "“" + "We will build it here. " * 5 + "”"
    long = "“" + "We will build it here, and nobody will stop us now. " * 12 + "”"
    assert len(short) < LONG < len(long)
    assert len(sentences(short, "en")) == 1
    assert len(sentences(long, "en")) == 12


_ALPHABET = st.sampled_from(list('ابد أل مو. .!?؟…،"“”«»()[]\n\r\t\u2028ABc d1٣.-–•/@\u0301\u064b\u202e\U0001f389'))


@given(st.text(_ALPHABET, max_size=300), st.sampled_from(["ar", "en", "ru", "xx"]), st.booleans())
def test_sentences_cover_the_text_in_order(text: str, lang: str, per_line: bool) -> None:
    """Located exactly, ordered, disjoint, and every character that is not white space in exactly one."""
    segments = segment(Document("x", lang, text), one_sentence_per_line=per_line)
    end = 0
    for index, s in enumerate(segments):
        assert s.index == index
        assert text[s.start : s.end] == s.text == s.text.strip() != ""
        assert not text[end : s.start].strip()
        end = s.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", ["<?", "د. ", '"نعم. ', "أ.", "5.ا", "ا ", "( ", "U.S. ", "...", "?!", "1. "])
def test_junk_takes_linear_time(unit: str) -> None:
    """Three hundred thousand characters on one line are cut, and that ends."""
    with ends():
        assert sentences(unit * (300_000 // len(unit)), "ar")
