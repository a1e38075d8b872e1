"""The checks that look at the Arabic by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hang import ends
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import BY_ITSELF
from pairs import findings as findings_of

from auditor.reading.segment import segment
from auditor.records import Document, Finding, Segment, Severity
from auditor.rules._bidi import reordered
from auditor.rules.frame.context import Context

CLEAN = "وقالت الوزيرة إن أعمال الإصلاح في الميناء كلفت 84 مليون يورو هذا العام."


def context(text: str, lang: str = "ar") -> Context:
    document = Document("article.txt", lang, text)
    return Context(document, segment(document), ())


def findings(text: str, rule: str | None = None, lang: str = "ar") -> list[Finding]:
    seen = context(text, lang)
    return findings_of(seen, *((rule,) if rule else BY_ITSELF))


def words(text: str, rule: str) -> list[str]:
    return [span.text for f in findings(text, rule) for span in f.evidence.spans]


def problems(text: str, rule: str) -> list[str]:
    return [str(f.evidence.details["problems"]) for f in findings(text, rule)]


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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("وتقدّم نحو \u202e15\u202c مرشحًا.", "right-to-left override"),
        ("وتقدّم \u202dالوزير الجديد\u202c للمنصب.", "left-to-right override"),
        ("وصل \u202aعام 2024 إلى London\u202c الوفد.", "left-to-right embedding"),
        ("وصل \u2066عام 2024 إلى London\u2069 الوفد.", "left-to-right isolate"),
        ("وصل \u2068London عام 2024 الوفد\u2069 أمس.", "first-strong isolate"),
        ("وصل الو\u200bزير أمس.", "invisible character inside a word"),
        ("وصل الو\xadزير أمس.", "invisible character inside a word"),
        ("زار فريق Man\u200bchester المدينة.", "invisible character inside a word"),
        ("بلغ العدد 1\u20602 شخصًا.", "invisible character inside a word"),
        ("وصل الو\u200fزير أمس.", "directional mark inside a word"),
        ("زار فريق Manchester\u200f United المدينة.", "directional mark between Latin words"),
        ("وصل الوزير\U000e0041\U000e0042 أمس.", "tag characters"),
        ("زار شركة Аpple أمس.", "look-alike letter in a Latin word"),
        ("زار شركة ΝOKIA أمس.", "look-alike letter in a Latin word"),
        ("وصل الوزیر أمس.", "look-alike letter in an Arabic word"),
        ("وصل الملک أمس.", "look-alike letter in an Arabic word"),
    ],
)
def test_what_is_not_what_it_looks_like_is_found(text: str, problem: str) -> None:
    """Controls, invisible characters and look-alikes that change what is read are one major finding each."""
    (found,) = findings(text, "hidden-text")
    assert found.severity is Severity.MAJOR
    assert found.evidence.details["problems"] == problem
    assert "U+" in str(found.evidence.details["characters"])
    assert found.evidence.spans


@pytest.mark.parametrize(
    "text",
    [
        "قال \u200eApple\u200e\u200f إن العدد \u200f50%\u200f تقريبًا.",
        "وصل الـ\u200cFacebook إلى \u2068London\u2069 و\u202aParis\u202c أمس.",
        "\u202bوصل الوفد إلى London عام 2024.\u202c",
        "\u2067وصل الوفد إلى Paris عام 2024.\u2069",
        "بلغ 5 µm وألمانيا كتبت Привет وكذلك Αθήνα أمس.",
        "زار الشاعر پرویز والمدينة گرگان.",
        "علم \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f و\U0001f468\u200d\U0001f469 هنا.",
        "وصل \u202eالوزير الجديد\u202c أمس.",
    ],
)
def test_harmless_marks_are_not_hidden_text(text: str) -> None:
    """Marks that only keep the layout in order, other scripts and emoji change nothing that is read."""
    assert findings(text, "hidden-text") == []


def test_the_message_shows_what_a_reader_sees() -> None:
    """For an override the message gives the words as written and as displayed."""
    (found,) = findings("وتقدّم نحو \u202e15\u202c مرشحًا.", "hidden-text")
    assert "15 is seen as 51" in found.message
    assert found.evidence.details["characters"] == "U+202E U+202C"


def test_an_override_reaches_to_the_end_of_its_paragraph() -> None:
    """What is never closed acts to the end of the line, not beyond, and nested controls count once."""
    assert list(reordered("ا\u202e12")) == [(1, 4, "right-to-left override")]
    assert list(reordered("\u202eا\u202d12 اا\u202c34\u202c")) == [(0, 12, "right-to-left override")]
    assert [f.line for f in findings("وصل \u202e12 رجلًا. وغادر 14.\nوعاد 15 رجلًا.", "hidden-text")] == [1]


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


@pytest.mark.parametrize(
    "unit",
    [".", "\u202e", "\u2068a ا", "ا،", "ا ", "كلمة ", "aа", '("a b"', "a.b/", "ـ", "1٠", "\u200b", "the ", "a\u200f "],
)
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    """Long runs of anything are read in linear time; what is quadratic in them does not end here."""
    text = unit * (100_000 // len(unit))
    seen = Context(Document("-", "ar", text), (Segment(0, text, 0, len(text), 1, 1),), ())
    with ends():
        findings_of(seen, *BY_ITSELF)


@pytest.mark.parametrize(
    "line", ["\u2068" * 20_000 + "a ب", "\u202a" * 20_000 + "\u2069" * 20_000 + "a ب", "\u2066" * 20_000 + "ب a"]
)
def test_nested_controls_by_the_thousand_stay_cheap(line: str) -> None:
    """Forty thousand controls are read in the time of a few thousand comparisons each, not of all pairs."""
    import sys

    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        list(reordered(line))
    finally:
        sys.setprofile(None)
    assert steps < 100 * len(line)
