"""The rule date-mismatch: what it flags, what it leaves alone, and what it shows."""

from __future__ import annotations

import pytest
from number_beads import context
from pairs import by_bead

from auditor.records import Finding, Severity
from auditor.rules.frame.context import Context

SAME = [
    ("He returned last weekend.", "عاد نهاية الأسبوع الماضي."),
    ("Last year he joined the band, founded in the 1960s.", "انضم إلى الفرقة التي تأسست في ستينيات القرن الماضي."),
    ("By the last week of July, he had won.", "فاز هذا العام في أواخر يوليو."),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة 7.5 في المئة إلى 1.2 مليار دولار في مارس/آذار.",
    ),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة ٧٫٥٪ إلى ١٫٢ مليار دولار في آذار.",
    ),
    ("He was elected president in 1998 for a five-year term.", "انتخب رئيسا عام 1998 لولاية من خمس سنوات."),
    ("The talks will resume on Tuesday in Geneva.", "تستأنف المحادثات يوم الثلاثاء في جنيف."),
    (
        "The 19th-century palace was restored in the 1980s.",
        "رمم القصر الذي يعود إلى القرن التاسع عشر في ثمانينيات القرن الماضي.",
    ),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة الثامنة والنصف مساء بالتوقيت المحلي."),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة 20:30 بالتوقيت المحلي."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في الثالث من نوفمبر/تشرين الثاني 2015."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في 3 تشرين الثاني 2015."),
    ("The strike began at dawn on Monday, a week after the truce.", "بدأ الإضراب فجر الاثنين بعد أسبوع من الهدنة."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ يوليو 2000."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ تموز 2000."),
    ("The Second World War ended in 1945.", "انتهت الحرب العالمية الثانية في 1945."),
    ("A man in his forties was arrested.", "اعتقل رجل في الأربعينيات من عمره."),
    ("The minister will visit Cairo in June.", "سيزور الوزير القاهرة في يونيو."),
    ("The minister, who resigned in May, said he may return.", "قال الوزير الذي استقال في مايو إنه قد يعود."),
    ("In 2023 and 2024 the firm lost 40% of its staff.", "في عامي 2023 و2024 فقدت الشركة 40% من موظفيها."),
    ("Ramadan begins next week.", "يبدأ شهر رمضان الأسبوع المقبل."),
    ("The school opens in early September.", "تفتح المدرسة أبوابها مطلع سبتمبر."),
    ("The school opens in late September.", "تفتح المدرسة أبوابها بعد منتصف سبتمبر."),
    ("The player returns in early June.", "يعود اللاعب في الأيام الأولى من يونيو."),
    ("They met at the end of last year.", "اجتمعوا في أواخر العام الماضي."),
    ("They met late in the match, at the start of May.", "اجتمعوا في نهاية المباراة في بداية مايو."),
]
OTHER = [
    ("The school opens in early September.", "تفتح المدرسة أبوابها منتصف سبتمبر."),
    ("The first cases were reported in early July.", "أعلن عن أول الحالات في نهاية شهر تموز."),
    ("The bank held its rates last week.", "أبقى البنك الفائدة على حالها الشهر الماضي."),
    ("Prices will rise next year.", "سترتفع الأسعار هذا العام."),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة 7.5 في المئة إلى 1.2 مليار دولار في نيسان.",
    ),
    ("He was elected president in 1998 for a five-year term.", "انتخب رئيسا عام 1989 لولاية من خمس سنوات."),
    ("The talks will resume on Tuesday in Geneva.", "تستأنف المحادثات الخميس في جنيف."),
    (
        "The 19th-century palace was restored in the 1980s.",
        "رمم القصر الذي يعود إلى القرن الثامن عشر في ثمانينيات القرن الماضي.",
    ),
    (
        "The 19th-century palace was restored in the 1980s.",
        "رمم القصر الذي يعود إلى القرن التاسع عشر في تسعينيات القرن الماضي.",
    ),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة التاسعة والنصف مساء بالتوقيت المحلي."),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة الثامنة والنصف صباحا بالتوقيت المحلي."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في 13 تشرين الثاني 2015."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في 3 كانون الثاني 2015."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في 3 تشرين الأول 2015."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ يوليو 2010."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ حزيران 2000."),
    ("The minister will visit Cairo in June.", "سيزور الوزير القاهرة في يوليو."),
]


def found(seen: Context, at: int = 0) -> list[Finding]:
    return by_bead(seen, "date-mismatch")[at]


def marked(finding: Finding) -> list[tuple[str, str]]:
    return [(s.side, s.text) for s in finding.evidence.spans]


@pytest.mark.parametrize(("reference", "article"), SAME)
def test_the_same_date_in_another_form_is_no_finding(reference: str, article: str) -> None:
    """Both Arabic namings of months, decades and centuries in words, and both ways to tell the time agree."""
    assert found(context([reference], [article])) == []


@pytest.mark.parametrize(("reference", "article"), OTHER)
def test_another_date_is_a_finding(reference: str, article: str) -> None:
    """A date changed in the Arabic is found in the Arabic itself, and is major."""
    findings = found(context([reference], [article]))
    assert findings
    assert all(f.rule == "date-mismatch" and f.severity is Severity.MAJOR for f in findings)


def test_the_changed_year_is_marked_on_both_sides() -> None:
    """Exactly the year is marked, in the article and in the reference."""
    (finding,) = found(context(["It was the first visit since July 2000."], ["كانت أول زيارة منذ يوليو 2010."]))
    assert marked(finding) == [("article", "2010"), ("reference", "2000")]


def test_a_weekday_left_out_is_no_finding() -> None:
    """News says اليوم for the day it appears on."""
    assert found(context(["They met on Wednesday."], ["التقيا اليوم."])) == []


def test_both_names_of_a_month_are_one_month() -> None:
    """فبراير/شباط answers February once, and leaves nothing to stand against another month."""
    assert found(context(["It lasted from February to March."], ["استمر من فبراير/شباط حتى آذار."])) == []


def test_a_year_is_written_as_a_year() -> None:
    """No thousands are set apart in it; decades and centuries are named as such."""
    for reference, article, message in (
        ("It was the first visit since July 2000.", "كانت أول زيارة منذ يوليو ألفين وعشرة.", "“ألفين وعشرة” (2010)"),
        (
            "The palace was restored in the 1980s.",
            "رمم القصر في تسعينيات القرن الماضي.",
            "“تسعينيات القرن الماضي” (1990s)",
        ),
        ("It was built in the 19th century.", "بني في القرن الثامن عشر.", "“الثامن عشر” (century 18)"),
    ):
        (finding,) = found(context([reference], [article]))
        assert finding.message.endswith(f", the article {message}")


def test_a_word_that_is_more_than_a_month_needs_a_context() -> None:
    """مارس (practised), may (perhaps) and السيدة ماي are no months."""
    assert found(context(["He may run in June."], ["مارس الرياضة وقد يترشح في يونيو."])) == []
    assert found(context(["Mrs May spoke in April."], ["تحدثت السيدة ماي في نيسان."])) == []


def test_the_arabic_outweighs_a_wrong_back_translation() -> None:
    """The engine turned the month round; the Arabic has it right."""
    assert found(context(["It opens in May 2025."], ["يفتتح في أيار 2025."], ["It opens in March 2025."])) == []


def test_yesterday_against_tomorrow_is_a_finding() -> None:
    """Relative days count only where they contradict each other."""
    assert found(context(["The vote was held yesterday."], ["يجرى التصويت غدا."]))
    assert found(context(["The vote was held yesterday."], ["جرى التصويت."])) == []
