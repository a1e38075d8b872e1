"""The checks that look at the Arabic by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from arabic_alone import CLEAN, context, findings
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import BY_ITSELF
from pairs import findings as findings_of

from auditor.records import Severity


def test_clean_text_has_no_finding() -> None:
    """Ordinary news prose, with its usual names, numbers, brands and marks, is left alone by all checks."""
    text = (
        "أعلنت شركة Apple (Apple Inc.) إطلاق هاتف iPhone 15 Pro في سبتمبر/أيلول 2023، بسعر 1,199 دولارًا...\n"
        'وقال: "ماذا بعد؟!"\n'
        "وللتفاصيل يُرجى زيارة https://example.org/news?id=3,4 أو مراسلة desk@example.org أو متابعة #breaking_news.\n"
        'ولد عام 1445هـ، وهو من الـ12 الأوائل، ووصف الاتفاق بـ"التحالف" عند الساعة 10:30 (ق.م. وأ.ف.ب) لدى د. سمير.\n'
    )
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ومن المتوقع أن تمرر البنوك هذا الخفض to borrowers within weeks.", "to borrowers within weeks"),
        ("وقال إن the prices of oil ارتفعت.", "the prices of oil"),
        ("The bank said on Monday it would cut rates again.", "The bank said on Monday it would cut rates again"),
        ("اعتمدت الشركة على large language models في عملها.", "large language models"),
        ("ووقع الاتفاق شركة Orion-backed للطيران.", "Orion-backed"),
        (
            "ورد المكتب (the offices of the company that sold the boats).",
            "the offices of the company that sold the boats",
        ),
        ('وأضاف: "we do not know what will happen to our homes".', "we do not know what will happen to our homes"),
    ],
)
def test_untranslated_english_is_found(text: str, marked: str) -> None:
    """English prose left in the Arabic is one major finding that marks the run."""
    (found,) = findings(text, "untranslated")
    assert found.severity is Severity.MAJOR
    assert [span.text for span in found.evidence.spans] == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "زار الوفد Bank of America وThe Institute for the Study of War في المدينة.",
        "وقرأ رواية Harry Potter and the Goblet of Fire بالأمس.",
        "ويستخدم الباحثون التعلم الآلي (machine learning) ونماذج اللغة الكبيرة (large language models) في عملهم.",
        "ونشر كتابه «ذكريات صياد من الساحل» (Memories of a fisherman from the coast: stories of storms).",
        'وعُرض فيلم "the sound of silence and music" في المهرجان.',
        "زر الموقع https://example.org/the/prices-of-oil أو www.example.org للمزيد.",
        "راسلنا على the.prices.of@example.org أو عبر #the_prices_of_oil.",
        "تعاون مع Médecins sans frontières وLigue nationale de football professionnel أمس.",
        "شاركت adidas وiPhone وeBay في المعرض.",
        "وحضر ممثل Wi-Fi Alliance وRolls-Royce والناشر (Kyoto-based) الندوة.",
        CLEAN,
    ],
)
def test_names_titles_and_addresses_may_stay(text: str) -> None:
    """Names, titles, glosses, addresses and other languages are not untranslated English."""
    assert findings(text, "untranslated") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("وسينشر البنك تقريره تقريره الفصلي غدًا.", "تقريره تقريره"),
        ("وصل الوفد إلى إلى المدينة.", "إلى إلى"),
        ("وصلت الحكومةُ الحكومة إلى اتفاق.", "الحكومةُ الحكومة"),
        ("وقال رئيس الوزراء رئيس الوزراء إن الأمر انتهى.", "رئيس الوزراء رئيس الوزراء"),
        ("إن الوضع في المدينة صعب، إن الوضع في المدينة صعب.", "إن الوضع في المدينة صعب، إن الوضع في المدينة صعب"),
    ],
)
def test_what_is_said_twice_is_found(text: str, marked: str) -> None:
    """A doubled word or phrase is one minor finding that marks both copies; vowel signs make no difference."""
    (found,) = findings(text, "repetition")
    assert found.severity is Severity.MINOR
    assert [span.text for span in found.evidence.spans] == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "تقدم العمل شيئًا فشيئًا ويومًا بعد يوم.",
        "وقف الجنود صفًا صفًا ثم ساروا رويدًا رويدًا، وكان ذلك جيدًا جدًا جدًا.",
        "راجع المحرر النص كلمة كلمة وخطوة خطوة.",
        "وزار بطرس بطرس غالي ومحمد محمد صالح هيئة بي بي سي وشبكة سي إن إن.",
        "وقال فيما بعد بعد أن وصل إن الوضع هو هو.",
        "السلام، السلام للجميع.",
        "وكان حفيد حفيد الملك حاضرًا.",
        "بلغت النتيجة 3 3 في المباراة.",
    ],
)
def test_what_arabic_doubles_rightly_is_left(text: str) -> None:
    """Accusatives of manner, double names, letters by their names and rhetorical doubles are no repetition."""
    assert findings(text, "repetition") == []


def test_a_sentence_that_comes_again_is_found_once() -> None:
    """The later of two equal sentences is found and names the line of the first; short refrains are not."""
    (found,) = findings(f"{CLEAN}\nورفض التعليق.\nوغادر الوفد.\n{CLEAN}\nورفض التعليق.", "repetition")
    assert (found.line, found.evidence.details["same_as"]) == (4, 0)
    assert found.message == "The same sentence as in line 1"


def test_a_sentence_of_a_word_document_is_in_a_paragraph() -> None:
    """A .docx has no lines that an editor could count."""
    seen = context(f"{CLEAN}\n{CLEAN}")
    seen = replace(seen, article=replace(seen.article, path="story.docx"))
    (found,) = findings_of(seen, "repetition")
    assert found.message == "The same sentence as in paragraph 1"


def test_findings_stand_at_the_place_in_the_file() -> None:
    """Line and column are those of the marked characters, and no reference sentence is claimed."""
    (found,) = findings(f"{CLEAN}\nوصل الوفد. وغادر الوزیر.", "hidden-text")
    assert (found.line, found.column, found.end_column) == (2, 18, 24)
    assert found.reference == ()


def test_arabic_checks_keep_to_arabic() -> None:
    """In another language English is no leftover, Persian letters are letters and typography is not judged."""
    assert findings("رئیس جمهور به شهر رسید ، the prices of oil.", lang="fa") == []


LETTERS = st.sampled_from(
    [*"اب ة.،؟,?:٣3ـ\u064b\u200b\u200f\u202e\u202c\u2066\u2069aA", "وصل ", "the ", "of prices ", "Аpple", "\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTERS, max_size=60).map("".join))
def test_findings_point_at_their_words(text: str) -> None:
    """On any text: one finding for a rule and sentence, every span is the text it names, places are inside the file."""
    seen = context(text)
    found = findings_of(seen, *BY_ITSELF)
    assert max(Counter((f.rule, f.article) for f in found).values(), default=1) == 1
    for finding in found:
        (index,) = finding.article
        for span in finding.evidence.spans:
            assert span.segment == index
            assert span.start < span.end
            assert seen.segments[index].text[span.start : span.end] == span.text
        assert (finding.line, finding.column) < (finding.end_line, finding.end_column)
