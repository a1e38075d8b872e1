"""Closing lines and bylines: what they say is read, and no news sentence is taken for one."""

from __future__ import annotations

import pytest
from hang import ends
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.disclosure import disclose
from auditor.reading.notices import read_notice
from auditor.reading.segment import segment
from auditor.records import Document, Provenance, Segment

NEWS = {
    "ar": "وصل الوزير إلى العاصمة صباح الأحد. والتقى عددا من المسؤولين.\n"
    "وبحث الجانبان سبل التعاون في مجال الطاقة.\nوسيعود الوفد إلى بلاده غدا.",
    "en": "The minister arrived in the capital on Sunday. He met several officials.\n"
    "The two sides discussed cooperation on energy.\nThe delegation returns home tomorrow.",
}


def language(text: str) -> str:
    return "ar" if any("\u0600" < char < "\u0700" for char in text) else "en"


def disclosed(text: str) -> tuple[tuple[Segment, ...], Provenance]:
    document = Document("x", language(text), text)
    return disclose(document, segment(document))


MAKING = [
    ("تُرجمت هذه المادة آلياً باستخدام تقنيات الذكاء الاصطناعي وراجعها محرر.", True, True),
    ("تمت ترجمة هذا الخبر بواسطة الذكاء الاصطناعي دون مراجعة بشرية.", True, False),
    ("هذا النص مترجم آليًا ولم يراجعه أي محرر.", True, False),
    ("ترجمة آلية", True, None),
    ("ترجم بواسطة ChatGPT وراجعته هيئة التحرير.", True, True),
    ("تمت الترجمة بواسطة غوغل للترجمة.", True, None),
    ("استُعين بالذكاء الاصطناعي في ترجمة هذا المقال، وراجع المحررون النص قبل نشره.", True, True),
    ("أُنتج هذا المحتوى بمساعدة أدوات الذكاء الاصطناعي ثم خضع لمراجعة تحريرية.", None, True),
    ("هذه المقالة مترجمة بواسطة برنامج ترجمة آلي، وخضعت لتدقيق فريق التحرير.", True, True),
    ("جرت ترجمة النص بمساعدة نموذج لغوي كبير من دون أي تدخل بشري.", True, False),
    ("ملاحظة: تُرجم هذا التقرير من الإنجليزية باستخدام DeepL.", True, None),
    ("تمت مراجعة هذا النص من قبل محرر بشري.", None, True),
    ("لم تتم مراجعة هذه الترجمة الآلية.", True, False),
    ("النص مترجم بالذكاء الاصطناعي وغير مراجع بشريا", True, False),
    ("قامت أداة ذكاء اصطناعي بترجمة هذا المقال، وتولى محرر تدقيقه.", True, True),
    ("خضعت ترجمة هذا المقال الآلية لمراجعة صحفية.", True, True),
    ("ترجمة: أحمد سالم", False, None),
    ("تمت الاستعانة بأدوات الترجمة الآلية في إعداد هذا المقال ومراجعته من قبل فريقنا.", True, True),
    ("تولى الذكاء الاصطناعي ترجمة هذا التقرير.", True, None),
    ("هذا الخبر من ترجمة الذكاء الاصطناعي ولم يخضع للتحرير.", True, False),
    ("المقال مترجم عن الإنجليزية بواسطة كلود", True, None),
    ("The Arabic version of this article was machine-translated.", True, None),
    ("AI was used to translate this story, and an editor checked it before publication.", True, True),
    ("This article was translated from English by artificial intelligence and reviewed by an editor.", True, True),
    ("This story was machine-translated without human review.", True, False),
    ("Translated with DeepL.", True, None),
    ("Machine translated. Not reviewed by a human.", True, False),
    ("AI-translated; reviewed by our editors", True, True),
    ("We used AI to translate this article; it has not been checked by a journalist.", True, False),
    ("This translation was generated automatically and may contain errors.", True, None),
    ("This text was translated using an AI tool and proofread by our newsroom.", True, True),
    ("This article was not machine translated.", False, None),
    ("Reviewed by a human editor.", None, True),
]


@pytest.mark.parametrize(("line", "machine", "reviewed"), MAKING)
def test_how_an_article_was_made_is_read(line: str, machine: bool | None, reviewed: bool | None) -> None:
    """Machine translation and human review, affirmed or denied, in any of many wordings; silence is None."""
    segments, provenance = disclosed(f"{NEWS[language(line)]}\n{line}")
    assert [s.kind for s in segments[:4]] == ["content"] * 4
    assert {s.kind for s in segments[4:]} == {"disclosure"}
    assert (provenance.machine_translated, provenance.human_reviewed) == (machine, reviewed)


CREDITS = [
    ("المصدر: رويترز", ("Reuters",)),
    ("المصدر: أ ف ب + وكالات", ("AFP",)),
    ("(أ ف ب)", ("AFP",)),
    ("أ.ف.ب", ("AFP",)),
    ("رويترز / د ب أ", ("Reuters", "dpa")),
    ("ساهمت أسوشيتد برس في إعداد هذا التقرير.", ("Associated Press",)),
    ("أسهمت وكالة بلومبرغ في هذا الخبر", ("Bloomberg",)),
    ("نقلا عن فرانس برس", ("AFP",)),
    ("نُشر هذا المقال أولا في نيويورك تايمز.", ("The New York Times",)),
    ("Source: Reuters", ("Reuters",)),
    ("Reuters contributed to this report.", ("Reuters",)),
    ("Associated Press writer Sam Poe contributed to this report.", ("Associated Press",)),
    ("(Reporting by Jane Doe and John Roe in London; Editing by Ann Poe)", ("Jane Doe", "John Roe")),
    ("Additional reporting by Sam Poe", ("Sam Poe",)),
    ("Sam Poe contributed to this report.", ("Sam Poe",)),
    ("أسهم في التغطية مراسل رويترز في بيروت.", ("Reuters",)),
    ("This article originally appeared in The Guardian.", ("The Guardian",)),
    ("Our Standards: The Thomson Reuters Trust Principles.", ("Reuters",)),
    ("© 2024 Thomson Reuters. All rights reserved.", ("Reuters",)),
]


@pytest.mark.parametrize(("line", "credits"), CREDITS)
def test_credits_are_named_in_english(line: str, credits: tuple[str, ...]) -> None:
    """Agencies by their English name, people as they are written."""
    segments, provenance = disclosed(f"{NEWS[language(line)]}\n{line}")
    assert {s.kind for s in segments[4:]} == {"disclosure"}
    assert provenance.credits == credits


@pytest.mark.parametrize(
    "line",
    [
        "(تغطية صحفية: سامي حسن - إعداد ليلى نور للنشرة العربية - تحرير كمال جاد)",
        "قد تحتوي هذه الترجمة على أخطاء.",
        "لمزيد من المعلومات يُرجى الاطلاع على شروط الاستخدام.",
        "تخضع هذه المادة للشروط والأحكام.",
        "يخضع استخدام هذا الموقع للشروط والأحكام المنشورة فيه.",
        "جميع الحقوق محفوظة © 2024",
        "اقرأ أيضاً: ارتفاع أسعار النفط",
        "تابعونا على واتساب",
        "اشترك في نشرتنا البريدية",
        "// انتهى //",
        "Please see our terms and conditions for details.",
        "Sign up for our daily newsletter.",
        "Read more: Oil prices rise",
        "bur-jd/ach/spm",
    ],
)
def test_small_print_is_disclosure_that_says_nothing_of_the_making(line: str) -> None:
    """Terms, copyright, what else to read and end marks are no content, and no provenance either."""
    segments, provenance = disclosed(f"{NEWS[language(line)]}\n{line}")
    assert {s.kind for s in segments[4:]} == {"disclosure"}
    assert (provenance.machine_translated, provenance.human_reviewed) == (None, None)


NOT_NOTICES = [
    "قال مصدر لرويترز إن المحادثات ستستمر.",
    "وقالت الشركة إن برنامجها للترجمة الآلية يستخدم الذكاء الاصطناعي.",
    "ستغير الترجمة الآلية مهنة المترجمين خلال سنوات.",
    "تُرجم الكتاب إلى عشر لغات.",
    "راجعت اللجنة القرار بعد اعتراض الوزير.",
    "وقع الطرفان على الشروط والأحكام النهائية.",
    "ترجم اللاعب تفوقه إلى هدف في الدقيقة الأخيرة.",
    "تم استخدام الذكاء الاصطناعي في تشخيص المرض.",
    "وذكرت وكالة فرانس برس أن الحريق اندلع ليلا.",
    "شارك الرئيس في القمة التي عقدت في باريس.",
    "ساهمت الشركة في خفض الأسعار.",
    "تابع الرئيس التطورات من مكتبه.",
    "اشترك ثلاثة رجال في الهجوم.",
    "تم نشر القوات على الحدود.",
    "أعد الفريق تقريرا عن الحادث.",
    "شاهد آلاف السكان الكسوف.",
    "وتعتمد الصحيفة على الذكاء الاصطناعي لترجمة مقالاتها.",
    "المصدر الرئيسي للدخل هو السياحة.",
    "انتهى الاجتماع دون اتفاق.",
    "هذا التقرير يثير قلق الحكومة.",
    "هذه الترجمة أغضبت الوفد الروسي.",
    "وحررت القوات المدينة بعد قتال طويل.",
    "تقرير: ارتفاع البطالة في أوروبا",
    "ومن المقرر أن تخضع الصفقة لشروط وأحكام جديدة.",
    "واستخدم الفريق الذكاء الاصطناعي لترجمة هذه النصوص القديمة.",
    "This report was translated into a plan of action by the ministry.",
    "This story is used by teachers to explain AI.",
    "AI translation is changing how newsrooms work.",
    "The company uses AI to translate its articles.",
    "The report was reviewed by a panel of experts.",
    "Reuters could not independently verify the report.",
    "A source told Reuters the talks would continue.",
    "Translated into 40 languages, the novel sold a million copies.",
    "The contract may contain errors, a lawyer said.",
    "Machine translation has improved greatly.",
    "The book was translated by a computer in two hours.",
    "This report will worry the government.",
    "Editing genes is now cheaper.",
    "By the end of the day, oil had fallen.",
    "By Sunday the town was empty",
    "The two leaders will review the terms and conditions of the deal.",
    "Related costs rose.",
    "Reporting restrictions were lifted.",
    "Photos by satellite show damage.",
    "This content is used by schools.",
    "Reporting by the commission shows a rise in fraud.",
    "Written by Shakespeare, the play drew crowds.",
]


@pytest.mark.parametrize("line", NOT_NOTICES)
@pytest.mark.parametrize("place", ["first", "last"])
def test_news_about_translation_or_agencies_stays_content(line: str, place: str) -> None:
    """A sentence with the words of a notice that speaks of the world, first or last in its article, is news."""
    news = NEWS[language(line)]
    segments, provenance = disclosed(f"{line}\n{news}" if place == "first" else f"{news}\n{line}")
    assert {s.kind for s in segments} == {"content"}
    assert provenance == Provenance()


def test_closing_lines_run_together() -> None:
    """Credit, notice with review, and pointer on one line without spaces: all three, and what they say."""
    line = (
        "ساهمت رويترز في هذا التقرير.جرت ترجمة هذا التقرير بمساعدة برنامج ذكاء اصطناعي بعد مراجعة محرر.. "
        "لمزيد من التفاصيل يرجى الرجوع للشروط والأحكام"
    )
    segments, provenance = disclosed(f"{NEWS['ar']}\n{line}")
    assert [s.kind for s in segments] == ["content"] * 4 + ["disclosure"] * 3
    assert provenance == Provenance(machine_translated=True, human_reviewed=True, credits=("Reuters",))


def test_a_notice_in_the_middle_is_content() -> None:
    """Only the ends of an article are looked at: the same words amid the text are left alone."""
    notice = "تمت ترجمة هذا الخبر بواسطة الذكاء الاصطناعي."
    segments, provenance = disclosed("\n".join([*[NEWS["ar"]] * 4, notice, *[NEWS["ar"]] * 4]))
    assert {s.kind for s in segments} == {"content"}
    assert provenance == Provenance()


def test_news_below_a_notice_stays_content() -> None:
    """A sentence of news behind the closing lines is not swallowed by them."""
    segments, provenance = disclosed(f"{NEWS['ar']}\nترجمة آلية\nوأعلن الجيش وقف إطلاق النار.")
    assert [s.kind for s in segments[-2:]] == ["disclosure", "content"]
    assert provenance.machine_translated is True


def test_bylines_and_datelines() -> None:
    """A byline above the text is disclosure; a dateline stays with its sentence, and its agency is credited."""
    segments, provenance = disclosed(
        "By Jane Doe\nLONDON, May 5 (Reuters) - The minister left on Sunday. He met nobody.\nTalks go on."
    )
    assert [s.kind for s in segments] == ["disclosure", "content", "content", "content"]
    assert provenance.credits == ("Jane Doe", "Reuters")


def test_links_below_a_heading_are_disclosure() -> None:
    """`Read also`, and the headlines listed under it."""
    segments, _ = disclosed(f"{NEWS['ar']}\nاقرأ أيضا:\nأسعار النفط ترتفع\nافتتاح ميناء جديد")
    assert [s.kind for s in segments] == ["content"] * 4 + ["disclosure"] * 3


def test_spelling_does_not_matter() -> None:
    """Vowel signs, tatweel, presentation forms, alef without hamza and hidden marks read the same."""
    plain = "تمت ترجمة هذا المقال آليا بمساعدة الذكاء الاصطناعي بعد مراجعة محرر."
    for variant in (
        "تَمَّت تَرجَمَة هٰذا المَقال آلِيّاً بمساعدة الذكاء الاصطناعي بعد مراجعة محرّر.",
        plain.replace("ترجمة", "ترجمـــة").replace("ا", "ا\u200f"),
        plain.replace("آ", "ا").replace("ة", "ه"),
        plain.replace("لا", "ﻻ"),
    ):
        notice = read_notice(variant)
        assert notice is not None, variant
        assert (notice.machine, notice.reviewed) == (True, True), variant


def test_an_article_of_nothing_but_notices_is_compared() -> None:
    """Something must be the article: nothing is left out where everything would be."""
    segments, provenance = disclosed("ترجمة آلية\nالمصدر: رويترز")
    assert {s.kind for s in segments} == {"content"}
    assert provenance.machine_translated is True


def test_no_sentences_no_provenance() -> None:
    """Nothing in, nothing out."""
    assert disclose(Document("x", "ar", ""), ()) == ((), Provenance())


@given(st.lists(st.sampled_from([*NOT_NOTICES[:9], *(line for line, _, _ in MAKING[:9]), *NEWS.values()]), max_size=12))
def test_segments_come_back_the_same_but_for_their_kind(lines: list[str]) -> None:
    """Number, order, text and place of the sentences are untouched, and at least one stays content."""
    document = Document("x", "ar", "\n".join(lines))
    before = segment(document)
    after, _ = disclose(document, before)
    assert [(s.index, s.text, s.start, s.line) for s in after] == [(s.index, s.text, s.start, s.line) for s in before]
    assert not after or any(s.kind == "content" for s in after)


@pytest.mark.parametrize("unit", ["ترجم ", "هذا المقال ", "دون مراجعة ", "a/b ", "(( ", "By A ", "قد ", "© "])
def test_junk_takes_linear_time(unit: str) -> None:
    """Long sentences are content unread, short ones are read, and that ends."""
    with ends():
        for length in (600, 600, 10**6):
            read_notice((unit * (length // len(unit) + 1))[:length])
